package cn.dengyun.identity.password;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.Refuses;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Forgotten passwords. */
@Path("/api/v1/password-resets")
@Tag(name = "Identity")
public class PasswordResetResource {

    private static final int ACCEPTED = 202;

    private final PasswordResetService resets;
    private final Once once;

    PasswordResetResource(PasswordResetService resets, Once once) {
        this.resets = resets;
        this.once = once;
    }

    @POST
    @PermitAll
    @ResponseStatus(ACCEPTED)
    @Cancellable(false)
    @Refuses({"sign-in-blocked", "sign-in-elsewhere"})
    @Operation(operationId = "requestPasswordReset", summary = "Ask for a new password", description = """
                    If there is such an account and it has an e-mail address, a one-time token goes there, good for 30 \
                    minutes. The answer is the same, and comes as quickly, if there is none. No Idempotency-Key: an account \
                    gets three such mails at most before the first has expired, however often it is asked.""")
    @APIResponse(responseCode = "202", description = "Asked for")
    public Uni<Void> request(@NotNull @Valid PasswordResetRequest request, @Context HttpServerRequest connection) {
        return resets.request(request.username(), connection.remoteAddress().hostAddress());
    }

    @POST
    @Path("/{id}/completions")
    @PermitAll
    @Cancellable(false)
    @Refuses(
            value = {"changed-meanwhile", "password-reset-not-found", "sign-in-busy", "sign-in-elsewhere"},
            defects = {"password-common", "password-guessable", "password-too-long", "password-too-short"})
    @Operation(operationId = "completePasswordReset", summary = "Choose a new password", description = """
                    Ends all sessions of the account. The token is good once, so a repetition is refused: no Idempotency-Key. \
                    A second factor is still asked at the next sign-in.""")
    @APIResponse(responseCode = "204", description = "Chosen")
    public Uni<RestResponse<Void>> complete(@RestPath UUID id, @NotNull @Valid PasswordResetCompletion request) {
        return once.noContent(resets.complete(id, request.token(), request.newPassword()));
    }

    /** Who forgot a password. */
    @Schema(name = "PasswordResetRequest", description = "Whose password is lost")
    public record PasswordResetRequest(
            @NotBlank
            @Size(max = 254)
            @Schema(required = true, description = "User name or e-mail address", examples = "platform")
            String username) {}

    /** A new password and the token that came by mail. */
    @Schema(name = "PasswordResetCompletion", description = "The new password, with the token that the mail brought")
    public record PasswordResetCompletion(
            @NotBlank
            @Size(max = 100)
            @Schema(
                    required = true,
                    description = "The token from the mail",
                    examples = "kq3vJ2mXh0cTq7pZ1sYw9uB4nD6eF8aR5gL0iO2tVxE")
            String token,

            @NotBlank
            @Size(max = 200)
            @Schema(required = true, description = "The password from now on", examples = "云上安徽 2018 起步")
            String newPassword) {

        /** Without either, in case a log ever asks. */
        @Override
        public String toString() {
            return "PasswordResetCompletion[]";
        }
    }
}
