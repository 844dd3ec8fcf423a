package cn.dengyun.voucher.status.rest;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.QrImage;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.status.CredentialService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What an enterprise shows to a provider. */
@Path("/api/v1/vouchers/{id}/qr")
@Tag(name = "Voucher status")
public class VoucherQrResource {

    private static final String PNG = "image/png";
    private static final List<String> OFFERED = List.of(PNG, MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN);

    private final CredentialService credentials;
    private final CurrentActor current;
    private final JsonWriter json;

    VoucherQrResource(CredentialService credentials, CurrentActor current, JsonWriter json) {
        this.credentials = credentials;
        this.current = current;
        this.json = json;
    }

    @GET
    @RolesAllowed(Roles.ENTERPRISE)
    @Delegable("vouchers:redeem")
    @RequiredScope(ClientScope.VOUCHERS_REDEEM)
    @Produces({PNG, MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Caching(Caching.NEVER)
    @Refuses({"viewer-may-only-read", "voucher-not-found", "voucher-not-usable"})
    @Operation(
            operationId = "getVoucherQr",
            summary = "A fresh credential of a voucher, as a QR image or as text",
            description = "Good for five minutes and one presentation. It can be verified without a connection, with"
                    + " the keys of `getVoucherKeys` and the list of `getVoucherStatusList`, and holds neither"
                    + " the balance nor anything of the enterprise.")
    @APIResponse(
            responseCode = "200",
            description = "By `Accept`: the image, the text with its end, or the text alone",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = VoucherCredentialView.class)),
                @Content(
                        mediaType = PNG,
                        schema =
                                @Schema(
                                        implementation = String.class,
                                        format = "binary",
                                        description = "A QR code of error correction M",
                                        examples = "iVBORw0KGgo")),
                @Content(
                        mediaType = MediaType.TEXT_PLAIN,
                        schema =
                                @Schema(
                                        implementation = String.class,
                                        maxLength = 400,
                                        examples =
                                                "eyJhbGciOiJFZERTQSIsInR5cCI6ImR5diIsImtpZCI6ImExQjJjM0Q0In0.e30.c2ln"))
            })
    public Uni<Response> get(@RestPath UUID id, @Context HttpHeaders headers) {
        String type = wanted(headers.getAcceptableMediaTypes());
        return credentials
                .issue(current.get(), id)
                .map(issued -> Response.ok(body(type, issued), type).build());
    }

    private Object body(String type, CredentialService.Issued issued) {
        return switch (type) {
            case PNG -> QrImage.of(issued.text());
            case MediaType.TEXT_PLAIN -> issued.text();
            default -> json.write(VoucherCredentialView.of(issued));
        };
    }

    /** The framework has refused already what takes none of them. */
    private static String wanted(List<MediaType> accepted) {
        for (MediaType each : accepted) {
            for (String offered : OFFERED) {
                if (each.isCompatible(MediaType.valueOf(offered))) {
                    return offered;
                }
            }
        }
        return PNG;
    }
}
