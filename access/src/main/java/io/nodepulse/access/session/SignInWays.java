package io.nodepulse.access.session;

import io.nodepulse.access.account.FactorPolicy;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.passkey.RelyingParty;
import io.nodepulse.access.rule.Reading;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.util.List;

/**
 * What somebody can do to be let in here.
 *
 * @param reading who may read without that
 * @param providers where one can sign in instead
 */
public record SignInWays(Reading reading, List<Provider> providers) {

    /**
     * A provider of identities.
     *
     * @param name as people know it
     * @param href where a browser goes to sign in there
     */
    public record Provider(String name, String href) {}

    /**
     * Where a page learns who it is for.
     *
     * @param allServers whether the caller sees all servers; null where there is no caller
     * @param serverTags if not, of which tags those are; where there are none either, they see none
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Answer(
            boolean signedIn,
            @Nullable String name,
            @Nullable String role,
            @Nullable String provider,
            @Nullable Boolean allServers,
            List<String> serverTags,
            @Nullable Factor secondFactor,
            String reading,
            Ways signIn) {}

    /** How a person stands to a second factor. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Factor(
            boolean enrolled,
            boolean required,
            int recoveryCodesLeft,
            boolean codes,
            int passkeys) {

        static @Nullable Factor of(FactorPolicy.@Nullable State state) {
            return state == null
                    ? null
                    : new Factor(
                            state.enrolled(),
                            state.required(),
                            state.recoveryCodesLeft(),
                            state.codes(),
                            state.passkeys());
        }
    }

    /**
     * How to sign in.
     *
     * @param passkey whether browsers know passkeys by the name that this request came by
     */
    record Ways(boolean password, boolean passkey, List<Provider> oidc) {}

    Answer answer(@Nullable Caller caller, HttpServletRequest request) {
        return new Answer(
                caller != null,
                caller == null ? null : caller.getName(),
                caller == null ? null : caller.role().code(),
                caller == null ? null : caller.provider(),
                caller == null ? null : caller.scope().isEverything(),
                caller == null ? List.of() : caller.scope().tags(),
                caller == null ? null : Factor.of(caller.factor()),
                reading.isOpenTo(request) ? "open" : "login",
                new Ways(true, RelyingParty.of(request).isPresent(), providers));
    }
}
