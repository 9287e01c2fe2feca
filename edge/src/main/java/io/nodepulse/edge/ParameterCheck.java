package io.nodepulse.edge;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses what a call does not take before its controller is asked, and hands the controller what
 * it does take. Files of the page, the health and the metrics have no controller of ours, and take
 * anything. Thread-safe.
 */
final class ParameterCheck implements HandlerInterceptor, HandlerMethodArgumentResolver {

    private static final String OURS = "io.nodepulse.";

    private final Map<Method, TakenParameters> taken = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod call
                && call.getBeanType().getName().startsWith(OURS)) {
            taken.computeIfAbsent(call.getMethod(), TakenParameters::of)
                    .require(Parameters.of(request));
        }
        return true;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Parameters.class;
    }

    @Override
    public Parameters resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return Parameters.of(requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }
}
