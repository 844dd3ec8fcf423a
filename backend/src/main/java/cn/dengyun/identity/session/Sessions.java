package cn.dengyun.identity.session;

import cn.dengyun.identity.account.Account;
import cn.dengyun.identity.token.AccessTokens;
import cn.dengyun.identity.token.IssuerTrust;
import cn.dengyun.identity.token.OpaqueTokens;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Begins and ends sessions. Whoever changes what an account may do ends them through this. */
@ApplicationScoped
public class Sessions {

    /** A session that is not refreshed for so long ends. */
    static final Duration IDLE = Duration.ofHours(2);

    /** A session ends after so long, however busy it was: once a working day people prove who they are. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private static final int LONGEST_USER_AGENT = 300;

    private final SessionStore store;
    private final AccessTokens tokens;
    private final IssuerTrust trust;
    private final AuditTrail audit;
    private final Clock clock;

    Sessions(SessionStore store, AccessTokens tokens, IssuerTrust trust, AuditTrail audit, @WallClock Clock clock) {
        this.store = store;
        this.tokens = tokens;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
    }

    /** A new session of the account, with its first tokens. */
    public Uni<SessionTokens> begin(
            SqlConnection connection, Account account, SignInDevice device, boolean isOwnAccountOnly) {
        Instant now = now();
        Instant endsAt = now.plus(LONGEST);
        Session session = new Session(
                Ids.next(),
                account.id(),
                device.address(),
                shortened(device.userAgent()),
                isOwnAccountOnly,
                now,
                now,
                Session.idleUntil(now, IDLE, endsAt),
                endsAt);
        String refreshToken = OpaqueTokens.next();
        return store.insert(connection, session, OpaqueTokens.digest(refreshToken))
                .chain(() -> audit.write(
                        connection,
                        new AuditNote(
                                "session.begun",
                                "/api/v1/me/sessions/" + session.id(),
                                account.organizationId(),
                                null,
                                null,
                                null),
                        account.toActor(session.id())))
                .chain(() -> tokens(account, session, refreshToken));
    }

    /** New tokens of a session; the access token tells what the account is now. */
    Uni<SessionTokens> tokens(Account account, Session session, String refreshToken) {
        return tokens.issue(account.toActor(session.id()), session.isOwnAccountOnly())
                .map(accessToken ->
                        new SessionTokens(accessToken, tokens.lifetimeSeconds(), refreshToken, session, account));
    }

    /**
     * Ends all sessions of an account but one, in the caller's unit of work, and withdraws their access tokens. Once
     * that unit of work has committed, the caller passes the result to {@link #refuse}.
     *
     * @param except a session to keep, usually the caller's own; null for none
     */
    public Uni<List<UUID>> endAll(SqlConnection connection, UUID accountId, UUID except, EndReason reason) {
        return store.end(connection, accountId, null, except, reason, now())
                .call(ended -> noted(connection, accountId, ended, reason));
    }

    /** Ends one session of an account; the result is empty when there is none. See {@link #endAll}. */
    Uni<List<UUID>> end(SqlConnection connection, UUID accountId, UUID session, EndReason reason) {
        return store.end(connection, accountId, session, null, reason, now())
                .call(ended -> noted(connection, accountId, ended, reason));
    }

    /** From its next refresh on the session's tokens are good for everything that the account may do. */
    public Uni<Void> openUp(SqlConnection connection, UUID session) {
        return store.openUp(connection, session);
    }

    /** Refuses the access tokens of these sessions on this node at once; the others learn of it by themselves. */
    public void refuse(List<UUID> ended) {
        Instant now = clock.instant();
        ended.forEach(session -> trust.revoke(session, now));
    }

    private Uni<Void> noted(SqlConnection connection, UUID accountId, List<UUID> ended, EndReason reason) {
        if (ended.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String subject = "/api/v1/accounts/" + accountId + "/sessions";
        return audit.write(connection, new AuditNote("session.ended", subject, null, null, null, reason.name()));
    }

    private static String shortened(String text) {
        return text == null || text.length() <= LONGEST_USER_AGENT ? text : text.substring(0, LONGEST_USER_AGENT);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
