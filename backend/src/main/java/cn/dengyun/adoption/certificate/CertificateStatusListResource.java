package cn.dengyun.adoption.certificate;

import cn.dengyun.platform.signing.SignedStatusList;
import cn.dengyun.platform.web.Caching;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** The list by which certificates are checked without a connection. */
@Path(CertificateStatusList.ADDRESS)
@Tag(name = "Adoption")
class CertificateStatusListResource {

    private final Certificates certificates;

    CertificateStatusListResource(Certificates certificates) {
        this.certificates = certificates;
    }

    @GET
    @PermitAll
    @Produces(SignedStatusList.MEDIA_TYPE)
    @Caching(Caching.ASK_AGAIN)
    @Operation(
            operationId = "getCertificateStatusList",
            summary = "The status of every certificate, two bits each, signed",
            description = "A Token Status List of the IETF: a JWS whose claim `status_list.lst` is the bits,"
                    + " compressed with ZLIB, in Base64url. The `ix` of a certificate is its place: 0 it is good, 1 it"
                    + " has lapsed, 3 it is good for `CLOUD` and not for `DEEP`. Nobody may go by it after `exp`.")
    @APIResponse(
            responseCode = "200",
            description = "At most half a minute old, with its ETag",
            content =
                    @Content(
                            mediaType = SignedStatusList.MEDIA_TYPE,
                            schema = @Schema(implementation = String.class, examples = SignedStatusList.EXAMPLE)))
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<String>> get(@RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return certificates.list().map(list -> list.response(ifNoneMatch));
    }
}
