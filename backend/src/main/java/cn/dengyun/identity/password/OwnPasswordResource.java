package cn.dengyun.identity.password;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.OwnAccount;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The caller's own password. */
@Path("/api/v1/me/password")
@Tag(name = "Identity")
@OwnAccount
public class OwnPasswordResource {

    private final PasswordService passwords;
    private final Once once;
    private final CurrentActor actor;

    OwnPasswordResource(PasswordService passwords, Once once, CurrentActor actor) {
        this.passwords = passwords;
        this.once = once;
        this.actor = actor;
    }

    @PUT
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @Cancellable(false)
    @Refuses(
            value = {
                "changed-meanwhile",
                "current-password-wrong",
                "forbidden",
                "sign-in-blocked",
                "sign-in-busy",
                "sign-in-elsewhere"
            },
            defects = {
                "password-common",
                "password-guessable",
                "password-too-long",
                "password-too-short",
                "password-unchanged"
            })
    @Operation(operationId = "changePassword", summary = "Change one's own password", description = """
                    Ends all other sessions of the account; this one goes on. A new password has at least 12 characters and \
                    at most 72 bytes in UTF-8, names neither the account nor its organisation, and is not one of those that \
                    are guessed first. No Idempotency-Key: the same request once more is refused, since the current password \
                    is another one by then.""")
    @APIResponse(responseCode = "204", description = "Changed")
    public Uni<RestResponse<Void>> change(
            @NotNull @Valid PasswordChange request, @Context HttpServerRequest connection) {
        return once.noContent(passwords.change(
                actor.get(),
                request.currentPassword(),
                request.newPassword(),
                connection.remoteAddress().hostAddress()));
    }

    /** A new password and the one it replaces. */
    @Schema(name = "PasswordChange", description = "A change of the caller's own password")
    public record PasswordChange(
            @NotBlank
            @Size(max = 200)
            @Schema(required = true, description = "The password until now", examples = "Dengyun#2018")
            String currentPassword,

            @NotBlank
            @Size(max = 200)
            @Schema(required = true, description = "The password from now on", examples = "云上安徽 2018 起步")
            String newPassword) {

        /** Without the passwords, in case a log ever asks. */
        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }
}
