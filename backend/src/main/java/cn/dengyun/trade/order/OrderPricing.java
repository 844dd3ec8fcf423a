package cn.dengyun.trade.order;

import cn.dengyun.catalogue.concession.Concessions;
import cn.dengyun.catalogue.domain.Discount;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PriceHistory;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.domain.OrderPrice;
import cn.dengyun.voucher.OrderCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What lines of an offering cost on a day, for orders and for what leads to them: nobody types what a line costs. */
@ApplicationScoped
public class OrderPricing {

    private final Concessions concessions;

    OrderPricing(Concessions concessions) {
        this.concessions = concessions;
    }

    /**
     * What is wanted of a plan.
     *
     * @param mostFen what the provider has quoted for it, in fen; null where it has not
     */
    public record Line(String planCode, BigDecimal units, Long mostFen) {}

    /** A line with its price. */
    public record Priced(Plan plan, BigDecimal units, OrderPrice price) {}

    /** What the province has agreed on with the provider for an offering. */
    public Uni<List<OrderPrice.Concession>> agreed(UUID offering) {
        return concessions
                .waived(offering)
                .map(found -> found.stream()
                        .map(each -> new OrderPrice.Concession(each.code(), each.discount()))
                        .toList());
    }

    /**
     * The lines with their prices; those that have none are left out, and named among the defects. Of nothing nobody
     * has to say that here. Rejects with {@code offering-without-plans} (409).
     *
     * @param defects to which {@code plan-unknown}, {@code quantity-not-whole} and {@code order-line-too-dear} are
     *     added
     */
    public List<Priced> priced(
            List<Line> lines,
            PriceHistory prices,
            List<OrderPrice.Concession> agreed,
            LocalDate today,
            List<Defect> defects) {
        if (prices.plans().isEmpty()) {
            throw Rejection.conflict("offering-without-plans");
        }
        // What is agreed stands among the discounts too.
        List<Discount> campaigns = prices.periods().get(0).content().discounts().stream()
                .filter(discount ->
                        agreed.stream().noneMatch(each -> each.discount().equals(discount)))
                .toList();
        List<Priced> priced = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Plan plan = prices.plans().stream()
                    .filter(each -> each.code().equals(line.planCode()))
                    .findFirst()
                    .orElse(null);
            if (plan == null) {
                defects.add(Defect.at("/lines/" + i + "/planCode", "plan-unknown", OrderCheck.some(prices.plans())));
            } else if (!plan.model().hasFractions() && line.units().scale() > 0) {
                defects.add(Defect.at("/lines/" + i + "/quantity", "quantity-not-whole"));
            } else if (line.units().signum() > 0 && isTooDear(plan, line.units())) {
                defects.add(Defect.at("/lines/" + i + "/quantity", "order-line-too-dear", OrderCheck.MOST_YUAN));
            } else if (line.units().signum() > 0) {
                OrderPrice price = OrderPrice.of(plan, line.units(), campaigns, agreed, today);
                priced.add(new Priced(plan, line.units(), price.atMost(line.mostFen())));
            }
        }
        return priced;
    }

    private static boolean isTooDear(Plan plan, BigDecimal quantity) {
        try {
            return plan.price(quantity).amount() > Fen.MAX_AMOUNT;
        } catch (Rejection beyondAllMoney) {
            return true;
        }
    }
}
