package cn.dengyun.voucher.use.rest;

import cn.dengyun.platform.web.Answer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Renders what was done, once, so that a repeated request gets the same bytes. */
@ApplicationScoped
class VoucherAnswers {

    private final ObjectMapper json;

    VoucherAnswers(ObjectMapper json) {
        this.json = json;
    }

    Answer ok(Object view) {
        return Answer.ok(render(view), null);
    }

    Answer created(Object view, String location) {
        return Answer.created(render(view), location, null);
    }

    private String render(Object view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view can be written", e);
        }
    }
}
