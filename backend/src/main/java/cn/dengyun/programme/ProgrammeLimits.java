package cn.dengyun.programme;

import cn.dengyun.programme.domain.LimitUsage;
import cn.dengyun.programme.store.RoomStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What enterprises and providers have come to in a programme, for whoever counts against their limits. Locked by id,
 * enterprises before providers, both before budgets.
 */
@ApplicationScoped
public class ProgrammeLimits {

    private final RoomStore store;

    ProgrammeLimits(RoomStore store) {
        this.store = store;
    }

    /** As it stands, without holding anything. */
    public Uni<LimitUsage> look(SqlClient client, UUID programmeId, UUID organizationId, UUID providerId) {
        return store.look(client, programmeId, organizationId, providerId);
    }

    /** What enterprises have come to, in fen, held until the unit of work ends. */
    public Uni<Map<UUID, Long>> lockEntitlements(
            SqlConnection connection, UUID programmeId, SortedSet<UUID> organizations) {
        return store.lockEntitlements(connection, programmeId, organizations);
    }

    /**
     * What is left of the ceilings of providers, in fen, held until the unit of work ends.
     *
     * @param ceilings of each provider by the rules, which counts as long as nobody has set another
     */
    public Uni<Map<UUID, Long>> lockCeilings(
            SqlConnection connection, UUID programmeId, SortedMap<UUID, Long> ceilings) {
        return store.lockCeilings(connection, programmeId, ceilings);
    }

    /** Adds amounts, negative ones too, to what enterprises have come to; they are locked. */
    public Uni<Void> moveEntitlements(SqlConnection connection, UUID programmeId, SortedMap<UUID, Long> moves) {
        return store.moveEntitlements(connection, programmeId, moves);
    }

    /** Adds amounts, negative ones too, to what providers have come to; they are locked. */
    public Uni<Void> moveCeilings(SqlConnection connection, UUID programmeId, SortedMap<UUID, Long> moves) {
        return store.moveCeilings(connection, programmeId, moves);
    }

    /**
     * Money that counted and went back to a budget.
     *
     * @param providerId against whose ceiling it counted; null for none
     * @param fen positive
     */
    public record GivenBack(UUID programmeId, UUID organizationId, UUID providerId, long fen) {}

    /**
     * Counts no more what went back, and locks what it changes; before any budget. That more comes back than has
     * counted is a mistake of the code and ends the unit of work.
     */
    public Uni<Void> giveBack(SqlConnection connection, List<GivenBack> all) {
        SortedMap<UUID, List<GivenBack>> programmes =
                all.stream().collect(Collectors.groupingBy(GivenBack::programmeId, TreeMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(programmes.entrySet())
                .onItem()
                .transformToUniAndConcatenate(each -> giveBack(connection, each.getKey(), each.getValue()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> giveBack(SqlConnection connection, UUID programmeId, List<GivenBack> all) {
        SortedMap<UUID, Long> enterprises = less(all, GivenBack::organizationId);
        SortedMap<UUID, Long> providers = less(all, GivenBack::providerId);
        return store.lockEntitlements(connection, programmeId, new TreeSet<>(enterprises.keySet()))
                .chain(() -> store.lockCeilings(connection, programmeId, providers))
                .chain(() -> store.moveEntitlements(connection, programmeId, enterprises))
                .chain(() -> store.moveCeilings(connection, programmeId, providers));
    }

    private static SortedMap<UUID, Long> less(List<GivenBack> all, Function<GivenBack, UUID> owner) {
        SortedMap<UUID, Long> less = new TreeMap<>();
        all.stream()
                .filter(each -> owner.apply(each) != null)
                .forEach(each -> less.merge(owner.apply(each), -each.fen(), Math::addExact));
        return less;
    }
}
