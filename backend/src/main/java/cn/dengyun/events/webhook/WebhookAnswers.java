package cn.dengyun.events.webhook;

import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Answer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.RestResponse;

/** Renders what the operations on endpoints and deliveries answer. */
@ApplicationScoped
class WebhookAnswers {

    private static final int ACCEPTED = 202;

    private final CurrentActor actor;
    private final ObjectMapper json;

    WebhookAnswers(CurrentActor actor, ObjectMapper json) {
        this.actor = actor;
        this.json = json;
    }

    WebhookEndpointView view(WebhookEndpoint endpoint) {
        return WebhookEndpointView.of(endpoint, WebhookOwner.isWriter(actor.get(), endpoint.organizationId()));
    }

    WebhookDeliveryView view(Delivery delivery) {
        return WebhookDeliveryView.of(delivery, WebhookOwner.isWriter(actor.get(), delivery.organizationId()));
    }

    static String tag(WebhookEndpoint endpoint) {
        return String.valueOf(endpoint.version());
    }

    /** What the idempotency store keeps of a secret's disclosure. */
    Answer made(WebhookEndpoint endpoint) {
        return Answer.created(render(view(endpoint)), endpoint.path(), tag(endpoint));
    }

    Answer changed(WebhookEndpoint endpoint) {
        return Answer.ok(render(view(endpoint)), tag(endpoint));
    }

    Answer made(Delivery delivery) {
        return Answer.created(render(view(delivery)), Delivery.path(delivery.id()), null);
    }

    Answer begun(Progress progress, String location) {
        // A replay ends at the cursor at the latest, so the cursor is as much of the head as matters here.
        String body = render(WebhookProgressView.of(progress, progress.cursor()));
        return new Answer(ACCEPTED, body, location, null, false);
    }

    /** The stored answer with the secret, which nobody between may keep. */
    RestResponse<String> disclosed(EndpointService.Disclosed disclosed) {
        Answer stored = disclosed.answer();
        WebhookEndpointView endpoint = read(stored.body());
        Answer told = new Answer(
                stored.status(),
                render(new WebhookSecretView(endpoint, disclosed.secret())),
                stored.location(),
                stored.etag(),
                stored.isReplay());
        return told.toResponse();
    }

    private WebhookEndpointView read(String body) {
        try {
            return json.readValue(body, WebhookEndpointView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view that was written can be read", e);
        }
    }

    private String render(Object view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view can be written", e);
        }
    }
}
