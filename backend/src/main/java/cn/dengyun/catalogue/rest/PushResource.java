package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.domain.DeclarationOutcome;
import cn.dengyun.catalogue.push.PushService;
import cn.dengyun.catalogue.push.ResultRenderer;
import cn.dengyun.platform.job.ProgressWatch;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Following a push: its progress, its results, its end. */
@Path("/api/v1/catalogue-pushes")
@Tag(name = "Catalogue pushes")
public class PushResource {

    private static final String NDJSON = "application/x-ndjson";

    private final PushService pushes;
    private final ResultRenderer results;
    private final CurrentActor current;
    private final RequestFacts request;
    private final Clock clock;

    PushResource(PushService pushes, ResultRenderer results, CurrentActor current, RequestFacts request, Clock clock) {
        this.pushes = pushes;
        this.results = results;
        this.current = current;
        this.request = request;
        this.clock = clock;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.PROVIDER, Roles.AUDITOR, Roles.SYSADMIN})
    @RequiredScope(ClientScope.CATALOGUE_READ)
    @Refuses({"catalogue-push-not-found"})
    @Operation(operationId = "getCataloguePush", summary = "See how far a push has come")
    public Uni<PushView> get(UUID id) {
        return pushes.get(id, current.get()).map(this::view);
    }

    @GET
    @Path("/{id}/progress")
    @RolesAllowed({Roles.PROVIDER, Roles.AUDITOR, Roles.SYSADMIN})
    @RequiredScope(ClientScope.CATALOGUE_READ)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Refuses({"catalogue-push-not-found"})
    @Operation(
            operationId = "watchCataloguePush",
            summary = "Watch a push as server-sent events",
            description = "The push twice a second, until it has ended; each event is a CataloguePush.")
    @Blocking
    public Multi<PushView> watch(UUID id) {
        Actor actor = current.get();
        PushService.Status first = WorkerThread.await(pushes.get(id, actor));
        Language language = request.language();
        return ProgressWatch.until(status -> status.job().state().isFinal(), first, () -> pushes.get(id, actor))
                .map(status -> PushView.of(status, clock.instant(), language));
    }

    @GET
    @Path("/{id}/results")
    @RolesAllowed({Roles.PROVIDER, Roles.AUDITOR, Roles.SYSADMIN})
    @RequiredScope(ClientScope.CATALOGUE_READ)
    @Produces(NDJSON)
    @Refuses({"catalogue-push-not-found"})
    @Operation(
            operationId = "listCataloguePushResults",
            summary = "Read what became of each line",
            description = "NDJSON, one CataloguePushResult a line, in the order of the lines; what a snapshot"
                    + " retired comes last. While the push runs, the results so far.")
    @APIResponse(
            responseCode = "200",
            description = "One CataloguePushResult a line.",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = ResultRenderer.ResultView.class)))
    public Multi<byte[]> results(
            UUID id,
            @Parameter(description = "Only results of this outcome.") @QueryParam("outcome")
                    DeclarationOutcome outcome) {
        Language language = request.language();
        return pushes.get(id, current.get()).onItem().transformToMulti(status -> results.render(id, outcome, language));
    }

    @POST
    @Path("/{id}/cancellations")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @Cancellable(false)
    @Refuses({"catalogue-push-not-found", "job-already-finished"})
    @Operation(
            operationId = "cancelCataloguePush",
            summary = "Cancel a push",
            description = "What is carried out stays; the rest never happens.")
    public Uni<PushView> cancel(UUID id) {
        return pushes.cancel(id, current.get()).map(this::view);
    }

    private PushView view(PushService.Status status) {
        return PushView.of(status, clock.instant(), request.language());
    }
}
