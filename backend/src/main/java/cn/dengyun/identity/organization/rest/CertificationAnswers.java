package cn.dengyun.identity.organization.rest;

import cn.dengyun.identity.organization.domain.Certification;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;

/** Renders certifications for the answers that are kept with their Idempotency-Key. */
@ApplicationScoped
class CertificationAnswers {

    private final JsonWriter json;

    CertificationAnswers(JsonWriter json) {
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
        return json.write(CertificationView.of(certification, actor));
    }
}
