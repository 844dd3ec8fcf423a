package cn.dengyun.catalogue.push;

import cn.dengyun.platform.audit.AuditNote;
import io.vertx.core.json.JsonObject;

/** What the audit trail keeps of a push: one entry when it begins, one with its counts when it has ended. */
final class PushNote {

    private PushNote() {}

    static AuditNote received(Push push) {
        return note("received", push, state(push));
    }

    static AuditNote ended(String event, Push push) {
        return note(
                event,
                push,
                state(push)
                        .put("created", push.createdCount())
                        .put("updated", push.updatedCount())
                        .put("unchanged", push.unchangedCount())
                        .put("retired", push.retiredCount())
                        .put("rejected", push.rejectedCount())
                        .put("conflict", push.conflictCount()));
    }

    private static JsonObject state(Push push) {
        return new JsonObject()
                .put("callerId", push.callerId().toString())
                .put("providerId", push.providerId().toString())
                .put("mode", push.mode().name())
                .put("validateOnly", push.isDryRun());
    }

    private static AuditNote note(String event, Push push, JsonObject state) {
        return new AuditNote(
                "catalogue-push." + event,
                "/api/v1/catalogue-pushes/" + push.id(),
                push.organizationId(),
                null,
                state.encode(),
                null);
    }
}
