package cn.dengyun.identity.organization;

import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.EnterpriseSize;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What decisions of other slices rest on, read in their unit of work and for many organisations at once. */
@ApplicationScoped
public class CertifiedStandings {

    private static final Statement BY_IDS = Statement.of("""
            SELECT o.id, o.credit_code, coalesce(o.certified_name_zh, o.name_zh) AS name_zh, o.region_code,
                o.certification_id IS NOT NULL AS is_certified, o.frozen_at IS NOT NULL AS is_frozen,
                EXISTS (SELECT 1 FROM certification c WHERE c.organization_id = o.id AND c.status IN ('SUBMITTED',
                'RETURNED')) AS is_pending, o.certification_id IS NULL
                AND EXISTS (SELECT 1 FROM certification c WHERE c.organization_id = o.id
                AND c.status = 'REVOKED') AS is_revoked, o.certified_region_code, o.certified_industry_code,
                o.certified_size, o.certified_revenue_fen, o.certified_staff_count, o.certified_assets_fen,
                o.certified_tags, o.contact_phone
            FROM organization o WHERE o.id = ANY($1)
            """);

    /** Those of the organisations that exist, by id. */
    public Uni<Map<UUID, CertifiedStanding>> of(SqlClient client, Collection<UUID> organizations) {
        return BY_IDS.execute(client, (Object) organizations.stream().distinct().toArray(UUID[]::new))
                .map(rows -> {
                    Map<UUID, CertifiedStanding> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getUUID("id"), standing(row)));
                    return found;
                });
    }

    private static CertifiedStanding standing(Row row) {
        String size = row.getString("certified_size");
        String[] tags = row.getArrayOfStrings("certified_tags");
        return new CertifiedStanding(
                row.getUUID("id"),
                row.getString("credit_code"),
                row.getString("name_zh"),
                row.getString("region_code"),
                row.getBoolean("is_certified"),
                row.getBoolean("is_pending"),
                row.getBoolean("is_frozen"),
                row.getBoolean("is_revoked"),
                row.getString("certified_region_code"),
                row.getString("certified_industry_code"),
                size == null ? null : EnterpriseSize.valueOf(size),
                row.getLong("certified_revenue_fen"),
                row.getLong("certified_staff_count"),
                row.getLong("certified_assets_fen"),
                tags == null ? List.of() : List.of(tags),
                row.getString("contact_phone"));
    }
}
