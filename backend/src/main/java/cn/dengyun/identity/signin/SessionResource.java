package cn.dengyun.identity.signin;

import cn.dengyun.identity.account.CallerView;
import cn.dengyun.identity.session.OwnSessionService;
import cn.dengyun.identity.session.RefreshService;
import cn.dengyun.identity.session.Session;
import cn.dengyun.identity.session.SessionTokens;
import cn.dengyun.identity.session.SignInDevice;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.OwnAccount;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Signing in as a person, staying signed in, signing out. */
@Path("/api/v1/sessions")
@Tag(name = "Identity")
@OwnAccount
public class SessionResource {

    private final SessionService sessions;
    private final RefreshService refreshes;
    private final OwnSessionService own;
    private final Once once;
    private final CurrentActor actor;

    SessionResource(
            SessionService sessions, RefreshService refreshes, OwnSessionService own, Once once, CurrentActor actor) {
        this.sessions = sessions;
        this.refreshes = refreshes;
        this.own = own;
        this.once = once;
        this.actor = actor;
    }

    @POST
    @PermitAll
    @Cancellable(false)
    @Caching(Caching.NEVER)
    @Refuses(
            value = {
                "changed-meanwhile",
                "credentials-wrong",
                "password-change-required",
                "second-factor-required",
                "second-factor-wrong",
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
    @Operation(operationId = "createSession", summary = "Sign in with user name and password", description = """
        The answer holds an access token for 15 minutes and a refresh token for the next ones. With \
        `newPassword` the password is changed on the way, which an account that was given its password must do at \
        first sign-in: without it there is no token at all. No Idempotency-Key: signing in again is harmless, and \
        a stored answer would be a stored token.

        After five failures in a row for one user name each further attempt has to wait twice as long as the one \
        before, and after fifteen the name is locked for half an hour, from wherever the attempts come and whether \
        or not there is such an account.

        An account with a second factor is refused with `second-factor-required` once the password was right: the \
        client asks for the code and sends both. An account that must have one and has none gets a session that \
        opens nothing but the account itself (`ownAccountOnly`), until a second factor is enrolled at \
        `/api/v1/me/second-factor` and the session refreshed.""")
    @APIResponse(
            responseCode = "201",
            description = "Signed in.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SessionView.class)))
    public Uni<RestResponse<SessionView>> signIn(
            @NotNull @Valid SessionRequest request, @Context HttpServerRequest connection) {
        return sessions.signIn(
                        request.username(),
                        request.password(),
                        request.newPassword(),
                        request.code(),
                        SignInDevice.of(connection))
                .map(tokens -> answer(RestResponse.Status.CREATED, tokens));
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @Cancellable(false)
    @Caching(Caching.NEVER)
    @Refuses({"refresh-token-invalid", "sign-in-elsewhere"})
    @Operation(operationId = "refreshSession", summary = "Get new tokens for a refresh token", description = """
        A refresh token is good once. The answer holds the next one, and an access token that tells what the \
        account is by now. A refresh token that was replaced already ends its session: somebody else has it too. \
        A client therefore never sends two refreshes at once, and one that lost the answer signs in again. No \
        Idempotency-Key, since a stored answer would be a stored token.""")
    @APIResponse(responseCode = "200", description = "Still signed in")
    public Uni<RestResponse<SessionView>> refresh(@NotNull @Valid SessionRefresh request) {
        return refreshes.refresh(request.refreshToken()).map(tokens -> answer(RestResponse.Status.OK, tokens));
    }

    @DELETE
    @Path("/current")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @Cancellable(false)
    @Refuses({"forbidden"})
    @Operation(
            operationId = "endCurrentSession",
            summary = "Sign out",
            description = "Ends the session of the access token that comes with this request. Its tokens are refused"
                    + " at once by the instance that answers, and within 30 seconds by all others.")
    @APIResponse(responseCode = "204", description = "Signed out")
    public Uni<RestResponse<Void>> signOut() {
        return once.noContent(own.endCurrent(actor.get()));
    }

    private static RestResponse<SessionView> answer(RestResponse.Status status, SessionTokens tokens) {
        Session session = tokens.session();
        SessionView view = new SessionView(
                session.id(),
                tokens.accessToken(),
                "Bearer",
                tokens.expiresInSeconds(),
                tokens.refreshToken(),
                session.idleUntil(),
                session.endsAt(),
                session.isOwnAccountOnly(),
                CallerView.of(tokens.account()));
        return RestResponse.ResponseBuilder.create(status, view).build();
    }

    /** Who wants to sign in. */
    @Schema(
            name = "SessionRequest",
            description = "Who signs in",
            examples = "{\"username\": \"platform\", \"password\": \"Dengyun#2018\"}")
    public record SessionRequest(
            @NotBlank
            @Size(max = 100)
            @Schema(required = true, description = "The user name of the account", examples = "platform")
            String username,

            @NotBlank
            @Size(max = 200)
            @Schema(required = true, description = "The password of the account", examples = "Dengyun#2018")
            String password,

            @Size(max = 200)
            @Schema(
                    nullable = true,
                    description = "At least 12 characters, at most 72 bytes in UTF-8",
                    examples = "云上安徽 2018 起步")
            String newPassword,

            @Size(max = 40)
            @Schema(
                    nullable = true,
                    description = "Of the second factor, for accounts that have one: the six digits of the app, or a"
                            + " recovery code",
                    examples = "287082")
            String code) {

        /** Without the passwords, in case a log ever asks. */
        @Override
        public String toString() {
            return "SessionRequest[" + username + "]";
        }
    }

    /** Who wants to stay signed in. */
    @Schema(name = "SessionRefresh", description = "The refresh token that is exchanged for new tokens")
    public record SessionRefresh(
            @NotBlank
            @Size(max = 100)
            @Schema(
                    required = true,
                    description = "The last refresh token of the session",
                    examples = "kq3vJ2mXh0cTq7pZ1sYw9uB4nD6eF8aR5gL0iO2tVxE")
            String refreshToken) {

        /** Without the token, in case a log ever asks. */
        @Override
        public String toString() {
            return "SessionRefresh[]";
        }
    }

    /** A session that has begun or goes on. */
    @Schema(name = "Session", description = "A session: tokens, and who is signed in")
    public record SessionView(
            @Schema(required = true, description = "The session, as in `GET /api/v1/me/sessions`")
            UUID id,

            @Schema(
                    required = true,
                    description = "A JWT; send it as `Authorization: Bearer …`",
                    examples = "eyJraWQiOiI0ZiJ9.eyJzdWIiOiIwMTk5In0.c2ln")
            String accessToken,

            @Schema(
                    required = true,
                    description = "How to send the access token: in the header `Authorization: Bearer …`",
                    examples = "Bearer")
            String tokenType,

            @Schema(required = true, description = "Seconds", examples = "900")
            long expiresIn,

            @Schema(
                    required = true,
                    description = "Good once, for `POST /api/v1/sessions/refresh`",
                    examples = "kq3vJ2mXh0cTq7pZ1sYw9uB4nD6eF8aR5gL0iO2tVxE")
            String refreshToken,

            @Schema(required = true, description = "When the session ends unless it is refreshed before")
            Instant idleUntil,

            @Schema(required = true, description = "When the session ends at the latest")
            Instant endsAt,

            @Schema(
                    required = true,
                    description = "Whether its tokens open nothing but the account itself, because the account has to"
                            + " enrol a second factor first")
            boolean ownAccountOnly,

            @Schema(required = true) CallerView account) {}
}
