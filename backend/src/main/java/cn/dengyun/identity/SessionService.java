package cn.dengyun.identity;

import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Signing in with a user name and a password. */
@ApplicationScoped
class SessionService {

    private static final Logger LOG = Logger.getLogger(SessionService.class);

    private final AccountStore accounts;
    private final Passwords passwords;
    private final SignInLimiter limiter;
    private final AccessTokens tokens;
    private final DengyunConfig config;
    private final Clock clock;

    SessionService(
            AccountStore accounts,
            Passwords passwords,
            SignInLimiter limiter,
            AccessTokens tokens,
            DengyunConfig config,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limiter = limiter;
        this.tokens = tokens;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Signs in, and changes the password on the way when {@code newPassword} is given.
     *
     * <p>Rejects with {@code credentials-wrong} (401; the same whether the name or the password is wrong, and as
     * slowly), {@code sign-in-blocked} (429), {@code sign-in-busy} (503), {@code password-change-required} (403) for an
     * account that must choose a new password first, {@code changed-meanwhile} (412) when the password was changed at
     * the same moment, {@code invalid-request} (400) for a new password that may not be chosen.
     */
    Uni<SignedIn> signIn(String name, String password, String newPassword, String address) {
        String username = name.trim().toLowerCase(Locale.ROOT);
        limiter.begin(username, address);
        return accounts.byUsername(username)
                .chain(found -> verified(found, username, password))
                .invoke(account -> limiter.succeed(username, address))
                .call(account -> passwordSettled(account, password, newPassword))
                .chain(this::signedIn);
    }

    private Uni<Account> verified(Optional<Account> found, String username, String password) {
        String hash = found.map(Account::passwordHash).orElse(null);
        return passwords.matches(password, hash).map(matches -> {
            if (!matches || found.isEmpty() || found.get().isDisabled() || isWorthless(username, password)) {
                throw Rejection.of(Rejection.Kind.UNAUTHENTICATED, "credentials-wrong");
            }
            return found.get();
        });
    }

    private boolean isWorthless(String username, String password) {
        if (config.demo() || !WellKnownSecrets.isPassword(password)) {
            return false;
        }
        LOG.warnf("Account %s still has the demo password; it cannot sign in while dengyun.demo is off.", username);
        return true;
    }

    private Uni<Void> passwordSettled(Account account, String password, String newPassword) {
        if (newPassword == null) {
            if (account.mustChangePassword()) {
                throw Rejection.forbidden("password-change-required");
            }
            return Uni.createFrom().voidItem();
        }
        Passwords.requireAcceptable(newPassword, account.username(), password);
        return passwords
                .hash(newPassword)
                .chain(hash -> accounts.changePassword(account, hash, clock.instant()))
                .map(isChanged -> {
                    if (!isChanged) {
                        throw Rejection.of(Rejection.Kind.STALE, "changed-meanwhile");
                    }
                    return null;
                });
    }

    private Uni<SignedIn> signedIn(Account account) {
        return tokens.issue(account.toActor(), null)
                .map(token -> new SignedIn(token, tokens.lifetimeSeconds(), account));
    }

    /** A fresh access token and whose it is. */
    record SignedIn(String accessToken, long expiresInSeconds, Account account) {}
}
