package cn.dengyun.identity.account;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.OwnAccount;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who am I. */
@Path("/api/v1/me")
@Tag(name = "Identity")
@OwnAccount
public class CallerResource {

    private final CallerService callers;
    private final CurrentActor actor;

    CallerResource(CallerService callers, CurrentActor actor) {
        this.callers = callers;
        this.actor = actor;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @RequiredScope(ClientScope.ORGANIZATION_READ)
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(operationId = "getCaller", summary = "Whom the access token speaks for")
    public Uni<CallerView> me() {
        return callers.describe(actor.get());
    }
}
