package cn.dengyun.trade.bill;

import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.order.DemoTrade;
import cn.dengyun.trade.order.NewOrder;
import cn.dengyun.trade.order.OrderActivation;
import cn.dengyun.trade.order.OrderService;
import cn.dengyun.trade.usage.UsageIntake;
import cn.dengyun.trade.usage.UsageReader;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Lets the demo's cloud platform measure what the demo's first enterprise uses, once: an order that has been in service
 * for some months, what was read of it on each day, and the bill of its first month, which waits for the enterprise.
 */
@ApplicationScoped
class DemoBills {

    static final String ORDER = "DEMO-PO-11";

    private static final int AFTER_ORDERS = 3_140;
    private static final String OFFERING = "demo-ecs-compute";
    private static final String PLAN = "c1-payg";
    private static final String CORE_HOURS_A_YEAR = "30000";
    private static final String ON_A_WORKING_DAY = "96";
    private static final String AT_THE_WEEKEND = "40.5";
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /**
     * Nobody can order for the past, which a demo needs: so many days earlier all of it happened. Its steps are only
     * added to.
     */
    private static final Statement ORDER_EARLIER = Statement.of("""
            UPDATE service_order o SET starts_on = o.starts_on - $2::integer, ends_on = o.ends_on - $2::integer,
                price_at = o.price_at - t.back, placed_at = o.placed_at - t.back, accepted_at = o.accepted_at - t.back,
                activated_at = o.activated_at - t.back, due_at = o.due_at - t.back, updated_at = o.updated_at - t.back
            FROM (SELECT make_interval(days => $2::integer) AS back) t WHERE o.id = $1
            """);

    private static final Statement METERS_EARLIER = Statement.of("""
            UPDATE usage_meter m SET begins_at = m.begins_at - t.back, ends_at = m.ends_at - t.back, made_at = m.made_at - t.back
            FROM (SELECT make_interval(days => $2::integer) AS back) t WHERE m.order_id = $1
            """);

    private final OrderService orders;
    private final UsageReader reader;
    private final UsageIntake intake;
    private final BillService bills;
    private final BillRounds rounds;
    private final DemoTrade trade;

    DemoBills(
            OrderService orders,
            UsageReader reader,
            UsageIntake intake,
            BillService bills,
            BillRounds rounds,
            DemoTrade trade) {
        this.orders = orders;
        this.reader = reader;
        this.intake = intake;
        this.bills = bills;
        this.rounds = rounds;
        this.trade = trade;
    }

    void start(@Observes @Priority(AFTER_ORDERS) StartupEvent event, DengyunConfig config) {
        DemoTrade.atStart(config, "bills", this::makeMissing);
    }

    void makeMissing() {
        if (trade.order(ORDER).isPresent()) {
            return;
        }
        LocalDate today = trade.today();
        LocalDate month = lastThatLocked();
        String number = begun(today, (int) ChronoUnit.DAYS.between(month, today));
        String lines = month.datesUntil(today).map(day -> line(number, day)).collect(Collectors.joining());
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        trade.carriedOut(intake.report(DemoTrade.PLATFORM, reader.read(new ByteArrayInputStream(bytes), false, false)));
        WorkerThread.await(rounds.round());
    }

    /** The first day of the last month whose bills have locked. */
    private LocalDate lastThatLocked() {
        return Bill.monthOf(bills.now().minus(Bill.GRACE)).minusMonths(1);
    }

    /**
     * In one unit of work: no bill begins in between.
     *
     * @return the number of the order
     */
    private String begun(LocalDate today, int daysEarlier) {
        Offering offering = trade.offering(DemoProviders.PLATFORM, OFFERING);
        NewOrder wanted = new NewOrder(
                offering.id(),
                null,
                List.of(new NewOrder.Line(PLAN, CORE_HOURS_A_YEAR, false, null)),
                null,
                today,
                today.plusYears(1).minusDays(1),
                null,
                ORDER);
        UUID order = trade.carriedOut(orders.place(DemoTrade.ENTERPRISE, wanted))
                .order()
                .id();
        trade.carriedOut(orders.accept(DemoTrade.PLATFORM, order, Precondition.NONE));
        Effect<OrderService.Whole> activation =
                orders.activate(DemoTrade.PLATFORM, order, new OrderActivation("ecs-hf-demo-11", null));
        return trade.carriedOut(activation.then((connection, begun) ->
                        earlier(connection, order, daysEarlier).replaceWith(begun)))
                .order()
                .number();
    }

    private static Uni<Void> earlier(SqlConnection connection, UUID order, int days) {
        return ORDER_EARLIER
                .execute(connection, order, days)
                .chain(() -> METERS_EARLIER.execute(connection, order, days))
                .replaceWithVoid();
    }

    /** What was used on a day, read in its last second. */
    private static String line(String number, LocalDate day) {
        return """
                {"orderNumber":"%s","planCode":"%s","eventId":"ecs-hf-demo-11-%s","occurredAt":"%s","quantity":"%s"}
                """.formatted(
                        number,
                        PLAN,
                        day,
                        day.plusDays(1).atStartOfDay(Bill.ANHUI).toInstant().minusSeconds(1),
                        WEEKEND.contains(day.getDayOfWeek()) ? AT_THE_WEEKEND : ON_A_WORKING_DAY);
    }
}
