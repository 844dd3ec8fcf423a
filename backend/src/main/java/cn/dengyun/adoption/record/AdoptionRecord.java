package cn.dengyun.adoption.record;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * That an enterprise uses a service of a provider under one contract.
 *
 * @param enterpriseName as whoever says so calls it
 * @param organizationId null where it is no certified organisation of the platform
 * @param update what the provider says of how it is used now, where that is not looked at yet; null where it has said
 *     nothing new
 * @param toldAt when the enterprise was told; null where it could not be
 * @param objectionUntil until when it can object, where it was told
 * @param objection the last one; null where there was none
 * @param decidedBy who has decided on that, or has removed the record; null where nobody has
 * @param countedAt when it began to count; null before
 * @param reason of the last move of somebody; null where none was given
 */
record AdoptionRecord(
        UUID id,
        int version,
        AdoptionSource source,
        String creditCode,
        String enterpriseName,
        UUID organizationId,
        String regionCode,
        AdoptionOrigin origin,
        AdoptionFacts facts,
        String contentHash,
        AdoptionUpdate update,
        AdoptionRecordStatus status,
        Instant toldAt,
        Instant objectionUntil,
        AdoptionObjection objection,
        UUID decidedBy,
        Instant decidedAt,
        Instant countedAt,
        String reason,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** Who may know of one in SQL, besides the enterprise and its authorities: the provider. */
    static final String KNOWN = "provider_organization_id = $4";

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return Aggregate.super.isHandledBy(actor)
                || !actor.has(Roles.AUTHORITY) && actor.actsFor(origin.providerOrganizationId());
    }

    /** By what is on record alone; {@link #actionsAt} knows of the clock. */
    @Override
    public List<String> actions(Actor actor) {
        return Move.available(AdoptionRecordMove.values(), status, move -> isOf(actor, move.hand) && !actor.isViewer());
    }

    /** What the actor may do with it at a moment. */
    List<String> actionsAt(Actor actor, Instant now) {
        return actions(actor).stream()
                .filter(each -> !each.equals(AdoptionRecordMove.OBJECT.name()) || isOpenToObjectionAt(now))
                .filter(each -> !each.equals(AdoptionRecordMove.WITHDRAW.name()) || source == AdoptionSource.IMPORT)
                .toList();
    }

    private boolean isOf(Actor actor, AdoptionRecordMove.Hand hand) {
        return switch (hand) {
            case ENTERPRISE -> actor.actsFor(organizationId);
            case PROVIDER -> actor.actsFor(origin.providerOrganizationId());
            case AUTHORITY ->
                actor.has(Roles.AUTHORITY)
                        && Aggregate.super.isHandledBy(actor)
                        && !actor.actsFor(organizationId)
                        && !actor.actsFor(origin.providerOrganizationId());
            case NOBODY -> false;
        };
    }

    /** Rejects with {@code not-yours} (403) whoever is not the one whose move it is. */
    void requireHand(Actor actor, AdoptionRecordMove move) {
        if (!isOf(actor, move.hand)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /**
     * Who was never told, for it was not on the platform, can still say that it is not so. Nobody says so twice of the
     * same: what was decided on is decided.
     */
    boolean isOpenToObjectionAt(Instant now) {
        return source == AdoptionSource.IMPORT && objection == null && (toldAt == null || now.isBefore(objectionUntil));
    }

    /** By when its county has to decide; null where there is nothing to decide. */
    Instant dueAt() {
        return status == AdoptionRecordStatus.OBJECTED ? objection.objectionDueAt() : null;
    }

    /** The hash of what was said last. */
    String lastHash() {
        return update == null ? contentHash : update.newHash();
    }

    /** What was said last, whether it counts already or not. */
    AdoptionFacts lastFacts() {
        return update == null ? facts : facts.with(update);
    }

    /** Whether it counts, or waits to be judged. */
    boolean stands() {
        return switch (status) {
            case PENDING, OBJECTED, COUNTED -> true;
            default -> false;
        };
    }

    /** Whether a line says what is on record, or what was said last. */
    boolean says(AdoptionRecord line) {
        return lastHash().equals(line.contentHash)
                || enterpriseName.equals(line.enterpriseName)
                        && regionCode.equals(line.regionCode)
                        && lastFacts().equals(line.facts);
    }

    /** Said again by a provider: what does not count yet, or any more. */
    AdoptionRecord saidAnew(AdoptionRecordMove move, AdoptionRecord line, Instant now) {
        return next(move, now, next -> {
            next.enterpriseName = line.enterpriseName;
            next.organizationId = line.organizationId;
            next.regionCode = line.regionCode;
            next.origin = origin.in(line.origin.importId(), line.origin.line());
            next.facts = line.facts;
            next.contentHash = line.contentHash;
            next.update = null;
            next.toldAt = line.toldAt;
            next.objectionUntil = line.objectionUntil;
            next.objection = null;
            next.decidedBy = null;
            next.decidedAt = null;
            next.countedAt = null;
        });
    }

    /** Said of what counts: how it is used now. */
    AdoptionRecord updated(AdoptionRecord line, Instant now) {
        return next(AdoptionRecordMove.UPDATE, now, next -> {
            next.origin = origin.in(line.origin.importId(), line.origin.line());
            next.update = AdoptionUpdate.of(line.facts, line.contentHash);
            next.toldAt = line.toldAt;
            next.objectionUntil = line.objectionUntil;
            next.objection = null;
            next.decidedBy = null;
            next.decidedAt = null;
        });
    }

    /**
     * The enterprise objects. Rejects with {@code transition-not-allowed}, {@code adoption-objection-decided} and
     * {@code adoption-objection-late} (409; the last day on which it could).
     */
    Change<AdoptionRecord> objected(NewAdoptionObjection said, UUID by, Instant due, Instant now) {
        AdoptionRecordMove.OBJECT.from(status);
        if (objection != null) {
            throw Rejection.conflict("adoption-objection-decided");
        }
        if (!isOpenToObjectionAt(now)) {
            throw Rejection.conflict("adoption-objection-late", lastDay(objectionUntil));
        }
        return told(AdoptionRecordMove.OBJECT, now, null, next -> {
            next.objection = new AdoptionObjection(said.grounds(), said.statement(), by, now, due);
            next.decidedBy = null;
            next.decidedAt = null;
        });
    }

    /**
     * An authority decides on an objection, or removes what counts. Rejects with {@code four-eyes-required} (403) and
     * {@code transition-not-allowed} (409).
     */
    Change<AdoptionRecord> decided(AdoptionRecordMove move, UUID by, String why, Instant now) {
        move.from(status);
        if (objection != null) {
            FourEyes.require(objection.objectedBy(), by);
        }
        return told(move, now, why, next -> {
            next.decidedBy = by;
            next.decidedAt = now;
        });
    }

    Change<AdoptionRecord> withdrawn(String why, Instant now) {
        return told(AdoptionRecordMove.WITHDRAW, now, why, next -> next.update = null);
    }

    /**
     * It counts from now on, and what was said of how it is used now with it. What has counted before an objection that
     * was dismissed counts since then.
     */
    AdoptionRecord counted(Instant now) {
        return next(AdoptionRecordMove.COUNT, now, next -> {
            next.countedAt = countedAt == null ? now : countedAt;
            next.apply();
        });
    }

    /** What was said of how it is used now counts, or is forgotten. */
    AdoptionRecord settled(boolean isTaken, Instant now) {
        return next(AdoptionRecordMove.SETTLE, now, next -> {
            if (isTaken) {
                next.apply();
            }
            next.update = null;
        });
    }

    /** The order lasts until another day. */
    AdoptionRecord until(LocalDate last, Instant now) {
        return next(AdoptionRecordMove.SETTLE, now, next -> next.facts = facts.until(last));
    }

    /** Its contract is over, and counts on once somebody has looked at how long its provider says that it lasts now. */
    AdoptionRecord outlasted(Instant now) {
        return next(AdoptionRecordMove.OUTLAST, now, Next::apply);
    }

    /** Whether its provider says that it lasts beyond the day before this one, and nobody has looked at that yet. */
    boolean isSaidToLastOn(LocalDate today) {
        return update != null
                && (update.newEndsOn() == null || !update.newEndsOn().isBefore(today));
    }

    /**
     * Whether its provider cannot say it again: it was found untrue, or its enterprise had objected when the provider
     * took it back.
     */
    boolean isRefused() {
        return switch (status) {
            case REJECTED, REMOVED -> true;
            case WITHDRAWN -> objection != null && decidedAt == null;
            default -> false;
        };
    }

    /** The enterprise is on the platform from now on, and is told; its time to object begins with what is open. */
    AdoptionRecord linked(UUID organization, Instant until, Instant now) {
        boolean isOpen = status == AdoptionRecordStatus.PENDING || status == AdoptionRecordStatus.COUNTED;
        return new AdoptionRecord(
                id,
                version + 1,
                source,
                creditCode,
                enterpriseName,
                organization,
                regionCode,
                origin,
                facts,
                contentHash,
                update,
                status,
                now,
                isOpen ? until : objectionUntil,
                isOpen ? null : objection,
                isOpen ? null : decidedBy,
                isOpen ? null : decidedAt,
                countedAt,
                reason,
                createdAt,
                now);
    }

    /** By a batch, an order or the clock. */
    AdoptionRecord passed(AdoptionRecordMove move, Instant now) {
        return next(move, now, next -> next.update = null);
    }

    /** The last day before a moment. */
    static LocalDate lastDay(Instant end) {
        return LocalDate.ofInstant(end.minusNanos(1), ClockProducer.BUSINESS_ZONE);
    }

    /** The first moment behind its last day; null where it has none. */
    static Instant endOf(LocalDate last) {
        return last == null
                ? null
                : last.plusDays(1).atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
    }

    private Change<AdoptionRecord> told(AdoptionRecordMove move, Instant now, String why, Consumer<Next> changes) {
        AdoptionRecord after = next(move, now, changes.andThen(next -> next.reason = why));
        return new Change<>(after, move.event.told(after), why);
    }

    private AdoptionRecord next(AdoptionRecordMove move, Instant now, Consumer<Next> changes) {
        Next next = new Next();
        changes.accept(next);
        return new AdoptionRecord(
                id,
                version + 1,
                source,
                creditCode,
                next.enterpriseName,
                next.organizationId,
                next.regionCode,
                next.origin,
                next.facts,
                next.contentHash,
                next.update,
                move.from(status),
                next.toldAt,
                next.objectionUntil,
                next.objection,
                next.decidedBy,
                next.decidedAt,
                next.countedAt,
                next.reason,
                createdAt,
                now);
    }

    /** What of the next version may differ. */
    private final class Next {

        private String enterpriseName = AdoptionRecord.this.enterpriseName;
        private UUID organizationId = AdoptionRecord.this.organizationId;
        private String regionCode = AdoptionRecord.this.regionCode;
        private AdoptionOrigin origin = AdoptionRecord.this.origin;
        private AdoptionFacts facts = AdoptionRecord.this.facts;
        private String contentHash = AdoptionRecord.this.contentHash;
        private AdoptionUpdate update = AdoptionRecord.this.update;
        private Instant toldAt = AdoptionRecord.this.toldAt;
        private Instant objectionUntil = AdoptionRecord.this.objectionUntil;
        private AdoptionObjection objection = AdoptionRecord.this.objection;
        private UUID decidedBy = AdoptionRecord.this.decidedBy;
        private Instant decidedAt = AdoptionRecord.this.decidedAt;
        private Instant countedAt = AdoptionRecord.this.countedAt;
        private String reason;

        private void apply() {
            if (update != null) {
                facts = facts.with(update);
                contentHash = update.newHash();
                update = null;
            }
        }
    }
}
