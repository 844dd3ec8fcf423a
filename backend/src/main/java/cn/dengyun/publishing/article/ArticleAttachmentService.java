package cn.dengyun.publishing.article;

import cn.dengyun.files.AttachmentService;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The files of articles. They change while their edition is a draft, and whoever changes them has written something of
 * it. Everybody reads those of what everybody may read; of what was withdrawn, they are gone with its text.
 */
@ApplicationScoped
class ArticleAttachmentService {

    static final int MAX_OF_EDITION = 20;

    private static final String GONE = "attachment-not-found";

    private final ArticleService articles;
    private final ArticleAttachmentStore store;
    private final AttachmentService files;
    private final AuditTrail audit;
    private final JsonWriter json;

    ArticleAttachmentService(
            ArticleService articles,
            ArticleAttachmentStore store,
            AttachmentService files,
            AuditTrail audit,
            JsonWriter json) {
        this.articles = articles;
        this.store = store;
        this.files = files;
        this.audit = audit;
        this.json = json;
    }

    /** Those of an edition, in the order in which they were attached. Rejects with {@code article-not-found} (404). */
    Uni<List<ArticleAttachment>> list(Actor actor, UUID articleId) {
        return articles.find(actor, articleId)
                .chain(found -> areShown(found, actor)
                        ? store.of(List.of(articleId)).map(all -> all.getOrDefault(articleId, List.of()))
                        : Uni.createFrom().item(List.of()));
    }

    /** Those of editions that everybody may read, by edition; editions without any are missing. */
    Uni<Map<UUID, List<ArticleAttachment>>> ofShown(Collection<UUID> editions) {
        return store.of(editions);
    }

    private static boolean areShown(Article found, Actor actor) {
        return found.status() != ArticleStatus.WITHDRAWN || found.isOverseenBy(actor);
    }

    /** One that the actor may read. Rejects with {@code attachment-not-found} (404). */
    Uni<ArticleAttachment> find(Actor actor, UUID id) {
        return store.find(id)
                .call(found -> articles.find(actor, found.articleId())
                        .onFailure(ArticleAttachmentService::isNotThere)
                        .transform(hidden -> Rejection.notFound(GONE))
                        .invoke(article -> {
                            if (!areShown(article, actor)) {
                                throw Rejection.notFound(GONE);
                            }
                        }));
    }

    /**
     * Attaches a file that the actor's organisation has sent to a draft.
     *
     * <p>Rejects with {@code article-not-found}, {@code attachment-not-found} (404), {@code not-yours} (403),
     * {@code transition-not-allowed}, {@code attachment-in-use}, {@code article-attachment-repeated} and
     * {@code article-attachments-too-many} (409).
     */
    Effect<ArticleAttachment> attach(Actor actor, UUID articleId, UUID attachmentId) {
        return Effect.of(connection -> articles.worked(connection, actor, articleId)
                .chain(article -> store.of(connection, articleId)
                        .invoke(ArticleAttachmentService::requireRoom)
                        .chain(() -> files.take(
                                connection,
                                actor.organizationId(),
                                attachmentId,
                                ArticleFiles.KIND,
                                article.firstEditionId()))
                        .map(taken -> made(actor, article, attachmentId, taken)))
                .call(made -> store.insert(connection, made))
                .call(made -> note(connection, "attached", null, made, made)));
    }

    private static void requireRoom(List<ArticleAttachment> found) {
        if (found.size() >= MAX_OF_EDITION) {
            throw Rejection.conflict("article-attachments-too-many", MAX_OF_EDITION);
        }
    }

    private ArticleAttachment made(Actor actor, Article article, UUID attachmentId, AttachmentService.Taken taken) {
        return new ArticleAttachment(
                Ids.next(),
                article.id(),
                attachmentId,
                actor.organizationId(),
                taken.fileName(),
                taken.mediaType(),
                taken.byteCount(),
                taken.sha256(),
                articles.now());
    }

    /**
     * Takes a file off a draft. One that no edition has any more is its sender's again, as before it was attached.
     *
     * <p>Rejects with {@code attachment-not-found} (404), {@code not-yours} (403) and {@code transition-not-allowed}
     * (409).
     */
    Effect<ArticleAttachment> remove(Actor actor, UUID id) {
        return Effect.of(
                () -> store.find(id),
                (connection, found) -> articles.worked(connection, actor, found.articleId())
                        .onFailure(ArticleAttachmentService::isNotThere)
                        .transform(hidden -> Rejection.notFound(GONE))
                        .call(() -> store.delete(connection, id))
                        .chain(article -> store.isUsed(connection, found.attachmentId())
                                .chain(isUsed -> isUsed
                                        ? Uni.createFrom().voidItem()
                                        : files.release(
                                                connection,
                                                found.organizationId(),
                                                found.attachmentId(),
                                                ArticleFiles.KIND,
                                                article.firstEditionId())))
                        .chain(() -> note(connection, "removed", found, null, found))
                        .replaceWith(found));
    }

    private Uni<Void> note(
            SqlConnection connection,
            String act,
            ArticleAttachment before,
            ArticleAttachment after,
            ArticleAttachment subject) {
        return audit.write(
                connection,
                new AuditNote(
                        "article-attachment." + act,
                        ArticleAttachmentResource.PATH + "/" + subject.id(),
                        subject.organizationId(),
                        before == null ? null : json.write(before),
                        after == null ? null : json.write(after),
                        null));
    }

    private static boolean isNotThere(Throwable failure) {
        return failure instanceof Rejection rejection && rejection.kind() == Rejection.Kind.NOT_FOUND;
    }
}
