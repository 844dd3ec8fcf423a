package cn.dengyun.trade.provisioning;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.domain.ServiceOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The service of an order at the provider's own endpoint: one for each order, under one id for ever. Whatever was asked
 * for and not answered for certain is removed before it is asked for again, and each removal is confirmed twice with a
 * pause between, longer than a call can be on its way: so there is one service for an order that goes on, and none for
 * one that has ended.
 *
 * @param id what the service is called at the endpoint
 * @param organizationId the enterprise
 * @param request the body that is sent next: the same each time, unless both sides agree on something else before
 * @param wanted whether the order still wants it
 * @param again whether it is asked for again when it is removed
 * @param tries how many times it was asked for: each has a key of its own
 * @param doubts how many of them nobody knows the outcome of, since the provider was last asked to look
 * @param calls how many were made since it stands where it stands
 * @param confirmations how many times the endpoint has said that it is removed
 * @param callId the call that is under way; null where none is
 * @param leaseUntil when that is taken for lost; null where none is under way
 * @param askedSince since when it is asked for; long postponed is refused
 * @param since when it came to stand where it stands
 * @param dueAt when something is to be done next; null where nothing is
 * @param removeAt when the service ends of an order that is completed; null otherwise
 * @param operation what the endpoint calls its work; null where it said nothing
 * @param serviceReference what the provider calls the service; null where it said nothing
 * @param activated whether the order has begun
 * @param outcome what went wrong last; null where nothing did
 * @param message of the provider to that; null where it said nothing
 * @param reason why the provider sees to it by hand; null otherwise
 */
record Provisioning(
        UUID id,
        int version,
        UUID orderId,
        String orderNumber,
        UUID organizationId,
        String organizationName,
        String regionCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        UUID offeringId,
        int offeringVersion,
        String offeringName,
        UUID endpointId,
        String request,
        ProvisioningStatus status,
        boolean wanted,
        boolean again,
        int tries,
        int doubts,
        int calls,
        int confirmations,
        UUID callId,
        Instant leaseUntil,
        Instant askedSince,
        Instant since,
        Instant dueAt,
        Instant removeAt,
        String operation,
        String serviceReference,
        boolean activated,
        ProvisioningOutcome outcome,
        String message,
        String reason,
        Instant createdAt,
        Instant provisionedAt,
        Instant endedAt,
        Instant updatedAt)
        implements Aggregate {

    /** Longer than a call takes: the node that made it is gone. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** Between two confirmations of a removal: longer than what was sent before can be on its way. */
    static final Duration QUIET = Duration.ofMinutes(1);

    /** How long the endpoint may be at it, and how long it is asked for while it cannot be reached. */
    static final Duration PATIENCE = Duration.ofHours(24);

    /** How long a removal is tried before the provider has to see to it. */
    static final Duration REMOVAL = Duration.ofDays(3);

    /** How many times nobody may know what was done before the provider has to look. */
    static final int MAX_DOUBTS = 3;

    private static final int CONFIRMATIONS = 2;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration LONGEST_REMOVAL_PAUSE = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 12;

    /** While one of the sides is frozen, and while the order does not begin. */
    private static final Duration WAIT = Duration.ofMinutes(10);

    /** Who may know of one in SQL, besides the enterprise and its authorities: the provider. */
    static final String KNOWN = "provider_organization_id = $4";

    @Override
    public boolean isPublic() {
        return false;
    }

    /** Authorities look: it is between the two sides. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.actsFor(organizationId) || actor.actsFor(providerOrganizationId);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || Aggregate.super.isHandledBy(actor) || ServiceOrder.seesAll(actor);
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                ProvisioningMove.values(), status, move -> move.isOfProvider() && isProvider(actor) && fits(move));
    }

    private boolean fits(ProvisioningMove move) {
        return move != ProvisioningMove.RETRY || mayBeAskedAgain();
    }

    /** Not what nobody wants, nor what was to be there until the last day of an order that is completed. */
    private boolean mayBeAskedAgain() {
        return wanted && removeAt == null;
    }

    /** Whether somebody still has to see to it when it is not there: who lets an order begin by hand serves it so. */
    private boolean isMissed() {
        return wanted && !activated;
    }

    /** Where the endpoint is is between the provider and those who oversee both. */
    boolean isEndpointKnownTo(Actor actor) {
        return !actor.actsFor(organizationId);
    }

    private boolean isProvider(Actor actor) {
        return actor.actsFor(providerOrganizationId)
                && actor.has(Roles.PROVIDER)
                && !actor.isViewer()
                && actor.agentOrganizationId() == null;
    }

    /** Rejects with {@code not-yours} (403) whoever is not the provider. */
    void requireProvider(Actor actor) {
        if (!isProvider(actor)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** What the endpoint is asked next; null where there is nothing to be asked. */
    ProvisioningCallKind nextCall() {
        return switch (status) {
            case PENDING, CALLING -> ProvisioningCallKind.PROVISION;
            case IN_PROGRESS -> ProvisioningCallKind.POLL;
            case ROLLING_BACK, DEPROVISIONING -> ProvisioningCallKind.REMOVE;
            case PROVISIONED, FAILED, GONE, STUCK -> null;
        };
    }

    /** Whether something is to be done now. */
    boolean isDueAt(Instant now) {
        return dueAt != null && !now.isBefore(dueAt);
    }

    /** Whether a call is under way, as far as anybody knows. */
    boolean isCalledAt(Instant now) {
        return callId != null && now.isBefore(leaseUntil);
    }

    /** Whether the order is to begin now. */
    boolean isToActivate() {
        return status == ProvisioningStatus.PROVISIONED && wanted && !activated;
    }

    /** It as the clock has made it: a call that is lost, patience that is over, a last day that has passed. */
    Provisioning passed(Instant now) {
        if (!isDueAt(now)) {
            return this;
        }
        Provisioning known = callId == null ? this : lost(now);
        // The same as if its order ended now; what is removed behind its last day is wanted by nobody.
        Provisioning found = known.isPastLastDay(now) ? known.ended(now, now) : known;
        return switch (found.status) {
            case IN_PROGRESS ->
                now.isBefore(found.since.plus(PATIENCE))
                        ? found
                        : found.doubted(ProvisioningAnswer.of(ProvisioningOutcome.TIMED_OUT), false, now);
            case ROLLING_BACK, DEPROVISIONING ->
                now.isBefore(found.since.plus(REMOVAL)) ? found : found.to(ProvisioningMove.GET_STUCK, null, now);
            default -> found;
        };
    }

    private boolean isPastLastDay(Instant now) {
        return wanted && removeAt != null && !now.isBefore(removeAt);
    }

    private Provisioning lost(Instant now) {
        if (status == ProvisioningStatus.CALLING) {
            return doubted(ProvisioningAnswer.of(ProvisioningOutcome.LOST), true, now);
        }
        Changes changes = new Changes(this);
        changes.call(null, null);
        // It may still be on its way, and remove what is asked for meanwhile: what was confirmed before says nothing.
        changes.confirmations = 0;
        return changes.build(now);
    }

    /** It, the next call written before it is made. */
    Provisioning asked(UUID call, Instant now) {
        Changes changes = new Changes(this);
        if (status == ProvisioningStatus.PENDING) {
            changes.move(ProvisioningMove.ASK, now);
            changes.tries++;
        }
        changes.calls++;
        changes.call(call, now.plus(LEASE));
        changes.dueAt = changes.leaseUntil;
        return changes.build(now);
    }

    /** It, looked at again later: a side is frozen, its endpoint is not to be called, or the order does not begin. */
    Provisioning waiting(Instant now) {
        Changes changes = new Changes(this);
        changes.dueAt = now.plus(WAIT);
        if (status == ProvisioningStatus.PENDING) {
            // It is not asked for meanwhile: that takes nothing of the patience.
            changes.askedSince = now;
        }
        return changes.build(now);
    }

    /** It after an answer to a call; nothing changes where nobody waits for that any more, and nothing follows. */
    Provisioning answered(UUID call, ProvisioningCallKind kind, ProvisioningAnswer answer, Instant now) {
        if (!call.equals(callId)) {
            return late(kind, answer, now);
        }
        Changes changes = new Changes(this);
        changes.call(null, null);
        Provisioning free = changes.build(now);
        return switch (kind) {
            case PROVISION -> free.provisioned(answer, now);
            case POLL -> free.polled(answer, now);
            case REMOVE -> free.removed(answer, now);
        };
    }

    /** What was asked for may be there after all, when the platform has gone on without waiting for the answer. */
    private Provisioning late(ProvisioningCallKind kind, ProvisioningAnswer answer, Instant now) {
        boolean mayBeThere = switch (answer.outcome()) {
            case REFUSED, DEFERRED, NOT_SENT -> false;
            default -> kind == ProvisioningCallKind.PROVISION;
        };
        if (!mayBeThere) {
            return this;
        }
        if (status == ProvisioningStatus.ROLLING_BACK || status == ProvisioningStatus.DEPROVISIONING) {
            return removedAnew(now);
        }
        if (!ProvisioningMove.REOPEN.isAllowedFrom(status)) {
            return this;
        }
        Changes changes = new Changes(this);
        changes.move(ProvisioningMove.REOPEN, now);
        changes.again = wanted && status == ProvisioningStatus.PENDING;
        changes.reason = null;
        changes.dueAt = now;
        return changes.build(now);
    }

    /** What was confirmed, or is asked now, may be older than what there is. */
    private Provisioning removedAnew(Instant now) {
        Changes changes = new Changes(this);
        changes.confirmations = 0;
        changes.call(null, null);
        changes.dueAt = now.plus(QUIET);
        return changes.build(now);
    }

    private Provisioning provisioned(ProvisioningAnswer answer, Instant now) {
        return switch (answer.outcome()) {
            case DONE -> wanted ? confirmed(answer, now) : to(ProvisioningMove.REMOVE, now, now);
            case ACCEPTED -> wanted ? begun(answer, now) : to(ProvisioningMove.REMOVE, now, now);
            case NOT_SENT, DEFERRED -> postponed(answer, now);
            case REFUSED -> refused(answer, now);
            case CONFLICT, FAILED, SIGNATURE_IGNORED -> doubted(answer, false, now);
            case BROKEN, REDIRECTED, SERVER_ERROR, TIMED_OUT, DISCONNECTED, LOST -> doubted(answer, true, now);
        };
    }

    private Provisioning confirmed(ProvisioningAnswer answer, Instant now) {
        Changes changes = new Changes(this);
        changes.move(ProvisioningMove.CONFIRM, now);
        changes.serviceReference = said(answer.serviceReference(), serviceReference);
        changes.provisionedAt = now;
        changes.wrong(null, null);
        changes.dueAt = activated ? removeAt : now;
        return changes.build(now);
    }

    private Provisioning begun(ProvisioningAnswer answer, Instant now) {
        Changes changes = new Changes(this);
        changes.move(ProvisioningMove.BEGIN, now);
        changes.operation = answer.operation();
        changes.serviceReference = said(answer.serviceReference(), serviceReference);
        changes.wrong(null, null);
        changes.dueAt = now.plus(pause(1, LONGEST_PAUSE, answer.retryAfter()));
        return changes.build(now);
    }

    private static String said(String now, String before) {
        return now == null ? before : now;
    }

    private Provisioning postponed(ProvisioningAnswer answer, Instant now) {
        if (!wanted || !now.isBefore(askedSince.plus(PATIENCE))) {
            return refused(answer, now);
        }
        Changes changes = new Changes(this);
        changes.move(ProvisioningMove.POSTPONE, now);
        changes.wrong(answer.outcome(), answer.message());
        changes.dueAt = now.plus(pause(tries, LONGEST_PAUSE, answer.retryAfter()));
        return changes.build(now);
    }

    private Provisioning refused(ProvisioningAnswer answer, Instant now) {
        Changes changes = new Changes(this);
        changes.move(isMissed() ? ProvisioningMove.REFUSE : ProvisioningMove.CLEAR, now);
        changes.wanted = isMissed();
        changes.wrong(answer.outcome(), answer.message());
        return changes.build(now);
    }

    /** @param mayTryAgain whether it is asked for again when it is removed, if that did not happen too often */
    private Provisioning doubted(ProvisioningAnswer answer, boolean mayTryAgain, Instant now) {
        Changes changes = new Changes(this);
        changes.move(ProvisioningMove.DOUBT, now);
        changes.doubts++;
        changes.again = mayTryAgain && changes.doubts < MAX_DOUBTS;
        changes.wrong(answer.outcome(), answer.message());
        changes.dueAt = now.plus(FIRST_PAUSE);
        return changes.build(now);
    }

    private Provisioning polled(ProvisioningAnswer answer, Instant now) {
        boolean isAnother = answer.serviceReference() != null
                && serviceReference != null
                && !answer.serviceReference().equals(serviceReference);
        return switch (answer.outcome()) {
            case DONE ->
                isAnother ? doubted(answer.with(ProvisioningOutcome.CONFLICT), false, now) : confirmed(answer, now);
            case FAILED, CONFLICT -> doubted(answer, false, now);
            default -> polledLater(answer, now);
        };
    }

    private Provisioning polledLater(ProvisioningAnswer answer, Instant now) {
        Changes changes = new Changes(this);
        boolean isWorking = answer.outcome() == ProvisioningOutcome.ACCEPTED;
        changes.wrong(isWorking ? null : answer.outcome(), isWorking ? null : answer.message());
        changes.dueAt = now.plus(pause(calls, LONGEST_PAUSE, answer.retryAfter()));
        return changes.build(now);
    }

    private Provisioning removed(ProvisioningAnswer answer, Instant now) {
        if (answer.outcome() != ProvisioningOutcome.DONE) {
            Changes changes = new Changes(this);
            changes.confirmations = 0;
            if (answer.outcome() != ProvisioningOutcome.ACCEPTED && status == ProvisioningStatus.DEPROVISIONING) {
                changes.wrong(answer.outcome(), answer.message());
            }
            changes.dueAt = now.plus(pause(calls, LONGEST_REMOVAL_PAUSE, answer.retryAfter()));
            return changes.build(now);
        }
        if (confirmations + 1 < CONFIRMATIONS) {
            Changes changes = new Changes(this);
            changes.confirmations++;
            changes.dueAt = now.plus(QUIET);
            return changes.build(now);
        }
        if (!wanted || !again && !isMissed()) {
            return cleared(now);
        }
        if (!again) {
            return to(ProvisioningMove.FAIL, null, now);
        }
        return to(ProvisioningMove.TRY_AGAIN, now.plus(pause(doubts, LONGEST_PAUSE, null)), now);
    }

    private Provisioning cleared(Instant now) {
        Changes changes = new Changes(this);
        changes.move(ProvisioningMove.CLEAR, now);
        changes.wanted = false;
        changes.again = false;
        return changes.build(now);
    }

    /**
     * Pauses that double, as long as the endpoint wants them at least, and no longer than the longest.
     *
     * @param failed how often it was tried by now, from 1
     */
    private static Duration pause(int failed, Duration longest, Duration wanted) {
        long millis = FIRST_PAUSE.toMillis() << Math.min(Math.max(failed - 1, 0), MAX_DOUBLINGS);
        long asked = wanted == null ? 0 : wanted.toMillis();
        return Duration.ofMillis(Math.min(Math.max(millis, asked), longest.toMillis()));
    }

    /**
     * It when its order has ended.
     *
     * @param at until when the enterprise has the service; a moment that has passed where it is over at once
     */
    Provisioning ended(Instant at, Instant now) {
        Changes changes = new Changes(this);
        if (at.isAfter(now) && status == ProvisioningStatus.FAILED) {
            return cleared(now);
        }
        if (at.isAfter(now)) {
            changes.removeAt = at;
            changes.activated = true;
            changes.dueAt = status == ProvisioningStatus.PROVISIONED ? at : dueAt;
            return changes.build(now);
        }
        changes.wanted = false;
        changes.again = false;
        switch (status) {
            case PENDING, FAILED -> changes.move(ProvisioningMove.CLEAR, now);
            case IN_PROGRESS, PROVISIONED -> {
                changes.move(ProvisioningMove.REMOVE, now);
                changes.call(null, null);
                changes.dueAt = now;
            }
            case CALLING, ROLLING_BACK, DEPROVISIONING, GONE, STUCK -> {
                // What is under way goes on, and is not asked for again.
            }
        }
        return changes.build(now);
    }

    /** It when its order has begun, whoever said so; what could not be provisioned is served otherwise then. */
    Provisioning begun(Instant now) {
        Changes changes = new Changes(this);
        changes.activated = true;
        if (status == ProvisioningStatus.FAILED) {
            changes.wanted = false;
            changes.move(ProvisioningMove.CLEAR, now);
        } else if (status == ProvisioningStatus.PROVISIONED) {
            changes.dueAt = removeAt;
        }
        return changes.build(now);
    }

    /**
     * Whether it may yet be asked for, so that it is to be asked for as both sides have agreed last: also while a call
     * is under way, which has a body of its own. What is there hears nothing of amendments.
     */
    boolean isOpen() {
        return wanted && status != ProvisioningStatus.PROVISIONED;
    }

    /** It with another body; whatever there was of the one before is removed before that is sent. */
    Provisioning amended(String other, Instant now) {
        Changes changes = new Changes(this);
        changes.request = other;
        return changes.build(now);
    }

    /** It when the provider lets it be tried again. Rejects with {@code transition-not-allowed} (409). */
    Provisioning retried(Instant now) {
        boolean isRemoval = status == ProvisioningStatus.STUCK;
        if (!isRemoval && !mayBeAskedAgain()) {
            throw Rejection.conflict("transition-not-allowed", status, ProvisioningMove.RETRY);
        }
        Changes changes = new Changes(this);
        changes.move(isRemoval ? ProvisioningMove.RETRY_REMOVAL : ProvisioningMove.RETRY, now);
        changes.doubts = 0;
        changes.again = false;
        changes.askedSince = now;
        changes.dueAt = now;
        return changes.build(now);
    }

    /** It when the provider sees to it by hand. Rejects with {@code transition-not-allowed} (409). */
    Provisioning abandoned(String why, Instant now) {
        Changes changes = new Changes(this);
        changes.move(ProvisioningMove.ABANDON, now);
        changes.wanted = false;
        changes.reason = why;
        return changes.build(now);
    }

    private Provisioning to(ProvisioningMove move, Instant due, Instant now) {
        Changes changes = new Changes(this);
        changes.move(move, now);
        changes.dueAt = due;
        return changes.build(now);
    }

    /** It as the next version of what is on record, however many steps led to it. */
    Provisioning over(Provisioning before) {
        if (this == before || version == before.version + 1) {
            return this;
        }
        return new Changes(this).build(before.version + 1, updatedAt);
    }

    /** A copy in the making: the record has many members, and a step changes few. */
    private static final class Changes {
        private final Provisioning from;
        private String request;
        private ProvisioningStatus status;
        private boolean wanted;
        private boolean again;
        private int tries;
        private int doubts;
        private int calls;
        private int confirmations;
        private UUID callId;
        private Instant leaseUntil;
        private Instant askedSince;
        private Instant since;
        private Instant dueAt;
        private Instant removeAt;
        private String operation;
        private String serviceReference;
        private boolean activated;
        private ProvisioningOutcome outcome;
        private String message;
        private String reason;
        private Instant provisionedAt;
        private Instant endedAt;

        Changes(Provisioning from) {
            this.from = from;
            request = from.request;
            status = from.status;
            wanted = from.wanted;
            again = from.again;
            tries = from.tries;
            doubts = from.doubts;
            calls = from.calls;
            confirmations = from.confirmations;
            callId = from.callId;
            leaseUntil = from.leaseUntil;
            askedSince = from.askedSince;
            since = from.since;
            dueAt = from.dueAt;
            removeAt = from.removeAt;
            operation = from.operation;
            serviceReference = from.serviceReference;
            activated = from.activated;
            outcome = from.outcome;
            message = from.message;
            reason = from.reason;
            provisionedAt = from.provisionedAt;
            endedAt = from.endedAt;
        }

        /** Nothing is due behind a move unless somebody says when. */
        void move(ProvisioningMove move, Instant now) {
            status = move.from(status);
            since = now;
            calls = 0;
            confirmations = 0;
            dueAt = null;
            if (move != ProvisioningMove.ASK) {
                call(null, null);
            }
            if (status == ProvisioningStatus.PENDING) {
                operation = null;
                serviceReference = null;
            }
            endedAt = status == ProvisioningStatus.GONE ? now : null;
        }

        void call(UUID id, Instant until) {
            callId = id;
            leaseUntil = until;
        }

        void wrong(ProvisioningOutcome what, String says) {
            outcome = what;
            message = says;
        }

        Provisioning build(Instant now) {
            return build(from.version + 1, now);
        }

        Provisioning build(int version, Instant now) {
            return new Provisioning(
                    from.id,
                    version,
                    from.orderId,
                    from.orderNumber,
                    from.organizationId,
                    from.organizationName,
                    from.regionCode,
                    from.providerId,
                    from.providerOrganizationId,
                    from.providerName,
                    from.offeringId,
                    from.offeringVersion,
                    from.offeringName,
                    from.endpointId,
                    request,
                    status,
                    wanted,
                    again,
                    tries,
                    doubts,
                    calls,
                    confirmations,
                    callId,
                    leaseUntil,
                    askedSince,
                    since,
                    dueAt,
                    removeAt,
                    operation,
                    serviceReference,
                    activated,
                    outcome,
                    message,
                    reason,
                    from.createdAt,
                    provisionedAt,
                    endedAt,
                    now);
        }
    }
}
