package cn.dengyun.platform.outbox;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads events in the order of their positions, those only that the reader may see. */
@ApplicationScoped
public class EventReader {

    private static final RowMapper<Numbered> NUMBERED = RowMapper.of(Numbered.class);

    /**
     * How many positions one look goes through at most, so that a reader who may see little costs no more than others.
     */
    private static final int WINDOW = 20_000;

    private static final String COLUMNS =
            "position, sequence, id, type, subject, organization_id, counterpart_id, region_code, is_public, data,"
                    + " occurred_at";
    private static final String VISIBLE = """
            ($2 OR is_public OR $3 IN (organization_id, counterpart_id) OR is_overseen(region_code, $4, $5))
                AND ($6::text[] IS NULL OR type LIKE ANY($6))
            """;

    /** Reads a page and how far it has looked, in one statement: both are of one moment. */
    private static final String LOOK = """
            SELECT look.head, look.up_to, found.*
            FROM (SELECT position AS head, least(position, $1::bigint + $8) AS up_to FROM event_head WHERE id = 1) look
                LEFT JOIN LATERAL (SELECT
            """;

    private static final Statement ALL = Statement.of("""
            %s%s FROM event WHERE position > $1 AND position <= look.up_to AND %s
            ORDER BY position LIMIT $7) found ON true ORDER BY found.position
            """.formatted(LOOK, COLUMNS, VISIBLE));

    /** Those of one side; each side has its index. */
    private static final String OF_SIDE = """
            (SELECT %s FROM event WHERE %%s = $9 AND position > $1 AND position <= look.up_to AND %s
            ORDER BY position LIMIT $7)
            """.formatted(COLUMNS, VISIBLE);

    private static final Statement OF_ORGANIZATION = Statement.of(
            """
            %s%s FROM (%s UNION ALL %s) either ORDER BY position LIMIT $7) found ON true ORDER BY found.position
            """.formatted(LOOK, COLUMNS, OF_SIDE.formatted("organization_id"), OF_SIDE.formatted("counterpart_id")));
    private static final Statement OF_SUBJECT = Statement.of("""
            SELECT %s FROM event WHERE subject = $8 AND sequence > $1 AND %s
                AND ($9::uuid IS NULL OR $9 IN (organization_id, counterpart_id))
            ORDER BY sequence LIMIT $7
            """.formatted(COLUMNS, VISIBLE));

    private static final String HEAD = "SELECT position FROM event_head WHERE id = 1";

    private final Pool pool;

    EventReader(Pool pool) {
        this.pool = pool;
    }

    /**
     * An event with its places.
     *
     * @param position among all events, gapless from 1
     * @param sequence among those of its subject, gapless from 1
     */
    public record Numbered(long position, int sequence, DomainEvent event) {}

    /**
     * Some events in order.
     *
     * @param next the place to go on from, also when there is nothing more for now
     * @param hasMore whether there may be more at once
     */
    public record Batch(List<Numbered> events, long next, boolean hasMore) {}

    /** The last position that was given: where somebody begins who wants to know what happens from now on. */
    public Uni<Long> head() {
        return pool.query(HEAD).execute().map(Rows::number);
    }

    /**
     * Events behind a place, {@code limit} at most; there may be fewer although there are more, when the reader may see
     * few of many. The place is a position, with a filter by subject a sequence number.
     */
    public Uni<Batch> after(long place, EventVisibility reader, EventFilter filter, int limit) {
        return after(pool, place, reader, filter, limit);
    }

    /** The same through the connection that holds the caller's unit of work. */
    public Uni<Batch> after(SqlClient client, long place, EventVisibility reader, EventFilter filter, int limit) {
        if (filter.subject() != null) {
            return OF_SUBJECT
                    .execute(
                            client, parameters(place, reader, filter, limit, filter.subject(), filter.organizationId()))
                    .map(rows -> ofSubject(rows, place, limit));
        }
        if (filter.organizationId() != null) {
            return OF_ORGANIZATION
                    .execute(
                            client,
                            parameters(place, reader, filter, limit, Long.MAX_VALUE - place, filter.organizationId()))
                    .map(rows -> looked(rows, place, limit));
        }
        return ALL.execute(client, parameters(place, reader, filter, limit, (long) WINDOW))
                .map(rows -> looked(rows, place, limit));
    }

    private static Tuple parameters(
            long place, EventVisibility reader, EventFilter filter, int limit, Object... others) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(place);
        parameters.add(reader.isEverything());
        parameters.add(reader.organizationId());
        parameters.add(reader.oversight().pattern());
        parameters.add(reader.oversight().exceptions());
        parameters.add(filter.typePatterns());
        parameters.add(limit + 1);
        parameters.addAll(Arrays.asList(others));
        return Tuple.from(parameters);
    }

    private static Batch ofSubject(RowSet<Row> rows, long place, int limit) {
        List<Numbered> events = NUMBERED.list(rows);
        List<Numbered> shown = shown(events, limit);
        return new Batch(shown, shown.isEmpty() ? place : last(shown).sequence(), events.size() > limit);
    }

    private static Batch looked(RowSet<Row> rows, long place, int limit) {
        List<Numbered> events = new ArrayList<>(rows.size());
        rows.forEach(row -> {
            if (row.getUUID("id") != null) {
                events.add(NUMBERED.read(row));
            }
        });
        if (events.size() > limit) {
            List<Numbered> shown = shown(events, limit);
            return new Batch(shown, last(shown).position(), true);
        }
        Row look = rows.iterator().next();
        long upTo = Math.max(place, look.getLong("up_to"));
        return new Batch(events, upTo, upTo < look.getLong("head"));
    }

    private static List<Numbered> shown(List<Numbered> events, int limit) {
        return events.size() > limit ? events.subList(0, limit) : events;
    }

    private static Numbered last(List<Numbered> events) {
        return events.get(events.size() - 1);
    }
}
