package cn.dengyun.worklist;

import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.work.WorkCount;
import cn.dengyun.platform.work.WorkCount.Counts;
import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkSource;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import cn.dengyun.worklist.WorkStore.Part;
import cn.dengyun.worklist.WorkStore.Question;
import cn.dengyun.worklist.WorkStore.RegionName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What waits for somebody now: for his role, his region, his organisation, and not because of what he made himself.
 * What is overdue waits for the authorities above as well. By due time.
 */
@ApplicationScoped
class WorkListService implements WorkCount {

    /** What is due first; ids as they are written, for so the database compares them. */
    private static final Comparator<Waiting> ORDER = Comparator.comparing(
                    (Waiting each) -> each.item().dueAt())
            .thenComparing(each -> each.item().kind())
            .thenComparing(each -> each.item().item().toString());

    /** No account and no organisation has it. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final Pool pool;
    private final WorkStore store;
    private final Cursors cursors;
    private final Clock clock;
    private final Map<String, WorkKind> kinds = new TreeMap<>();

    WorkListService(Pool pool, WorkStore store, Cursors cursors, Clock clock, Instance<WorkSource> sources) {
        this.pool = pool;
        this.store = store;
        this.cursors = cursors;
        this.clock = clock;
        sources.forEach(source -> source.kinds().forEach(kind -> kinds.put(kind.code(), kind)));
    }

    /**
     * An item and why it is in the list.
     *
     * @param isRaised whether it is overdue at an authority below, and waits for the caller because of that
     */
    record Waiting(WorkItem item, boolean isRaised) {}

    /** A page of items, with the divisions that they name, by their codes. */
    record Found(Page<Waiting> page, Map<String, RegionName> regions, Instant now) {}

    /** Of a kind, how many. */
    record Summed(String kind, Counts counts) {}

    /** Where a list goes on. */
    private record Place(Instant dueAt, String kind, UUID item) {

        static final Place START = new Place(WorkStore.FIRST, "", Ids.OLDEST);
    }

    /** The kinds that there are, in the order of their codes. */
    Set<String> kinds() {
        return kinds.keySet();
    }

    /**
     * What waits for the actor, by due time. Rejects with {@code invalid-request} a kind or a region that there cannot
     * be, and with {@code cursor-invalid} (400).
     */
    Uni<Found> list(Actor actor, WorkFilter filter, String cursor, int limit) {
        List<WorkKind> wanted = wanted(filter);
        String query = "work-items?" + actor.id() + filter;
        Place place = placeBehind(query, cursor);
        Instant now = now();
        BiFunction<SqlClient, Question, Uni<List<Waiting>>> ask = (client, question) -> store.list(
                        client, question, partOf(question.kind(), actor, filter, place, limit + 1, now))
                .map(found -> found.stream()
                        .map(item -> new Waiting(item, question.reason().isOverdueOnly()))
                        .toList());
        return pool.withTransaction(connection -> askAll(connection, actor, wanted, ask)
                .map(answers -> page(query, answers, limit))
                .chain(page -> store.regions(connection, regionsOf(page.data()))
                        .map(regions -> new Found(page, regions, now))));
    }

    /** How many of each kind wait for the actor; kinds of which none does are left out. */
    Uni<List<Summed>> summary(Actor actor) {
        Instant now = now();
        BiFunction<SqlClient, Question, Uni<Summed>> ask = (client, question) -> store.count(
                        client,
                        question,
                        partOf(question.kind(), actor, WorkFilter.NONE, Place.START, WorkStore.MAX_COUNTED, now))
                .map(counts -> new Summed(question.kind().code(), counts));
        return pool.withTransaction(connection -> askAll(connection, actor, List.copyOf(kinds.values()), ask))
                .map(WorkListService::summed);
    }

    @Override
    public Uni<Counts> of(Actor actor) {
        return summary(actor).map(kinds -> kinds.stream().map(Summed::counts).reduce(Counts.NONE, Counts::plus));
    }

    @Override
    public Uni<List<OfKind>> byKind(Actor actor, Language language) {
        return summary(actor)
                .map(kinds -> kinds.stream()
                        .map(each ->
                                new OfKind(each.kind(), WorkTexts.title(each.kind(), language), bounded(each.counts())))
                        .toList());
    }

    /** As {@link WorkSummaryView} tells them. */
    private static Counts bounded(Counts counts) {
        return new Counts(
                Math.min(counts.open(), WorkStore.MAX_COUNTED),
                Math.min(counts.overdue(), WorkStore.MAX_COUNTED),
                Math.min(counts.dueSoon(), WorkStore.MAX_COUNTED));
    }

    @Override
    public Uni<List<OfKind>> ofOffice(String region, Language language) {
        return byKind(new Actor(NOBODY, false, NOBODY, Set.of(Roles.AUTHORITY), Set.of(), region), language);
    }

    private static List<Summed> summed(List<Summed> answers) {
        Map<String, Counts> byKind = new TreeMap<>();
        answers.stream()
                .filter(each -> each.counts().open() > 0)
                .forEach(each -> byKind.merge(each.kind(), each.counts(), Counts::plus));
        return byKind.entrySet().stream()
                .map(each -> new Summed(each.getKey(), each.getValue()))
                .toList();
    }

    private <T> Uni<List<T>> askAll(
            SqlConnection connection, Actor actor, List<WorkKind> wanted, BiFunction<SqlClient, Question, Uni<T>> ask) {
        Uni<Map<String, Optional<UUID>>> staffed = Asked.asksWhoIsThere(actor)
                ? store.staffed(connection)
                : Uni.createFrom().item(Map.of());
        return store.readInOrder(connection)
                .chain(() -> staffed)
                .map(found -> new Asked(actor, found).questions(wanted))
                .chain(questions -> questions.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : Uni.join()
                                .all(questions.stream()
                                        .map(question -> ask.apply(connection, question))
                                        .toList())
                                .andFailFast());
    }

    private Page<Waiting> page(String query, List<List<Waiting>> answers, int limit) {
        List<Waiting> first = answers.stream()
                .flatMap(List::stream)
                .sorted(ORDER)
                .limit(limit + 1L)
                .toList();
        return Page.of(
                first,
                limit,
                last -> cursors.seal(
                        query,
                        List.of(
                                last.item().dueAt().toString(),
                                last.item().kind(),
                                last.item().item().toString())));
    }

    private Place placeBehind(String query, String cursor) {
        if (cursor == null) {
            return Place.START;
        }
        List<String> keys = cursors.open(query, cursor);
        return new Place(Instant.parse(keys.get(0)), keys.get(1), UUID.fromString(keys.get(2)));
    }

    /** Of what is due at the same moment, kinds come in the order of their codes. */
    private static Part partOf(WorkKind kind, Actor actor, WorkFilter filter, Place place, int rows, Instant now) {
        Instant from = filter.from(now);
        int order = kind.code().compareTo(place.kind());
        UUID item = order == 0 ? place.item() : order > 0 ? Ids.OLDEST : Ids.NEWEST;
        boolean isBehind = !place.dueAt().isBefore(from);
        return new Part(
                now,
                actor.id(),
                isBehind ? place.dueAt() : from,
                isBehind ? item : Ids.OLDEST,
                filter.before(now),
                rows,
                filter.region());
    }

    private List<WorkKind> wanted(WorkFilter filter) {
        if (filter.kind() == null) {
            return List.copyOf(kinds.values());
        }
        WorkKind kind = kinds.get(filter.kind());
        if (kind == null) {
            throw Rejection.invalid(
                    List.of(Defect.at("query/kind", "work-kind-unknown", filter.kind(), String.join(", ", kinds()))));
        }
        return List.of(kind);
    }

    private static Set<String> regionsOf(List<Waiting> found) {
        Set<String> codes = new TreeSet<>();
        found.stream()
                .flatMap(each -> Stream.of(each.item().regionCode(), each.item().authorityRegion()))
                .filter(code -> code != null)
                .forEach(codes::add);
        return codes;
    }

    /** As precise as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
