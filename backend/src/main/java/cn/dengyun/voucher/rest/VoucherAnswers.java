package cn.dengyun.voucher.rest;

import cn.dengyun.platform.web.Answer;
import cn.dengyun.platform.web.JsonWriter;
import jakarta.enterprise.context.ApplicationScoped;

/** Renders what was done, once, so that a repeated request gets the same bytes. */
@ApplicationScoped
class VoucherAnswers {

    private final JsonWriter json;

    VoucherAnswers(JsonWriter json) {
        this.json = json;
    }

    Answer ok(Object view) {
        return Answer.ok(json.write(view), null);
    }

    Answer created(Object view, String location) {
        return Answer.created(json.write(view), location, null);
    }
}
