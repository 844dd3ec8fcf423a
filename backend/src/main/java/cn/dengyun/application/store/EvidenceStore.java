package cn.dengyun.application.store;

import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.domain.VoucherRequest;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What surrounds applications and makes them suspicious. */
@ApplicationScoped
public class EvidenceStore {

    private static final RowMapper<PriorContract> PRIOR_CONTRACTS = RowMapper.of(PriorContract.class);
    private static final RowMapper<ProviderCounts> COUNTS = RowMapper.of(ProviderCounts.class);

    private static final Statement ADD = Statement.of("""
            INSERT INTO application_evidence (number, application_id, recorded_at)
            SELECT DISTINCT number, id, $3::timestamptz FROM unnest($1::text[], $2::uuid[]) AS e (number, id)
            ORDER BY number, id ON CONFLICT ON CONSTRAINT application_evidence_pk DO NOTHING
            """);
    private static final Statement PRIOR_USES = Statement.of("""
            SELECT e.number, e.application_id FROM application_evidence own
                JOIN application_evidence e ON e.number = own.number
                AND (e.recorded_at, e.application_id) < (own.recorded_at, own.application_id)
                JOIN voucher_application a ON a.id = e.application_id WHERE own.number = ANY($1)
                AND own.application_id = $2 AND a.status NOT IN ('WITHDRAWN', 'REJECTED', 'LAPSED', 'DRAFT')
            ORDER BY e.application_id LIMIT 20
            """);
    private static final Statement RECENT_AMOUNTS = Statement.of("""
            SELECT request FROM voucher_application WHERE organization_id = $1 AND id <> $2
                AND submitted_at >= $3 AND status NOT IN ('WITHDRAWN', 'REJECTED', 'LAPSED', 'DRAFT') LIMIT 200
            """);
    private static final Statement CONCENTRATION = Statement.of("""
            SELECT count(*) AS vouchers, count(*) FILTER (WHERE left(region_code, 4) = left($3, 4)) AS of_same_city,
                count(*) FILTER (WHERE submitted_at >= $4) AS of_same_week
            FROM voucher_application WHERE programme_id = $1 AND provider_id = $2 AND submitted_at IS NOT NULL
                AND status NOT IN ('WITHDRAWN', 'REJECTED', 'LAPSED')
            """);

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
        return ADD.execute(connection, Parameters.texts(numbers), Parameters.ids(ids), now)
                .replaceWithVoid();
    }

    /** Living applications of anybody, anywhere, that named a contract of this one before it did. */
    public Uni<List<PriorContract>> priorUses(SqlClient client, VoucherApplication application) {
        String[] numbers = numbers(application.request()).toArray(String[]::new);
        return PRIOR_USES.execute(client, numbers, application.id()).map(PRIOR_CONTRACTS::list);
    }

    /** What the applicant asked for elsewhere since a moment, as it stands in its requests. */
    public Uni<List<String>> requestsSince(SqlClient client, VoucherApplication application, Instant since) {
        return RECENT_AMOUNTS
                .execute(client, application.organizationId(), application.id(), since)
                .map(rows -> Rows.list(rows, row -> row.getString(0)));
    }

    /** Where the applications for a provider come from. */
    public Uni<ProviderCounts> counts(SqlClient client, VoucherApplication application, Instant weekBegan) {
        return CONCENTRATION
                .execute(
                        client,
                        application.programmeId(),
                        application.providerId(),
                        application.regionCode(),
                        weekBegan)
                .map(COUNTS::first);
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
