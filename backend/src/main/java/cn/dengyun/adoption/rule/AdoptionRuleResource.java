package cn.dengyun.adoption.rule;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Rules of adoption: drawn up and approved by the province, public then. */
@Path(AdoptionRuleResource.PATH)
@Tag(
        name = "Adoption",
        description = "Which enterprises have moved to the cloud (登云), and which are deeply connected (深度对接): by rule,"
                + " from orders and from what providers import, looked at by counties and open to objections.")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class AdoptionRuleResource {

    static final String PATH = "/api/v1/adoption-rules";

    private final AdoptionRuleService rules;
    private final Once once;
    private final CurrentActor current;

    AdoptionRuleResource(AdoptionRuleService rules, Once once, CurrentActor current) {
        this.rules = rules;
        this.once = once;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listAdoptionRules",
            summary = "Rules of adoption, newest first",
            description = "Everybody sees those that are approved; of two the one with the later first day holds.")
    public Uni<RestResponse<Page<AdoptionRuleView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") AdoptionRuleStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return rules.list(actor, new Filter().is("status", status), cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> AdoptionRuleView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"adoption-rule-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getAdoptionRule", summary = "A rule of adoption")
    public Uni<RestResponse<AdoptionRuleView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return rules.find(actor, id).map(found -> EntityTags.respond(AdoptionRuleView.of(found, actor), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Drawn up; another person of the province has to approve it")
    @Refuses(
            value = "not-yours",
            defects = {"adoption-rule-too-early", "adoption-sample-bounds", "adoption-sample-nothing", "unknown-code"})
    @Operation(
            operationId = "createAdoptionRule",
            summary = "Draw up a rule of adoption",
            description = "For the provincial authority. What was counted before is judged anew by it when something of"
                    + " it changes, or its year is over.")
    public Uni<RestResponse<AdoptionRuleView>> create(@NotNull @Valid AdoptionRuleForm form) {
        Actor actor = current.get();
        return once.created(
                rules.propose(actor, form), made -> AdoptionRuleView.of(made, actor), made -> PATH + "/" + made.id());
    }

    @POST
    @Path("/{id}/approvals")
    @IdempotencyKey
    @Refuses({
        "adoption-rule-late",
        "adoption-rule-not-found",
        "four-eyes-required",
        "not-yours",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "approveAdoptionRule",
            summary = "Approve a rule of adoption",
            description = "For another person of the province than the one who has drawn it up, before its first day.")
    public Uni<RestResponse<AdoptionRuleView>> approve(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(rules.approve(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/withdrawals")
    @IdempotencyKey
    @Refuses({"adoption-rule-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "withdrawAdoptionRule", summary = "Take back a rule of adoption that is not approved")
    public Uni<RestResponse<AdoptionRuleView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(rules.withdraw(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<AdoptionRuleView>> changed(Effect<AdoptionRule> change) {
        Actor actor = current.get();
        return once.ok(change, after -> AdoptionRuleView.of(after, actor));
    }
}
