package cn.dengyun.trade.usage;

import cn.dengyun.shared.Defect;
import cn.dengyun.trade.usage.domain.Quarantine;
import cn.dengyun.trade.usage.domain.UsageEvent;
import cn.dengyun.trade.usage.domain.UsageMeter;
import cn.dengyun.trade.usage.domain.UsageReading;
import cn.dengyun.trade.usage.store.MeterRows.Name;
import cn.dengyun.trade.usage.store.UsageRows.Key;
import cn.dengyun.trade.usage.store.UsageRows.Known;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What one reporter reports on, and where that is kept: a provider of its own meters, or a witness of those of others.
 * {@link UsageIntake} does the rest alike for all of them: outcomes, receipts, keys that count once.
 */
public interface UsageBook {

    /** Whether a witness reports, whose readings no bill counts. */
    boolean isOfWitness();

    /** Those of the meters that it reports on. */
    Uni<List<UsageMeter>> meters(SqlClient client, Collection<UUID> ids, Collection<Name> names);

    /** Code of the defect of a line whose meter is none of these. */
    String unknownMeter();

    /** Code of the defect of a line whose key is on record with another content; it is told the id on record. */
    String conflict();

    /** Why something that its meter can have read is refused; none where it is not. */
    List<Defect> doubts(UsageReading reading, UsageMeter meter, Instant now);

    /**
     * Sees in the unit of work that it may report on these meters, and lets those know who have counted on what is on
     * record. Rejects as the reporter is told.
     *
     * @param meters of which something is reported; may be empty
     */
    Uni<Void> open(SqlConnection connection, Set<UUID> meters, Instant now);

    /** Why something is put on record and held back; null where it is not. */
    Quarantine quarantine(UsageReading reading, UsageMeter meter, Instant now);

    /** Puts on record what has a new key, and says which; they come in the order of their keys. */
    Uni<Set<UUID>> insert(SqlConnection connection, List<UsageEvent> made);

    /** What is on record under keys. */
    Uni<Map<Key, Known>> known(SqlConnection connection, Collection<Key> keys);
}
