package cn.dengyun.publishing.article;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which files editions have. */
@ApplicationScoped
class ArticleAttachmentStore {

    private static final RowMapper<ArticleAttachment> ATTACHMENTS = RowMapper.of(ArticleAttachment.class);

    private static final Statement FIND =
            Statement.of("SELECT %s FROM article_attachment WHERE id = $1".formatted(ATTACHMENTS.columns()));
    private static final Statement OF_EDITIONS = Statement.of(
            "SELECT %s FROM article_attachment WHERE article_id = ANY($1) ORDER BY article_id, added_at, id"
                    .formatted(ATTACHMENTS.columns()));
    private static final Statement INSERT = Statement.of("INSERT INTO article_attachment " + ATTACHMENTS.values());
    private static final Statement COPY = Statement.of("INSERT INTO article_attachment (%s) SELECT %s FROM %s"
            .formatted(ATTACHMENTS.columns(), ATTACHMENTS.columns(), ATTACHMENTS.unnested()));
    private static final Statement DELETE = Statement.of("DELETE FROM article_attachment WHERE id = $1");
    private static final Statement OF_FILE =
            Statement.of("SELECT 1 FROM article_attachment WHERE attachment_id = $1 LIMIT 1");

    private final Pool pool;

    ArticleAttachmentStore(Pool pool) {
        this.pool = pool;
    }

    /** Rejects with {@code attachment-not-found} (404). */
    Uni<ArticleAttachment> find(UUID id) {
        return FIND.execute(pool, id).map(ATTACHMENTS.orNotFound("attachment-not-found"));
    }

    /** Those of editions, by edition, in the order in which they were attached; editions without any are missing. */
    Uni<Map<UUID, List<ArticleAttachment>>> of(Collection<UUID> editions) {
        return of(pool, editions)
                .map(found -> found.stream().collect(Collectors.groupingBy(ArticleAttachment::articleId)));
    }

    /** Those of one edition. */
    Uni<List<ArticleAttachment>> of(SqlConnection connection, UUID edition) {
        return of(connection, List.of(edition));
    }

    private static Uni<List<ArticleAttachment>> of(SqlClient client, Collection<UUID> editions) {
        return editions.isEmpty()
                ? Uni.createFrom().item(List.of())
                : OF_EDITIONS
                        .execute(client, Parameters.of(Parameters.ids(editions)))
                        .map(ATTACHMENTS::list);
    }

    /** Rejects with {@code article-attachment-repeated} (409) when the edition has a file of the same bytes. */
    Uni<Void> insert(SqlConnection connection, ArticleAttachment attachment) {
        return INSERT.execute(connection, attachment)
                .onFailure(Rows.broken("article_attachment_content_once"))
                .transform(broken -> Rejection.conflict("article-attachment-repeated"))
                .replaceWithVoid();
    }

    /** Gives an edition that has none the files of another. */
    Uni<Void> copy(SqlConnection connection, UUID from, UUID to) {
        return of(connection, from)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : COPY.execute(
                                        connection,
                                        ATTACHMENTS.arrays(found.stream()
                                                .map(each -> each.of(Ids.next(), to))
                                                .toList()))
                                .replaceWithVoid());
    }

    /** Rejects with {@code attachment-not-found} (404) when it is gone. */
    Uni<Void> delete(SqlConnection connection, UUID id) {
        return DELETE.execute(connection, id)
                .invoke(gone -> {
                    if (gone.rowCount() == 0) {
                        throw Rejection.notFound("attachment-not-found");
                    }
                })
                .replaceWithVoid();
    }

    /** Whether any edition has a file. */
    Uni<Boolean> isUsed(SqlConnection connection, UUID attachmentId) {
        return OF_FILE.execute(connection, attachmentId).map(found -> found.size() > 0);
    }
}
