package cn.dengyun.platform.security;

import cn.dengyun.shared.Actor;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** Who sent the current request. */
@ApplicationScoped
public class CurrentActor {

    /** Attribute of an identity whose actor acts for another organisation than its token says. */
    public static final String ACTS_AS = "dengyun.acts-as";

    private final CurrentIdentityAssociation association;
    private final TokenVerifier verifier;

    CurrentActor(CurrentIdentityAssociation association, TokenVerifier verifier) {
        this.association = association;
        this.verifier = verifier;
    }

    /**
     * The actor of the current request, {@link Actor#ANONYMOUS} without a token. It may be asked on any thread of the
     * request, the event loop included: tokens are verified in memory, so there is nothing to wait for. On a public
     * operation that is called with a bad token this is the moment of the refusal (401).
     */
    public Actor get() {
        return of(identity());
    }

    /**
     * Whether the token of the current request still opens doors, to be asked again and again by what goes on after the
     * request was let in: a stream of events ends with the token that it was opened with.
     */
    public BooleanSupplier isStillTrusted() {
        VerifiedToken token = token(identity());
        return () -> verifier.isTrusted(token);
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
