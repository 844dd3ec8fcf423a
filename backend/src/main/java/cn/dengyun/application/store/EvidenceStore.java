package cn.dengyun.application.store;

import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.domain.VoucherRequest;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.policy.domain.fraud.FraudSignals.EvidenceKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What surrounds applications and makes them suspicious. */
@ApplicationScoped
public class EvidenceStore {

    /** Rows of one look for earlier uses; behind the last of them there may be more. */
    public static final int PAGE = 1_000;

    private static final RowMapper<Use> USES = RowMapper.of(Use.class);
    private static final RowMapper<ProviderCounts> COUNTS = RowMapper.of(ProviderCounts.class);

    private static final Statement ADD = Statement.of("""
            INSERT INTO application_evidence (kind, issuer_id, number, application_id, recorded_at)
            SELECT DISTINCT 'CONTRACT', issuer_id, number, id, $4::timestamptz
            FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS e (number, issuer_id, id)
            ORDER BY number, issuer_id, id ON CONFLICT ON CONSTRAINT application_evidence_pk DO NOTHING
            """);
    // What waits for a certification counts for nobody: anybody could name any number, and a thousand of them too.
    // Whoever came later counts too once it is approved: the two may have been looked at in any order. All zeros are
    // nobody, and so anybody.
    private static final Statement OTHER_USES = Statement.of("""
            SELECT e.kind, e.number, e.application_id, a.organization_id
            FROM unnest($1::text[], $2::uuid[]) AS named (number, issuer_id)
                JOIN application_evidence own ON own.number = named.number AND own.issuer_id = named.issuer_id
                AND own.kind = 'CONTRACT' AND own.application_id = $3
                JOIN application_evidence e ON e.number = own.number AND e.kind = own.kind
                AND e.application_id <> own.application_id AND (e.issuer_id = own.issuer_id
                OR '00000000-0000-0000-0000-000000000000' IN (e.issuer_id, own.issuer_id))
                JOIN voucher_application a ON a.id = e.application_id
            WHERE a.status NOT IN ('WITHDRAWN', 'REJECTED', 'LAPSED', 'DRAFT') AND e.application_id > $4
                AND NOT a.awaits_certification
                AND ((e.recorded_at, e.application_id) < (own.recorded_at, own.application_id)
                OR a.status IN ('APPROVED', 'PUBLIC_NOTICE', 'ISSUED'))
            ORDER BY e.application_id LIMIT $5
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

    /** An application of somebody that rests on the same evidence. */
    public record Use(EvidenceKind kind, String number, UUID applicationId, UUID organizationId) {}

    /** Counts of a provider's applications in a programme. */
    public record ProviderCounts(long vouchers, long ofSameCity, long ofSameWeek) {}

    /** Remembers the contracts of applications that were submitted. */
    public Uni<Void> add(SqlConnection connection, List<VoucherApplication> handedIn, Instant now) {
        List<String> numbers = new ArrayList<>();
        List<UUID> issuers = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (VoucherApplication application : handedIn) {
            for (VoucherRequest.Contract contract : application.request().contracts()) {
                numbers.add(contract.number());
                issuers.add(contract.issuerId());
                ids.add(application.id());
            }
        }
        if (numbers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return ADD.execute(connection, Parameters.texts(numbers), Parameters.ids(issuers), Parameters.ids(ids), now)
                .replaceWithVoid();
    }

    /**
     * Living applications of anybody, anywhere, that named a contract of this one before it did, or were approved for
     * it; one page of them, by their ids.
     *
     * @param after behind which the page begins
     */
    public Uni<List<Use>> otherUses(SqlClient client, VoucherApplication application, UUID after) {
        List<VoucherRequest.Contract> contracts = application.request().contracts();
        return OTHER_USES
                .execute(
                        client,
                        Parameters.texts(contracts.stream()
                                .map(VoucherRequest.Contract::number)
                                .toList()),
                        Parameters.ids(contracts.stream()
                                .map(VoucherRequest.Contract::issuerId)
                                .toList()),
                        application.id(),
                        after,
                        PAGE)
                .map(USES::list);
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
}
