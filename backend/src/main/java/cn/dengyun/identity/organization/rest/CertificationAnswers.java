package cn.dengyun.identity.organization.rest;

import cn.dengyun.identity.organization.domain.Certification;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Renders certifications for the answers that are kept with their Idempotency-Key. */
@ApplicationScoped
class CertificationAnswers {

    private final ObjectMapper json;

    CertificationAnswers(ObjectMapper json) {
        this.json = json;
    }

    Answer created(Certification certification, Actor actor) {
        return Answer.created(
                render(certification, actor), "/api/v1/certifications/" + certification.id(), tag(certification));
    }

    Answer ok(Certification certification, Actor actor) {
        return Answer.ok(render(certification, actor), tag(certification));
    }

    static String tag(Certification certification) {
        return String.valueOf(certification.version());
    }

    private String render(Certification certification, Actor actor) {
        try {
            return json.writeValueAsString(CertificationView.of(certification, actor));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view can be written", e);
        }
    }
}
