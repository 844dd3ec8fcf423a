package cn.dengyun.catalogue.push;

import cn.dengyun.platform.audit.AuditNote;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What the audit trail keeps of a push: one entry when it begins, one with its counts when it has ended. */
final class PushNote {

    private PushNote() {}

    static AuditNote of(String event, Push push) {
        JsonObject state = new JsonObject()
                .put("callerId", push.callerId().toString())
                .put("providerId", push.providerId().toString())
                .put("mode", push.mode().name())
                .put("validateOnly", push.isDryRun());
        push.counts().forEach((outcome, count) -> state.put(outcome.name().toLowerCase(Locale.ROOT), count));
        return new AuditNote(
                "catalogue-push." + event,
                "/api/v1/catalogue-pushes/" + push.id(),
                push.organizationId(),
                null,
                state.encode(),
                null);
    }
}
