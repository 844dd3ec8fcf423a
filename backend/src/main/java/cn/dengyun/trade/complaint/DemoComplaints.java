package cn.dengyun.trade.complaint;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.trade.order.DemoTrade;
import cn.dengyun.trade.order.domain.ServiceOrder;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Lets the demo's first enterprise complain about two orders, once: of one complaint it has the answer and says whether
 * that settles it, the other waits for the provider.
 */
@ApplicationScoped
class DemoComplaints {

    private static final int AFTER_ORDERS = 3_170;

    /** The order that is delivered in parts, and the one that is to be shortened. */
    private static final String ANSWERED = "DEMO-PO-7";

    private static final String FILED = "DEMO-PO-8";

    private final ComplaintService complaints;
    private final DemoTrade trade;

    DemoComplaints(ComplaintService complaints, DemoTrade trade) {
        this.complaints = complaints;
        this.trade = trade;
    }

    void start(@Observes @Priority(AFTER_ORDERS) StartupEvent event, DengyunConfig config) {
        DemoTrade.atStart(config, "complaints", this::makeMissing);
    }

    void makeMissing() {
        once(ANSWERED, order -> {
            UUID complaint = filed(order, ComplaintKind.SERVICE_QUALITY, "上线以来每日早间登录缓慢，库存页面多次超时。", "三日内恢复正常，并说明原因。");
            trade.carriedOut(
                    complaints.answer(DemoTrade.APPLICATION, complaint, "原因是早间备份与业务高峰重叠，备份已改至凌晨两点，登录时间已恢复到两秒以内。"));
        });
        once(
                FILED,
                order -> filed(order, ComplaintKind.NOT_REACHABLE, "本周三次拨打服务热线均无人接听，工单两日未回复。", "指定联系人，工单一个工作日内回复。"));
    }

    private void once(String reference, Consumer<ServiceOrder> make) {
        trade.order(reference).filter(order -> isMissing(order.id())).ifPresent(make);
    }

    private boolean isMissing(UUID order) {
        Filter own = new Filter().is("order_id", order);
        return DemoTrade.isEmpty(complaints.list(DemoTrade.ENTERPRISE, own, null, 1));
    }

    private UUID filed(ServiceOrder order, ComplaintKind kind, String statement, String remedy) {
        ComplaintForms.Complaint says = new ComplaintForms.Complaint(kind, statement, remedy);
        return trade.carriedOut(complaints.file(DemoTrade.ENTERPRISE, order.id(), says))
                .id();
    }
}
