package cn.dengyun.trade.demand;

import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.shared.Actor;
import cn.dengyun.trade.order.DeliveryService;
import cn.dengyun.trade.order.DemoTrade;
import cn.dengyun.trade.order.NewDelivery;
import cn.dengyun.trade.order.OrderActivation;
import cn.dengyun.trade.order.OrderService;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Lets the demo's first enterprise publish what it needs, and both providers quote for it, once: a demand whose quotes
 * are sealed, one whose quotes it has opened and has to decide on, and one that it has awarded in the provider's own
 * words, of which it has accepted the first of two pieces, so that this month's bill has it.
 */
@ApplicationScoped
class DemoDemands {

    private static final int AFTER_ORDERS = 3_130;
    private static final Duration TIME_TO_QUOTE = Duration.ofDays(20);
    private static final int DAYS_UNTIL_WANTED = 45;
    private static final int DAYS_VALID = 60;
    private static final String SEALED = "协同办公与在线审批上云";
    private static final String OPENED = "采购与库存管理上云";
    private static final String AWARDED = "热处理工段数据采集改造";
    private static final String ORDER = "DEMO-PO-13";
    private static final String OWN = "OWN-1";

    private final DemandService demands;
    private final QuoteService quotes;
    private final OrderService orders;
    private final DeliveryService deliveries;
    private final DemoTrade trade;

    DemoDemands(
            DemandService demands,
            QuoteService quotes,
            OrderService orders,
            DeliveryService deliveries,
            DemoTrade trade) {
        this.demands = demands;
        this.quotes = quotes;
        this.orders = orders;
        this.deliveries = deliveries;
        this.trade = trade;
    }

    void start(@Observes @Priority(AFTER_ORDERS) StartupEvent event, DengyunConfig config) {
        DemoTrade.atStart(config, "demands", this::makeMissing);
    }

    /** Each by its title, so that a start goes on where another one broke off. */
    void makeMissing() {
        if (isMissing(SEALED)) {
            UUID demand = published(SEALED, "三百二十名员工的日程、审批、邮箱与移动办公，含旧系统数据迁移。", "S-2", 1_200_000L);
            quote(
                    DemoTrade.PLATFORM,
                    demand,
                    offered(DemoProviders.PLATFORM, "demo-office-suite"),
                    "ent",
                    "1",
                    900_000L);
            quote(DemoTrade.APPLICATION, demand, offered(DemoProviders.APPLICATION, "demo-oa"), "std", "12", null);
        }
        if (isMissing(OPENED)) {
            UUID demand = published(OPENED, "两个仓库、约四千种物料的采购、出入库和对账，需与现有财务软件对接。", "S-4", 500_000L);
            quote(DemoTrade.APPLICATION, demand, offered(DemoProviders.APPLICATION, "demo-erp"), "pro", "1", 300_000L);
            quote(DemoTrade.PLATFORM, demand, offered(DemoProviders.PLATFORM, "demo-low-code"), "team", "12", null);
            trade.carriedOut(demands.closeQuoting(DemoTrade.ENTERPRISE, demand, "报价家数已满足比选需要"));
        }
        if (isMissing(AWARDED)) {
            UUID demand = published(AWARDED, "两条热处理线的温度与能耗采集，含采集柜制作与现场安装。", "S-4", 600_000L);
            UUID quote = quotedInOwnWords(demand);
            trade.carriedOut(demands.closeQuoting(DemoTrade.ENTERPRISE, demand, "仅一家具备热处理现场经验"));
            deliveredInPart(awarded(quote));
        }
    }

    private boolean isMissing(String title) {
        Filter own = new Filter()
                .is("organization_id", DemoTrade.ENTERPRISE.organizationId())
                .is("title", title);
        return DemoTrade.isEmpty(demands.list(DemoTrade.ENTERPRISE, own, null, 1));
    }

    private Offering offered(UUID provider, String externalId) {
        return trade.offering(provider, externalId);
    }

    private UUID published(String title, String description, String category, long budgetFen) {
        DemandForm form = new DemandForm(
                title,
                description,
                OfferingKind.SAAS,
                category,
                "12",
                "月",
                budgetFen,
                demands.now().plus(TIME_TO_QUOTE),
                trade.today().plusDays(DAYS_UNTIL_WANTED),
                "340123",
                DemandVisibility.PUBLIC);
        UUID demand = trade.carriedOut(demands.create(DemoTrade.ENTERPRISE, form))
                .demand()
                .id();
        trade.carriedOut(demands.publish(DemoTrade.ENTERPRISE, demand, Precondition.NONE));
        return demand;
    }

    private UUID quotedInOwnWords(UUID demand) {
        NewQuote wanted = new NewQuote(
                offered(DemoProviders.PLATFORM, "demo-low-code").id(),
                null,
                null,
                List.of(new NewQuote.Own("热处理线采集柜制作与安装", "按现场图纸制作、安装并联调", "套", 2, 282_500L, "0.13")),
                30,
                trade.today().plusDays(DAYS_VALID),
                "每套安装调试完成后单独验收");
        return trade.carriedOut(quotes.submit(DemoTrade.PLATFORM, demand, wanted))
                .id();
    }

    private UUID awarded(UUID quote) {
        NewAward award =
                new NewAward(trade.today(), trade.today().plusMonths(6), null, null, null, null, ORDER, "方案可行，价格合理");
        UUID order = trade.carriedOut(quotes.award(DemoTrade.ENTERPRISE, quote, award))
                .orderId();
        trade.carriedOut(orders.accept(DemoTrade.PLATFORM, order, Precondition.NONE));
        trade.carriedOut(orders.activate(DemoTrade.PLATFORM, order, new OrderActivation("collect-hf-demo-13", null)));
        return order;
    }

    private void deliveredInPart(UUID order) {
        NewDelivery first = new NewDelivery(List.of(new NewDelivery.Line(OWN, "1")), "一号线采集柜已安装，联调通过");
        UUID delivery = trade.carriedOut(deliveries.report(DemoTrade.PLATFORM, order, first))
                .delivery()
                .id();
        trade.carriedOut(deliveries.accept(DemoTrade.ENTERPRISE, delivery));
    }

    /** @param netFen what all of it costs, in fen; null: what everybody pays */
    private void quote(Actor provider, UUID demand, Offering offering, String plan, String quantity, Long netFen) {
        NewQuote wanted = new NewQuote(
                offering.id(),
                null,
                List.of(new NewQuote.Line(plan, quantity, netFen)),
                null,
                15,
                trade.today().plusDays(DAYS_VALID),
                "含数据迁移与两次现场培训");
        trade.carriedOut(quotes.submit(provider, demand, wanted));
    }
}
