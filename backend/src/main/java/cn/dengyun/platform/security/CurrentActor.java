package cn.dengyun.platform.security;

import cn.dengyun.shared.Actor;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Who sent the current request. */
@ApplicationScoped
public class CurrentActor {

    /** Attribute of an identity whose actor acts for another organisation than its token says. */
    public static final String ACTS_AS = "dengyun.acts-as";

    private final CurrentIdentityAssociation association;

    CurrentActor(CurrentIdentityAssociation association) {
        this.association = association;
    }

    /**
     * The actor of the current request, {@link Actor#ANONYMOUS} without a token. It may be asked on any thread of the
     * request, the event loop included: tokens are verified in memory, so there is nothing to wait for. On a public
     * operation that is called with a bad token this is the moment of the refusal (401).
     */
    public Actor get() {
        return of(identity());
    }

    private SecurityIdentity identity() {
        Uni<SecurityIdentity> deferred = association.getDeferredIdentity();
        CompletableFuture<SecurityIdentity> identity = deferred.subscribeAsCompletionStage();
        if (!identity.isDone()) {
            throw new IllegalStateException("the caller's identity must not need waiting for");
        }
        try {
            return identity.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    /** Whether the caller's token is good for its own account only; see {@link OwnAccount}. */
    boolean isOwnAccountOnly() {
        SecurityIdentity identity = identity();
        return !identity.isAnonymous() && token(identity).isOwnAccountOnly();
    }

    /** Whom an identity stands for. */
    public static Actor of(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return Actor.ANONYMOUS;
        }
        return identity.getAttribute(ACTS_AS) instanceof Actor acting
                ? acting
                : token(identity).actor();
    }

    private static VerifiedToken token(SecurityIdentity identity) {
        Principal principal = identity.getPrincipal();
        if (principal instanceof VerifiedToken token) {
            return token;
        }
        throw new IllegalStateException("an identity that no access token of the platform brought");
    }
}
