package cn.dengyun.identity.password;

import cn.dengyun.identity.account.Account;
import cn.dengyun.identity.account.AccountMails;
import cn.dengyun.identity.account.AccountStore;
import cn.dengyun.identity.account.EmailAddresses;
import cn.dengyun.identity.account.PasswordHashing;
import cn.dengyun.identity.external.BuiltInSignIn;
import cn.dengyun.identity.session.EndReason;
import cn.dengyun.identity.session.Sessions;
import cn.dengyun.identity.session.SignInLimiter;
import cn.dengyun.identity.token.OpaqueTokens;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** A new password for who forgot the old one, by a one-time token that comes by mail. */
@ApplicationScoped
class PasswordResetService {

    private static final Logger LOG = Logger.getLogger(PasswordResetService.class);

    /** How many mails of this kind one account gets before the first of them has expired. */
    private static final int MAX_OPEN = 3;

    /** How many accounts get a mail of which nobody has proven yet that the address is his. */
    private static final int MAX_ACCOUNTS = 3;

    private final BuiltInSignIn builtIn;
    private final AccountStore accounts;
    private final EmailAddresses addresses;
    private final PasswordResetStore store;
    private final PasswordService passwordService;
    private final PasswordHashing passwords;
    private final AccountMails mails;
    private final SignInLimiter limiter;
    private final AuditTrail audit;
    private final Sessions sessions;
    private final Pool pool;
    private final Clock clock;

    PasswordResetService(
            BuiltInSignIn builtIn,
            AccountStore accounts,
            EmailAddresses addresses,
            PasswordResetStore store,
            PasswordService passwordService,
            PasswordHashing passwords,
            AccountMails mails,
            SignInLimiter limiter,
            AuditTrail audit,
            Sessions sessions,
            Pool pool,
            @WallClock Clock clock) {
        this.builtIn = builtIn;
        this.accounts = accounts;
        this.addresses = addresses;
        this.store = store;
        this.passwordService = passwordService;
        this.passwords = passwords;
        this.mails = mails;
        this.limiter = limiter;
        this.audit = audit;
        this.sessions = sessions;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Sends a token to the account's address, if there is such an account and it has one. The answer comes before any
     * of that is looked at, so neither what it says nor how long it takes tells whether the account exists.
     *
     * <p>Rejects with {@code sign-in-blocked} (429) when the address asks too often.
     *
     * @param name user name or e-mail address
     */
    Uni<Void> request(String name, String address) {
        builtIn.require();
        String wanted = name.trim().toLowerCase(Locale.ROOT);
        return limiter.beginReset(address)
                .invoke(() -> sent(wanted)
                        .subscribe()
                        .with(
                                done -> {},
                                failure ->
                                        LOG.error("A mail for a forgotten password could not be written.", failure)));
    }

    /**
     * Replaces the password, ends all sessions of the account and lifts a lock of its user name. The second factor is
     * still asked at the next sign-in.
     *
     * <p>Rejects with {@code password-reset-not-found} (404) for a token that is unknown, expired or used,
     * {@code sign-in-busy} (503), {@code changed-meanwhile} (412), {@code invalid-request} (400) for a password that
     * may not be chosen.
     */
    Effect<List<UUID>> complete(UUID id, String token, String newPassword) {
        builtIn.require();
        return Effect.<Chosen, List<UUID>>of(
                        () -> chosen(id, token, newPassword), (connection, chosen) -> replaced(connection, id, chosen))
                .afterCommit(sessions::refuse);
    }

    private record Chosen(Account account, String hash) {}

    private Uni<Chosen> chosen(UUID id, String token, String newPassword) {
        return store.open(id, OpaqueTokens.digest(token), clock.instant())
                .chain(account -> account.isEmpty()
                        ? Uni.createFrom().item(Optional.<Account>empty())
                        : accounts.byId(account.get()))
                .map(found -> found.filter(account -> !account.isDisabled())
                        .orElseThrow(() -> Rejection.notFound("password-reset-not-found")))
                .chain(account -> passwords
                        .chosen("/newPassword", newPassword, null, PasswordService.wordsOf(account))
                        .map(hash -> new Chosen(account, hash)));
    }

    private Uni<List<UUID>> replaced(SqlConnection connection, UUID id, Chosen chosen) {
        Account account = chosen.account();
        return store.use(connection, id, account.id(), clock.instant())
                .invoke(isUsed -> {
                    if (!isUsed) {
                        throw Rejection.notFound("password-reset-not-found");
                    }
                })
                .chain(() -> addresses.prove(connection, account.id(), account.email(), clock.instant()))
                .chain(() ->
                        passwordService.replaced(connection, account, chosen.hash(), null, EndReason.PASSWORD_RESET))
                .call(() -> limiter.forgive(connection, account.username()));
    }

    private Uni<Void> sent(String name) {
        Uni<List<Account>> found = name.contains("@")
                ? accounts.byEmail(name, MAX_ACCOUNTS)
                : accounts.byUsername(name).map(account -> account.stream().toList());
        return found.chain(all -> Multi.createFrom()
                .iterable(all)
                .filter(account -> !account.isDisabled())
                .onItem()
                .transformToUniAndConcatenate(this::sent)
                .collect()
                .last());
    }

    private Uni<Void> sent(Account account) {
        UUID id = Ids.next();
        String token = OpaqueTokens.next();
        Instant now = clock.instant();
        Instant end = now.plus(AccountMails.RESET_FOR);
        return pool.withTransaction(connection -> store.insert(
                        connection, id, account.id(), OpaqueTokens.digest(token), now, end, MAX_OPEN)
                .chain(isNew -> isNew
                        ? mails.resetRequested(connection, account, id, token)
                                .chain(() -> audit.write(connection, note(account)))
                        : Uni.createFrom().voidItem()));
    }

    private static AuditNote note(Account account) {
        return new AuditNote(
                "account.password-reset-requested",
                "/api/v1/accounts/" + account.id(),
                account.organizationId(),
                null,
                null,
                null);
    }
}
