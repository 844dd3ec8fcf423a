package cn.dengyun.publishing.article;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The files of an edition. */
@Path(ArticleResource.PATH + "/{id}/attachments")
@Tag(name = "Publishing")
class ArticleAttachmentsResource {

    private final ArticleAttachmentService attachments;
    private final Once once;
    private final CurrentActor current;

    ArticleAttachmentsResource(ArticleAttachmentService attachments, Once once, CurrentActor current) {
        this.attachments = attachments;
        this.once = once;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"article-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listArticleAttachments",
            summary = "The files of an edition of an article, in the order in which they were attached",
            description = "For whoever may read the edition; at most 20. None of what was withdrawn, but for those who"
                    + " oversee it. Those of an edition that is no draft do not change.")
    public Uni<Page<ArticleAttachmentView>> list(@RestPath UUID id) {
        return attachments.list(current.get(), id).map(ArticleAttachmentView::all);
    }

    @POST
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @APIResponse(responseCode = "201", description = "Attached")
    @Refuses({
        "article-attachment-repeated",
        "article-attachments-too-many",
        "article-not-found",
        "attachment-in-use",
        "attachment-not-found",
        "not-yours",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "createArticleAttachment",
            summary = "Attach a file to a draft",
            description = "For the office of the region; at most 20 files. The file comes from `createAttachment`,"
                    + " which has looked what it is and how it is called. Whoever attaches one has written something"
                    + " of the article, and does not review it.")
    public Uni<RestResponse<ArticleAttachmentView>> create(
            @RestPath UUID id, @NotNull @Valid ArticleAttachmentForm form) {
        return once.created(
                attachments.attach(current.get(), id, form.attachmentId()),
                ArticleAttachmentView::of,
                made -> ArticleAttachmentResource.path(made.id()));
    }
}
