package cn.dengyun.identity;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Signing in as a person. */
@Path("/api/v1/sessions")
@Tag(name = "Identity")
public class SessionResource {

    private final SessionService sessions;

    SessionResource(SessionService sessions) {
        this.sessions = sessions;
    }

    @POST
    @PermitAll
    @Cancellable(false)
    @Operation(operationId = "createSession", summary = "Sign in with user name and password", description = """
                    The answer holds an access token for 15 minutes. With `newPassword` the password is changed on the way, \
                    which an account that was given its password must do at first sign-in. No Idempotency-Key: signing in \
                    again is harmless, and a stored answer would be a stored token.

                    Problems: `credentials-wrong` (401; the same for an unknown user name), `password-change-required` (403), \
                    `changed-meanwhile` (412), `sign-in-blocked` (429, after repeated failures), `sign-in-busy` (503), \
                    `invalid-request` (400; with `password-too-short`, `password-too-long`, `password-unchanged` or \
                    `password-guessable` at `/newPassword`).""")
    @APIResponse(
            responseCode = "201",
            description = "Signed in.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SessionView.class)))
    public Uni<RestResponse<SessionView>> signIn(
            @NotNull @Valid SessionRequest request, @Context HttpServerRequest connection) {
        String address = connection.remoteAddress().hostAddress();
        return sessions.signIn(request.username(), request.password(), request.newPassword(), address)
                .map(SessionResource::answer);
    }

    private static RestResponse<SessionView> answer(SessionService.SignedIn signedIn) {
        SessionView view = new SessionView(
                signedIn.accessToken(), "Bearer", signedIn.expiresInSeconds(), CallerView.of(signedIn.account()));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, view)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Who wants to sign in. */
    @Schema(name = "SessionRequest")
    public record SessionRequest(
            @NotBlank @Size(max = 100) @Schema(required = true, examples = "platform")
            String username,

            @NotBlank @Size(max = 200) @Schema(required = true, examples = "Dengyun#2018")
            String password,

            @Size(max = 200)
            @Schema(
                    nullable = true,
                    description = "At least 12 characters, at most 72 bytes in UTF-8",
                    examples = "云上安徽 2018 起步")
            String newPassword) {

        /** Without the passwords, in case a log ever asks. */
        @Override
        public String toString() {
            return "SessionRequest[" + username + "]";
        }
    }

    /** A session that has begun. */
    @Schema(name = "Session")
    public record SessionView(
            @Schema(
                    required = true,
                    description = "A JWT; send it as `Authorization: Bearer …`",
                    examples = "eyJraWQiOiI0ZiJ9.eyJzdWIiOiIwMTk5In0.c2ln")
            String accessToken,

            @Schema(required = true, examples = "Bearer") String tokenType,

            @Schema(required = true, description = "Seconds", examples = "900")
            long expiresIn,

            @Schema(required = true) CallerView account) {}
}
