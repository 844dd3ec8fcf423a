package cn.dengyun.adoption.record;

import cn.dengyun.adoption.enterprise.AdoptedEnterprises;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.StandingEffect;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.reference.WorkingCalendar;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Whoever is certified learns what providers have said of it before: it may object to what does not count yet, with the
 * same working days as others had, and to what counts already. Whoever is certified no more does not confirm for the
 * enterprise any longer.
 */
@ApplicationScoped
class AdoptionStandings implements StandingEffect {

    /** In how many working days whoever is told late can object, as every rule gives others at least. */
    static final int DAYS_TO_OBJECT = 10;

    private final AdoptionRecordStore store;
    private final AdoptedEnterprises enterprises;
    private final WorkingCalendar calendar;
    private final Outbox outbox;

    AdoptionStandings(
            AdoptionRecordStore store, AdoptedEnterprises enterprises, WorkingCalendar calendar, Outbox outbox) {
        this.store = store;
        this.enterprises = enterprises;
        this.calendar = calendar;
        this.outbox = outbox;
    }

    @Override
    public Uni<Void> follow(SqlConnection connection, CertifiedStanding standing, Instant now) {
        if (!standing.isCertified()) {
            return enterprises.unlink(connection, standing.creditCode(), standing.organizationId(), now);
        }
        return store.unlinked(connection, standing.creditCode(), standing.organizationId())
                .chain(found -> link(connection, found, standing.organizationId(), now))
                .chain(() -> enterprises.link(connection, standing.creditCode(), standing.organizationId(), now));
    }

    private Uni<Void> link(SqlConnection connection, List<AdoptionRecord> found, UUID organization, Instant now) {
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant until = calendar.after(now, DAYS_TO_OBJECT);
        List<AdoptionRecord> after = found.stream()
                .map(each -> each.linked(organization, until, now))
                .toList();
        return store.update(connection, after)
                .chain(() -> outbox.writeAll(
                        connection,
                        after.stream().map(AdoptionRecordEvent.NAMED::told).toList()));
    }
}
