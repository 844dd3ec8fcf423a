package cn.dengyun.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Providers for tests that are about something else: qualified until the end of the year, as those were that had been
 * there before qualifications. How one is qualified in earnest: TestQualifications.
 */
public final class TestRegister {

    private static final String PROVIDER = """
            INSERT INTO provider (id, organization_id, kinds, name_zh, organization_frozen, qualified_from,
                qualified_until, version, created_at, updated_at)
            SELECT ordered_id(now()), o.id, ?, ?, o.frozen_at IS NOT NULL, now(),
                make_timestamptz(extract(year FROM now() AT TIME ZONE 'Asia/Shanghai')::integer + 1, 1, 1, 0, 0, 0,
                'Asia/Shanghai'), 0, now(), now()
            FROM organization o WHERE o.id = ?
            """;
    private static final String QUALIFICATIONS = """
            INSERT INTO provider_qualification (id, version, organization_id, organization_name, region_code, kind, year,
                origin, provider_id, dossier, status, reviewers, decision, remarks, granted_at, valid_from, valid_until,
                created_at, updated_at)
            SELECT ordered_id(now()), 0, p.organization_id, o.name_zh, o.region_code, k.kind,
                extract(year FROM now() AT TIME ZONE 'Asia/Shanghai')::integer, 'CARRIED_OVER', p.id,
                json_build_object('nameZh', p.name_zh)::text, 'QUALIFIED', '{}', '测试数据', '{}', p.qualified_from,
                p.qualified_from, p.qualified_until, p.created_at, p.updated_at
            FROM provider p JOIN organization o ON o.id = p.organization_id
                CROSS JOIN LATERAL unnest(p.kinds) AS k (kind)
            WHERE p.organization_id = ?
            """;
    private static final String ID = "SELECT id FROM provider WHERE organization_id = ?";

    private TestRegister() {}

    /** The provider that an organisation is from now on. */
    public static String provider(String organizationId, String nameZh, ProviderKind... kinds) {
        UUID organization = UUID.fromString(organizationId);
        DataSource database = Arc.container().instance(DataSource.class).get();
        try (Connection connection = database.getConnection();
                PreparedStatement provider = connection.prepareStatement(PROVIDER);
                PreparedStatement qualifications = connection.prepareStatement(QUALIFICATIONS);
                PreparedStatement id = connection.prepareStatement(ID)) {
            provider.setArray(
                    1,
                    connection.createArrayOf(
                            "text", Arrays.stream(kinds).map(Enum::name).toArray()));
            provider.setString(2, nameZh);
            provider.setObject(3, organization);
            assertThat(provider.executeUpdate()).isEqualTo(1);
            qualifications.setObject(1, organization);
            assertThat(qualifications.executeUpdate()).isEqualTo(kinds.length);
            id.setObject(1, organization);
            var rows = id.executeQuery();
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
