package cn.dengyun.trade.usage;

import cn.dengyun.shared.Defect;
import cn.dengyun.trade.usage.domain.Quarantine;
import cn.dengyun.trade.usage.domain.UsageEvent;
import cn.dengyun.trade.usage.domain.UsageMeter;
import cn.dengyun.trade.usage.domain.UsageReading;
import cn.dengyun.trade.usage.store.MeterRows;
import cn.dengyun.trade.usage.store.UsageRows;
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
 * What a provider reports on the meters of its orders: bills count it; what cannot be right is held back.
 *
 * @param organizationId of the provider
 */
record ProviderBook(MeterRows meters, UsageRows events, UUID organizationId) implements UsageBook {

    @Override
    public boolean isOfWitness() {
        return false;
    }

    @Override
    public Uni<List<UsageMeter>> meters(SqlClient client, Collection<UUID> ids, Collection<MeterRows.Name> names) {
        return meters.ofProvider(client, organizationId, ids, names);
    }

    @Override
    public String unknownMeter() {
        return "usage-meter-unknown";
    }

    @Override
    public String conflict() {
        return "usage-event-conflict";
    }

    @Override
    public List<Defect> doubts(UsageReading reading, UsageMeter meter, Instant now) {
        return List.of();
    }

    @Override
    public Uni<Void> open(SqlConnection connection, Set<UUID> meterIds, Instant now) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Quarantine quarantine(UsageReading reading, UsageMeter meter, Instant now) {
        return Quarantine.of(reading, meter, now);
    }

    @Override
    public Uni<Set<UUID>> insert(SqlConnection connection, List<UsageEvent> made) {
        return events.insert(connection, made);
    }

    @Override
    public Uni<Map<UsageRows.Key, UsageRows.Known>> known(SqlConnection connection, Collection<UsageRows.Key> keys) {
        return events.known(connection, keys);
    }
}
