package cn.dengyun.platform.outbox;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads facts in the order of their positions, those only that the reader may see. */
@ApplicationScoped
public class FactReader {

    private static final String AFTER =
            "SELECT position, id, type, subject, organization_id, is_public, data, occurred_at"
                    + " FROM fact WHERE position > $1 AND ($2 OR is_public OR organization_id = $3) ORDER BY position LIMIT $4";

    private final Pool pool;

    FactReader(Pool pool) {
        this.pool = pool;
    }

    /** A fact with its place among all facts. */
    public record Numbered(long position, Fact fact) {}

    /**
     * Facts behind a position, {@code limit} at most: public ones, the actor's own, and for auditors and administrators
     * all.
     */
    public Uni<List<Numbered>> after(long position, Actor actor, int limit) {
        boolean seesAll = actor.has(Roles.AUDITOR) || actor.has(Roles.SYSADMIN);
        return pool.preparedQuery(AFTER)
                .execute(Tuple.of(position, seesAll, actor.organizationId(), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(FactReader::numbered)
                        .toList());
    }

    private static Numbered numbered(Row row) {
        return new Numbered(
                row.getLong("position"),
                new Fact(
                        row.getUUID("id"),
                        row.getString("type"),
                        row.getString("subject"),
                        row.getUUID("organization_id"),
                        row.getBoolean("is_public"),
                        row.getString("data"),
                        row.getOffsetDateTime("occurred_at").toInstant()));
    }
}
