package cn.dengyun.publishing.article;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who wants mail of which articles, and how far subscribers were told. */
@ApplicationScoped
class SubscriptionStore {

    private static final RowMapper<ArticleSubscription> SUBSCRIPTIONS = RowMapper.of(ArticleSubscription.class);
    private static final RowMapper<Telling> TELLINGS = RowMapper.of(Telling.class);

    /** Whether an article a is what a subscription s names. */
    private static final String FITS = """
            (s.kind IS NULL OR s.kind = a.kind) AND (s.topic IS NULL OR s.topic = ANY (a.topics))
                AND (s.region_code IS NULL OR s.around && a.regions)""";

    // Who counts before inserting must not be overtaken by another who does the same.
    private static final Statement HOLD = Statement.of("""
            INSERT INTO article_subscriber (account_id) VALUES ($1)
            ON CONFLICT ON CONSTRAINT article_subscriber_pk DO UPDATE SET account_id = excluded.account_id
            """);
    private static final Statement COUNT =
            Statement.of("SELECT count(*) FROM article_subscription WHERE account_id = $1");
    private static final Statement INSERT = Statement.of("INSERT INTO article_subscription " + SUBSCRIPTIONS.values());
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM article_subscription WHERE account_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(SUBSCRIPTIONS.columns()));
    private static final Statement DELETE =
            Statement.of("DELETE FROM article_subscription WHERE id = $1 AND account_id = $2");
    private static final Statement DELETE_FITTING = Statement.of("""
            DELETE FROM article_subscription s USING article a WHERE s.account_id = $1 AND a.id = $2 AND %s
            """.formatted(FITS));
    private static final Statement TELL_LIVE = Statement.of("""
            INSERT INTO article_telling (first_edition_id, article_id, occasion, after_account)
            VALUES ($1, $1, 'PUBLISHED', $2) ON CONFLICT ON CONSTRAINT article_telling_pk DO NOTHING
            """);
    private static final Statement TELL_WITHDRAWN = Statement.of("""
            INSERT INTO article_telling (first_edition_id, article_id, occasion, after_account)
            VALUES ($1, $2, 'WITHDRAWN', $3)
            ON CONFLICT ON CONSTRAINT article_telling_pk
            DO UPDATE SET article_id = excluded.article_id, occasion = 'WITHDRAWN', after_account = excluded.after_account
            """);
    private static final Statement CLAIM = Statement.of("""
            SELECT %s FROM article_telling ORDER BY first_edition_id LIMIT 1 FOR UPDATE SKIP LOCKED
            """.formatted(TELLINGS.columns()));
    private static final Statement OF_LIVE = Statement.of("""
            SELECT DISTINCT s.account_id FROM article_subscription s JOIN article a ON a.id = $1
            WHERE s.account_id > $2 AND %s AND a.status IN ('LIVE', 'SUPERSEDED')
                AND coalesce(a.expires_at > $3, true)
            ORDER BY s.account_id LIMIT $4
            """.formatted(FITS));
    private static final Statement OF_WITHDRAWN = Statement.of("""
            SELECT DISTINCT s.account_id FROM article_subscription s JOIN article a ON a.id = $1
                JOIN article_told t ON t.first_edition_id = a.first_edition_id AND t.account_id = s.account_id
            WHERE s.account_id > $2 AND %s ORDER BY s.account_id LIMIT $3
            """.formatted(FITS));
    private static final Statement KEEP_TOLD = Statement.of("""
            INSERT INTO article_told (first_edition_id, account_id) SELECT $1, told FROM unnest($2::uuid[]) told
            ON CONFLICT ON CONSTRAINT article_told_pk DO NOTHING RETURNING account_id
            """);
    private static final Statement MOVE_ON =
            Statement.of("UPDATE article_telling SET after_account = $2 WHERE first_edition_id = $1");
    private static final Statement FINISH = Statement.of("DELETE FROM article_telling WHERE first_edition_id = $1");

    private final Pool pool;

    SubscriptionStore(Pool pool) {
        this.pool = pool;
    }

    /** What subscribers are told. */
    enum Occasion {
        PUBLISHED,
        WITHDRAWN
    }

    /**
     * An article of which subscribers are still to be told.
     *
     * @param afterAccount behind which to go on, in the order of their ids
     */
    record Telling(UUID firstEditionId, UUID articleId, Occasion occasion, UUID afterAccount) {}

    /**
     * Rejects with {@code article-subscription-limit} and {@code article-subscription-exists} (409): the account has as
     * many as it may, or the same.
     */
    Uni<Void> insert(SqlConnection connection, ArticleSubscription made) {
        return HOLD.execute(connection, made.accountId())
                .chain(() -> COUNT.execute(connection, made.accountId()))
                .invoke(rows -> {
                    if (Rows.number(rows) >= ArticleSubscription.MAX_SUBSCRIPTIONS) {
                        throw Rejection.conflict("article-subscription-limit", ArticleSubscription.MAX_SUBSCRIPTIONS);
                    }
                })
                .chain(() -> INSERT.execute(connection, made))
                .onFailure(Rows.broken("article_subscription_once"))
                .transform(broken -> Rejection.conflict("article-subscription-exists"))
                .replaceWithVoid();
    }

    /** Those of an account, newest first. */
    Uni<List<ArticleSubscription>> page(UUID account, UUID before, int rows) {
        return PAGE.execute(pool, account, before, rows).map(SUBSCRIPTIONS::list);
    }

    /** Ends one; false when the account has none such. */
    Uni<Boolean> delete(SqlConnection connection, UUID id, UUID account) {
        return DELETE.execute(connection, id, account).map(Rows::any);
    }

    /** Ends those of an account that an article fits; whether there were any. */
    Uni<Boolean> deleteFitting(SqlConnection connection, UUID account, UUID article) {
        return DELETE_FITTING.execute(connection, account, article).map(Rows::any);
    }

    /** Has subscribers told of what has become of an article, if it is something that they are told. */
    Uni<Void> note(SqlConnection connection, Article before, Article after) {
        if (after.status() == before.status()) {
            return Uni.createFrom().voidItem();
        }
        if (after.status() == ArticleStatus.WITHDRAWN) {
            return TELL_WITHDRAWN
                    .execute(connection, after.firstEditionId(), after.id(), Ids.OLDEST)
                    .replaceWithVoid();
        }
        return after.status() == ArticleStatus.LIVE && after.edition() == 1
                ? TELL_LIVE.execute(connection, after.id(), Ids.OLDEST).replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** An article that nobody else tells of now, until the unit of work ends. */
    Uni<Optional<Telling>> claim(SqlConnection connection) {
        return CLAIM.execute(connection).map(TELLINGS::optional);
    }

    /** Accounts that are to be told next, in the order of their ids. */
    Uni<List<UUID>> next(SqlConnection connection, Telling telling, Instant now, int rows) {
        return (telling.occasion() == Occasion.PUBLISHED
                        ? OF_LIVE.execute(connection, telling.articleId(), telling.afterAccount(), now, rows)
                        : OF_WITHDRAWN.execute(connection, telling.articleId(), telling.afterAccount(), rows))
                .map(found -> Rows.list(found, row -> row.getUUID(0)));
    }

    /** Notes that these are told of an article; those that were not before. */
    Uni<Set<UUID>> keepTold(SqlConnection connection, UUID firstEdition, Collection<UUID> accounts) {
        return KEEP_TOLD
                .execute(connection, firstEdition, Parameters.ids(accounts))
                .map(Rows::ids);
    }

    Uni<Void> moveOn(SqlConnection connection, Telling telling, UUID account) {
        return MOVE_ON.execute(connection, telling.firstEditionId(), account).replaceWithVoid();
    }

    Uni<Void> finish(SqlConnection connection, Telling telling) {
        return FINISH.execute(connection, telling.firstEditionId()).replaceWithVoid();
    }
}
