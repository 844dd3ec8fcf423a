package cn.dengyun.publishing.article;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.Refuses;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where the token of a mail ends what it came of. */
@Path(UnsubscriptionResource.PATH)
@Tag(name = "Publishing")
class UnsubscriptionResource {

    static final String PATH = "/api/v1/article-unsubscriptions";

    private final SubscriptionService subscriptions;
    private final Once once;

    UnsubscriptionResource(SubscriptionService subscriptions, Once once) {
        this.subscriptions = subscriptions;
        this.once = once;
    }

    @POST
    @PermitAll
    @Cancellable(false)
    @Refuses({"article-unsubscription-invalid"})
    @Operation(
            operationId = "endArticleSubscriptions",
            summary = "End what a mail about an article came of",
            description = "With the token of that mail and nothing else: all subscriptions of the account that the"
                    + " article fits. Once more does no harm, so there is no Idempotency-Key.")
    @APIResponse(responseCode = "204", description = "Ended, now or before")
    public Uni<RestResponse<Void>> unsubscribe(@NotNull @Valid ArticleSubscriptionForm.Unsubscription says) {
        return once.noContent(subscriptions.unsubscribe(says.token()));
    }
}
