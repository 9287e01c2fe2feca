package io.nodepulse.access.scope;

import static java.util.Objects.requireNonNull;

import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.rule.AccessRules;
import io.nodepulse.access.rule.Need;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * What a controller gets that has {@link VisibleServers} for a parameter. Where nobody needs to say
 * who they are, nobody is looked up, and everybody sees everything. Thread-safe.
 */
public record VisibleToCaller(AccessRules rules, TaggedServers servers)
        implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == VisibleServers.class;
    }

    @Override
    public VisibleServers resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return of(requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }

    private VisibleServers of(HttpServletRequest request) {
        return rules.needOf(request) == Need.OPEN
                ? VisibleServers.ALL
                : servers.in(Caller.current().scope());
    }
}
