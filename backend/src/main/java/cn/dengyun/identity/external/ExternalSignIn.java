package cn.dengyun.identity.external;

import cn.dengyun.platform.problem.Problems;
import cn.dengyun.platform.security.TokenVerifier;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jboss.logging.Logger;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Lets tokens of the external issuer in. Verifying them may need the network and the account the database, so it is
 * done here, before the request reaches the parts that never wait; the verifier remembers the outcome for its minute,
 * after which roles and blocks are looked at anew.
 */
@ApplicationScoped
class ExternalSignIn {

    private static final Logger LOG = Logger.getLogger(ExternalSignIn.class);

    /** Behind the admission of requests, before the REST layer. */
    private static final int ORDER = 10;

    private static final String BEARER = "bearer ";

    private final ExternalConfig config;
    private final ExternalIssuer issuer;
    private final ExternalAccounts accounts;
    private final TokenVerifier verifier;
    private final Problems problems;
    private final Vertx vertx;

    ExternalSignIn(
            ExternalConfig config,
            ExternalIssuer issuer,
            ExternalAccounts accounts,
            TokenVerifier verifier,
            Problems problems,
            Vertx vertx) {
        this.config = config;
        this.issuer = issuer;
        this.accounts = accounts;
        this.verifier = verifier;
        this.problems = problems;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        if (config.issuer().isPresent()) {
            router.route("/api/*").order(ORDER).handler(this::admit);
        }
    }

    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        String token = token(request.getHeader("Authorization"));
        if (token == null || verifier.isKnown(token) || !isExternal(token)) {
            context.next();
            return;
        }
        request.pause();
        recognised(token, request.remoteAddress().hostAddress())
                .subscribe()
                .with(done -> goOn(context), failure -> refused(context, failure));
    }

    /** But for one who has to wait, the request goes on and is refused like any with a token that nobody knows. */
    private void refused(RoutingContext context, Throwable failure) {
        if (failure instanceof Rejection rejection && rejection.kind() == Rejection.Kind.TOO_MANY) {
            context.request().resume();
            problems.send(context, rejection, ((Number) rejection.arguments().get(0)).longValue());
            return;
        }
        if (failure instanceof Rejection rejection) {
            Problems.explainBadToken(context, rejection);
        } else {
            tell(failure);
        }
        goOn(context);
    }

    private static void tell(Throwable failure) {
        if (failure instanceof InvalidJwtException) {
            LOG.debug("A token of the external issuer was refused.", failure);
            return;
        }
        LOG.warn("A token of the external issuer could not be looked at.", failure);
    }

    private static void goOn(RoutingContext context) {
        context.request().resume();
        context.next();
    }

    private Uni<Void> recognised(String token, String address) {
        Uni<JwtClaims> verified = vertx.executeBlocking(() -> issuer.verify(token), false);
        return verified.chain(claims -> accounts.of(ExternalClaims.of(claims.getClaimsMap(), config), address)
                .invoke(account -> account.ifPresent(found -> verifier.remember(token, claims, found.toActor(null))))
                .replaceWithVoid());
    }

    /** Looked at without trust, only to know whom to ask. */
    private boolean isExternal(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || token.length() > TokenVerifier.LONGEST_TOKEN) {
            return false;
        }
        try {
            String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return config.issuer().orElseThrow().equals(new JsonObject(payload).getValue("iss"));
        } catch (IllegalArgumentException | DecodeException e) {
            return false;
        }
    }

    private static String token(String authorization) {
        boolean isBearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return isBearer ? authorization.substring(BEARER.length()).trim() : null;
    }
}
