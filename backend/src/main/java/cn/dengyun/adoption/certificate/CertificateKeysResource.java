package cn.dengyun.adoption.certificate;

import cn.dengyun.platform.signing.PublicKeySet;
import cn.dengyun.platform.web.Caching;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The public keys of certificates (RFC 8037), apart from those of vouchers and of access tokens. */
@Path("/.well-known/certificate-keys.json")
@Tag(name = "Adoption")
class CertificateKeysResource {

    private final CertificateKeys keys;

    CertificateKeysResource(CertificateKeys keys) {
        this.keys = keys;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Caching("public, max-age=3600")
    @Operation(
            operationId = "getCertificateKeys",
            summary = "Public keys that certificates of enterprises are signed with",
            description = "A new key appears 25 hours before anything is signed with it, once a year, and stays for"
                    + " good: reading them once a day is enough.")
    public RestResponse<PublicKeySet> keys() {
        return RestResponse.ok(PublicKeySet.of(keys.published()));
    }
}
