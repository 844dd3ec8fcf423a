package cn.dengyun.audit;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An erasure of personal details of the trail: proposed by one person, approved by another. What is taken is what is on
 * record when it is approved; while some of that is left, the approval is repeated.
 *
 * @param actorId of whose deeds; null where a subject is named
 * @param subject a path; null where an actor is named
 * @param concerned entries when it was proposed, counted to {@link ErasureStore#MAX_COUNTED}
 * @param decidedAt null while it is proposed, as are the two after it
 * @param erased entries so far
 * @param hasMore whether some of those on record at the approval are left
 * @param entryId the latest entry that records what was erased; null for none
 */
record Erasure(
        UUID id,
        UUID actorId,
        String subject,
        String reason,
        long concerned,
        ErasureStatus status,
        Instant proposedAt,
        UUID proposedBy,
        Instant decidedAt,
        UUID decidedBy,
        String decisionReason,
        long erased,
        boolean hasMore,
        UUID entryId) {

    static Erasure proposed(UUID id, ErasureRequest wanted, long concerned, Instant now, UUID by) {
        return new Erasure(
                id,
                wanted.actorId(),
                wanted.subject(),
                wanted.reason(),
                concerned,
                ErasureStatus.PROPOSED,
                now,
                by,
                null,
                null,
                null,
                0,
                false,
                null);
    }

    /**
     * Rejects with {@code audit-erasure-decided} (409) and {@code four-eyes-required} (403): for whoever proposed it,
     * and for whose own deeds it is.
     */
    void requireApprovable(Actor approver) {
        if (!awaitsApproval()) {
            throw decided();
        }
        FourEyes.require(proposedBy, approver.id());
        if (actorId != null) {
            FourEyes.require(actorId, approver.id());
        }
    }

    /** Rejects with {@code audit-erasure-decided} (409), and {@code forbidden} (403) another's proposal. */
    void requireRejectable(Actor actor) {
        if (status != ErasureStatus.PROPOSED) {
            throw decided();
        }
        if (!mayReject(actor)) {
            throw Rejection.forbidden("forbidden");
        }
    }

    /** What is approved for the first time is decided; what goes on keeps its decision and takes nothing newer. */
    Erasure approved(UUID by, String why, Instant now, UUID entry, long more, boolean someAreLeft) {
        boolean isFirst = status == ErasureStatus.PROPOSED;
        return new Erasure(
                id,
                actorId,
                subject,
                reason,
                concerned,
                ErasureStatus.APPROVED,
                proposedAt,
                proposedBy,
                isFirst ? now : decidedAt,
                isFirst ? by : decidedBy,
                isFirst ? why : decisionReason,
                erased + more,
                someAreLeft,
                entry);
    }

    Erasure rejected(UUID by, String why, Instant now) {
        return new Erasure(
                id,
                actorId,
                subject,
                reason,
                concerned,
                ErasureStatus.REJECTED,
                proposedAt,
                proposedBy,
                now,
                by,
                why,
                erased,
                hasMore,
                entryId);
    }

    /** {@code APPROVE}, {@code REJECT}: what this actor can do now. */
    List<String> actionsOf(Actor actor) {
        List<String> actions = new ArrayList<>();
        boolean isAnothers = !actor.id().equals(proposedBy) && !actor.id().equals(actorId);
        if (actor.has(Roles.AUDITOR) && isAnothers && awaitsApproval()) {
            actions.add("APPROVE");
        }
        if (status == ErasureStatus.PROPOSED && mayReject(actor)) {
            actions.add("REJECT");
        }
        return List.copyOf(actions);
    }

    /** The path under which the trail has what was erased. */
    String trace() {
        return subject == null ? "/api/v1/accounts/" + actorId : subject;
    }

    private boolean awaitsApproval() {
        return status == ErasureStatus.PROPOSED || hasMore;
    }

    private boolean mayReject(Actor actor) {
        return actor.has(Roles.AUDITOR) || actor.id().equals(proposedBy);
    }

    private Rejection decided() {
        return Rejection.conflict("audit-erasure-decided", status);
    }
}
