package cn.dengyun.identity.organization;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What decisions of other slices rest on, read in their unit of work and for many organisations at once. */
@ApplicationScoped
public class CertifiedStandings {

    private static final RowMapper<CertifiedStanding> STANDINGS = RowMapper.of(CertifiedStanding.class);
    private static final String WHOLE = """
            SELECT o.id AS organization_id, o.credit_code, coalesce(o.certified_name_zh, o.name_zh) AS name_zh,
                o.region_code AS declared_region, o.certification_id IS NOT NULL AS is_certified,
                o.frozen_at IS NOT NULL AS is_frozen,
                EXISTS (SELECT 1 FROM certification c WHERE c.organization_id = o.id AND c.status IN ('SUBMITTED',
                'RETURNED')) AS is_pending, o.certification_id IS NULL
                AND EXISTS (SELECT 1 FROM certification c WHERE c.organization_id = o.id
                AND c.status = 'REVOKED') AS is_revoked, o.certified_region_code AS region_code,
                o.certified_industry_code AS industry_code, o.certified_size AS size,
                o.certified_revenue_fen AS revenue_fen, o.certified_staff_count AS staff_count,
                o.certified_assets_fen AS assets_fen, coalesce(o.certified_tags, '{}') AS tags,
                o.certified_legal_representative AS legal_representative, o.certified_controller AS controller,
                o.certified_registered_address AS registered_address, o.certified_registered_on AS registered_on,
                o.certified_registered_industry AS registered_industry,
                o.certified_deregistered_on AS deregistered_on, o.contact_phone
            FROM organization o WHERE %s
            """;
    private static final Statement BY_IDS = Statement.of(WHOLE.formatted("o.id = ANY($1)"));
    private static final Statement BY_CODES =
            Statement.of(WHOLE.formatted("o.credit_code = ANY($1) AND o.closed_at IS NULL"));
    private static final Statement BY_CREDIT_CODES = Statement.of("""
            SELECT DISTINCT ON (credit_code) credit_code, id FROM organization
            WHERE credit_code = ANY($1) AND closed_at IS NULL ORDER BY credit_code, id
            """);

    /** Those of the organisations that exist, by id. */
    public Uni<Map<UUID, CertifiedStanding>> of(SqlClient client, Collection<UUID> organizations) {
        return BY_IDS.execute(client, Parameters.ids(organizations))
                .map(rows -> STANDINGS.by(CertifiedStanding::organizationId, rows));
    }

    /** Those of the legal entities that are organisations of the platform, by credit code. */
    public Uni<Map<String, CertifiedStanding>> ofCodes(SqlClient client, Collection<String> creditCodes) {
        return BY_CODES.execute(client, Parameters.texts(creditCodes))
                .map(rows -> STANDINGS.by(CertifiedStanding::creditCode, rows));
    }

    /** The organisations that have these credit codes, by credit code; codes of nobody here are missing. */
    public Uni<Map<String, UUID>> withCreditCodes(SqlClient client, Collection<String> creditCodes) {
        return BY_CREDIT_CODES
                .execute(client, Parameters.texts(creditCodes))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getUUID(1))));
    }
}
