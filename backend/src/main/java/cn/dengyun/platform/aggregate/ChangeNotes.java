package cn.dengyun.platform.aggregate;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells whoever listens, and the audit trail, of a change, in the unit of work that makes it true. */
@ApplicationScoped
public class ChangeNotes {

    private final Outbox outbox;
    private final AuditTrail trail;
    private final JsonWriter json;

    ChangeNotes(Outbox outbox, AuditTrail trail, JsonWriter json) {
        this.outbox = outbox;
        this.trail = trail;
        this.json = json;
    }

    /**
     * The audit trail calls the change by the last two words of the type of the event, {@code suggestion.published}.
     *
     * @param before the record before, without secrets; null where there was none
     * @param after the record afterwards, without secrets; null where there is none
     * @param reason see {@link AuditNote}
     */
    public Uni<Void> write(SqlConnection connection, DomainEvent event, Object before, Object after, String reason) {
        return outbox.write(connection, event).chain(() -> trail.write(connection, note(event, before, after, reason)));
    }

    /** The same where the request may not say who acts: in a job done for somebody. */
    public Uni<Void> writeFor(
            Actor actor, SqlConnection connection, DomainEvent event, Object before, Object after, String reason) {
        return outbox.write(connection, event)
                .chain(() -> trail.write(connection, note(event, before, after, reason), actor));
    }

    private AuditNote note(DomainEvent event, Object before, Object after, String reason) {
        return new AuditNote(
                action(event.type()), event.subject(), event.organizationId(), render(before), render(after), reason);
    }

    private static String action(String type) {
        return type.substring(type.lastIndexOf('.', type.lastIndexOf('.') - 1) + 1);
    }

    private String render(Object record) {
        return record == null ? null : json.write(record);
    }
}
