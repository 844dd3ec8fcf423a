package cn.dengyun.trade.witness;

import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.usage.UsageBook;
import cn.dengyun.trade.usage.domain.Quarantine;
import cn.dengyun.trade.usage.domain.UsageEvent;
import cn.dengyun.trade.usage.domain.UsageMeter;
import cn.dengyun.trade.usage.domain.UsageReading;
import cn.dengyun.trade.usage.store.MeterRows.Name;
import cn.dengyun.trade.usage.store.UsageRows.Key;
import cn.dengyun.trade.usage.store.UsageRows.Known;
import cn.dengyun.trade.witness.domain.UsageWitnessReading;
import cn.dengyun.trade.witness.store.ComparisonRows;
import cn.dengyun.trade.witness.store.WitnessReadingRows;
import cn.dengyun.trade.witness.store.WitnessRows;
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
 * What a witness reports on meters of others: no bill counts it. Nobody could release what cannot be right, so that is
 * refused; what is merely much is for the comparison.
 *
 * @param organizationId the witness
 */
record WitnessBook(
        WitnessRows witnesses,
        WitnessReadingRows readings,
        ComparisonRows comparisons,
        ProviderService providers,
        UUID organizationId)
        implements UsageBook {

    @Override
    public boolean isOfWitness() {
        return true;
    }

    /** By their ids alone: numbers of orders are none of a witness's business. */
    @Override
    public Uni<List<UsageMeter>> meters(SqlClient client, Collection<UUID> ids, Collection<Name> names) {
        return witnesses.metersOf(client, organizationId, ids);
    }

    @Override
    public String unknownMeter() {
        return "usage-meter-not-witnessed";
    }

    @Override
    public String conflict() {
        return "usage-witness-reading-conflict";
    }

    @Override
    public List<Defect> doubts(UsageReading reading, UsageMeter meter, Instant now) {
        Quarantine doubt = Quarantine.of(reading, meter, now);
        // How much a witness has seen is compared, whatever it is.
        if (doubt == null || doubt == Quarantine.IMPLAUSIBLE) {
            return List.of();
        }
        String place = doubt == Quarantine.TOO_MANY_DIGITS ? "/quantity" : "/occurredAt";
        return List.of(Defect.at(place, "usage-witness-reading-doubtful", doubt.name()));
    }

    /** Rejects with {@code usage-witness-none} (403) and {@code provider-not-qualified} (409). */
    @Override
    public Uni<Void> open(SqlConnection connection, Set<UUID> meters, Instant now) {
        return witnesses
                .hold(connection, organizationId)
                .map(found -> found.orElseThrow(() -> Rejection.forbidden("usage-witness-none")))
                .chain(provider -> providers.requireQualified(connection, provider));
    }

    @Override
    public Quarantine quarantine(UsageReading reading, UsageMeter meter, Instant now) {
        return null;
    }

    /** What was compared of their months before is compared anew, with them: whoever compares now waits, or has to. */
    @Override
    public Uni<Set<UUID>> insert(SqlConnection connection, List<UsageEvent> made) {
        return readings.insert(
                        connection,
                        made.stream()
                                .map(each -> UsageWitnessReading.of(each, organizationId))
                                .toList())
                .call(inserted -> comparisons.mark(
                        connection,
                        made.stream()
                                .filter(each -> inserted.contains(each.id()))
                                .map(each ->
                                        WitnessReadings.marked(each.meterId(), each.occurredAt(), each.receivedAt()))
                                .distinct()
                                .toList()));
    }

    @Override
    public Uni<Map<Key, Known>> known(SqlConnection connection, Collection<Key> keys) {
        return readings.known(connection, organizationId, keys);
    }
}
