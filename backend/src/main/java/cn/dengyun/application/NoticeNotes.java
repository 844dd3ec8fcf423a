package cn.dengyun.application;

import cn.dengyun.application.domain.PublicNotice;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.outbox.Fact;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Tells and records what is done with public notices. */
@ApplicationScoped
class NoticeNotes {

    private static final String NOTICES = "/api/v1/public-notices/";

    private final Outbox outbox;
    private final AuditTrail trail;

    NoticeNotes(Outbox outbox, AuditTrail trail) {
        this.outbox = outbox;
        this.trail = trail;
    }

    /** @param isPublic whether everybody may learn of it */
    Uni<Void> write(
            SqlConnection connection, String event, PublicNotice notice, boolean isPublic, String reason, Instant now) {
        JsonObject data = new JsonObject()
                .put("id", notice.id().toString())
                .put("programmeId", notice.programmeId().toString())
                .put("regionCode", notice.regionCode())
                .put("items", notice.items())
                .put("amountFen", notice.amountFen())
                .put("endsAt", notice.endsAt().toString());
        Fact fact = new Fact(
                        Ids.next(),
                        "cn.dengyun.voucher.notice." + event,
                        NOTICES + notice.id(),
                        null,
                        isPublic,
                        data.encode(),
                        now)
                .inRegion(notice.regionCode());
        return outbox.write(connection, fact)
                .chain(() -> trail.write(
                        connection,
                        new AuditNote(
                                "public-notice." + event, NOTICES + notice.id(), null, null, data.encode(), reason)));
    }
}
