package cn.dengyun.trade.bill;

import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillTerms;
import cn.dengyun.trade.bill.domain.MonthUsage;
import cn.dengyun.trade.usage.Usage;
import cn.dengyun.trade.usage.domain.UsageCorrection;
import cn.dengyun.trade.usage.domain.UsageEvent;
import cn.dengyun.trade.usage.domain.UsageMeter;
import cn.dengyun.trade.usage.domain.UsagePeriod;
import cn.dengyun.trade.usage.domain.UsageTotals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** What was used of an order, by month, as a bill counts it; a page of events is in memory at a time. */
@ApplicationScoped
class BillUsage {

    private final Usage usage;
    private final WorkingCalendar calendar;

    BillUsage(Usage usage, WorkingCalendar calendar) {
        this.usage = usage;
        this.calendar = calendar;
    }

    /**
     * Lets a bill that locks count all that no bill has counted yet, and take the corrections that none has taken. What
     * comes while it does so is counted by the next: which events are its own is read behind the mark that it leaves on
     * them.
     */
    Uni<List<MonthUsage>> take(SqlConnection connection, Bill bill, List<BillTerms> terms) {
        return perMeter(connection, bill.orderId(), terms, (meter, plan) -> take(connection, bill, meter, plan));
    }

    private Uni<List<MonthUsage>> take(SqlConnection connection, Bill bill, UsageMeter meter, Plan plan) {
        return usage.unbilledCorrections(connection, meter.id())
                .chain(corrections -> corrected(connection, meter, corrections)
                        .chain(months -> usage.bill(
                                        connection,
                                        meter.id(),
                                        bill.id(),
                                        Bill.endOf(bill.month()),
                                        corrections.stream()
                                                .map(UsageCorrection::id)
                                                .toList())
                                .chain(() -> counted(
                                        connection,
                                        meter,
                                        plan,
                                        bill.month(),
                                        months,
                                        behind -> usage.ofBill(connection, meter.id(), bill.id(), behind),
                                        event -> event.billId() != null))));
    }

    /**
     * The same, as it would be if the bill of a month locked now, and nothing is marked.
     *
     * @param withLate whether what came late for months before would go to this bill, and not to an earlier one that is
     *     open
     */
    Uni<List<MonthUsage>> soFar(
            SqlClient client, UUID orderId, LocalDate month, boolean withLate, List<BillTerms> terms) {
        return perMeter(
                client,
                orderId,
                terms,
                (meter, plan) -> usage.unbilledCorrections(client, meter.id())
                        .chain(corrections -> withLate
                                ? corrected(client, meter, corrections)
                                : Uni.createFrom().<Set<LocalDate>>item(TreeSet::new))
                        .chain(months -> counted(
                                        client,
                                        meter,
                                        plan,
                                        month,
                                        months,
                                        behind -> usage.unbilled(client, meter.id(), Bill.endOf(month), behind),
                                        event -> true)
                                .map(found -> found.stream()
                                        .filter(used -> withLate || used.month().equals(month))
                                        .toList())));
    }

    /** Whether something of an order was measured in a month: its service had begun, and had not ended. */
    Uni<Boolean> isServed(SqlClient client, UUID orderId, LocalDate month) {
        return usage.meters(client, orderId)
                .map(meters -> meters.stream()
                        .anyMatch(meter -> meter.beginsAt().isBefore(Bill.endOf(month))
                                && meter.endsAt().isAfter(Bill.startOf(month))));
    }

    /** What is done with each meter of a line. */
    @FunctionalInterface
    private interface OfMeter {
        Uni<List<MonthUsage>> of(UsageMeter meter, Plan plan);
    }

    private Uni<List<MonthUsage>> perMeter(SqlClient client, UUID orderId, List<BillTerms> terms, OfMeter act) {
        return usage.meters(client, orderId)
                .chain(meters -> Multi.createFrom()
                        .iterable(meters)
                        .onItem()
                        .transformToUniAndConcatenate(meter -> act.of(meter, planOf(meter, terms)))
                        .collect()
                        .asList()
                        .map(found -> found.stream().flatMap(Collection::stream).toList()));
    }

    private static Plan planOf(UsageMeter meter, List<BillTerms> terms) {
        return terms.stream()
                .filter(each -> each.line() == meter.line())
                .map(BillTerms::plan)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("meter " + meter.id() + " is of no measured line"));
    }

    /** The months of what corrections have reversed. */
    private Uni<Set<LocalDate>> corrected(SqlClient client, UsageMeter meter, List<UsageCorrection> corrections) {
        if (corrections.isEmpty()) {
            return Uni.createFrom().item(TreeSet::new);
        }
        return usage.events(
                        client,
                        meter.id(),
                        corrections.stream().map(UsageCorrection::reversedId).toList())
                .map(events -> {
                    Set<LocalDate> months = new TreeSet<>();
                    events.forEach(event -> months.add(Bill.monthOf(event.occurredAt())));
                    return months;
                });
    }

    /** The bill's own month, and all of each month before in which something changed. */
    private Uni<List<MonthUsage>> counted(
            SqlClient client,
            UsageMeter meter,
            Plan plan,
            LocalDate month,
            Set<LocalDate> changed,
            Function<UsageEvent, Uni<List<UsageEvent>>> page,
            Predicate<UsageEvent> isBilled) {
        UsageTotals own = totals(plan, month);
        Set<LocalDate> before = new TreeSet<>(changed);
        return each(page, null, event -> {
                    own.add(event.reading());
                    before.add(Bill.monthOf(event.occurredAt()));
                })
                .chain(() -> Multi.createFrom()
                        .iterable(before.stream()
                                .filter(each -> each.isBefore(month))
                                .toList())
                        .onItem()
                        .transformToUniAndConcatenate(each -> whole(client, meter, plan, each, isBilled))
                        .collect()
                        .asList())
                .map(months -> {
                    List<MonthUsage> all = new ArrayList<>(months);
                    all.add(new MonthUsage(meter.line(), month, own.measured()));
                    return all;
                });
    }

    private Uni<MonthUsage> whole(
            SqlClient client, UsageMeter meter, Plan plan, LocalDate month, Predicate<UsageEvent> isBilled) {
        UsageTotals totals = totals(plan, month);
        UsagePeriod period = UsagePeriod.of(YearMonth.from(month));
        return each(behind -> usage.accepted(client, meter.id(), period, behind), null, event -> {
                    if (isBilled.test(event)) {
                        totals.add(event.reading());
                    }
                })
                .map(done -> new MonthUsage(meter.line(), month, totals.measured()));
    }

    private UsageTotals totals(Plan plan, LocalDate month) {
        return UsageTotals.begin(plan, UsagePeriod.of(YearMonth.from(month)), calendar.days());
    }

    private static Uni<Void> each(
            Function<UsageEvent, Uni<List<UsageEvent>>> page, UsageEvent behind, Consumer<UsageEvent> act) {
        return page.apply(behind).chain(found -> {
            found.forEach(act);
            return found.size() < Usage.PAGE
                    ? Uni.createFrom().voidItem()
                    : each(page, found.get(found.size() - 1), act);
        });
    }
}
