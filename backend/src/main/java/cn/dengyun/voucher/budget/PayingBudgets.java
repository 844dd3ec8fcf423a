package cn.dengyun.voucher.budget;

import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.voucher.budget.domain.Budget;
import cn.dengyun.voucher.budget.store.BudgetStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Whose money an enterprise gets: that of its region, else of the nearest above. */
@ApplicationScoped
public class PayingBudgets {

    private final BudgetStore budgets;
    private final ReferenceService reference;

    PayingBudgets(BudgetStore budgets, ReferenceService reference) {
        this.budgets = budgets;
        this.reference = reference;
    }

    /**
     * The budget of a programme that pays for an enterprise of a region, under whichever code the region is given and
     * its money stands.
     *
     * @return null when the programme has none for it
     */
    public Uni<Budget> of(SqlClient client, UUID programmeId, String region) {
        return budgets.nearest(client, programmeId, mayPayFor(region));
    }

    private List<String> mayPayFor(String region) {
        if (!RegionCode.hasForm(region)) {
            return List.of();
        }
        RegionCode inForce = new RegionCode(reference.codeInForce(region));
        Set<String> codes = new LinkedHashSet<>(List.of(inForce.value(), region));
        for (RegionCode at = inForce; at != null; at = at.parent().orElse(null)) {
            // A county under the province directly has nothing of its city's money.
            if (!(at.isCity() && inForce.isUnderTheProvince())) {
                codes.add(at.value());
                codes.addAll(reference.predecessorsOf(at.value()));
            }
        }
        return List.copyOf(codes);
    }
}
