package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
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

    private static final String STATUS_LIST = "application/statuslist+jwt";

    private final Certificates certificates;

    CertificateStatusListResource(Certificates certificates) {
        this.certificates = certificates;
    }

    @GET
    @PermitAll
    @Produces(STATUS_LIST)
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
                            mediaType = STATUS_LIST,
                            schema =
                                    @Schema(
                                            implementation = String.class,
                                            examples =
                                                    "eyJhbGciOiJFZERTQSIsInR5cCI6InN0YXR1c2xpc3Qrand0Iiwia2lkIjoiYTFCMmMzRDQifQ.e30.c2ln")))
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<String>> get(@RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return certificates.list().map(list -> {
            RestResponse<String> response = EntityTags.respond(list.token(), list.tag(), ifNoneMatch);
            response.getHeaders()
                    .putSingle(HttpHeaders.CACHE_CONTROL, "public, max-age=" + Certificates.AGE.toSeconds());
            return response;
        });
    }
}
