package cn.dengyun.identity.client;

import cn.dengyun.platform.web.Answer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers that show a secret once, and what is kept of them for a repetition: the client without it. */
@ApplicationScoped
class ClientSecrets {

    private final ObjectMapper json;

    ClientSecrets(ObjectMapper json) {
        this.json = json;
    }

    /** What the idempotency store keeps. */
    Answer stored(ApiClient client) {
        return Answer.created(render(ApiClientView.of(client)), "/api/v1/api-clients/" + client.id(), null);
    }

    /** What the caller is told. */
    RestResponse<String> disclosed(ApiClientService.Created created) {
        Answer stored = created.answer();
        Answer told = new Answer(
                stored.status(),
                render(new ApiClientCreatedView(read(stored.body()), created.secret())),
                stored.location(),
                null,
                stored.isReplay());
        return told.toResponse();
    }

    private ApiClientView read(String body) {
        try {
            return json.readValue(body, ApiClientView.class);
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
