package cn.dengyun.provider;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * Tells everybody what becomes of a provider, and puts it on the audit trail, in the unit of work of whoever does it.
 */
@ApplicationScoped
class ProviderNotes {

    private final Outbox outbox;
    private final AuditTrail trail;

    ProviderNotes(Outbox outbox, AuditTrail trail) {
        this.outbox = outbox;
        this.trail = trail;
    }

    /** @param reason why, in the words of whoever decided; null where nobody did */
    Uni<Void> tell(SqlConnection connection, ProviderEvent event, Provider provider, String reason, Instant now) {
        DomainEvent told = event.of(
                        provider.organizationId(),
                        new ProviderEvent.Data(provider.id(), provider.organizationId(), provider.nameZh()),
                        now)
                .publicIf(true);
        AuditNote note = new AuditNote(
                "provider." + event.act(), told.subject(), provider.organizationId(), null, told.data(), reason);
        return outbox.write(connection, told).chain(() -> trail.write(connection, note));
    }
}
