package cn.dengyun.publishing.article;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The texts of articles, what feeds have of them, and what the clock does with them. */
@ApplicationScoped
class ArticleStore {

    /** The constraint that a second open edition of an article breaks. */
    static final String ONE_OPEN = "article_one_open";

    private static final RowMapper<Article> ARTICLES = RowMapper.of(Article.class);
    private static final RowMapper<ArticleText> TEXTS = RowMapper.of(ArticleText.class);

    private static final Statement LOCK =
            Statement.of("SELECT %s FROM article WHERE id = $1 FOR UPDATE".formatted(ARTICLES.columns()));
    private static final Statement FIND =
            Statement.of("SELECT %s FROM article WHERE id = $1".formatted(ARTICLES.columns()));
    private static final Statement AMENDED = Statement.of("SELECT amends_id FROM article WHERE id = $1");
    private static final Statement TEXT_OF =
            Statement.of("SELECT %s FROM article_text WHERE article_id = $1".formatted(TEXTS.columns()));
    private static final Statement INSERT_TEXT = Statement.of("INSERT INTO article_text " + TEXTS.values());
    private static final Statement UPDATE_TEXT = Statement.of("""
            UPDATE article_text SET body = $2, body_html = $3, repealed = $4, clauses = $5 WHERE article_id = $1
            """);
    private static final Statement KEEP_SEARCHED = Statement.of("""
            INSERT INTO article_search (article_id, searched_text) VALUES ($1, $2)
            ON CONFLICT (article_id) DO UPDATE SET searched_text = excluded.searched_text
            """);
    private static final Statement SUPERSEDE = Statement.of("UPDATE article SET superseded_at = $2 WHERE id = $1");
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM article
            WHERE (status = 'SCHEDULED' AND publish_at <= $1
                OR status = 'LIVE' AND least(superseded_at, expires_at) <= $1) AND id > $2
            ORDER BY id LIMIT $3
            """.formatted(ARTICLES.columns()));
    private static final Statement NEXT_DUE = Statement.of("""
            SELECT least(
                min(publish_at) FILTER (WHERE status = 'SCHEDULED' AND publish_at > $1),
                min(superseded_at) FILTER (WHERE superseded_at > $1),
                min(expires_at) FILTER (WHERE expires_at > $1))
            FROM article WHERE status IN ('SCHEDULED', 'LIVE')
            """);
    private static final Statement NEWEST = Statement.of("""
            SELECT %s FROM article
            WHERE status IN ('SCHEDULED', 'LIVE') AND publish_at <= $1 AND coalesce(superseded_at > $1, true)
                AND coalesce(expires_at > $1, true) AND ($2::text IS NULL OR kind = $2::text)
                AND ($3::text IS NULL OR topics @> ARRAY[$3::text])
                AND ($4::text IS NULL OR regions && string_to_array($4::text, ','))
            ORDER BY publish_at DESC, id DESC LIMIT $5
            """.formatted(ARTICLES.columns()));

    private static final Statement CHANGED = Statement.of("""
            SELECT greatest(max(publish_at) FILTER (WHERE publish_at <= $1),
                max(superseded_at) FILTER (WHERE superseded_at <= $1),
                max(expires_at) FILTER (WHERE expires_at <= $1), max(withdrawn_at))
            FROM article WHERE status NOT IN ('DRAFT', 'REVIEW')
            """);

    private final Pool pool;

    ArticleStore(Pool pool) {
        this.pool = pool;
    }

    /** One as it is now, held until the unit of work ends, whoever may know of it. */
    Uni<Article> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(ARTICLES::first);
    }

    /** One as it is now, whoever may know of it. */
    Uni<Article> find(SqlConnection connection, UUID id) {
        return FIND.execute(connection, id).map(ARTICLES::first);
    }

    /** The edition that one takes the place of, held; empty where it is the first or is none. */
    Uni<Optional<Article>> lockAmended(SqlConnection connection, UUID id) {
        return AMENDED.execute(connection, id)
                .map(found -> Rows.first(found, row -> row.getUUID(0)))
                .chain(before -> before == null
                        ? Uni.createFrom().item(Optional.empty())
                        : lock(connection, before).map(Optional::of));
    }

    Uni<ArticleText> text(UUID id) {
        return text(pool, id);
    }

    Uni<ArticleText> text(SqlClient client, UUID id) {
        return TEXT_OF.execute(client, id).map(TEXTS::first);
    }

    Uni<Void> insert(SqlConnection connection, ArticleHead says, ArticleText text) {
        return INSERT_TEXT.execute(connection, text).chain(() -> keepSearched(connection, says, text));
    }

    Uni<Void> update(SqlConnection connection, ArticleHead says, ArticleText text) {
        return UPDATE_TEXT
                .execute(connection, text)
                .invoke(Rows.exactly(1, "the text of an article is gone"))
                .chain(() -> keepSearched(connection, says, text));
    }

    private static Uni<Void> keepSearched(SqlConnection connection, ArticleHead says, ArticleText text) {
        return KEEP_SEARCHED
                .execute(connection, text.articleId(), text.searched(says))
                .replaceWithVoid();
    }

    /** Says from when on the next edition takes the place of one that is held; null: from none. */
    Uni<Void> supersede(SqlConnection connection, UUID id, Instant from) {
        return SUPERSEDE
                .execute(connection, id, from)
                .invoke(Rows.exactly(1, "the edition before is gone"))
                .replaceWithVoid();
    }

    /** Those that the clock has decided on, by id. */
    Uni<List<Article>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(ARTICLES::list);
    }

    /** When the clock does something next; empty when it will not. */
    Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    /** When what is live was another last, up to a moment; empty where nothing ever was. */
    Uni<Optional<Instant>> changedAt(Instant now) {
        return CHANGED.execute(pool, now).map(Rows::moment);
    }

    /**
     * Those that are live, by when that began, newest first.
     *
     * @param kind null, as the others, for any
     * @param regions codes, with commas: one of these is concerned
     */
    Uni<List<Article>> newest(Instant now, ArticleKind kind, String topic, String regions, int rows) {
        return NEWEST.execute(pool, now, kind == null ? null : kind.name(), topic, regions, rows)
                .map(ARTICLES::list);
    }
}
