package cn.dengyun.trade.capacity;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Actor;
import cn.dengyun.trade.order.DemoTrade;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;

/**
 * Lets the demo's two providers offer what they can design, make and test, once: two machines for testing of which the
 * demo's first enterprise has booked some hours, a machining centre that is closed for a day, and a team of designers
 * by the day.
 */
@ApplicationScoped
class DemoCapacities {

    static final String TESTING = "电子万能试验机";
    static final String MANUFACTURING = "五轴加工中心";
    static final String DESIGN = "结构仿真设计团队";

    private static final int AFTER_ORDERS = 3_160;
    private static final int OPENS = 9;
    private static final List<String> OFFICE_HOURS =
            List.of("Mo 09:00-18:00", "Tu 09:00-18:00", "We 09:00-18:00", "Th 09:00-18:00", "Fr 09:00-18:00");

    private final CapacityService capacities;
    private final SlotService slots;
    private final DemoTrade trade;

    DemoCapacities(CapacityService capacities, SlotService slots, DemoTrade trade) {
        this.capacities = capacities;
        this.slots = slots;
        this.trade = trade;
    }

    void start(@Observes @Priority(AFTER_ORDERS) StartupEvent event, DengyunConfig config) {
        DemoTrade.atStart(config, "capacities", this::makeMissing);
    }

    /** Each by its name, so that a start goes on where another one broke off. */
    void makeMissing() {
        if (isMissing(DemoTrade.APPLICATION, DESIGN)) {
            published(DemoTrade.APPLICATION, designers());
        }
        if (isMissing(DemoTrade.PLATFORM, MANUFACTURING)) {
            UUID centre = published(DemoTrade.PLATFORM, machiningCentre());
            Instant from = at(monday().plusDays(4), 0);
            carriedOut(capacities.close(
                    DemoTrade.PLATFORM, centre, new NewClosure(from, at(monday().plusDays(5), 0), null, "年度检修")));
            CapacitySlot cancelled = booked(centre, monday().plusDays(1), 4, "夹具试制");
            carriedOut(slots.cancel(DemoTrade.ENTERPRISE, cancelled.id(), "图纸需要修改"));
        }
        if (isMissing(DemoTrade.PLATFORM, TESTING)) {
            UUID machines = published(DemoTrade.PLATFORM, testingMachines());
            CapacitySlot confirmed = booked(machines, monday(), 4, "12 件 Q345 拉伸试样");
            carriedOut(slots.confirm(DemoTrade.PLATFORM, confirmed.id()));
            booked(machines, monday(), 2, "6 件焊接接头弯曲试样");
        }
    }

    private boolean isMissing(Actor provider, String name) {
        Filter own =
                new Filter().is("organization_id", provider.organizationId()).is("name", name);
        return DemoTrade.isEmpty(capacities.list(provider, own, null, 1));
    }

    private UUID published(Actor provider, CapacityForm form) {
        UUID id = carriedOut(capacities.create(provider, form)).id();
        carriedOut(capacities.publish(provider, id, Precondition.NONE));
        return id;
    }

    /** The demo's first enterprise books so many hours from nine o'clock on. */
    private CapacitySlot booked(UUID capacity, LocalDate day, int hours, String note) {
        NewSlot wanted = new NewSlot(capacity, at(day, OPENS), at(day, OPENS + hours), null, note);
        return carriedOut(slots.book(DemoTrade.ENTERPRISE, wanted));
    }

    /** A Monday that is a week ahead or more. */
    private LocalDate monday() {
        return trade.today().plusDays(7).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(ClockProducer.BUSINESS_ZONE).toInstant();
    }

    private CapacityForm testingMachines() {
        LocalDate today = trade.today();
        return new CapacityForm(
                CapacityKind.TESTING,
                TESTING,
                "Electronic universal testing machine",
                "拉伸、压缩、弯曲试验，最大 300 kN；样品由委托方提供，试验后三日内出具报告。",
                List.of("C-3"),
                "340123",
                "肥西县桃花工业园 3 号楼",
                2,
                BookingUnit.HOUR,
                2,
                8,
                24,
                20_000L,
                OFFICE_HOURS,
                List.of(),
                LaboratoryMark.CMA,
                "演示 181200340123",
                today.minusYears(1),
                today.plusYears(5));
    }

    private static CapacityForm machiningCentre() {
        return new CapacityForm(
                CapacityKind.MANUFACTURING,
                MANUFACTURING,
                "Five-axis machining centre",
                "加工行程 800 mm，定位精度 0.008 mm；毛坯由委托方提供，刀具由我方提供。",
                List.of("C-2"),
                "340123",
                "肥西县桃花工业园 1 号厂房",
                1,
                BookingUnit.HOUR,
                2,
                8,
                48,
                35_000L,
                OFFICE_HOURS,
                List.of(),
                null,
                null,
                null,
                null);
    }

    private static CapacityForm designers() {
        return new CapacityForm(
                CapacityKind.DESIGN,
                DESIGN,
                "Structural design and simulation team",
                "三人团队：结构设计、有限元分析与优化，成果包括模型、计算书和图纸。",
                List.of("C-1"),
                "340207",
                "芜湖市鸠江区软件园 5 号楼",
                1,
                BookingUnit.DAY,
                1,
                5,
                72,
                280_000L,
                OFFICE_HOURS,
                List.of(),
                null,
                null,
                null,
                null);
    }

    private <T> T carriedOut(Effect<T> effect) {
        return trade.carriedOut(effect);
    }
}
