package cn.dengyun.application.store;

import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.domain.VoucherRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What surrounds applications and makes them suspicious. */
@ApplicationScoped
public class EvidenceStore {

    private static final String ADD = "INSERT INTO application_evidence (number, application_id, recorded_at)"
            + " SELECT DISTINCT number, id, $3::timestamptz FROM unnest($1::text[], $2::uuid[]) AS e (number, id)"
            + " ORDER BY number, id"
            + " ON CONFLICT ON CONSTRAINT application_evidence_pk DO NOTHING";
    private static final String PRIOR_USES = "SELECT e.number, e.application_id FROM application_evidence own"
            + " JOIN application_evidence e ON e.number = own.number"
            + " AND (e.recorded_at, e.application_id) < (own.recorded_at, own.application_id)"
            + " JOIN voucher_application a ON a.id = e.application_id WHERE own.number = ANY($1)"
            + " AND own.application_id = $2"
            + " AND a.status NOT IN ('WITHDRAWN', 'REJECTED', 'LAPSED', 'DRAFT') ORDER BY e.application_id LIMIT 20";
    private static final String RECENT_AMOUNTS = "SELECT request FROM voucher_application"
            + " WHERE organization_id = $1 AND id <> $2 AND submitted_at >= $3"
            + " AND status NOT IN ('WITHDRAWN', 'REJECTED', 'LAPSED', 'DRAFT') LIMIT 200";
    private static final String CONCENTRATION = "SELECT count(*) AS vouchers,"
            + " count(*) FILTER (WHERE left(region_code, 4) = left($3, 4)) AS of_same_city,"
            + " count(*) FILTER (WHERE submitted_at >= $4) AS of_same_week FROM voucher_application"
            + " WHERE programme_id = $1 AND provider_id = $2 AND submitted_at IS NOT NULL"
            + " AND status NOT IN ('WITHDRAWN', 'REJECTED', 'LAPSED')";

    /** An application with the same contract. */
    public record PriorContract(String number, UUID applicationId) {}

    /** Counts of a provider's applications in a programme. */
    public record ProviderCounts(long vouchers, long ofSameCity, long ofSameWeek) {}

    /** Remembers the contracts of applications that were submitted. */
    public Uni<Void> add(SqlConnection connection, List<VoucherApplication> handedIn, Instant now) {
        List<String> numbers = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        handedIn.forEach(application -> numbers(application.request()).forEach(number -> {
            numbers.add(number);
            ids.add(application.id());
        }));
        if (numbers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(
                        numbers.toArray(String[]::new), ids.toArray(UUID[]::new), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Living applications of anybody, anywhere, that named a contract of this one before it did. */
    public Uni<List<PriorContract>> priorUses(SqlClient client, VoucherApplication application) {
        String[] numbers = numbers(application.request()).toArray(String[]::new);
        return client.preparedQuery(PRIOR_USES)
                .execute(Tuple.of(numbers, application.id()))
                .map(rows -> {
                    List<PriorContract> found = new ArrayList<>();
                    rows.forEach(row -> found.add(new PriorContract(row.getString(0), row.getUUID(1))));
                    return found;
                });
    }

    /** What the applicant asked for elsewhere since a moment, as it stands in its requests. */
    public Uni<List<String>> requestsSince(SqlClient client, VoucherApplication application, Instant since) {
        return client.preparedQuery(RECENT_AMOUNTS)
                .execute(Tuple.of(application.organizationId(), application.id(), since.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    List<String> found = new ArrayList<>();
                    rows.forEach(row -> found.add(row.getString(0)));
                    return found;
                });
    }

    /** Where the applications for a provider come from. */
    public Uni<ProviderCounts> counts(SqlClient client, VoucherApplication application, Instant weekBegan) {
        return client.preparedQuery(CONCENTRATION)
                .execute(Tuple.of(
                        application.programmeId(),
                        application.providerId(),
                        application.regionCode(),
                        weekBegan.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new ProviderCounts(row.getLong(0), row.getLong(1), row.getLong(2));
                });
    }

    /** Contract numbers without blanks, hyphens, width and case. */
    private static List<String> numbers(VoucherRequest request) {
        return request.lines().stream()
                .map(VoucherRequest.Line::contractNumber)
                .filter(number -> number != null && !number.isBlank())
                .map(number -> Normalizer.normalize(number, Normalizer.Form.NFKC)
                        .toUpperCase(Locale.ROOT)
                        .replaceAll("[\\s\\p{Pd}]+", ""))
                .distinct()
                .toList();
    }
}
