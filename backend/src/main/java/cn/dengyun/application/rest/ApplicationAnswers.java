package cn.dengyun.application.rest;

import cn.dengyun.application.ApplicationService;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;

/** Renders what is kept with the Idempotency-Key. */
@ApplicationScoped
class ApplicationAnswers {

    private final JsonWriter json;
    private final ApplicationService applications;

    ApplicationAnswers(JsonWriter json, ApplicationService applications) {
        this.json = json;
        this.applications = applications;
    }

    Answer created(VoucherApplication application, Actor actor) {
        return Answer.created(
                render(view(application, actor)),
                "/api/v1/voucher-applications/" + application.id(),
                ApplicationService.tag(application));
    }

    Answer ok(VoucherApplication application, Actor actor) {
        return Answer.ok(render(view(application, actor)), ApplicationService.tag(application));
    }

    VoucherApplicationView view(VoucherApplication application, Actor actor) {
        return VoucherApplicationView.of(application, actor, applications.now());
    }

    String render(Object view) {
        return json.write(view);
    }
}
