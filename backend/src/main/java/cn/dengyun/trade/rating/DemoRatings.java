package cn.dengyun.trade.rating;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.trade.order.DemoTrade;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/** Lets the demo's first enterprise rate what it has accepted, once, and the provider answer. */
@ApplicationScoped
class DemoRatings {

    private static final int AFTER_ORDERS = 3_120;
    private static final int STARS = 4;

    /** The order that is completed. */
    private static final String ORDER = "DEMO-PO-10";

    private final RatingService ratings;
    private final DemoTrade trade;

    DemoRatings(RatingService ratings, DemoTrade trade) {
        this.ratings = ratings;
        this.trade = trade;
    }

    void start(@Observes @Priority(AFTER_ORDERS) StartupEvent event, DengyunConfig config) {
        DemoTrade.atStart(config, "ratings", this::makeMissing);
    }

    void makeMissing() {
        trade.order(ORDER).ifPresent(order -> rateOnce(order.id()));
    }

    private void rateOnce(UUID order) {
        Filter own = new Filter().is("order_id", order);
        if (!DemoTrade.isEmpty(ratings.list(DemoTrade.ENTERPRISE, own, null, 1))) {
            return;
        }
        RatingForm says = new RatingForm(STARS, "开通及时，手机开单方便；希望增加批次管理。", true);
        OrderRating rated = trade.carriedOut(ratings.rate(DemoTrade.ENTERPRISE, order, says));
        trade.carriedOut(ratings.answer(DemoTrade.APPLICATION, rated.id(), "感谢反馈，批次管理计划于下个版本提供。"));
    }
}
