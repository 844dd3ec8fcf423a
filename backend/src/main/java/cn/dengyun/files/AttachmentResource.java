package cn.dengyun.files;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.operation.CurrentOperation;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Attachments: sent by those who write records, read by those who see the records. */
@Path("/api/v1/attachments")
@Tag(name = "Attachments")
public class AttachmentResource {

    private final AttachmentService attachments;
    private final CurrentOperation operation;
    private final Once once;
    private final CurrentActor current;

    AttachmentResource(AttachmentService attachments, CurrentOperation operation, Once once, CurrentActor current) {
        this.attachments = attachments;
        this.operation = operation;
        this.once = once;
        this.current = current;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE})
    @Blocking
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @IdempotencyKey(required = false)
    @Refuses(
            value = {
                "attachment-quota-exceeded",
                "attachment-store-unavailable",
                "attachment-too-large",
                "forbidden",
                "multipart-malformed",
                "upload-interrupted"
            },
            defects = {"attachment-name-unsound", "attachment-type-mismatch"})
    @Operation(
            operationId = "createAttachment",
            summary = "Send a file",
            description = "One file of 20 MiB at most: PDF, PNG, JPEG, WebP, XLSX, DOCX, OFD, XML, CSV or plain"
                    + " text, and its bytes, its `Content-Type` and the ending of its name must agree. By"
                    + " people, not by API clients. It belongs to the sender's organisation until a record takes"
                    + " it; one that no record takes is removed after some days.")
    @RequestBody(
            required = true,
            description = "A form with one file.",
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = AttachmentForm.class)))
    @APIResponse(responseCode = "201", description = "Kept.")
    public RestResponse<AttachmentView> create(
            @Parameter(hidden = true) @RestHeader(HttpHeaders.CONTENT_TYPE) String contentType,
            @Parameter(hidden = true) @RestHeader(HttpHeaders.CONTENT_ENCODING) String encoding,
            InputStream body) {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Rejection.of(Rejection.Kind.UNSUPPORTED, "unsupported-media-type", "Content-Encoding: identity");
        }
        Actor actor = current.get();
        try (AttachmentService.Upload upload = attachments.receive(actor, contentType, body)) {
            operation.read(upload.received());
            return WorkerThread.await(once.reply(attachments.keep(actor, upload), AttachmentResource::kept));
        }
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses({"attachment-not-found", "forbidden"})
    @Operation(
            operationId = "getAttachment",
            summary = "A file without its bytes",
            description = "One of the caller's own organisation, or one of a record that the caller may see; for"
                    + " people.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now, with its ETag.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AttachmentView.class)))
    public Uni<RestResponse<AttachmentView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return attachments
                .find(current.get(), id)
                .map(found -> EntityTags.respond(AttachmentView.of(found), found.tag(), ifNoneMatch));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE})
    @Cancellable(false)
    @Refuses({"attachment-in-use", "attachment-not-found", "forbidden"})
    @Operation(
            operationId = "deleteAttachment",
            summary = "Take a file back",
            description = "By people of its organisation, as long as no record took it. It never changes, so there"
                    + " is no version to check and no If-Match is needed.")
    @APIResponse(responseCode = "204", description = "Gone")
    public Uni<RestResponse<Void>> delete(@RestPath UUID id) {
        return once.noContent(attachments.delete(current.get(), id));
    }

    private static Reply<AttachmentView> kept(Attachment attachment) {
        return Reply.created(AttachmentView.of(attachment), "/api/v1/attachments/" + attachment.id())
                .tagged(attachment.tag());
    }
}
