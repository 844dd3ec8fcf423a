package cn.dengyun.programme.simulation.rest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.programme.simulation.SimulationForms;
import cn.dengyun.programme.simulation.SimulationService;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Simulations of a programme's rules on a population. */
@Path("/api/v1/programmes/{id}/simulations")
@Tag(name = "Programmes")
@RolesAllowed({Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
public class SimulationResource {

    private final SimulationService simulations;
    private final CurrentActor current;
    private final RequestFacts facts;
    private final Once once;

    SimulationResource(SimulationService simulations, CurrentActor current, RequestFacts facts, Once once) {
        this.simulations = simulations;
        this.current = current;
        this.facts = facts;
        this.once = once;
    }

    @POST
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {"body-too-large", "programme-not-found", "programme-not-yours", "rule-version-not-found"},
            defects = {
                "simulation-demand-unfit",
                "simulation-opening-unfit",
                "simulation-too-large",
                "variant-member-missing",
                "variant-member-unfit"
            })
    @Operation(
            operationId = "createSimulation",
            summary = "Try rules on a population",
            description = "By the owner of the programme or finance: the rule engine that decides applications, over"
                    + " a year of made-up demand, on the certified enterprises, on made-up ones or on those that"
                    + " are sent. Simulations run one after the other. When it has run on the latest rules of a"
                    + " draft and is `sufficient`, the programme is `SIMULATED` and can be approved.")
    @APIResponse(
            responseCode = "202",
            description = "It has begun or waits for another one to end",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SimulationSummaryView.class)))
    public Uni<RestResponse<SimulationSummaryView>> create(
            @RestPath UUID id, @NotNull @Valid SimulationForms.NewSimulation request) {
        return once.reply(simulations.request(current.get(), id, request), SimulationResource::accepted)
                .invoke(simulations::begin);
    }

    @GET
    @Refuses({"programme-not-found"})
    @Operation(operationId = "listSimulations", summary = "Simulations of a programme's rules, newest first")
    public Uni<RestResponse<Page<SimulationSummaryView>>> list(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return simulations
                .list(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(SimulationSummaryView::of), request));
    }

    @GET
    @Path("/{simulationId}")
    @Refuses({"programme-not-found", "simulation-not-found"})
    @Operation(
            operationId = "getSimulation",
            summary = "A simulation and what came out",
            description = "Take-up, days on which money runs out, the split by city and size, and what each rule and"
                    + " each limit does.")
    public Uni<SimulationView> get(@RestPath UUID id, @RestPath UUID simulationId) {
        Language language = facts.language();
        return simulations.find(current.get(), id, simulationId).map(status -> SimulationView.of(status, language));
    }

    private static Reply<SimulationSummaryView> accepted(SimulationService.Status status) {
        SimulationSummaryView view = SimulationSummaryView.of(status);
        return Reply.accepted(view, "/api/v1/programmes/" + view.programmeId() + "/simulations/" + view.id());
    }
}
