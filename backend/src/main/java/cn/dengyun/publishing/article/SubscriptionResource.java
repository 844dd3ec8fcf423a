package cn.dengyun.publishing.article;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Of which articles the caller wants mail. */
@Path(SubscriptionResource.PATH)
@Tag(name = "Publishing")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
class SubscriptionResource {

    static final String PATH = "/api/v1/article-subscriptions";

    private final SubscriptionService subscriptions;
    private final ArticleNames names;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    SubscriptionResource(
            SubscriptionService subscriptions,
            ArticleNames names,
            Once once,
            CurrentActor current,
            RequestFacts facts) {
        this.subscriptions = subscriptions;
        this.names = names;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @Refuses({"forbidden"})
    @Operation(
            operationId = "listArticleSubscriptions",
            summary = "Of which articles the caller wants mail, the newest first",
            description = "For people, each for himself; at most 20.")
    public Uni<RestResponse<Page<ArticleSubscriptionView>>> list(
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Language language = facts.language();
        return subscriptions
                .list(current.get(), cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> ArticleSubscriptionView.of(found, names, language)), request));
    }

    @POST
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {
                "article-subscription-exists",
                "article-subscription-limit",
                "article-subscription-unconfirmed",
                "forbidden"
            },
            defects = "article-subscription-region-unknown")
    @Operation(
            operationId = "createArticleSubscription",
            summary = "Be told by mail of articles of a kind, a topic or a region",
            description = "When the first edition of such an article goes live, once however many subscriptions it"
                    + " fits, and when it is withdrawn. Mail goes to the confirmed address of the account alone, as"
                    + " the notification preferences have it.")
    @APIResponse(responseCode = "201", description = "Subscribed")
    public Uni<RestResponse<ArticleSubscriptionView>> create(@NotNull @Valid ArticleSubscriptionForm form) {
        Language language = facts.language();
        return once.created(
                subscriptions.subscribe(current.get(), form),
                made -> ArticleSubscriptionView.of(made, names, language));
    }

    @DELETE
    @Path("/{id}")
    @Cancellable(false)
    @Refuses({"article-subscription-not-found", "forbidden"})
    @Operation(
            operationId = "deleteArticleSubscription",
            summary = "End a subscription",
            description = "Nothing more is told of it; what was sent before may still arrive.")
    @APIResponse(responseCode = "204", description = "Ended")
    public Uni<RestResponse<Void>> delete(@RestPath UUID id) {
        return once.noContent(subscriptions.end(current.get(), id));
    }
}
