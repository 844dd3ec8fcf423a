package cn.dengyun.provider.payee;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What of payee accounts concerns more than one of them. */
@ApplicationScoped
class PayeeAccountStore {

    static final RowMapper<PayeeAccount> ACCOUNTS = RowMapper.of(PayeeAccount.class);
    private static final RowMapper<Use> USES = RowMapper.of(Use.class);

    private static final Statement OWNER = Statement.of("SELECT organization_id FROM payee_account WHERE id = $1");
    private static final Statement LOCK_ALL = Statement.of("""
            SELECT %s FROM payee_account WHERE organization_id = $1 ORDER BY id FOR UPDATE
            """.formatted(ACCOUNTS.columns()));
    private static final Statement AT = Statement.of("""
            SELECT %s FROM payee_account WHERE organization_id = $1 AND status = 'VERIFIED' AND effective_from <= $2
                AND (effective_until IS NULL OR effective_until > $2)
            """.formatted(ACCOUNTS.columns()));
    private static final Statement AT_OF_ALL = Statement.of("""
            SELECT %s FROM payee_account WHERE organization_id = ANY($1) AND status = 'VERIFIED' AND effective_from <= $2
                AND (effective_until IS NULL OR effective_until > $2)
            """.formatted(ACCOUNTS.columns()));
    private static final Statement BY_IDS =
            Statement.of("SELECT %s FROM payee_account WHERE id = ANY($1)".formatted(ACCOUNTS.columns()));
    private static final Statement END = Statement.of("""
            UPDATE payee_account SET effective_until = $2, version = version + 1 WHERE id = $1
                AND status = 'VERIFIED' AND effective_until IS NULL
            """);
    private static final Statement GO_ON = Statement.of("""
            UPDATE payee_account SET effective_until = NULL, version = version + 1 WHERE organization_id = $1
                AND status = 'VERIFIED' AND effective_until = $2
            """);
    private static final Statement USES_OF = Statement.of("""
            SELECT DISTINCT number, organization_id, organization_name, status = 'VERIFIED' AS is_verified
            FROM payee_account WHERE number = ANY($1) AND status IN ('PROPOSED', 'VERIFIED')
                AND (effective_until IS NULL OR effective_until > $2)
            ORDER BY organization_name
            """);

    private static final Statement NUMBERS = Statement.of("""
            SELECT DISTINCT ON (organization_id) organization_id, number FROM payee_account
            WHERE organization_id = ANY($1) AND (status = 'PROPOSED' OR status = 'VERIFIED'
                AND (effective_until IS NULL OR effective_until > $2))
            ORDER BY organization_id, (status = 'VERIFIED' AND effective_from <= $2) DESC, id DESC
            """);

    /** That an organisation uses a number, or wants to. */
    record Use(String number, UUID organizationId, String organizationName, boolean isVerified) {}

    /** Whose account it is; empty when there is none such. */
    Uni<Optional<UUID>> owner(SqlConnection connection, UUID id) {
        return OWNER.execute(connection, id).map(rows -> Optional.ofNullable(Rows.first(rows, row -> row.getUUID(0))));
    }

    /** Every account that the organisation ever proposed, held until the unit of work ends. */
    Uni<List<PayeeAccount>> lockAll(SqlConnection connection, UUID organization) {
        return LOCK_ALL.execute(connection, organization).map(ACCOUNTS::list);
    }

    /** The account in force at a moment. */
    Uni<Optional<PayeeAccount>> at(SqlClient client, UUID organization, Instant moment) {
        return AT.execute(client, organization, moment).map(ACCOUNTS::optional);
    }

    /** The accounts in force at a moment, by organisation. */
    Uni<Map<UUID, PayeeAccount>> at(SqlClient client, Collection<UUID> organizations, Instant moment) {
        return AT_OF_ALL
                .execute(client, Parameters.ids(organizations), moment)
                .map(rows -> ACCOUNTS.by(PayeeAccount::organizationId, rows));
    }

    Uni<Map<UUID, PayeeAccount>> all(SqlClient client, Collection<UUID> ids) {
        return BY_IDS.execute(client, Parameters.ids(ids)).map(rows -> ACCOUNTS.by(PayeeAccount::id, rows));
    }

    /** The number in force at a moment, else the latest that is to be, by organisation. */
    Uni<Map<UUID, String>> numbers(SqlClient client, Collection<UUID> organizations, Instant moment) {
        return NUMBERS.execute(client, Parameters.ids(organizations), moment).map(rows -> {
            Map<UUID, String> numbers = new HashMap<>();
            rows.forEach(row -> numbers.put(row.getUUID("organization_id"), row.getString("number")));
            return numbers;
        });
    }

    /** Lets an account end when the next takes effect. */
    Uni<Void> end(SqlConnection connection, PayeeAccount account, Instant until) {
        return END.execute(connection, account.id(), until)
                .invoke(Rows.exactly(1, "payee account " + account.id() + " ended while it was locked"))
                .replaceWithVoid();
    }

    /** Takes back that an account ends, because the one that would have followed at that moment does not. */
    Uni<Void> goOn(SqlConnection connection, UUID organization, Instant until) {
        return GO_ON.execute(connection, organization, until).replaceWithVoid();
    }

    /** Who uses the numbers at a moment or wants to. */
    Uni<List<Use>> uses(SqlClient client, Collection<String> numbers, Instant now) {
        return USES_OF.execute(client, numbers.toArray(String[]::new), now).map(USES::list);
    }
}
