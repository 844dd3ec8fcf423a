package cn.dengyun.trade.witness;

import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.trade.order.OrderFacts;
import cn.dengyun.trade.order.OrderLineFacts;
import cn.dengyun.trade.order.Orders;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.usage.Usage;
import cn.dengyun.trade.usage.domain.UsageEvent;
import cn.dengyun.trade.usage.domain.UsageMeter;
import cn.dengyun.trade.usage.domain.UsagePeriod;
import cn.dengyun.trade.usage.domain.UsageTotals;
import cn.dengyun.trade.usage.store.MeterRows;
import cn.dengyun.trade.witness.domain.ComparedFigures;
import cn.dengyun.trade.witness.domain.ComparisonMove;
import cn.dengyun.trade.witness.domain.UsageComparison;
import cn.dengyun.trade.witness.domain.UsageWitness;
import cn.dengyun.trade.witness.domain.UsageWitnessReading;
import cn.dengyun.trade.witness.store.ComparisonRows;
import cn.dengyun.trade.witness.store.WitnessReadingRows;
import cn.dengyun.trade.witness.store.WitnessRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Holds what providers report against what witnesses do, a meter and a month at a time, and what authorities say of the
 * differences. What is not there for the actor is refused with {@code usage-comparison-not-found} (404).
 */
@ApplicationScoped
public class ComparisonService {

    private final AggregateStore<UsageComparison> comparisons;
    private final ComparisonRows rows;
    private final WitnessRows witnesses;
    private final WitnessReadingRows readings;
    private final MeterRows meters;
    private final Usage usage;
    private final Orders orders;
    private final WitnessTies ties;
    private final WorkingCalendar calendar;
    private final ChangeNotes notes;
    private final Clock clock;

    ComparisonService(
            Aggregates aggregates,
            ComparisonRows rows,
            WitnessRows witnesses,
            WitnessReadingRows readings,
            MeterRows meters,
            Usage usage,
            Orders orders,
            WitnessTies ties,
            WorkingCalendar calendar,
            ChangeNotes notes,
            Clock clock) {
        this.comparisons = aggregates.of(UsageComparison.class, UsageComparison.KNOWN, ServiceOrder::seesAll);
        this.rows = rows;
        this.witnesses = witnesses;
        this.readings = readings;
        this.meters = meters;
        this.usage = usage;
        this.orders = orders;
        this.ties = ties;
        this.calendar = calendar;
        this.notes = notes;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public Uni<UsageComparison> find(Actor actor, UUID id) {
        return comparisons.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<UsageComparison>> list(Actor actor, Filter filter, String cursor, int limit) {
        return comparisons.page(actor, filter, cursor, limit);
    }

    /**
     * An authority of the enterprise finds that what was reported stands. Rejects with {@code not-yours},
     * {@code review-own-side} (403), {@code transition-not-allowed} (409) and as the precondition does: the figures may
     * have become others.
     */
    public Effect<UsageComparison> explain(Actor actor, UUID id, Precondition precondition, String reason) {
        return decide(actor, id, precondition, ComparisonMove.EXPLAIN, reason);
    }

    /** It finds that it does not. Rejects as {@link #explain}. */
    public Effect<UsageComparison> uphold(Actor actor, UUID id, Precondition precondition, String reason) {
        return decide(actor, id, precondition, ComparisonMove.UPHOLD, reason);
    }

    private Effect<UsageComparison> decide(
            Actor actor, UUID id, Precondition precondition, ComparisonMove move, String reason) {
        return Effect.of(connection -> comparisons.lock(connection, actor, id).chain(found -> {
            found.requireAuthority(actor);
            precondition.check(EntityTags.of(found.version(), found.actions(actor)));
            Instant now = now();
            UsageComparison after = found.decided(move, actor.id(), reason, now);
            return ties.requireOtherSide(connection, actor, sidesOf(found))
                    .chain(() -> comparisons.carryOut(
                            connection,
                            found,
                            new Change<>(after, ComparisonEvent.of(move).told(after, now), reason)));
        }));
    }

    private static List<UUID> sidesOf(UsageComparison found) {
        return List.of(
                found.organizationId(),
                found.providerOrganizationId(),
                found.figures().witnessOrganizationId());
    }

    /**
     * Compares a meter in a month. What is on record of it is held first, so whoever reports something of it meanwhile
     * waits, and lets it be compared once more.
     *
     * @return whether the figures have become others
     */
    Effect<Boolean> compare(UUID meterId, LocalDate month) {
        return Effect.of(connection -> rows.lock(connection, meterId, month)
                .chain(known -> meters.byIds(connection, List.of(meterId))
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().item(false)
                                : compare(connection, found.get(0), month, known))));
    }

    private Uni<Boolean> compare(
            SqlConnection connection, UsageMeter meter, LocalDate month, Optional<UsageComparison> known) {
        return witnesses
                .ofMeter(connection, meter.id(), month)
                .chain(witness -> witness.isEmpty()
                        ? left(connection, known)
                        : figures(connection, meter, month, witness.get())
                                .chain(figures -> put(connection, meter, month, figures, known)));
    }

    /**
     * Whether the witness is one with a side of the order. A side makes itself so alone, by a delegation or another
     * contact: it would be rid of a witness by that, so what the witness doubts stays, and nothing that it confirms.
     */
    private Uni<Boolean> isOfSide(SqlConnection connection, UsageMeter meter, UsageWitness witness) {
        Instant now = now();
        UUID seen = witness.organizationId();
        return ties.are(connection, seen, meter.organizationId(), now)
                .chain(areTied -> areTied
                        ? Uni.createFrom().item(true)
                        : ties.are(connection, seen, meter.providerOrganizationId(), now));
    }

    /** Nobody witnesses it any more: what was compared stays as it is. */
    private Uni<Boolean> left(SqlConnection connection, Optional<UsageComparison> known) {
        return known.isEmpty()
                ? Uni.createFrom().item(false)
                : rows.lookedAt(connection, known.get().id(), known.get().comparedAt(), null)
                        .replaceWith(false);
    }

    private Uni<ComparedFigures> figures(
            SqlConnection connection, UsageMeter meter, LocalDate month, UsageWitness witness) {
        UsagePeriod period = UsagePeriod.of(YearMonth.from(month));
        return orders.find(connection, meter.orderId())
                .map(order -> plan(order, meter))
                .chain(plan -> reported(
                                connection, meter, UsageTotals.begin(plan, period, calendar.days()), period, null)
                        .chain(reported -> witnessed(
                                        connection,
                                        meter,
                                        witness.organizationId(),
                                        UsageTotals.begin(plan, period, calendar.days()),
                                        period,
                                        null)
                                .map(witnessed -> ComparedFigures.of(witness, reported, witnessed.orElse(null)))))
                .chain(figures -> isOfSide(connection, meter, witness)
                        .map(isOfSide -> isOfSide ? figures.withoutConfirmation() : figures));
    }

    private static Plan plan(OrderFacts order, UsageMeter meter) {
        return order.lines().stream()
                .filter(line -> line.line() == meter.line())
                .map(OrderLineFacts::plan)
                .findFirst()
                .orElseThrow();
    }

    private Uni<BigDecimal> reported(
            SqlConnection connection, UsageMeter meter, UsageTotals totals, UsagePeriod period, UsageEvent behind) {
        return usage.accepted(connection, meter.id(), period, behind).chain(page -> {
            page.forEach(event -> totals.add(event.reading()));
            if (page.size() == Usage.PAGE) {
                return reported(connection, meter, totals, period, page.get(page.size() - 1));
            }
            return Uni.createFrom().item(totals.measured().quantity());
        });
    }

    /** Empty where the witness has said nothing of it. */
    private Uni<Optional<BigDecimal>> witnessed(
            SqlConnection connection,
            UsageMeter meter,
            UUID witness,
            UsageTotals totals,
            UsagePeriod period,
            UsageWitnessReading behind) {
        return readings.counted(connection, meter.id(), witness, period, behind).chain(page -> {
            page.forEach(reading -> totals.add(reading.reading()));
            if (page.size() == WitnessReadingRows.PAGE) {
                return witnessed(connection, meter, witness, totals, period, page.get(page.size() - 1));
            }
            Optional<BigDecimal> total = totals.count() == 0
                    ? Optional.empty()
                    : Optional.of(totals.measured().quantity());
            return Uni.createFrom().item(total);
        });
    }

    private Uni<Boolean> put(
            SqlConnection connection,
            UsageMeter meter,
            LocalDate month,
            ComparedFigures figures,
            Optional<UsageComparison> known) {
        Instant now = now();
        if (known.isEmpty()) {
            UsageComparison made = UsageComparison.first(Ids.next(), meter, month, figures, now);
            return rows.insert(connection, made)
                    .call(isFirst -> isFirst
                            ? notes.write(connection, ComparisonEvent.of(made).told(made, now), null, made, null)
                            : Uni.createFrom().voidItem());
        }
        UsageComparison before = known.get();
        if (before.figures().isSameAs(figures)) {
            return rows.lookedAt(connection, before.id(), now, UsageComparison.next(month, now))
                    .replaceWith(false);
        }
        UsageComparison after = before.again(figures, now);
        return comparisons
                .carryOut(
                        connection,
                        before,
                        new Change<>(after, ComparisonEvent.of(after).told(after, now), null))
                .replaceWith(true);
    }
}
