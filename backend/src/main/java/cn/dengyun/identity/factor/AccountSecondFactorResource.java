package cn.dengyun.identity.factor;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The second factor of somebody who has lost it. */
@Path("/api/v1/accounts/{accountId}/second-factor")
@Tag(name = "Identity")
public class AccountSecondFactorResource {

    private final SecondFactorService factors;
    private final Once once;

    AccountSecondFactorResource(SecondFactorService factors, Once once) {
        this.factors = factors;
        this.once = once;
    }

    @DELETE
    @RolesAllowed(Roles.SYSADMIN)
    @Cancellable(false)
    @Refuses({"forbidden", "second-factor-not-begun"})
    @Operation(
            operationId = "removeSecondFactorOfAccount",
            summary = "Turn the second factor of somebody off who has lost it",
            description = "Ends all sessions of that account and tells its owner by mail. Who must have one enrols a"
                    + " new one at the next sign-in. There is no version to check: no If-Match is needed.")
    @APIResponse(responseCode = "204", description = "Turned off")
    public Uni<RestResponse<Void>> remove(@RestPath UUID accountId) {
        return once.noContent(factors.removeOf(accountId));
    }
}
