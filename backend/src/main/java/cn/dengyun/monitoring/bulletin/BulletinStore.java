package cn.dengyun.monitoring.bulletin;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The figures of bulletins, which are only added, what errata have to know of each other, and what was published last.
 */
@ApplicationScoped
class BulletinStore {

    private static final RowMapper<BulletinErratum> ERRATA = RowMapper.of(BulletinErratum.class);

    private static final Statement KEEP =
            Statement.of("INSERT INTO bulletin_figures (bulletin_id, content) VALUES ($1, $2)");
    private static final Statement FIGURES =
            Statement.of("SELECT content FROM bulletin_figures WHERE bulletin_id = $1");
    private static final Statement PUBLISHED = Statement.of("""
            SELECT %s FROM bulletin_erratum WHERE bulletin_id = $1 AND status = 'PUBLISHED' ORDER BY number
            """.formatted(ERRATA.columns()));

    private static final Statement CHANGED = Statement.of("""
            SELECT greatest((SELECT max(published_at) FROM bulletin WHERE status = 'PUBLISHED'),
                (SELECT max(updated_at) FROM bulletin_erratum WHERE status = 'PUBLISHED'))
            """);
    private static final RowMapper<Published> NEWEST_ROWS = RowMapper.of(Published.class);
    private static final Statement NEWEST = Statement.of("""
            SELECT %s FROM bulletin WHERE status = 'PUBLISHED' ORDER BY published_at DESC, id DESC LIMIT $1
            """.formatted(NEWEST_ROWS.columns()));
    private static final RowMapper<PublishedErratum> NEWEST_ERRATA_ROWS = RowMapper.of(PublishedErratum.class);
    private static final Statement NEWEST_ERRATA = Statement.of("""
            SELECT %s FROM (
                SELECT e.id, e.region_code, b.title, e.number, e.text, e.published_at
                FROM bulletin_erratum e JOIN bulletin b ON b.id = e.bulletin_id WHERE e.status = 'PUBLISHED') published
            ORDER BY published_at DESC, id DESC LIMIT $1
            """.formatted(NEWEST_ERRATA_ROWS.columns()));

    private final Pool pool;

    BulletinStore(Pool pool) {
        this.pool = pool;
    }

    /** What is told of a published one elsewhere. */
    record Published(
            UUID id,
            String regionCode,
            String title,
            LocalDate fromMonth,
            LocalDate toMonth,
            Instant asOf,
            Instant publishedAt) {}

    /**
     * What is told of a published erratum elsewhere.
     *
     * @param title of its bulletin
     * @param number among the errata of its bulletin, from 1
     */
    record PublishedErratum(UUID id, String regionCode, String title, int number, String text, Instant publishedAt) {}

    /** Those published last, the newest first. */
    Uni<List<Published>> newest(int rows) {
        return NEWEST.execute(pool, rows).map(NEWEST_ROWS::list);
    }

    /** The errata published last, the newest first. */
    Uni<List<PublishedErratum>> newestErrata(int rows) {
        return NEWEST_ERRATA.execute(pool, rows).map(NEWEST_ERRATA_ROWS::list);
    }

    /** @param content as it is told for ever */
    Uni<Void> keep(SqlConnection connection, UUID bulletin, String content) {
        return KEEP.execute(connection, bulletin, content).replaceWithVoid();
    }

    Uni<String> figures(UUID bulletin) {
        return figures(pool, bulletin);
    }

    Uni<String> figures(SqlClient client, UUID bulletin) {
        return FIGURES.execute(client, bulletin).map(found -> Rows.first(found, row -> row.getString(0)));
    }

    /** When a bulletin or an erratum was published last; empty where none was. */
    Uni<Optional<Instant>> changedAt() {
        return CHANGED.execute(pool).map(Rows::moment);
    }

    /** The published errata of a bulletin, by their numbers. */
    Uni<List<BulletinErratum>> published(SqlConnection connection, UUID bulletin) {
        return PUBLISHED.execute(connection, bulletin).map(ERRATA::list);
    }
}
