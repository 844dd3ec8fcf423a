package cn.dengyun.application.rest;

import cn.dengyun.application.NoticeForms;
import cn.dengyun.application.ObjectionService;
import cn.dengyun.application.rest.NoticeViews.ObjectionView;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Objections to public notices. */
@Path("/api/v1/notice-objections/{id}")
@Tag(name = "Public notices")
@RolesAllowed(Roles.AUTHORITY)
public class NoticeObjectionResource {

    private final ObjectionService objections;
    private final Once once;
    private final CurrentActor current;

    NoticeObjectionResource(ObjectionService objections, Once once, CurrentActor current) {
        this.objections = objections;
        this.once = once;
        this.current = current;
    }

    @POST
    @Path("/decisions")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {
                "appeal-same-reviewer",
                "application-transition-not-allowed",
                "objection-decided-already",
                "objection-not-found",
                "objection-not-together",
                "review-own-side"
            },
            defects = {"variant-member-missing", "variant-member-unfit"})
    @Operation(
            operationId = "decideNoticeObjection",
            summary = "Decide on an objection",
            description = "By somebody of an authority with a say in the application who has decided nothing in it."
                    + " Upheld, the application is refused and what it held goes to those who wait, and its other"
                    + " objections are decided, too.")
    @APIResponse(responseCode = "200", description = "Decided")
    public Uni<RestResponse<ObjectionView>> decide(
            @RestPath UUID id, @NotNull @Valid NoticeForms.NewObjectionDecision request) {
        return once.ok(objections.decide(current.get(), id, request), ObjectionView::of);
    }
}
