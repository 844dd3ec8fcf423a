package cn.dengyun.trade.witness;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import cn.dengyun.trade.usage.UsageBatch;
import cn.dengyun.trade.usage.UsageIntake;
import cn.dengyun.trade.usage.UsageIntake.Taken;
import cn.dengyun.trade.witness.domain.UsageWitnessReading;
import cn.dengyun.trade.witness.store.ComparisonRows;
import cn.dengyun.trade.witness.store.ComparisonRows.Marked;
import cn.dengyun.trade.witness.store.WitnessReadingRows;
import cn.dengyun.trade.witness.store.WitnessRows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * What witnesses have read. What is not there for the actor is refused with {@code usage-witness-reading-not-found}
 * (404).
 */
@ApplicationScoped
public class WitnessReadings {

    private final AggregateStore<UsageWitnessReading> store;
    private final WitnessRows witnesses;
    private final WitnessReadingRows rows;
    private final ComparisonRows comparisons;
    private final UsageIntake intake;
    private final ProviderService providers;
    private final Clock clock;

    WitnessReadings(
            Aggregates aggregates,
            WitnessRows witnesses,
            WitnessReadingRows rows,
            ComparisonRows comparisons,
            UsageIntake intake,
            ProviderService providers,
            Clock clock) {
        this.store = aggregates.of(UsageWitnessReading.class, "false");
        this.witnesses = witnesses;
        this.rows = rows;
        this.comparisons = comparisons;
        this.intake = intake;
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * What the lines of a witness do; looked at on the thread of whoever asks, which is a worker's. Rejects with
     * {@code row-quota-exceeded} (429), {@code usage-witness-none} (403) and {@code provider-not-qualified} (409).
     */
    public Effect<Taken> report(Actor actor, UsageBatch batch) {
        return intake.report(
                actor, batch, new WitnessBook(witnesses, rows, comparisons, providers, actor.organizationId()));
    }

    public Uni<UsageWitnessReading> find(Actor actor, UUID id) {
        return store.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<UsageWitnessReading>> list(Actor actor, Filter filter, String cursor, int limit) {
        return store.page(actor, filter, cursor, limit);
    }

    /**
     * The witness takes something back; also one whose appointment has ended. Rejects with {@code not-yours} (403) and
     * {@code transition-not-allowed} (409).
     */
    public Effect<UsageWitnessReading> retract(Actor actor, UUID id, String reason) {
        return Effect.of(connection -> store.lock(connection, actor, id)
                .invoke(found -> found.requireWitness(actor))
                .chain(found -> {
                    UsageWitnessReading after =
                            found.retracted(actor.id(), reason, clock.instant().truncatedTo(ChronoUnit.MICROS));
                    return store.carryOut(
                            connection, found, new Change<>(after, WitnessReadingEvent.RETRACTED.told(after), reason));
                })
                .call(after -> comparisons.mark(
                        connection, List.of(marked(after.meterId(), after.occurredAt(), after.retractedAt())))));
    }

    /** That something of a month has changed. */
    static Marked marked(UUID meterId, Instant occurredAt, Instant now) {
        LocalDate month =
                LocalDate.ofInstant(occurredAt, ClockProducer.BUSINESS_ZONE).withDayOfMonth(1);
        return new Marked(meterId, month, now);
    }
}
