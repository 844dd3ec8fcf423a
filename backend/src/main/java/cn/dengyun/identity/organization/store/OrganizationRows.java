package cn.dengyun.identity.organization.store;

import cn.dengyun.identity.organization.domain.CertifiedFacts;
import cn.dengyun.identity.organization.domain.Contact;
import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.identity.organization.domain.Profile;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;

/** Reads organisations out of rows of the client. */
final class OrganizationRows {

    static final String COLUMNS = "id, credit_code, kind, name_zh, name_en, region_code, industry_code, staff_count,"
            + " revenue_fen, assets_fen, tags, contact_name, contact_phone, contact_email, certification_id,"
            + " certified_at, certified_name_zh, certified_name_en, certified_region_code, certified_industry_code,"
            + " certified_staff_count, certified_revenue_fen, certified_assets_fen, certified_tags, frozen_at,"
            + " frozen_reason, version, created_at, updated_at";

    private OrganizationRows() {}

    static Organization toOrganization(Row row) {
        return new Organization(
                row.getUUID("id"),
                row.getString("credit_code"),
                OrganizationKind.valueOf(row.getString("kind")),
                toProfile(row),
                toInForce(row),
                toFreeze(row),
                row.getInteger("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static Profile toProfile(Row row) {
        return new Profile(
                row.getString("name_zh"),
                row.getString("name_en"),
                row.getString("region_code"),
                row.getString("industry_code"),
                row.getLong("staff_count"),
                row.getLong("revenue_fen"),
                row.getLong("assets_fen"),
                List.of(row.getArrayOfStrings("tags")),
                new Contact(
                        row.getString("contact_name"), row.getString("contact_phone"), row.getString("contact_email")));
    }

    private static Organization.InForce toInForce(Row row) {
        if (row.getUUID("certification_id") == null) {
            return null;
        }
        CertifiedFacts facts = new CertifiedFacts(
                row.getString("certified_name_zh"),
                row.getString("certified_name_en"),
                row.getString("certified_region_code"),
                row.getString("certified_industry_code"),
                row.getLong("certified_staff_count"),
                row.getLong("certified_revenue_fen"),
                row.getLong("certified_assets_fen"),
                List.of(row.getArrayOfStrings("certified_tags")));
        return new Organization.InForce(
                row.getUUID("certification_id"),
                facts,
                row.getOffsetDateTime("certified_at").toInstant());
    }

    private static Organization.Freeze toFreeze(Row row) {
        return row.getOffsetDateTime("frozen_at") == null
                ? null
                : new Organization.Freeze(
                        row.getOffsetDateTime("frozen_at").toInstant(), row.getString("frozen_reason"));
    }
}
