package cn.dengyun.identity.signin;

import cn.dengyun.identity.WellKnownSecrets;
import cn.dengyun.identity.account.Account;
import cn.dengyun.identity.account.AccountStore;
import cn.dengyun.identity.account.PasswordHashing;
import cn.dengyun.identity.external.BuiltInSignIn;
import cn.dengyun.identity.factor.SecondFactorCheck;
import cn.dengyun.identity.password.PasswordService;
import cn.dengyun.identity.session.SessionTokens;
import cn.dengyun.identity.session.Sessions;
import cn.dengyun.identity.session.SignInDevice;
import cn.dengyun.identity.session.SignInLimiter;
import cn.dengyun.identity.session.SignInTurns;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Signing in with a user name and a password. */
@ApplicationScoped
class SessionService {

    private static final Logger LOG = Logger.getLogger(SessionService.class);

    private final BuiltInSignIn builtIn;
    private final AccountStore accounts;
    private final PasswordHashing passwords;
    private final PasswordService passwordService;
    private final SignInTurns turns;
    private final SignInLimiter limiter;
    private final SecondFactorCheck secondFactor;
    private final Sessions sessions;
    private final AuditTrail audit;
    private final UnitsOfWork units;
    private final Pool pool;
    private final DengyunConfig config;

    SessionService(
            BuiltInSignIn builtIn,
            AccountStore accounts,
            PasswordHashing passwords,
            PasswordService passwordService,
            SignInTurns turns,
            SignInLimiter limiter,
            SecondFactorCheck secondFactor,
            Sessions sessions,
            AuditTrail audit,
            UnitsOfWork units,
            Pool pool,
            DengyunConfig config) {
        this.builtIn = builtIn;
        this.accounts = accounts;
        this.passwords = passwords;
        this.passwordService = passwordService;
        this.turns = turns;
        this.limiter = limiter;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.audit = audit;
        this.units = units;
        this.pool = pool;
        this.config = config;
    }

    /**
     * Signs in, and changes the password on the way when {@code newPassword} is given.
     *
     * <p>Rejects with {@code credentials-wrong} (401; the same whether the name or the password is wrong, and as
     * slowly), {@code second-factor-required} and {@code second-factor-wrong} (401), {@code sign-in-blocked} (429),
     * {@code sign-in-busy} (503), {@code password-change-required} (403) for an account that must choose a new password
     * first, {@code changed-meanwhile} (412) when the password was changed at the same moment, {@code invalid-request}
     * (400) for a new password that may not be chosen.
     *
     * @param code a one-time password or a recovery code; null for none
     */
    Uni<SessionTokens> signIn(String name, String password, String newPassword, String code, SignInDevice device) {
        builtIn.require();
        String username = name.trim().toLowerCase(Locale.ROOT);
        return turns.take(username, () -> entered(username, password, newPassword, code, device));
    }

    private Uni<SessionTokens> entered(
            String username, String password, String newPassword, String code, SignInDevice device) {
        return limiter.attempt(username, device.address(), isKnown -> proven(username, password, code, isKnown))
                .call(proven -> passwordSettled(proven.account(), password, newPassword))
                .chain(proven -> pool.withTransaction(
                        connection -> sessions.begin(connection, proven.account(), device, proven.mustEnrol())));
    }

    private record Proven(Account account, boolean mustEnrol) {}

    private Uni<Proven> proven(String username, String password, String code, boolean isKnown) {
        return accounts.byUsername(username)
                .chain(found -> verified(found, username, password, isKnown))
                .chain(account -> secondFactor.passed(account, code).map(mustEnrol -> new Proven(account, mustEnrol)));
    }

    private Uni<Account> verified(Optional<Account> found, String username, String password, boolean isKnown) {
        String hash = found.map(Account::passwordHash).orElse(null);
        return passwords.matches(password, hash, isKnown).map(matches -> {
            if (!matches || found.isEmpty() || found.get().isDisabled() || isWorthless(username, password)) {
                noteRefusal(found, username);
                throw Rejection.of(Rejection.Kind.UNAUTHENTICATED, "credentials-wrong");
            }
            return found.get();
        });
    }

    private void noteRefusal(Optional<Account> found, String username) {
        String after = new JsonObject().put("username", username).encode();
        audit.refused(new AuditNote(
                "session.refused",
                "/api/v1/sessions",
                found.map(Account::organizationId).orElse(null),
                null,
                after,
                null));
    }

    private boolean isWorthless(String username, String password) {
        if (config.demo() || !WellKnownSecrets.isPassword(password)) {
            return false;
        }
        LOG.warnf("Account %s still has the demo password; it cannot sign in while dengyun.demo is off.", username);
        return true;
    }

    private Uni<Void> passwordSettled(Account account, String password, String newPassword) {
        if (newPassword != null) {
            return units.carryOut(passwordService.replace(account, password, newPassword, null))
                    .replaceWithVoid();
        }
        if (account.mustChangePassword()) {
            throw Rejection.forbidden("password-change-required");
        }
        return Uni.createFrom().voidItem();
    }
}
