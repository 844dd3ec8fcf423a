package cn.dengyun.sandbox;

import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The time of a demo (design.md §7). */
@Path("/api/v1/sandbox/clock")
@Tag(name = "Sandbox", description = "What a demo has beside the platform.")
@Refuses({"sandbox-only"})
public class ClockResource {

    private final SandboxClock sandbox;
    private final Clock wall;

    ClockResource(SandboxClock sandbox, @WallClock Clock wall) {
        this.sandbox = sandbox;
        this.wall = wall;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "getSandboxClock",
            summary = "See what time it is",
            description = "In a demo the time can be moved on; on every other platform there is no such clock.")
    public ClockView get() {
        return new ClockView(sandbox.now(), wall.instant());
    }

    @POST
    @RolesAllowed(Roles.SYSADMIN)
    @Cancellable(false)
    @Refuses(
            value = {"clock-moving"},
            defects = {"clock-only-forward", "clock-too-far"})
    @Operation(
            operationId = "changeSandboxClock",
            summary = "Move the time on",
            description =
                    "What is due in between happens at its moment and in its order, before this answers: holds and"
                            + " vouchers end, people are reminded, what was not corrected in time lapses. The time cannot be"
                            + " moved back: begin anew with an empty data folder. Whoever is signed in stays so.")
    public Uni<ClockView> move(@NotNull @Valid NewTime request) {
        return sandbox.moveTo(request.to()).map(now -> new ClockView(now, wall.instant()));
    }
}
