package cn.dengyun.identity.account;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.RegionCode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Which people something is told to, and where mail reaches them. Disabled accounts are told nothing. */
@ApplicationScoped
public class Recipients {

    private static final int MOST = 1_000;
    private static final String OF_ACCOUNT = "SELECT id, email FROM account WHERE id = $1 AND disabled_at IS NULL";
    private static final String OF_ORGANIZATION = """
            SELECT id, email FROM account WHERE organization_id = $1 AND disabled_at IS NULL
            ORDER BY id LIMIT %s
            """.formatted(MOST);
    private static final Statement REGION = Statement.of("SELECT region_code FROM organization WHERE id = $1");
    private static final String OF_AUTHORITIES = """
            SELECT a.id, a.email FROM account a JOIN organization o ON o.id = a.organization_id
            WHERE o.region_code = ANY($1) AND 'AUTHORITY' = ANY(a.roles) AND a.disabled_at IS NULL
            ORDER BY a.id LIMIT %s
            """.formatted(MOST);

    /**
     * Somebody to be told.
     *
     * @param email null when nobody gave one
     */
    public record Recipient(UUID accountId, String email) {}

    /** This person; nobody when there is no such account. */
    public Uni<List<Recipient>> ofAccount(SqlConnection connection, UUID account) {
        return recipients(connection, OF_ACCOUNT, account);
    }

    /** The people of an organisation, 1,000 at most. */
    public Uni<List<Recipient>> ofOrganization(SqlConnection connection, UUID organization) {
        return recipients(connection, OF_ORGANIZATION, organization);
    }

    /** The people of the authorities that decide on an organisation: those of its region and of the one above. */
    public Uni<List<Recipient>> ofAuthorities(SqlConnection connection, UUID organization) {
        return REGION.execute(connection, organization)
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(List.of())
                        : recipients(
                                connection,
                                OF_AUTHORITIES,
                                deciding(rows.iterator().next().getString(0))));
    }

    private static String[] deciding(String code) {
        RegionCode own = new RegionCode(code);
        if (own.isUnderTheProvince()) {
            return new String[] {code, code.substring(0, 2) + "0000"};
        }
        return own.parent().map(above -> new String[] {code, above.value()}).orElseGet(() -> new String[] {code});
    }

    private static Uni<List<Recipient>> recipients(SqlConnection connection, String sql, Object key) {
        return connection.preparedQuery(sql).execute(Parameters.of(key)).map(Recipients::read);
    }

    private static List<Recipient> read(RowSet<Row> rows) {
        List<Recipient> recipients = new ArrayList<>();
        rows.forEach(row -> recipients.add(new Recipient(row.getUUID("id"), row.getString("email"))));
        return recipients;
    }
}
