package cn.dengyun.adoption.record;

import cn.dengyun.adoption.enterprise.AdoptedEnterprises;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Records, for those who look at them, object, decide, take back and remove. What is not there for the actor is refused
 * with {@code adoption-record-not-found} (404), and with {@code not-yours} (403) whoever is not the one whose move it
 * is.
 */
@ApplicationScoped
class AdoptionRecordService {

    /** In how many working days a county decides on an objection. */
    private static final int DAYS_TO_DECIDE = 10;

    private final AggregateStore<AdoptionRecord> records;
    private final AdoptionRecordStore store;
    private final AdoptedEnterprises enterprises;
    private final WorkingCalendar calendar;
    private final Clock clock;

    AdoptionRecordService(
            Aggregates aggregates,
            AdoptionRecordStore store,
            AdoptedEnterprises enterprises,
            WorkingCalendar calendar,
            Clock clock) {
        this.records = aggregates.of(AdoptionRecord.class, AdoptionRecord.KNOWN);
        this.store = store;
        this.enterprises = enterprises;
        this.calendar = calendar;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A record, and what else its enterprise is called by whoever says that it uses something. */
    record Named(AdoptionRecord record, List<String> otherNames) {}

    Uni<Named> find(Actor actor, UUID id) {
        return records.find(actor, id).chain(found -> {
            boolean mayCompare = actor.regionCode() != null || Aggregate.seesAll(actor);
            return mayCompare
                    ? store.otherNames(found.creditCode(), found.enterpriseName())
                            .map(names -> new Named(found, names))
                    : Uni.createFrom().item(new Named(found, List.of()));
        });
    }

    Uni<Page<AdoptionRecord>> list(Actor actor, Filter filter, String cursor, int limit) {
        return records.page(actor, filter, cursor, limit);
    }

    /**
     * The enterprise says that it is not so. Rejects with {@code adoption-objection-decided},
     * {@code adoption-objection-late} and {@code transition-not-allowed} (409).
     */
    Effect<AdoptionRecord> object(Actor actor, UUID id, NewAdoptionObjection said) {
        return changed(
                actor,
                id,
                Precondition.NONE,
                AdoptionRecordMove.OBJECT,
                (found, now) -> found.objected(said, actor.id(), calendar.after(now, DAYS_TO_DECIDE), now));
    }

    /**
     * Its county decides on an objection; those above it once its time is over. Rejects with
     * {@code four-eyes-required}, {@code adoption-objection-of-county} (403; until when),
     * {@code transition-not-allowed} (409) and as the precondition does.
     */
    Effect<AdoptionRecord> decide(Actor actor, UUID id, Precondition basis, NewAdoptionDecision decision) {
        AdoptionRecordMove move = decision.verdict().move();
        return changed(actor, id, basis, move, (found, now) -> {
                    move.from(found.status());
                    if (!found.regionCode().equals(actor.regionCode()) && now.isBefore(found.dueAt())) {
                        throw Rejection.forbidden(
                                "adoption-objection-of-county", AdoptionRecord.lastDay(found.dueAt()));
                    }
                    return found.decided(move, actor.id(), decision.reason(), now);
                })
                .then((connection, after) -> after.status() == AdoptionRecordStatus.PENDING
                                && after.origin().batchId() != null
                        ? store.unsettle(connection, after.origin().batchId()).replaceWith(after)
                        : Uni.createFrom().item(after));
    }

    /** The provider takes back what it has said. Rejects with {@code transition-not-allowed} (409). */
    Effect<AdoptionRecord> withdraw(Actor actor, UUID id, String reason) {
        return changed(actor, id, Precondition.NONE, AdoptionRecordMove.WITHDRAW, (found, now) -> {
            if (found.source() != AdoptionSource.IMPORT) {
                throw Rejection.conflict("transition-not-allowed", found.status(), AdoptionRecordMove.WITHDRAW);
            }
            return found.withdrawn(reason, now);
        });
    }

    /**
     * An authority takes out what counts. Rejects with {@code four-eyes-required} (403) and
     * {@code transition-not-allowed} (409).
     */
    Effect<AdoptionRecord> remove(Actor actor, UUID id, String reason) {
        return changed(
                actor,
                id,
                Precondition.NONE,
                AdoptionRecordMove.REMOVE,
                (found, now) -> found.decided(AdoptionRecordMove.REMOVE, actor.id(), reason, now));
    }

    /** What counts by it is judged anew in the same unit of work. */
    private Effect<AdoptionRecord> changed(
            Actor actor,
            UUID id,
            Precondition basis,
            AdoptionRecordMove move,
            BiFunction<AdoptionRecord, Instant, Change<AdoptionRecord>> decide) {
        return Effect.of(connection -> records.lock(connection, actor, id)
                .invoke(found -> found.requireHand(actor, move))
                .invoke(found -> basis.check(EntityTags.of(found.version(), found.actions(actor))))
                .chain(found -> {
                    Instant now = now();
                    return records.carryOut(connection, found, decide.apply(found, now))
                            .call(after -> judge(connection, found, after, now));
                }));
    }

    private Uni<Void> judge(SqlConnection connection, AdoptionRecord before, AdoptionRecord after, Instant now) {
        boolean isCounted =
                before.status() == AdoptionRecordStatus.COUNTED || after.status() == AdoptionRecordStatus.COUNTED;
        return isCounted
                ? enterprises.judge(connection, List.of(after.creditCode()), now)
                : Uni.createFrom().voidItem();
    }
}
