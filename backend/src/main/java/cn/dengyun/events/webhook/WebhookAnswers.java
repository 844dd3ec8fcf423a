package cn.dengyun.events.webhook;

import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.security.CurrentActor;
import jakarta.enterprise.context.ApplicationScoped;

/** Renders what the operations on endpoints and deliveries answer. */
@ApplicationScoped
class WebhookAnswers {

    private final CurrentActor actor;

    WebhookAnswers(CurrentActor actor) {
        this.actor = actor;
    }

    WebhookEndpointView view(WebhookEndpoint endpoint) {
        return WebhookEndpointView.of(endpoint, WebhookOwner.isWriter(actor.get(), endpoint.organizationId()));
    }

    WebhookDeliveryView view(Delivery delivery) {
        return WebhookDeliveryView.of(delivery, WebhookOwner.isWriter(actor.get(), delivery.organizationId()));
    }

    /** A replay ends at the cursor at the latest, so the cursor is as much of the head as matters here. */
    WebhookProgressView view(EndpointProgress begun) {
        return WebhookProgressView.of(begun, begun.cursor());
    }

    Reply<WebhookEndpointView> changed(WebhookEndpoint endpoint) {
        return Reply.ok(view(endpoint)).tagged(endpoint.tag());
    }

    /** The secret is shown once, and nothing of it kept with the answer. */
    Reply<WebhookSecretView> disclosed(WebhookEndpoint endpoint) {
        WebhookEndpointView view = view(endpoint);
        return Reply.created(new WebhookSecretView(view, null), endpoint.path())
                .tagged(endpoint.tag())
                .showingOnce(new WebhookSecretView(view, endpoint.keys().shownSecret()));
    }
}
