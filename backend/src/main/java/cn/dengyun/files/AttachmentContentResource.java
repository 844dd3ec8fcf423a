package cn.dengyun.files;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
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

/** The bytes of attachments, always as downloads: nothing of them runs or shows inside a page of the platform. */
@Path("/api/v1/attachments/{id}/content")
@Tag(name = "Attachments")
public class AttachmentContentResource {

    private final AttachmentService attachments;
    private final CurrentActor current;

    AttachmentContentResource(AttachmentService attachments, CurrentActor current) {
        this.attachments = attachments;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @Caching(Caching.ASK_AGAIN)
    @Refuses({"attachment-not-found", "attachment-store-unavailable", "forbidden", "range-not-satisfiable"})
    @Operation(
            operationId = "getAttachmentContent",
            summary = "The bytes of a file",
            description = "With its own media type, as a download under its name. A `Range` of bytes is served as"
                    + " 206, with `If-Range` only when the ETag, the SHA-256 of the file, is still the same.")
    @APIResponse(
            responseCode = "200",
            description = "The whole file.",
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
            description = "The bytes that were asked for.",
            headers = {
                @Header(name = HttpHeaders.CONTENT_DISPOSITION),
                @Header(name = AttachmentDownloads.ACCEPT_RANGES),
                @Header(name = AttachmentDownloads.CONTENT_RANGE)
            },
            content =
                    @Content(
                            mediaType = "*/*",
                            schema = @Schema(type = SchemaType.STRING, format = "binary", maxLength = 20_971_520)))
    public Uni<RestResponse<ContentBody>> get(
            @RestPath UUID id,
            @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch,
            @RestHeader("Range") @Parameter(description = "One range of bytes, e.g. `bytes=0-1023`.") String range,
            @RestHeader("If-Range") @Parameter(description = "The ETag that the range is of.") String ifRange,
            @Context RoutingContext request) {
        Actor actor = current.get();
        AttachmentDownloads.Asked asked = new AttachmentDownloads.Asked(ifNoneMatch, range, ifRange, request);
        return attachments
                .find(actor, id)
                .map(found ->
                        AttachmentDownloads.respond(found, asked, wanted -> attachments.content(actor, found, wanted)));
    }
}
