package cn.dengyun.publishing.article;

import cn.dengyun.files.AttachmentDownloads;
import cn.dengyun.files.ContentBody;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** One file of an edition. */
@Path(ArticleAttachmentResource.PATH + "/{id}")
@Tag(name = "Publishing")
class ArticleAttachmentResource {

    static final String PATH = "/api/v1/article-attachments";

    private final ArticleAttachmentService attachments;
    private final AttachmentDownloads downloads;
    private final Once once;
    private final CurrentActor current;

    ArticleAttachmentResource(
            ArticleAttachmentService attachments, AttachmentDownloads downloads, Once once, CurrentActor current) {
        this.attachments = attachments;
        this.downloads = downloads;
        this.once = once;
        this.current = current;
    }

    /** Where the bytes of one are. */
    static String path(UUID id) {
        return PATH + "/" + id + "/content";
    }

    @DELETE
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @Refuses({"attachment-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "deleteArticleAttachment",
            summary = "Take a file off a draft",
            description = "For the office of the region. It never changes, so there is no version to check and no"
                    + " If-Match is needed. Earlier editions that have the same file keep it.")
    @APIResponse(responseCode = "204", description = "Taken off")
    public Uni<RestResponse<Void>> delete(@RestPath UUID id) {
        return once.noContent(attachments.remove(current.get(), id));
    }

    @GET
    @Path("/content")
    @PermitAll
    @Caching(Caching.ASK_AGAIN)
    @Refuses({
        "attachment-not-found",
        "attachment-store-unavailable",
        "range-not-satisfiable",
        "token-invalid",
        "unauthenticated"
    })
    @Operation(
            operationId = "getArticleAttachmentContent",
            summary = "The bytes of a file of an article",
            description = "For whoever may read the edition, as a download under its name. A `Range` of bytes is served"
                    + " as 206, with `If-Range` only when the ETag, the SHA-256 of the file, is still the same. Gone"
                    + " once the article is withdrawn.")
    @APIResponse(
            responseCode = "200",
            description = "The whole file",
            headers = {
                @Header(name = HttpHeaders.CONTENT_DISPOSITION),
                @Header(name = AttachmentDownloads.ACCEPT_RANGES)
            },
            content =
                    @Content(
                            mediaType = "*/*",
                            schema = @Schema(type = SchemaType.STRING, format = "binary", maxLength = 20_971_520)))
    @APIResponse(
            responseCode = "206",
            description = "The bytes that were asked for",
            headers = {
                @Header(name = HttpHeaders.CONTENT_DISPOSITION),
                @Header(name = AttachmentDownloads.ACCEPT_RANGES),
                @Header(name = AttachmentDownloads.CONTENT_RANGE)
            },
            content =
                    @Content(
                            mediaType = "*/*",
                            schema = @Schema(type = SchemaType.STRING, format = "binary", maxLength = 20_971_520)))
    public Uni<RestResponse<ContentBody>> content(
            @RestPath UUID id,
            @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch,
            @RestHeader("Range") @Parameter(description = "One range of bytes, e.g. `bytes=0-1023`.") String range,
            @RestHeader("If-Range") @Parameter(description = "The ETag that the range is of.") String ifRange,
            @Context RoutingContext request) {
        return attachments
                .find(current.get(), id)
                .chain(found -> downloads.of(
                        found.attachmentId(), new AttachmentDownloads.Asked(ifNoneMatch, range, ifRange, request)));
    }
}
