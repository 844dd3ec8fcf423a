package cn.dengyun.identity.external;

import cn.dengyun.shared.Rejection;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether people sign in here at all. */
@ApplicationScoped
public class BuiltInSignIn {

    private final ExternalConfig config;

    BuiltInSignIn(ExternalConfig config) {
        this.config = config;
    }

    /** Rejects with {@code sign-in-elsewhere} (409; the issuer) where another issuer signs people in. */
    public void require() {
        config.issuer().ifPresent(issuer -> {
            throw Rejection.conflict("sign-in-elsewhere", issuer);
        });
    }
}
