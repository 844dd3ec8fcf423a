package cn.dengyun.identity.external;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The OpenID Connect issuer that signs people in, if there is one. */
@ConfigMapping(prefix = "dengyun.oidc")
public interface ExternalConfig {

    /** How somebody who comes for the first time is recognised as somebody who has an account. */
    enum LinkBy {
        /** Not at all: there is always a new account. */
        NONE,
        /** By the e-mail address, if the issuer has verified it. */
        EMAIL,
        /** By the user name: only for an issuer whose user names are ours. */
        USERNAME
    }

    /** The {@code iss} of its tokens; without one people sign in here. */
    Optional<String> issuer();

    /** The {@code aud} that its access tokens must have. */
    @WithDefault("dengyun-api")
    String audience();

    /** Where its tokens name the roles, with dots between nested members. */
    @WithDefault("realm_access.roles")
    String rolesClaim();

    /** What its roles are here; without it they mean nothing. */
    Optional<RoleNames> roles();

    /** Where its tokens name the organisation, by its unified social credit code. */
    @WithDefault("organization")
    String organizationClaim();

    @WithDefault("EMAIL")
    LinkBy linkBy();
}
