package cn.dengyun.programme.rest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.programme.ProgrammeForms;
import cn.dengyun.programme.ProgrammeService;
import cn.dengyun.programme.RuleVersionService;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The rules of programmes, version by version. */
@Path("/api/v1/programmes/{id}/rule-versions")
@Tag(name = "Programmes")
public class RuleVersionResource {

    private final ProgrammeService programmes;
    private final RuleVersionService rules;
    private final ProgrammeViews views;
    private final Once once;
    private final CurrentActor current;

    RuleVersionResource(
            ProgrammeService programmes,
            RuleVersionService rules,
            ProgrammeViews views,
            Once once,
            CurrentActor current) {
        this.programmes = programmes;
        this.rules = rules;
        this.views = views;
        this.once = once;
        this.current = current;
    }

    @POST
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {"programme-not-found", "programme-not-yours", "programme-transition-not-allowed"},
            defects = {
                "rule-anchor-ambiguous",
                "rule-anchor-dropped",
                "rule-anchor-missing",
                "rule-anchor-unresolved",
                "rule-anchor-without-policy",
                "rule-policy-unfit"
            })
    @Operation(
            operationId = "createRuleVersion",
            summary = "Add a version of the rules",
            description = "By the owner of the programme. Before the announcement the programme is a draft again by"
                    + " it; afterwards the version waits for its approval. Where the document names a published"
                    + " policy, every rule cites a clause of the edition that is live when the rules take effect. All"
                    + " defects are told at once.")
    @APIResponse(
            responseCode = "201",
            description = "On record",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RuleVersionView.class)))
    public Uni<RestResponse<RuleVersionView>> add(
            @RestPath UUID id, @NotNull @Valid ProgrammeForms.NewRuleVersion request) {
        return once.created(
                rules.propose(current.get(), id, request),
                views::of,
                made -> "/api/v1/programmes/" + id + "/rule-versions/"
                        + made.version().version());
    }

    @GET
    @PermitAll
    @Refuses({"programme-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listRuleVersions",
            summary = "Versions of a programme's rules, newest first",
            description = "Approved ones; its owner, finance and auditors see all.")
    public Uni<RestResponse<Page<RuleVersionView>>> list(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return programmes
                .find(actor, id)
                .chain(programme -> rules.list(actor, programme, cursor, limit)
                        .map(page -> page.map(found -> views.of(programme, found, actor))))
                .map(page -> PageLinks.respond(page, request));
    }

    @GET
    @Path("/{version}")
    @PermitAll
    @Refuses({"programme-not-found", "rule-version-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getRuleVersion", summary = "A version of a programme's rules")
    @APIResponse(responseCode = "200", description = "With its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<RuleVersionView>> get(
            @RestPath UUID id,
            @RestPath int version,
            @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return programmes
                .find(actor, id)
                .chain(programme ->
                        rules.find(actor, programme, version).map(found -> views.of(programme, found, actor)))
                .map(view -> EntityTags.respond(view, view.tag(), ifNoneMatch));
    }

    @POST
    @Path("/{version}/approvals")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {
                "four-eyes-required",
                "programme-not-found",
                "programme-not-yours",
                "programme-transition-not-allowed",
                "rule-version-approved-already",
                "rule-version-not-found",
                "rule-version-superseded",
                "rule-version-uncited"
            },
            defects = {"rule-anchor-dropped", "rule-anchor-unresolved"})
    @Operation(
            operationId = "approveRuleVersion",
            summary = "Approve a version of the rules of an announced programme",
            description = "By finance or the owner, but not by who wrote it. It is in force from its own time on, at"
                    + " the earliest now; applications keep the version under which they were submitted. What it cites is"
                    + " held against its policy again.")
    @APIResponse(responseCode = "200", description = "Approved")
    public Uni<RestResponse<RuleVersionView>> approve(
            @RestPath UUID id, @RestPath int version, @NotNull @Valid ProgrammeForms.Reason request) {
        return once.ok(rules.approve(current.get(), id, version, request.reason()), views::of);
    }
}
