package cn.dengyun.settlement.batch.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody says against one line while it is on public notice.
 *
 * @param organizationId the office that built the batch and decides
 * @param filerId the organisation of whoever objects
 * @param checkedBy who has checked the batch, and does not decide
 * @param decidedBy null before, as decidedAt and reason
 * @param dueAt by when it has to be decided; null when it was
 */
public record SettlementObjection(
        UUID id,
        int version,
        UUID batchId,
        UUID lineId,
        UUID claimId,
        UUID organizationId,
        String regionCode,
        UUID filerId,
        UUID filedBy,
        UUID checkedBy,
        Instant filedAt,
        String statement,
        SettlementObjectionStatus status,
        UUID decidedBy,
        Instant decidedAt,
        String reason,
        Instant dueAt)
        implements Aggregate {

    /** Who may know of one in SQL, besides the office and the authorities above: whoever filed it. */
    public static final String KNOWN = "filer_id = $4";

    @Override
    public boolean isPublic() {
        return false;
    }

    /** The office decides; whoever filed it has filed it. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return isDecidedBy(actor) || actor.actsFor(filerId);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || Aggregate.super.isHandledBy(actor) || Aggregate.seesAll(actor);
    }

    private boolean isDecidedBy(Actor actor) {
        return actor.has(Roles.FINANCE) && actor.actsFor(organizationId) && !actor.isClient();
    }

    @Override
    public List<String> actions(Actor actor) {
        boolean isTheirs = isDecidedBy(actor)
                && !actor.isViewer()
                && !actor.id().equals(filedBy)
                && !actor.id().equals(checkedBy);
        return Move.available(SettlementObjectionMove.values(), status, move -> isTheirs);
    }

    /**
     * It as it was decided. Rejects with {@code not-yours} and {@code four-eyes-required} (403), and with
     * {@code transition-not-allowed} (409) when it was decided already.
     */
    public SettlementObjection decided(SettlementObjectionMove move, Actor by, String why, Instant now) {
        if (!isDecidedBy(by)) {
            throw Rejection.forbidden("not-yours");
        }
        FourEyes.require(filedBy, by.id());
        FourEyes.require(checkedBy, by.id());
        return new SettlementObjection(
                id,
                version + 1,
                batchId,
                lineId,
                claimId,
                organizationId,
                regionCode,
                filerId,
                filedBy,
                checkedBy,
                filedAt,
                statement,
                move.from(status),
                by.id(),
                now,
                why,
                null);
    }
}
