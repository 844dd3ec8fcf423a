package cn.dengyun.worklist;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.platform.work.WorkCount.Counts;
import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the views of all kinds of work, one kind and one reason to act at a time, so that each finds its index. */
@ApplicationScoped
class WorkStore {

    /** Before everything that is due. */
    static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    /** Behind everything that is due. */
    static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    /** More of a kind are not counted. */
    static final int MAX_COUNTED = 1_000;

    private static final RowMapper<WorkItem> ITEMS = RowMapper.of(WorkItem.class);
    private static final RowMapper<Counts> COUNTS = RowMapper.of(Counts.class);
    private static final RowMapper<RegionName> REGIONS = RowMapper.of(RegionName.class);

    private static final String WAITING = """
            FROM %s WHERE (from_at IS NULL OR from_at <= $1) AND (until_at IS NULL OR until_at > $1)
                AND NOT $2 = ANY (barred) AND (due_at, item) > ($3, $4) AND due_at < $5
                AND ($7::text IS NULL OR is_overseen(region_code, $7, $8)) AND %s
            ORDER BY due_at, item LIMIT $6
            """;
    private static final String COUNT = """
            SELECT count(*) AS open, count(*) FILTER (WHERE due_at < $1) AS overdue,
                count(*) FILTER (WHERE due_at >= $1 AND due_at < $1::timestamptz + interval '72 hours') AS due_soon
            FROM (SELECT due_at %s) waiting
            """;
    /**
     * For the unit of work alone. The indexes have what is due first in front, and a page is their beginning; the
     * planner, who does not know how much of it is the caller's, would rather read all and sort it.
     */
    private static final Statement IN_ORDER = Statement.of("""
            SELECT set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true),
                set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)
            """);

    private static final Statement STAFFED = Statement.of("SELECT region_code, only_person FROM work_staffed_region");
    private static final Statement REGION_NAMES =
            Statement.of("SELECT code, name_zh, name_en FROM work_region WHERE code = ANY ($1)");

    private final Map<String, Statement> statements = new ConcurrentHashMap<>();

    /** Why somebody has to act, as a condition on the rows of a view; the first parameter is {@code $9}. */
    enum Reason {
        /** Somebody of an organisation: its id, what the person is in it, all roles of the person. */
        MEMBER("acting_organization_id = $9 AND (organization_roles IS NULL OR $10 = ANY (organization_roles))"
                + " AND (needed_roles IS NULL OR needed_roles <@ $11)"),
        /** One person: its account. */
        PERSON("acting_account_id = $9"),
        /** Somebody with a role that acts everywhere: all roles of the person. */
        ROLE("roles && $9"),
        /** The authority of the region: its oversight, the person's organisation, the region. */
        AUTHORITY(authority("authority_region = $12")),
        /** One above it, once it is overdue: the same parameters. */
        ABOVE(authority("is_overseen(authority_region, $9, $10) AND authority_region <> $12")),
        /**
         * The nearest authority that has people who may act: also the counties and the cities below that have people,
         * who is in no city, and the offices of one person, with that person.
         */
        NEAREST(authority("is_overseen(authority_region, $9, $10) AND " + nobodyBelow())),
        /** One above the nearest, once it is overdue: the same parameters. */
        ABOVE_NEAREST(authority("is_overseen(authority_region, $9, $10) AND NOT " + nobodyBelow()));

        private final String condition;

        Reason(String condition) {
            this.condition = condition;
        }

        /** Whether it is one only where the time is over. */
        boolean isOverdueOnly() {
            return this == ABOVE || this == ABOVE_NEAREST;
        }

        private static String authority(String where) {
            return where + " AND is_overseen(region_code, $9, $10) AND organization_id IS DISTINCT FROM $11";
        }

        /**
         * Whether nobody below may: no office of the county and none of its city, or one whose only person is barred.
         */
        private static String nobodyBelow() {
            return "((authority_region <> ALL ($12) OR " + isAlone("authority_region")
                    + ") AND (left(authority_region, 4) <> ALL ($13) OR authority_region = ANY ($14) OR "
                    + isAlone("left(authority_region, 4) || '00'") + "))";
        }

        /** Whether an office has one person only, and that one may not. */
        private static String isAlone(String office) {
            return "coalesce(($16::uuid[])[array_position($15::text[], " + office + ")] = ANY (barred), false)";
        }
    }

    /** What to look for: a kind, why somebody has to act, and the parameters of that. */
    record Question(WorkKind kind, Reason reason, List<Object> parameters) {}

    /**
     * Which part of it.
     *
     * @param person who asks
     * @param after the place behind which to begin
     * @param before the first moment at which nothing is due that is wanted
     * @param region null for everywhere
     */
    record Part(Instant now, UUID person, Instant after, UUID afterItem, Instant before, int rows, Oversight region) {

        Object[] parametersOf(Question question) {
            boolean isEarlier = question.reason().isOverdueOnly() && now.isBefore(before);
            List<Object> all = new ArrayList<>(Arrays.asList(
                    now,
                    person,
                    after,
                    afterItem,
                    isEarlier ? now : before,
                    rows,
                    region == null ? null : region.pattern(),
                    region == null ? new String[0] : region.exceptions()));
            all.addAll(question.parameters());
            return all.toArray();
        }
    }

    /** What a division is called. */
    record RegionName(String code, String nameZh, String nameEn) {}

    /** Those that wait, by due time. */
    Uni<List<WorkItem>> list(SqlClient client, Question question, Part part) {
        return statement(question, "SELECT " + ITEMS.columns() + " " + WAITING)
                .execute(client, part.parametersOf(question))
                .map(ITEMS::list);
    }

    Uni<Counts> count(SqlClient client, Question question, Part part) {
        return statement(question, COUNT.formatted(WAITING))
                .execute(client, part.parametersOf(question))
                .map(COUNTS::first);
    }

    private Statement statement(Question question, String form) {
        String text = form.formatted(question.kind().view(), question.reason().condition);
        return statements.computeIfAbsent(text, Statement::of);
    }

    /** Has what follows in the unit of work read in the order of the indexes. */
    Uni<Void> readInOrder(SqlConnection connection) {
        return IN_ORDER.execute(connection).replaceWithVoid();
    }

    /** The regions whose authority has people who can act; who that is where there is one alone. */
    Uni<Map<String, Optional<UUID>>> staffed(SqlClient client) {
        return STAFFED.execute(client).map(rows -> {
            Map<String, Optional<UUID>> found = new TreeMap<>();
            rows.forEach(row -> found.put(row.getString(0), Optional.ofNullable(row.getUUID(1))));
            return found;
        });
    }

    /** What divisions are called, by their codes. */
    Uni<Map<String, RegionName>> regions(SqlClient client, Collection<String> codes) {
        return REGION_NAMES
                .execute(client, Parameters.texts(codes))
                .map(REGIONS::list)
                .map(found -> found.stream().collect(Collectors.toMap(RegionName::code, Function.identity())));
    }
}
