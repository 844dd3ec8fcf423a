package cn.dengyun.programme;

import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.RegionCode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The budgets of programmes, for whoever moves their money: the one that pays for an enterprise, their locks and their
 * moves. Budgets are locked last in a unit of work, in the order of their ids.
 */
@ApplicationScoped
public class Budgets {

    private final BudgetStore store;
    private final ReferenceService reference;

    Budgets(BudgetStore store, ReferenceService reference) {
        this.store = store;
        this.reference = reference;
    }

    /**
     * The budget of a programme that pays for an enterprise of a region: the region's own, else the nearest above it,
     * under whichever code the region is given and its money stands.
     *
     * @return null when the programme has none for it
     */
    public Uni<Budget> payingFor(SqlClient client, UUID programmeId, String region) {
        return store.nearest(client, programmeId, mayPayFor(region));
    }

    /** Locks budgets until the end of the unit of work, by id. */
    public Uni<Map<UUID, Budget>> lock(SqlConnection connection, Collection<UUID> ids) {
        return store.lock(connection, ids);
    }

    /**
     * Moves money in one statement, all or nothing; moves of the same budget are added up.
     *
     * @param now the node's clock, or a later moment that the moves rest on
     * @return the budgets as they are afterwards, by id; {@link Budget#movedAt} is the time of the transfers
     *     <p>Rejects with {@code budget-insufficient} (409) when any of them would go below zero.
     */
    public Uni<Map<UUID, Budget>> move(SqlConnection connection, List<BudgetMove> moves, Instant now) {
        return store.move(connection, moves, now);
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
