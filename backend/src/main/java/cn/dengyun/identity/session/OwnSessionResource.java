package cn.dengyun.identity.session;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.OwnAccount;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where the caller is signed in. */
@Path("/api/v1/me/sessions")
@Tag(name = "Identity")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
@OwnAccount
public class OwnSessionResource {

    private final OwnSessionService sessions;
    private final Once once;
    private final CurrentActor actor;

    OwnSessionResource(OwnSessionService sessions, Once once, CurrentActor actor) {
        this.sessions = sessions;
        this.once = once;
        this.actor = actor;
    }

    @GET
    @Refuses({"forbidden"})
    @Operation(
            operationId = "listOwnSessions",
            summary = "Where one is signed in, newest first",
            description = "Sessions that have not ended.")
    public Uni<RestResponse<Page<OwnSessionView>>> list(
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        UUID current = actor.get().sessionId();
        return sessions.list(actor.get(), cursor, limit)
                .map(page -> PageLinks.respond(page.map(session -> OwnSessionView.of(session, current)), request));
    }

    @DELETE
    @Cancellable(false)
    @Refuses({"forbidden"})
    @Operation(
            operationId = "endOwnSessions",
            summary = "Sign out everywhere",
            description = "Ends all sessions of the account, this one included. Their tokens are refused at once by"
                    + " the instance that answers, and within 30 seconds by all others.")
    @APIResponse(responseCode = "204", description = "Signed out everywhere")
    public Uni<RestResponse<Void>> endAll() {
        return once.noContent(sessions.endAll(actor.get()));
    }

    @DELETE
    @Path("/{id}")
    @Cancellable(false)
    @Refuses({"forbidden", "session-not-found"})
    @Operation(
            operationId = "endOwnSession",
            summary = "Sign out on one device",
            description = "There is no way back, so there is no version to check: no If-Match is needed.")
    @APIResponse(responseCode = "204", description = "Signed out there")
    public Uni<RestResponse<Void>> end(@RestPath UUID id) {
        return once.noContent(sessions.end(actor.get(), id));
    }

    /** A place where the caller is signed in. */
    @Schema(name = "OwnSession", description = "A session of the caller: one sign-in on one device")
    public record OwnSessionView(
            @Schema(required = true, description = "Its id") UUID id,

            @Schema(required = true, description = "Whether this request belongs to it")
            boolean current,

            @Schema(required = true, description = "Where it began", examples = "203.0.113.7")
            String address,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What the device called itself",
                    examples = "Mozilla/5.0 (X11; Linux x86_64)")
            String userAgent,

            @Schema(required = true, description = "When it began")
            Instant createdAt,

            @Schema(required = true, description = "When it was last used")
            Instant lastUsedAt,

            @Schema(required = true, description = "When it ends unless it is refreshed before")
            Instant idleUntil,

            @Schema(required = true, description = "When it ends at the latest")
            Instant endsAt) {

        static OwnSessionView of(Session session, UUID current) {
            return new OwnSessionView(
                    session.id(),
                    session.id().equals(current),
                    session.address(),
                    session.userAgent(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.idleUntil(),
                    session.endsAt());
        }
    }
}
