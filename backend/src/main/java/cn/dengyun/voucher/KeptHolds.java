package cn.dengyun.voucher;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What goes on being held when a provider is disqualified, besides what was delivered: whoever owns holds says so. It
 * is asked in the unit of work that carries a sanction out, when orders have been dealt with, and for what is foreseen.
 */
public interface KeptHolds {

    /**
     * What an order keeps.
     *
     * @param isAll all that is held for it
     * @param plans else what is held for these
     */
    record Kept(boolean isAll, Set<String> plans) {

        public static final Kept ALL = new Kept(true, Set.of());

        public static Kept of(Set<String> plans) {
            return new Kept(false, Set.copyOf(plans));
        }

        boolean keeps(String planCode) {
            return isAll || plans.contains(planCode);
        }
    }

    /** Of the orders with a provider, by order; those that keep nothing need not be there. */
    Uni<Map<UUID, Kept>> with(SqlConnection connection, UUID providerId);
}
