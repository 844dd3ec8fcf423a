package cn.dengyun.provider;

import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.provider.domain.SanctionTerm;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Which records of incidents may be of the same event. */
@ApplicationScoped
class IncidentStore {

    /** Days before and behind that of an event on which another record is taken for one of the same. */
    static final int DAYS_NEAR = 3;

    private static final Statement DISMISSED_ALIKE = Statement.of("""
            SELECT id FROM security_incident
            WHERE provider_id = $1 AND status = 'DISMISSED' AND (occurred_at >= $2 AND occurred_at < $3
                OR lower(regexp_replace(affected, '[[:space:]]', '', 'g'))
                    = lower(regexp_replace($4, '[[:space:]]', '', 'g')))
            ORDER BY id DESC LIMIT 1
            """);

    /** The last dismissed record of the provider that is of about the same day or of the same platform or product. */
    Uni<Optional<UUID>> dismissedAlike(SqlConnection connection, NewIncident wanted) {
        LocalDate day = SanctionTerm.dayOf(wanted.occurredAt());
        return DISMISSED_ALIKE
                .execute(
                        connection,
                        wanted.providerId(),
                        SanctionTerm.endOf(day.minusDays(DAYS_NEAR + 1L)),
                        SanctionTerm.endOf(day.plusDays(DAYS_NEAR)),
                        wanted.affected())
                .map(rows -> Rows.ids(rows).stream().findFirst());
    }
}
