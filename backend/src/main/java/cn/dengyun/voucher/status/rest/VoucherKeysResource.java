package cn.dengyun.voucher.status.rest;

import cn.dengyun.platform.signing.PublicKeySet;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.voucher.status.CredentialKeys;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The public keys of credentials (RFC 8037), apart from those of access tokens: neither can pass for the other. */
@Path("/.well-known/voucher-keys.json")
@Tag(name = "Voucher status")
public class VoucherKeysResource {

    private final CredentialKeys keys;

    VoucherKeysResource(CredentialKeys keys) {
        this.keys = keys;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Caching("public, max-age=3600")
    @Operation(
            operationId = "getVoucherKeys",
            summary = "Public keys that credentials of vouchers are signed with",
            description = "A new key appears 25 hours before anything is signed with it, and stays for eight days after"
                    + " its successor took over: reading them once a day is enough.")
    public RestResponse<PublicKeySet> keys() {
        return RestResponse.ok(PublicKeySet.of(keys.published()));
    }
}
