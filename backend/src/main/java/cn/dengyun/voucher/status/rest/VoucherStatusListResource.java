package cn.dengyun.voucher.status.rest;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.signing.SignedStatusList;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.voucher.status.StatusLists;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The list by which credentials are checked without a connection. */
@Path("/api/v1/programmes/{id}/voucher-status-list")
@Tag(name = "Voucher status")
public class VoucherStatusListResource {

    private final StatusLists lists;

    VoucherStatusListResource(StatusLists lists) {
        this.lists = lists;
    }

    @GET
    @PermitAll
    @Produces(SignedStatusList.MEDIA_TYPE)
    @Caching(Caching.ASK_AGAIN)
    @Refuses({"voucher-status-list-not-found"})
    @Operation(
            operationId = "getVoucherStatusList",
            summary = "The status of every voucher of a programme, two bits each, signed",
            description = "A Token Status List of the IETF: a JWS whose claim `status_list.lst` is the bits,"
                    + " compressed with ZLIB, in Base64url. The `ix` of a credential is its place: 0 can be"
                    + " used, 1 expired or revoked, 2 frozen or not accepted yet, 3 used up. Nobody may go by it"
                    + " after `exp`.")
    @APIResponse(
            responseCode = "200",
            description = "At most half a minute old, with its ETag",
            content =
                    @Content(
                            mediaType = SignedStatusList.MEDIA_TYPE,
                            schema = @Schema(implementation = String.class, examples = SignedStatusList.EXAMPLE)))
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<String>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return lists.of(id).map(list -> list.response(ifNoneMatch));
    }
}
