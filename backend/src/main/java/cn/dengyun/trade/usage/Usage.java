package cn.dengyun.trade.usage;

import cn.dengyun.trade.usage.domain.UsageChange;
import cn.dengyun.trade.usage.domain.UsageCorrection;
import cn.dengyun.trade.usage.domain.UsageEvent;
import cn.dengyun.trade.usage.domain.UsageMeter;
import cn.dengyun.trade.usage.domain.UsagePeriod;
import cn.dengyun.trade.usage.domain.UsageTotals;
import cn.dengyun.trade.usage.store.UsageRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The door of usage for bills; whoever asks has seen to who may know of it. Pages are in the order of
 * {@link cn.dengyun.trade.usage.domain.UsageReading#BY_TIME}, so {@link UsageTotals} takes them as they come.
 */
public interface Usage {

    /** How many rows a page has at most. */
    int PAGE = UsageRows.PAGE;

    /** Those of an order, by line. */
    Uni<List<UsageMeter>> meters(SqlClient client, UUID orderId);

    /**
     * What counts of a meter in a period, billed or not.
     *
     * @param behind the last of the page before; null for the first page
     */
    Uni<List<UsageEvent>> accepted(SqlClient client, UUID meterId, UsagePeriod period, UsageEvent behind);

    /**
     * What counts of a meter, occurred before a moment, and no bill has counted yet: that of the period and what came
     * late for periods whose bill is locked.
     *
     * @param behind the last of the page before; null for the first page
     */
    Uni<List<UsageEvent>> unbilled(SqlClient client, UUID meterId, Instant end, UsageEvent behind);

    /** The same of events that a bill counts, also those that were reversed since. */
    Uni<List<UsageEvent>> ofBill(SqlClient client, UUID meterId, UUID billId, UsageEvent behind);

    /** Corrections of events that a bill has counted, which no bill has taken yet, oldest first. */
    Uni<List<UsageCorrection>> unbilledCorrections(SqlClient client, UUID meterId);

    /** Events of a meter by id, wherever they stand. */
    Uni<List<UsageEvent>> events(SqlClient client, UUID meterId, Collection<UUID> ids);

    /**
     * A bill that is locked counts all of a meter that is unbilled before a moment, and takes these corrections. Mark
     * first, in the unit of work that locks the bill, and count what {@link #ofBill} says then: what comes between a
     * look and the lock would otherwise be marked and not counted.
     */
    Uni<Billed> bill(SqlConnection connection, UUID meterId, UUID billId, Instant end, Collection<UUID> corrections);

    /** How many events a bill counts now, and how many corrections it takes. */
    record Billed(int events, int corrections) {}

    /**
     * Who has changed last what a bill counts, or takes back, of months before its own: whoever has corrected it, else
     * whoever has reported it late. Empty where nobody knows.
     *
     * @param before the first moment of its month
     */
    Uni<Optional<UsageChange>> changed(SqlClient client, UUID orderId, UUID billId, Instant before);
}
