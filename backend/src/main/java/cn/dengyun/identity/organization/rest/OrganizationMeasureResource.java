package cn.dengyun.identity.organization.rest;

import cn.dengyun.identity.organization.MeasureService;
import cn.dengyun.identity.organization.domain.OrganizationMeasure;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What the authority of its region may do to an organisation. */
@Path("/api/v1/organizations")
@Tag(name = "Organizations")
@RolesAllowed(Roles.AUTHORITY)
public class OrganizationMeasureResource {

    private final MeasureService measures;
    private final OrganizationViews views;
    private final Once once;
    private final CurrentActor current;

    OrganizationMeasureResource(MeasureService measures, OrganizationViews views, Once once, CurrentActor current) {
        this.measures = measures;
        this.views = views;
        this.once = once;
        this.current = current;
    }

    /** Why an authority does something. */
    @Schema(name = "MeasureReason", description = "Why an authority does something to an organisation")
    public record MeasureReason(
            @NotBlank
            @Size(max = 2_000)
            @Schema(
                    required = true,
                    description = "Kept on record and told to the organisation",
                    examples = "涉嫌提供虚假材料，核查期间冻结")
            String reason) {}

    @POST
    @Path("/{id}/freezes")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"forbidden", "organization-frozen", "organization-measure-not-possible", "organization-not-found"})
    @Operation(
            operationId = "freezeOrganization",
            summary = "Let an organisation read only",
            description = "By the authority of its region or above. Until it is unfrozen every write of its people,"
                    + " its systems and its agents is refused with `organization-frozen`, on every instance"
                    + " within five seconds.")
    @APIResponse(responseCode = "200", description = "Frozen")
    public Uni<RestResponse<OrganizationView>> freeze(@RestPath UUID id, @NotNull @Valid MeasureReason request) {
        return take(OrganizationMeasure.FREEZE, id, request);
    }

    @POST
    @Path("/{id}/unfreezes")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"forbidden", "organization-measure-not-possible", "organization-not-found"})
    @Operation(
            operationId = "unfreezeOrganization",
            summary = "Let a frozen organisation write again",
            description = "By the authority of its region or above.")
    @APIResponse(responseCode = "200", description = "No longer frozen")
    public Uni<RestResponse<OrganizationView>> unfreeze(@RestPath UUID id, @NotNull @Valid MeasureReason request) {
        return take(OrganizationMeasure.UNFREEZE, id, request);
    }

    @POST
    @Path("/{id}/revocations")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"forbidden", "organization-measure-not-possible", "organization-not-found"})
    @Operation(
            operationId = "revokeOrganizationCertification",
            summary = "Take an organisation's certification away",
            description = "By the authority of its region or above. It may ask to be certified again.")
    @APIResponse(responseCode = "200", description = "No longer certified")
    public Uni<RestResponse<OrganizationView>> revoke(@RestPath UUID id, @NotNull @Valid MeasureReason request) {
        return take(OrganizationMeasure.REVOKE, id, request);
    }

    private Uni<RestResponse<OrganizationView>> take(OrganizationMeasure measure, UUID id, MeasureReason request) {
        Actor actor = current.get();
        return once.reply(measures.take(measure, actor, id, request.reason()), changed -> views.reply(changed, actor));
    }
}
