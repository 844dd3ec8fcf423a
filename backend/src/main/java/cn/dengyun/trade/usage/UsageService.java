package cn.dengyun.trade.usage;

import cn.dengyun.catalogue.domain.Measured;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.OrderFacts;
import cn.dengyun.trade.order.OrderLineFacts;
import cn.dengyun.trade.order.OrderService;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.usage.domain.Quarantine;
import cn.dengyun.trade.usage.domain.UsageChange;
import cn.dengyun.trade.usage.domain.UsageCorrection;
import cn.dengyun.trade.usage.domain.UsageEvent;
import cn.dengyun.trade.usage.domain.UsageEventMove;
import cn.dengyun.trade.usage.domain.UsageEventStatus;
import cn.dengyun.trade.usage.domain.UsageMeter;
import cn.dengyun.trade.usage.domain.UsageOutcome;
import cn.dengyun.trade.usage.domain.UsagePeriod;
import cn.dengyun.trade.usage.domain.UsageReading;
import cn.dengyun.trade.usage.domain.UsageReceipt;
import cn.dengyun.trade.usage.domain.UsageReceiptRow;
import cn.dengyun.trade.usage.domain.UsageTotals;
import cn.dengyun.trade.usage.store.MeterRows;
import cn.dengyun.trade.usage.store.ReceiptRows;
import cn.dengyun.trade.usage.store.UsageRows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was read of meters: what it comes to, what is held back, and what is taken back. What is not there for the actor
 * is refused with {@code usage-meter-not-found}, {@code usage-event-not-found}, {@code usage-correction-not-found} or
 * {@code usage-receipt-not-found} (404).
 */
@ApplicationScoped
public class UsageService implements Usage {

    private final AggregateStore<UsageMeter> meters;
    private final AggregateStore<UsageEvent> events;
    private final AggregateStore<UsageCorrection> corrections;
    private final MeterRows meterRows;
    private final UsageRows rows;
    private final ReceiptRows receipts;
    private final OrderService orders;
    private final WorkingCalendar calendar;
    private final Cursors cursors;
    private final Clock clock;
    private final Pool pool;

    UsageService(
            Aggregates aggregates,
            MeterRows meterRows,
            UsageRows rows,
            ReceiptRows receipts,
            OrderService orders,
            WorkingCalendar calendar,
            Cursors cursors,
            Clock clock,
            Pool pool) {
        this.meters = aggregates.of(UsageMeter.class, UsageMeter.KNOWN, ServiceOrder::seesAll);
        this.events = aggregates.of(UsageEvent.class, UsageEvent.KNOWN, ServiceOrder::seesAll);
        this.corrections = aggregates.of(UsageCorrection.class, UsageCorrection.KNOWN, ServiceOrder::seesAll);
        this.meterRows = meterRows;
        this.rows = rows;
        this.receipts = receipts;
        this.orders = orders;
        this.calendar = calendar;
        this.cursors = cursors;
        this.clock = clock;
        this.pool = pool;
    }

    /**
     * What a meter came to in a month.
     *
     * @param measured by the aggregation of the plan, in the windows of a plan by time of day
     * @param count how many events counted
     * @param held how many events of whatever time are held back, and count nowhere
     */
    public record Total(YearMonth month, Measured measured, long count, long held) {}

    /** @param total null where nobody asked for it */
    public record Metered(UsageMeter meter, Total total) {}

    /** An event with its meter. */
    public record Read(UsageEvent event, UsageMeter meter) {}

    /** A correction with what it took back, what counts in its place (null for nothing), and their meter. */
    public record Corrected(
            UsageCorrection correction, UsageEvent reversed, UsageEvent replacement, UsageMeter meter) {}

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The month that it is. */
    public YearMonth thisMonth() {
        return YearMonth.from(now().atZone(ClockProducer.BUSINESS_ZONE));
    }

    /** Those that the actor may know of, newest first, without totals. Rejects with {@code cursor-invalid}. */
    public Uni<Page<UsageMeter>> meters(Actor actor, Filter filter, String cursor, int limit) {
        return meters.page(actor, filter, cursor, limit);
    }

    /**
     * Those of an order, newest first, with what they came to in a month. Rejects with {@code service-order-not-found}
     * (404) and {@code cursor-invalid}.
     */
    public Uni<Page<Metered>> metersOf(Actor actor, UUID orderId, YearMonth month, String cursor, int limit) {
        return orders.find(actor, orderId)
                .chain(() -> meters.page(actor, new Filter().is("order_id", orderId), cursor, limit))
                .chain(page -> metered(page.data(), month)
                        .map(found -> page.map(meter -> new Metered(meter, found.get(meter.id())))));
    }

    /** One with what it came to in a month. */
    public Uni<Metered> meter(Actor actor, UUID id, YearMonth month) {
        return meters.find(actor, id)
                .chain(found -> metered(List.of(found), month).map(total -> new Metered(found, total.get(id))));
    }

    private Uni<Map<UUID, Total>> metered(List<UsageMeter> found, YearMonth month) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<UUID> ids = found.stream().map(UsageMeter::id).toList();
        return Uni.combine()
                .all()
                .unis(orders.find(pool, found.get(0).orderId()), rows.held(pool, ids))
                .asTuple()
                .chain(known -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(meter -> total(meter, plan(known.getItem1(), meter), month)
                                .map(total -> Map.entry(
                                        meter.id(),
                                        new Total(
                                                month,
                                                total.measured(),
                                                total.count(),
                                                known.getItem2().getOrDefault(meter.id(), 0L)))))
                        .collect()
                        .asMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Plan plan(OrderFacts order, UsageMeter meter) {
        return order.lines().stream()
                .filter(line -> line.line() == meter.line())
                .map(OrderLineFacts::plan)
                .findFirst()
                .orElseThrow();
    }

    /** What a reading lasts in the month that it is, it lasts until now. */
    private Uni<UsageTotals> total(UsageMeter meter, Plan plan, YearMonth month) {
        UsagePeriod period = UsagePeriod.of(month);
        UsagePeriod counted = period.until(now().plus(Quarantine.SKEW));
        UsageTotals totals = UsageTotals.begin(plan, counted, calendar.days());
        return added(totals, meter.id(), counted, null).replaceWith(totals);
    }

    private Uni<Void> added(UsageTotals totals, UUID meterId, UsagePeriod period, UsageEvent behind) {
        return rows.accepted(pool, meterId, period, behind).chain(page -> {
            page.forEach(event -> totals.add(event.reading()));
            return page.size() < PAGE
                    ? Uni.createFrom().voidItem()
                    : added(totals, meterId, period, page.get(page.size() - 1));
        });
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Read>> events(Actor actor, Filter filter, String cursor, int limit) {
        return events.page(actor, filter, cursor, limit)
                .chain(page -> metersById(
                                pool,
                                page.data().stream().map(UsageEvent::meterId).toList())
                        .map(found -> page.map(event -> new Read(event, found.get(event.meterId())))));
    }

    public Uni<Read> event(Actor actor, UUID id) {
        return events.find(actor, id).chain(found -> read(pool, found));
    }

    private Uni<Read> read(SqlClient client, UsageEvent event) {
        return metersById(client, List.of(event.meterId())).map(found -> new Read(event, found.get(event.meterId())));
    }

    private Uni<Map<UUID, UsageMeter>> metersById(SqlClient client, Collection<UUID> ids) {
        return meterRows
                .byIds(client, ids)
                .map(found -> found.stream().collect(Collectors.toMap(UsageMeter::id, Function.identity())));
    }

    /**
     * The enterprise says that something held back is right: it counts from now on. Rejects with {@code not-yours}
     * (403), {@code transition-not-allowed} and {@code usage-not-releasable} (409).
     */
    public Effect<Read> release(Actor actor, UUID id, String reason) {
        return decide(actor, id, UsageEventMove.RELEASE, UsageTold.RELEASED, reason);
    }

    /**
     * The provider says that something held back is wrong. Rejects with {@code not-yours} (403) and
     * {@code transition-not-allowed} (409).
     */
    public Effect<Read> dismiss(Actor actor, UUID id, String reason) {
        return decide(actor, id, UsageEventMove.DISMISS, UsageTold.DISMISSED, reason);
    }

    private Effect<Read> decide(Actor actor, UUID id, UsageEventMove move, UsageTold told, String reason) {
        return Effect.of(connection -> events.lock(connection, actor, id)
                .invoke(locked -> locked.requireSide(actor, move))
                .chain(locked -> moved(connection, actor, locked, move, told, reason)));
    }

    private Uni<Read> moved(
            SqlConnection connection,
            Actor actor,
            UsageEvent locked,
            UsageEventMove move,
            UsageTold told,
            String reason) {
        UsageEvent after = locked.moved(move, actor.id(), reason, now());
        return read(connection, after)
                .call(read -> events.carryOut(
                        connection,
                        locked,
                        new Change<>(after, told.told(read.meter(), after, after.decidedAt()), reason)));
    }

    /**
     * The provider takes back something that counts, of whatever age, and may say what counts in its place; the event
     * stays on record.
     *
     * <p>Rejects with {@code usage-event-not-found} (404), {@code not-yours} (403), {@code transition-not-allowed}
     * (409) where it does not count, {@code usage-event-key-taken} (409) and {@code invalid-request} (400; what the
     * meter cannot have read).
     */
    public Effect<Corrected> correct(Actor actor, NewUsageCorrection wanted) {
        return Effect.of(connection -> events.lock(connection, actor, wanted.usageEventId())
                .invoke(locked -> locked.requireSide(actor, UsageEventMove.REVERSE))
                .chain(locked ->
                        moved(connection, actor, locked, UsageEventMove.REVERSE, UsageTold.CORRECTED, wanted.reason()))
                .chain(reversed -> replaced(connection, reversed, wanted)
                        .chain(replacement -> corrected(connection, actor, reversed, replacement, wanted.reason()))));
    }

    private Uni<UsageEvent> replaced(SqlConnection connection, Read reversed, NewUsageCorrection wanted) {
        if (wanted.replacement() == null) {
            return Uni.createFrom().nullItem();
        }
        UsageMeter meter = reversed.meter();
        UsageReading reading = wanted.replacement().reading();
        List<Defect> defects = UsageChecks.of(reading, meter, "/replacement");
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        Quarantine doubt = Quarantine.of(reading, meter, now());
        if (doubt != null && doubt != Quarantine.TOO_OLD) {
            throw Rejection.invalid(List.of(Defect.at("/replacement", "usage-replacement-doubtful", doubt.name())));
        }
        UsageEvent made = replacement(reversed, reading);
        return rows.insert(connection, List.of(made)).map(inserted -> {
            if (inserted.isEmpty()) {
                throw Rejection.conflict("usage-event-key-taken", made.eventId());
            }
            return made;
        });
    }

    private static UsageEvent replacement(Read reversed, UsageReading reading) {
        UsageEvent before = reversed.event();
        return new UsageEvent(
                Ids.next(),
                0,
                before.meterId(),
                before.orderId(),
                before.organizationId(),
                before.providerOrganizationId(),
                before.regionCode(),
                reading.eventId(),
                reading.occurredAt(),
                reading.endsAt(),
                reading.quantity(),
                reading.value(),
                reading.hash(before.meterId().toString()),
                null,
                null,
                before.decidedAt(),
                UsageEventStatus.ACCEPTED,
                null,
                before.id(),
                null,
                null,
                null,
                null);
    }

    private Uni<Corrected> corrected(
            SqlConnection connection, Actor actor, Read reversed, UsageEvent replacement, String reason) {
        UsageEvent event = reversed.event();
        UsageCorrection made = new UsageCorrection(
                Ids.next(),
                0,
                event.meterId(),
                event.orderId(),
                event.organizationId(),
                event.providerOrganizationId(),
                event.regionCode(),
                event.id(),
                replacement == null ? null : replacement.id(),
                reason,
                actor.id(),
                event.decidedAt(),
                null);
        return rows.insert(connection, made).replaceWith(new Corrected(made, event, replacement, reversed.meter()));
    }

    public Uni<Corrected> correction(Actor actor, UUID id) {
        return corrections.find(actor, id).chain(found -> whole(List.of(found)).map(all -> all.get(id)));
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Corrected>> corrections(Actor actor, Filter filter, String cursor, int limit) {
        return corrections
                .page(actor, filter, cursor, limit)
                .chain(page -> whole(page.data()).map(all -> page.map(correction -> all.get(correction.id()))));
    }

    private Uni<Map<UUID, Corrected>> whole(List<UsageCorrection> found) {
        List<UUID> meterIds =
                found.stream().map(UsageCorrection::meterId).distinct().toList();
        List<UUID> eventIds = found.stream()
                .flatMap(each -> each.replacementId() == null
                        ? Stream.of(each.reversedId())
                        : Stream.of(each.reversedId(), each.replacementId()))
                .toList();
        return metersById(pool, meterIds)
                .chain(known -> rows.byIds(pool, meterIds, eventIds).map(read -> {
                    Map<UUID, UsageEvent> byId =
                            read.stream().collect(Collectors.toMap(UsageEvent::id, Function.identity()));
                    return found.stream()
                            .collect(Collectors.toMap(
                                    UsageCorrection::id,
                                    each -> new Corrected(
                                            each,
                                            byId.get(each.reversedId()),
                                            each.replacementId() == null ? null : byId.get(each.replacementId()),
                                            known.get(each.meterId()))));
                }));
    }

    public Uni<UsageReceipt> receipt(Actor actor, UUID id) {
        return receipts.find(id)
                .map(found -> found.filter(receipt -> receipt.isKnownTo(actor))
                        .orElseThrow(() -> Rejection.notFound("usage-receipt-not-found")));
    }

    /**
     * Those of the actor's organisation, or all for whoever sees all, newest first. Rejects with
     * {@code cursor-invalid}.
     */
    public Uni<Page<UsageReceipt>> receipts(Actor actor, String cursor, int limit) {
        String query = "usage-receipts";
        return receipts.page(
                        cursors.idBehind(query, cursor, Ids.NEWEST),
                        limit + 1,
                        UsageReceipt.seesAll(actor),
                        actor.organizationId())
                .map(found -> cursors.pageById(query, found, limit, UsageReceipt::id));
    }

    /** What became of the lines of a receipt, in their order. Rejects with {@code cursor-invalid}. */
    public Uni<Page<UsageReceiptRow>> rows(Actor actor, UUID id, UsageOutcome outcome, String cursor, int limit) {
        String query = "usage-receipt-rows?" + id + "&" + outcome;
        return receipt(actor, id)
                .chain(() -> receipts.rows(id, lineBehind(query, cursor), outcome, limit + 1))
                .map(found -> Page.of(found, limit, last -> cursors.seal(query, List.of(String.valueOf(last.line())))));
    }

    private int lineBehind(String query, String cursor) {
        return cursor == null ? 0 : Integer.parseInt(cursors.open(query, cursor).get(0));
    }

    @Override
    public Uni<List<UsageMeter>> meters(SqlClient client, UUID orderId) {
        return meterRows.ofOrder(client, orderId);
    }

    @Override
    public Uni<List<UsageEvent>> accepted(SqlClient client, UUID meterId, UsagePeriod period, UsageEvent behind) {
        return rows.accepted(client, meterId, period, behind);
    }

    @Override
    public Uni<List<UsageEvent>> unbilled(SqlClient client, UUID meterId, Instant end, UsageEvent behind) {
        return rows.unbilled(client, meterId, end, behind);
    }

    @Override
    public Uni<List<UsageEvent>> ofBill(SqlClient client, UUID meterId, UUID billId, UsageEvent behind) {
        return rows.ofBill(client, meterId, billId, behind);
    }

    @Override
    public Uni<List<UsageCorrection>> unbilledCorrections(SqlClient client, UUID meterId) {
        return rows.unbilledCorrections(client, meterId);
    }

    @Override
    public Uni<Optional<UsageChange>> changed(SqlClient client, UUID orderId, UUID billId, Instant before) {
        return rows.changed(client, orderId, billId, before);
    }

    @Override
    public Uni<List<UsageEvent>> events(SqlClient client, UUID meterId, Collection<UUID> ids) {
        return rows.byIds(client, List.of(meterId), ids);
    }

    @Override
    public Uni<Billed> bill(SqlConnection connection, UUID meterId, UUID billId, Instant end, Collection<UUID> taken) {
        return rows.bill(connection, meterId, billId, end)
                .chain(events -> rows.billCorrections(connection, meterId, billId, taken)
                        .map(corrected -> new Billed(events, corrected)));
    }
}
