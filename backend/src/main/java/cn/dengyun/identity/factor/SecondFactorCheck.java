package cn.dengyun.identity.factor;

import cn.dengyun.identity.account.Account;
import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Asks for the second factor of those who have one. */
@ApplicationScoped
public class SecondFactorCheck {

    /**
     * They decide on public money, or on who does (design.md §6); the accounts of a demo are to be tried out by
     * anybody.
     */
    private static final Set<String> OBLIGED = Set.of(Roles.AUTHORITY, Roles.FINANCE, Roles.SYSADMIN);

    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private final SecondFactorStore store;
    private final Set<String> obliged;
    private final Clock clock;

    SecondFactorCheck(SecondFactorStore store, DengyunConfig platform, @WallClock Clock clock) {
        this.store = store;
        this.obliged = platform.demo() ? Set.of() : OBLIGED;
        this.clock = clock;
    }

    /** Whether an account must have a second factor because of its roles. */
    boolean isObliged(Account account) {
        return account.roles().stream().anyMatch(obliged::contains);
    }

    /**
     * Checks what came beside a right password; tells whether the account still has to enrol a second factor.
     *
     * <p>Rejects with {@code second-factor-required} (401) when the account has one and nothing came,
     * {@code second-factor-wrong} (401) for a code that is wrong or was used before.
     *
     * @param code a one-time password or a recovery code; null for none
     */
    public Uni<Boolean> passed(Account account, String code) {
        return store.find(account.id()).chain(found -> {
            if (found.isEmpty() || !found.get().isConfirmed()) {
                return Uni.createFrom().item(isObliged(account));
            }
            if (code == null) {
                throw Rejection.of(Rejection.Kind.UNAUTHENTICATED, "second-factor-required");
            }
            return isRight(found.get(), code).map(isRight -> {
                if (!isRight) {
                    throw Rejection.of(Rejection.Kind.UNAUTHENTICATED, "second-factor-wrong");
                }
                return false;
            });
        });
    }

    private Uni<Boolean> isRight(SecondFactor factor, String code) {
        Instant now = clock.instant();
        UUID account = factor.accountId();
        String trimmed = code.trim();
        if (!CODE.matcher(trimmed).matches()) {
            return store.useRecoveryCode(account, RecoveryCodes.digest(trimmed), now);
        }
        OptionalLong step = OneTimeCodes.stepOf(factor.secret(), trimmed, now);
        return step.isEmpty() ? Uni.createFrom().item(false) : store.useStep(account, step.getAsLong());
    }
}
