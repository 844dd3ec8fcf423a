package cn.dengyun.application;

import cn.dengyun.application.domain.PublicNotice;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Tells and records what is done with public notices. */
@ApplicationScoped
class NoticeNotes {

    private final Outbox outbox;
    private final AuditTrail trail;

    NoticeNotes(Outbox outbox, AuditTrail trail) {
        this.outbox = outbox;
        this.trail = trail;
    }

    Uni<Void> write(SqlConnection connection, NoticeEvent event, PublicNotice notice, String reason, Instant now) {
        NoticeEvent.Data data = new NoticeEvent.Data(
                notice.id(),
                notice.programmeId(),
                notice.regionCode(),
                notice.items(),
                notice.amountFen(),
                notice.endsAt());
        DomainEvent domainEvent = event.of(null, data, now)
                .publicIf(event == NoticeEvent.PUBLISHED)
                .inRegion(notice.regionCode());
        return outbox.write(connection, domainEvent)
                .chain(() -> trail.write(
                        connection,
                        new AuditNote(
                                "public-notice." + event.act(),
                                domainEvent.subject(),
                                null,
                                null,
                                domainEvent.data(),
                                reason)));
    }
}
