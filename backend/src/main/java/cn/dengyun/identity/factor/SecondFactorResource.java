package cn.dengyun.identity.factor;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.OwnAccount;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The second factor of the caller's own account. */
@Path("/api/v1/me/second-factor")
@Tag(name = "Identity")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
@OwnAccount
public class SecondFactorResource {

    private final SecondFactorService factors;
    private final Once once;
    private final CurrentActor actor;

    SecondFactorResource(SecondFactorService factors, Once once, CurrentActor actor) {
        this.factors = factors;
        this.once = once;
        this.actor = actor;
    }

    @GET
    @Refuses({"forbidden"})
    @Operation(operationId = "getSecondFactor", summary = "Whether one has a second factor, and must have one")
    public Uni<SecondFactorView> get() {
        return factors.describe(actor.get()).map(SecondFactorView::of);
    }

    @POST
    @Cancellable(false)
    @Caching(Caching.NEVER)
    @Refuses({
        "current-password-wrong",
        "forbidden",
        "second-factor-exists",
        "sign-in-blocked",
        "sign-in-busy",
        "sign-in-elsewhere"
    })
    @Operation(operationId = "enrolSecondFactor", summary = "Begin to enrol a second factor", description = """
        The answer holds a secret for an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds), as text and \
        as the content of a QR code. It is worth nothing until a code of it was confirmed; until then it may be \
        asked for again, which replaces it. No Idempotency-Key, since a stored answer would be a stored secret.""")
    @APIResponse(responseCode = "200", description = "Begun")
    public Uni<RestResponse<EnrolmentView>> enrol(
            @NotNull @Valid PasswordProof request, @Context HttpServerRequest connection) {
        return once.reply(
                factors.enrol(actor.get(), request.password(), address(connection)),
                enrolment -> Reply.ok(new EnrolmentView(enrolment.secret(), enrolment.uri())));
    }

    @POST
    @Path("/confirmations")
    @Cancellable(false)
    @Caching(Caching.NEVER)
    @Refuses({"forbidden", "second-factor-code-wrong", "second-factor-exists", "second-factor-not-begun"})
    @Operation(operationId = "confirmSecondFactor", summary = "Turn the second factor on", description = """
        With a code that the app shows now. The answer holds ten recovery codes, each good once in the place of a \
        code, shown this once and stored as digests only. All other sessions of the account end. If this one was \
        limited to the account itself, its next refresh opens everything. No Idempotency-Key, since a stored \
        answer would be stored codes.""")
    @APIResponse(responseCode = "200", description = "Turned on")
    public Uni<RestResponse<RecoveryCodesView>> confirm(@NotNull @Valid CodeProof request) {
        return once.reply(
                factors.confirm(actor.get(), request.code()), codes -> Reply.ok(new RecoveryCodesView(codes)));
    }

    @POST
    @Path("/recovery-codes")
    @Cancellable(false)
    @Caching(Caching.NEVER)
    @Refuses({
        "current-password-wrong",
        "forbidden",
        "second-factor-not-begun",
        "second-factor-wrong",
        "sign-in-blocked",
        "sign-in-busy",
        "sign-in-elsewhere"
    })
    @Operation(operationId = "renewRecoveryCodes", summary = "Get new recovery codes", description = """
        In the place of all old ones, used or not. No Idempotency-Key, since a stored answer would be stored codes.""")
    @APIResponse(responseCode = "200", description = "The new ones")
    public Uni<RestResponse<RecoveryCodesView>> renew(
            @NotNull @Valid FullProof request, @Context HttpServerRequest connection) {
        return once.reply(
                factors.renewRecoveryCodes(actor.get(), request.password(), request.code(), address(connection)),
                codes -> Reply.ok(new RecoveryCodesView(codes)));
    }

    @POST
    @Path("/removals")
    @Cancellable(false)
    @Refuses({
        "current-password-wrong",
        "forbidden",
        "second-factor-not-begun",
        "second-factor-obligatory",
        "second-factor-wrong",
        "sign-in-blocked",
        "sign-in-busy",
        "sign-in-elsewhere"
    })
    @Operation(operationId = "removeSecondFactor", summary = "Turn the second factor off", description = """
        All other sessions of the account end. Who must have a second factor cannot turn it off. No \
        Idempotency-Key: a repetition finds nothing to turn off.""")
    @APIResponse(responseCode = "204", description = "Turned off")
    public Uni<RestResponse<Void>> remove(@NotNull @Valid FullProof request, @Context HttpServerRequest connection) {
        return once.noContent(factors.remove(actor.get(), request.password(), request.code(), address(connection)));
    }

    private static String address(HttpServerRequest connection) {
        return connection.remoteAddress().hostAddress();
    }

    /** Where an account stands with its second factor. */
    @Schema(name = "SecondFactor", description = "Whether an account has a second factor")
    public record SecondFactorView(
            @Schema(required = true) SecondFactorStatus status,

            @Schema(required = true, description = "Whether the roles of the account need one")
            boolean obligatory,

            @Schema(required = true, nullable = true, description = "When it was confirmed; null until then")
            Instant confirmedAt,

            @Schema(required = true, description = "Recovery codes that were not used yet", examples = "10")
            int recoveryCodesLeft) {

        static SecondFactorView of(SecondFactorService.State state) {
            if (state.factor().isEmpty()) {
                return new SecondFactorView(SecondFactorStatus.NONE, state.isObligatory(), null, 0);
            }
            SecondFactor factor = state.factor().get();
            return new SecondFactorView(
                    factor.isConfirmed() ? SecondFactorStatus.ACTIVE : SecondFactorStatus.BEGUN,
                    state.isObligatory(),
                    factor.confirmedAt(),
                    factor.recoveryCodesLeft());
        }
    }

    /** How far the enrolment is. */
    public enum SecondFactorStatus {
        NONE,
        BEGUN,
        ACTIVE
    }

    /** A secret for an authenticator app. */
    @Schema(name = "SecondFactorEnrolment", description = "The secret of a new second factor, which is shown this once")
    public record EnrolmentView(
            @Schema(
                    required = true,
                    description = "Base 32, to be typed",
                    examples = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
            String secret,

            @Schema(
                    required = true,
                    description = "The content of a QR code",
                    examples = "otpauth://totp/Dengyun:province?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Dengyun")
            String uri) {

        /** Without the secret, in case a log ever asks. */
        @Override
        public String toString() {
            return "EnrolmentView[]";
        }
    }

    /** Codes for who has lost the device. */
    @Schema(name = "RecoveryCodes", description = "Codes that replace the second factor, each of them once")
    public record RecoveryCodesView(
            @Schema(required = true, description = "Each is good once", examples = "[\"7K2M-9QXA-4HTR-VB3C\"]")
            List<String> recoveryCodes) {

        /** Without the codes, in case a log ever asks. */
        @Override
        public String toString() {
            return "RecoveryCodesView[]";
        }
    }

    /** That it is the owner who asks. */
    @Schema(name = "PasswordProof", description = "The password, to show that it is the person")
    public record PasswordProof(
            @NotBlank
            @Size(max = 200)
            @Schema(required = true, description = "The password of the account", examples = "Dengyun#2018")
            String password) {

        /** Without the password, in case a log ever asks. */
        @Override
        public String toString() {
            return "PasswordProof[]";
        }
    }

    /** That the app has the secret. */
    @Schema(name = "CodeProof", description = "A code of the second factor, to show that it is at hand")
    public record CodeProof(
            @NotBlank
            @Size(max = 40)
            @Schema(
                    required = true,
                    description = "The code that the device shows, or a recovery code",
                    examples = "287082")
            String code) {

        /** Without the code, in case a log ever asks. */
        @Override
        public String toString() {
            return "CodeProof[]";
        }
    }

    /** That it is the owner who asks, by both factors. */
    @Schema(name = "FullProof", description = "The password and, where there is a second factor, its code")
    public record FullProof(
            @NotBlank
            @Size(max = 200)
            @Schema(required = true, description = "The password of the account", examples = "Dengyun#2018")
            String password,

            @NotBlank
            @Size(max = 40)
            @Schema(required = true, description = "A code of the app or a recovery code", examples = "287082")
            String code) {

        /** Without either, in case a log ever asks. */
        @Override
        public String toString() {
            return "FullProof[]";
        }
    }
}
