package cn.dengyun.identity.password;

import cn.dengyun.identity.account.Account;
import cn.dengyun.identity.account.AccountEvent;
import cn.dengyun.identity.account.AccountMails;
import cn.dengyun.identity.account.AccountStore;
import cn.dengyun.identity.account.PasswordHashing;
import cn.dengyun.identity.account.PasswordPolicy;
import cn.dengyun.identity.external.BuiltInSignIn;
import cn.dengyun.identity.session.EndReason;
import cn.dengyun.identity.session.Sessions;
import cn.dengyun.identity.session.SignInLimiter;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Passwords that people change. Every change ends the sessions that the old password opened. */
@ApplicationScoped
public class PasswordService {

    private final BuiltInSignIn builtIn;
    private final AccountStore accounts;
    private final PasswordHashing passwords;
    private final SignInLimiter limiter;
    private final Sessions sessions;
    private final AccountMails mails;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Clock clock;

    PasswordService(
            BuiltInSignIn builtIn,
            AccountStore accounts,
            PasswordHashing passwords,
            SignInLimiter limiter,
            Sessions sessions,
            AccountMails mails,
            AuditTrail audit,
            Outbox outbox,
            @WallClock Clock clock) {
        this.builtIn = builtIn;
        this.accounts = accounts;
        this.passwords = passwords;
        this.limiter = limiter;
        this.sessions = sessions;
        this.mails = mails;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Changes the caller's own password and ends all of its other sessions.
     *
     * <p>Rejects with {@code current-password-wrong} (403), which counts like a failed sign-in, {@code sign-in-blocked}
     * (429), {@code sign-in-busy} (503), {@code changed-meanwhile} (412), {@code invalid-request} (400) for a new
     * password that may not be chosen.
     */
    Effect<List<UUID>> change(Actor actor, String current, String wanted, String address) {
        return replacement(() -> confirmed(actor, current, address), current, wanted, actor.sessionId());
    }

    /** The caller's account, once its password was given again. Rejects like {@link #change}. */
    public Uni<Account> confirmed(Actor actor, String password, String address) {
        return confirmed(actor, password, address, account -> Uni.createFrom().voidItem());
    }

    /**
     * The same with something else that only the owner has. Until that is proven too the attempt has failed, so that
     * nobody who knows the password guesses the rest.
     */
    public Uni<Account> confirmed(Actor actor, String password, String address, Function<Account, Uni<?>> proof) {
        builtIn.require();
        return accounts.byId(actor.id())
                .map(found -> found.orElseThrow(() -> Rejection.of(Rejection.Kind.UNAUTHENTICATED, "token-invalid")))
                .call(account -> limiter.attempt(
                        account.username(),
                        address,
                        isKnown -> matched(account, password).chain(() -> proof.apply(account))));
    }

    /**
     * Replaces a password that was found right a moment ago.
     *
     * <p>Rejects with {@code changed-meanwhile} (412), {@code sign-in-busy} (503), {@code invalid-request} (400).
     *
     * @param kept the session that goes on; null for none
     */
    public Effect<List<UUID>> replace(Account account, String current, String wanted, UUID kept) {
        return replacement(() -> Uni.createFrom().item(account), current, wanted, kept);
    }

    private record Replacement(Account account, String hash) {}

    private Effect<List<UUID>> replacement(Supplier<Uni<Account>> owner, String current, String wanted, UUID kept) {
        return Effect.<Replacement, List<UUID>>of(
                        () -> owner.get()
                                .chain(account -> passwords
                                        .chosen("/newPassword", wanted, current, wordsOf(account))
                                        .map(hash -> new Replacement(account, hash))),
                        (connection, found) ->
                                replaced(connection, found.account(), found.hash(), kept, EndReason.PASSWORD_CHANGED))
                .afterCommit(sessions::refuse);
    }

    /** Writes the new hash and tells so; the result goes to {@link Sessions#refuse} after the commit. */
    Uni<List<UUID>> replaced(SqlConnection connection, Account account, String hash, UUID kept, EndReason reason) {
        return accounts.changePassword(connection, account, hash, clock.instant())
                .invoke(isChanged -> {
                    if (!isChanged) {
                        throw Rejection.of(Rejection.Kind.STALE, "changed-meanwhile");
                    }
                })
                .call(() -> outbox.write(connection, changed(account)))
                .call(() -> audit.write(connection, note(account), account.toActor(kept)))
                .call(() -> mails.passwordChanged(connection, account))
                .chain(() -> sessions.endAll(connection, account.id(), kept, reason));
    }

    static List<String> wordsOf(Account account) {
        return PasswordPolicy.words(
                account.username(), account.displayName(), account.email(), account.organizationName());
    }

    private Uni<Void> matched(Account account, String password) {
        return passwords.matches(password, account.passwordHash(), true).map(matches -> {
            if (!matches) {
                throw Rejection.forbidden("current-password-wrong");
            }
            return null;
        });
    }

    private static AuditNote note(Account account) {
        return new AuditNote(
                "account.password-changed",
                "/api/v1/accounts/" + account.id(),
                account.organizationId(),
                null,
                null,
                null);
    }

    private DomainEvent changed(Account account) {
        return AccountEvent.PASSWORD_CHANGED.of(
                account.organizationId(), new AccountEvent.Data(account.id()), clock.instant());
    }
}
