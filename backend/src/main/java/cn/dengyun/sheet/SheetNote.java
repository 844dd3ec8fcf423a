package cn.dengyun.sheet;

import cn.dengyun.platform.audit.AuditNote;
import io.vertx.core.json.JsonObject;

/**
 * What the audit trail keeps of sheets: an entry when one comes or is asked for, and one with its counts at the end.
 */
final class SheetNote {

    private SheetNote() {}

    static AuditNote received(SheetImport made) {
        return note("received", made, state(made));
    }

    static AuditNote ended(String event, SheetImport made) {
        return note(
                event,
                made,
                state(made)
                        .put("created", made.createdCount())
                        .put("updated", made.updatedCount())
                        .put("unchanged", made.unchangedCount())
                        .put("refused", made.refusedCount()));
    }

    static AuditNote read(SheetImport sheet) {
        return AuditNote.ofRead("sheet-import.read", "/api/v1/sheet-imports/" + sheet.id(), sheet.organizationId());
    }

    static AuditNote requested(SheetExport made) {
        JsonObject state = new JsonObject().put("kind", made.kind());
        if (made.targetId() != null) {
            state.put("targetId", made.targetId().toString());
        }
        return new AuditNote(
                "sheet-export.requested",
                "/api/v1/sheet-exports/" + made.id(),
                made.organizationId(),
                null,
                state.encode(),
                null);
    }

    private static JsonObject state(SheetImport made) {
        JsonObject state = new JsonObject()
                .put("kind", made.kind())
                .put("fileName", made.fileName())
                .put("sha256", made.sha256())
                .put("rows", made.rowCount())
                .put("validateOnly", made.isDryRun());
        return made.targetId() == null
                ? state
                : state.put("targetId", made.targetId().toString());
    }

    private static AuditNote note(String event, SheetImport made, JsonObject state) {
        return new AuditNote(
                "sheet-import." + event,
                "/api/v1/sheet-imports/" + made.id(),
                made.organizationId(),
                null,
                state.encode(),
                null);
    }
}
