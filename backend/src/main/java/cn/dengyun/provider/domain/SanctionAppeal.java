package cn.dengyun.provider.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What a provider has against a sanction that is in force. The province decides on it, by another person than has
 * proposed or imposed the sanction.
 *
 * @param stayedBy who suspended the effect of the sanction until it is decided; null where nobody did
 * @param decidedBy null before, as when and why are
 * @param lastDay of the sanction, where it was shortened; null otherwise
 */
public record SanctionAppeal(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        UUID providerId,
        UUID sanctionId,
        String grounds,
        AppealStatus status,
        UUID filedBy,
        Instant filedAt,
        UUID stayedBy,
        UUID decidedBy,
        Instant decidedAt,
        String decision,
        LocalDate lastDay,
        Instant updatedAt)
        implements Aggregate {

    /** Days behind the decision on an appeal before which no other is heard. */
    public static final int DAYS_BETWEEN = 90;

    /** Whether the actor belongs to the authority that decides on appeals: the province. */
    public static boolean isJudgedBy(Actor actor) {
        return Supervision.isProvincial(actor);
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return Supervision.isProvincial(actor) || actor.actsFor(organizationId);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return Supervision.knows(actor, organizationId, regionCode);
    }

    @Override
    public List<String> actions(Actor actor) {
        boolean isProvider = !actor.has(Roles.AUTHORITY);
        return isHandledBy(actor)
                ? Move.available(
                        AppealMove.values(),
                        status,
                        move -> move == AppealMove.WITHDRAW
                                ? isProvider
                                : !isProvider && (move != AppealMove.STAY || stayedBy == null))
                : List.of();
    }

    /** Rejects with {@code appeal-stayed-before} (409). */
    public SanctionAppeal stayed(UUID by, Instant now) {
        AppealStatus next = AppealMove.STAY.from(status);
        if (stayedBy != null) {
            throw Rejection.conflict("appeal-stayed-before");
        }
        return with(next, by, null, null, null, null, now);
    }

    /** @param until the last day of the sanction when it is shortened; else null */
    public SanctionAppeal decided(AppealMove move, UUID by, String why, LocalDate until, Instant now) {
        return with(move.from(status), stayedBy, by, now, why, until, now);
    }

    private SanctionAppeal with(
            AppealStatus next, UUID stayer, UUID by, Instant at, String why, LocalDate until, Instant now) {
        return new SanctionAppeal(
                id,
                version + 1,
                organizationId,
                regionCode,
                providerId,
                sanctionId,
                grounds,
                next,
                filedBy,
                filedAt,
                stayer,
                by,
                at,
                why,
                until,
                now);
    }
}
