package cn.dengyun.identity.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Accounts in the database. */
@ApplicationScoped
public class AccountStore {

    private static final String SELECT = """
            SELECT a.id, a.username, a.display_name, a.email, a.password_hash, a.must_change_password,
                a.disabled_at IS NOT NULL AS is_disabled, a.roles, a.organization_id, a.organization_role,
                o.region_code, o.name_zh AS organization_name
            FROM account a LEFT JOIN organization o ON o.id = a.organization_id
            """;
    private static final String BY_USERNAME = SELECT + "WHERE a.username = $1";
    private static final String BY_ID = SELECT + "WHERE a.id = $1";
    private static final String BY_EMAIL = SELECT + "WHERE a.email = $1";
    private static final String CHANGE_PASSWORD = """
            UPDATE account SET password_hash = $3, password_changed_at = $4, must_change_password = false
            WHERE id = $1 AND password_hash = $2
            """;

    private final Pool pool;

    AccountStore(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<Account>> byUsername(String username) {
        return pool.preparedQuery(BY_USERNAME).execute(Tuple.of(username)).map(AccountStore::first);
    }

    /** Empty as well for an account without an address. */
    public Uni<Optional<Account>> byEmail(String email) {
        return pool.preparedQuery(BY_EMAIL).execute(Tuple.of(email)).map(AccountStore::first);
    }

    public Uni<Optional<Account>> byId(UUID id) {
        return pool.preparedQuery(BY_ID).execute(Tuple.of(id)).map(AccountStore::first);
    }

    /** The same through the connection that holds the caller's unit of work. */
    public Uni<Optional<Account>> byId(SqlConnection connection, UUID id) {
        return connection.preparedQuery(BY_ID).execute(Tuple.of(id)).map(AccountStore::first);
    }

    /** Replaces the password unless somebody else replaced it since the account was read; tells whether it did. */
    public Uni<Boolean> changePassword(SqlConnection connection, Account account, String newHash, Instant now) {
        return connection
                .preparedQuery(CHANGE_PASSWORD)
                .execute(Tuple.of(account.id(), account.passwordHash(), newHash, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Optional<Account> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(toAccount(row));
        }
        return Optional.empty();
    }

    private static Account toAccount(Row row) {
        return new Account(
                row.getUUID("id"),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("email"),
                row.getString("password_hash"),
                row.getBoolean("must_change_password"),
                row.getBoolean("is_disabled"),
                Set.of(row.getArrayOfStrings("roles")),
                row.getUUID("organization_id"),
                row.getString("organization_name"),
                row.getString("region_code"),
                row.getString("organization_role"));
    }
}
