package cn.dengyun.identity.session;

import cn.dengyun.identity.account.Account;
import cn.dengyun.identity.account.AccountMails;
import cn.dengyun.identity.account.AccountStore;
import cn.dengyun.identity.external.BuiltInSignIn;
import cn.dengyun.identity.token.OpaqueTokens;
import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Staying signed in: each refresh token is good once, for the next pair of tokens (RFC 9700 §4.14.2). */
@ApplicationScoped
public class RefreshService {

    private final BuiltInSignIn builtIn;
    private final SessionStore store;
    private final Sessions sessions;
    private final AccountStore accounts;
    private final Outbox outbox;
    private final AccountMails mails;
    private final Pool pool;
    private final Clock clock;

    RefreshService(
            BuiltInSignIn builtIn,
            SessionStore store,
            Sessions sessions,
            AccountStore accounts,
            Outbox outbox,
            AccountMails mails,
            Pool pool,
            @WallClock Clock clock) {
        this.builtIn = builtIn;
        this.store = store;
        this.sessions = sessions;
        this.accounts = accounts;
        this.outbox = outbox;
        this.mails = mails;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * New tokens for a refresh token, which is worth nothing from now on.
     *
     * <p>Rejects with {@code refresh-token-invalid} (401) for one that is unknown, was replaced already, or belongs to
     * a session that has ended or an account that was disabled. One that was replaced already ends its session: either
     * its owner or a thief has used it before, and nobody can tell which of them is asking now.
     */
    public Uni<SessionTokens> refresh(String refreshToken) {
        builtIn.require();
        byte[] digest = OpaqueTokens.digest(refreshToken);
        // A refusal must not undo the end of a stolen session, so it is thrown only after the commit.
        return pool.withTransaction(connection -> exchanged(connection, digest)).map(outcome -> {
            sessions.refuse(outcome.ended());
            return outcome.tokens()
                    .orElseThrow(() -> Rejection.of(Rejection.Kind.UNAUTHENTICATED, "refresh-token-invalid"));
        });
    }

    private Uni<Outcome> exchanged(SqlConnection connection, byte[] digest) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return store.replaceToken(connection, digest, now)
                .chain(session -> session.isPresent()
                        ? continued(connection, session.get(), now)
                        : endedIfStolen(connection, digest));
    }

    private Uni<Outcome> continued(SqlConnection connection, UUID id, Instant now) {
        return store.use(connection, id, now, Sessions.IDLE)
                .chain(session -> session.isEmpty()
                        ? Uni.createFrom().item(Outcome.REFUSED)
                        : accounts.byId(connection, session.get().accountId())
                                .chain(account -> renewed(connection, account, session.get(), now)));
    }

    private Uni<Outcome> renewed(SqlConnection connection, Optional<Account> account, Session session, Instant now) {
        if (account.isEmpty() || account.get().isDisabled()) {
            return Uni.createFrom().item(Outcome.REFUSED);
        }
        String refreshToken = OpaqueTokens.next();
        return store.insertToken(connection, session.id(), OpaqueTokens.digest(refreshToken), now)
                .chain(() -> sessions.tokens(account.get(), session, refreshToken))
                .map(tokens -> new Outcome(Optional.of(tokens), List.of()));
    }

    private Uni<Outcome> endedIfStolen(SqlConnection connection, byte[] digest) {
        return store.familyOf(connection, digest)
                .chain(family ->
                        family.isEmpty() ? Uni.createFrom().item(Outcome.REFUSED) : ended(connection, family.get()));
    }

    private Uni<Outcome> ended(SqlConnection connection, SessionStore.Family family) {
        return sessions.end(connection, family.accountId(), family.sessionId(), EndReason.REFRESH_TOKEN_REUSED)
                .call(ended -> ended.isEmpty() ? Uni.createFrom().voidItem() : told(connection, family))
                .map(ended -> new Outcome(Optional.empty(), ended));
    }

    private Uni<Void> told(SqlConnection connection, SessionStore.Family family) {
        return accounts.byId(connection, family.accountId())
                .map(Optional::orElseThrow)
                .call(account -> outbox.write(connection, reused(family, account)))
                .chain(account -> mails.sessionStolen(connection, account));
    }

    private DomainEvent reused(SessionStore.Family family, Account account) {
        return SessionEvent.REFRESH_TOKEN_REUSED.of(
                account.organizationId(), new SessionEvent.Data(family.sessionId(), account.id()), clock.instant());
    }

    /** What a refresh came to. */
    private record Outcome(Optional<SessionTokens> tokens, List<UUID> ended) {

        static final Outcome REFUSED = new Outcome(Optional.empty(), List.of());
    }
}
