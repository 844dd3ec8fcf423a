package cn.dengyun.adoption.record;

import cn.dengyun.adoption.rule.AdoptionRuleForm;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The part of an import that one county judges.
 *
 * @param organizationId of the provider
 * @param regionCode of the county
 * @param deepCount records that would make their enterprise deeply connected
 * @param unregistered records of enterprises that are not on the platform, so that they could not be told
 * @param seed from which the sample follows: its records have the smallest SHA-256 of the seed and their id, in
 *     hexadecimal
 * @param inspected records of the sample that the county has looked at
 * @param unconfirmed of these
 * @param rechecked records of the sample that an authority above the county has looked at
 * @param recheckUnconfirmed of these
 * @param inspectors who has looked at them for the county
 * @param settledAt since when nothing of it is open; null before. The clock keeps it
 */
record AdoptionBatch(
        UUID id,
        int version,
        UUID importId,
        UUID organizationId,
        String regionCode,
        UUID providerId,
        String providerName,
        int ruleNumber,
        long recordCount,
        long deepCount,
        long unregistered,
        String seed,
        int sampleSize,
        int inspected,
        int unconfirmed,
        int rechecked,
        int recheckUnconfirmed,
        List<UUID> inspectors,
        AdoptionBatchStatus status,
        Instant preparedAt,
        Instant dueAt,
        UUID decidedBy,
        Instant decidedAt,
        String reason,
        Instant settledAt,
        Instant updatedAt)
        implements Aggregate {

    AdoptionBatch {
        inspectors = List.copyOf(inspectors);
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    /** By what is on record alone; {@link #actionsAt} knows of the clock. */
    @Override
    public List<String> actions(Actor actor) {
        return Move.available(AdoptionBatchMove.values(), status, move -> mayOversee(actor) && !actor.isViewer());
    }

    /** What the actor may do with it at a moment. */
    List<String> actionsAt(Actor actor, Instant now) {
        List<String> actions = new ArrayList<>();
        if (!actor.isViewer()) {
            actions.addAll(Move.available(
                    AdoptionBatchMove.values(),
                    status,
                    move -> isTurnOf(actor, move, now)
                            && (move != AdoptionBatchMove.ACCEPT || isLookedAt() && !inspectors.contains(actor.id()))));
        }
        if (isAbove(actor) && !actor.isViewer() && !actions.contains(AdoptionBatchMove.INSPECT.name())) {
            actions.add("RECHECK");
        }
        return actions;
    }

    private boolean mayOversee(Actor actor) {
        return actor.has(Roles.AUTHORITY) && Aggregate.super.isHandledBy(actor) && !actor.actsFor(organizationId);
    }

    /** Whether the actor's authority stands above the county. */
    boolean isAbove(Actor actor) {
        return mayOversee(actor) && !regionCode.equals(actor.regionCode());
    }

    /**
     * Whether the actor may make a move for the county. What that has looked at may be accepted by somebody above it,
     * too: an office of one person has nobody else.
     */
    boolean isTurnOf(Actor actor, AdoptionBatchMove move, Instant now) {
        boolean isLeftToOthers = move == AdoptionBatchMove.ACCEPT && isLookedAt();
        return mayOversee(actor)
                && status == AdoptionBatchStatus.CHECKING
                && (regionCode.equals(actor.regionCode()) || isLeftToOthers || !now.isBefore(dueAt));
    }

    private boolean isLookedAt() {
        return inspected == sampleSize;
    }

    /**
     * Rejects with {@code not-yours} (403) other than authorities of its region, with {@code transition-not-allowed}
     * (409) what is decided, and with {@code adoption-batch-of-county} (403; the last day of its time) those above it
     * whose turn it is not.
     */
    void requireTurn(Actor actor, AdoptionBatchMove move, Instant now) {
        if (!mayOversee(actor)) {
            throw Rejection.forbidden("not-yours");
        }
        move.from(status);
        if (!isTurnOf(actor, move, now)) {
            throw Rejection.forbidden("adoption-batch-of-county", AdoptionRecord.lastDay(dueAt));
        }
    }

    /** By when it has to be decided; null once it is. */
    Instant nextDueAt() {
        return status == AdoptionBatchStatus.CHECKING ? dueAt : null;
    }

    /**
     * The county has looked at a record, once more perhaps.
     *
     * @param before what it had found before; null where it had not
     */
    Change<AdoptionBatch> inspected(SampleFinding before, SampleFinding found, UUID by, Instant now) {
        AdoptionBatchStatus target = AdoptionBatchMove.INSPECT.from(status);
        List<UUID> all = new ArrayList<>(inspectors);
        if (!all.contains(by)) {
            all.add(by);
        }
        AdoptionBatch after = with(
                target,
                inspected + (before == null ? 1 : 0),
                unconfirmed + one(found) - one(before),
                rechecked,
                recheckUnconfirmed,
                all,
                decidedBy,
                decidedAt,
                reason,
                now);
        return new Change<>(after, AdoptionBatchEvent.INSPECTED.told(after), null);
    }

    /** An authority above the county has looked at a record, whatever became of the batch. */
    Change<AdoptionBatch> rechecked(SampleFinding before, SampleFinding found, Instant now) {
        AdoptionBatch after = with(
                status,
                inspected,
                unconfirmed,
                rechecked + (before == null ? 1 : 0),
                recheckUnconfirmed + one(found) - one(before),
                inspectors,
                decidedBy,
                decidedAt,
                reason,
                now);
        return new Change<>(after, AdoptionBatchEvent.RECHECKED.told(after), null);
    }

    private static int one(SampleFinding finding) {
        return finding == null || finding.isConfirmed() ? 0 : 1;
    }

    /**
     * It is accepted. Rejects with {@code adoption-sample-open} (409; how many were looked at, how many there are),
     * {@code four-eyes-required} (403) whoever has looked at some of it himself, and with
     * {@code adoption-sample-failed} (409; how many were not confirmed, of how many).
     *
     * @param rule by which it was drawn
     */
    Change<AdoptionBatch> accepted(AdoptionRuleForm rule, UUID by, String why, Instant now) {
        AdoptionBatchStatus target = AdoptionBatchMove.ACCEPT.from(status);
        if (!isLookedAt()) {
            throw Rejection.conflict("adoption-sample-open", inspected, sampleSize);
        }
        if (inspectors.contains(by)) {
            throw Rejection.forbidden("four-eyes-required");
        }
        if (rule.isTooBad(sampleSize, unconfirmed)) {
            throw Rejection.conflict("adoption-sample-failed", unconfirmed, sampleSize);
        }
        return decided(target, AdoptionBatchEvent.ACCEPTED, by, why, now);
    }

    Change<AdoptionBatch> returned(UUID by, String why, Instant now) {
        return decided(AdoptionBatchMove.RETURN.from(status), AdoptionBatchEvent.RETURNED, by, why, now);
    }

    private Change<AdoptionBatch> decided(
            AdoptionBatchStatus target, AdoptionBatchEvent event, UUID by, String why, Instant now) {
        AdoptionBatch after =
                with(target, inspected, unconfirmed, rechecked, recheckUnconfirmed, inspectors, by, now, why, now);
        DomainEvent told = event.told(after);
        return new Change<>(after, told, why);
    }

    private AdoptionBatch with(
            AdoptionBatchStatus newStatus,
            int newInspected,
            int newUnconfirmed,
            int newRechecked,
            int newRecheckUnconfirmed,
            List<UUID> newInspectors,
            UUID by,
            Instant at,
            String why,
            Instant now) {
        return new AdoptionBatch(
                id,
                version + 1,
                importId,
                organizationId,
                regionCode,
                providerId,
                providerName,
                ruleNumber,
                recordCount,
                deepCount,
                unregistered,
                seed,
                sampleSize,
                newInspected,
                newUnconfirmed,
                newRechecked,
                newRecheckUnconfirmed,
                newInspectors,
                newStatus,
                preparedAt,
                dueAt,
                by,
                at,
                why,
                settledAt,
                now);
    }
}
