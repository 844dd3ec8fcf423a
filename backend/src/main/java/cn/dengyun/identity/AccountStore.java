package cn.dengyun.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Accounts in the database. */
@ApplicationScoped
class AccountStore {

    private static final String SELECT = """
            SELECT a.id, a.username, a.display_name, a.password_hash, a.must_change_password,
                a.disabled_at IS NOT NULL AS is_disabled, a.roles, a.organization_id, o.region_code
            FROM account a LEFT JOIN organization o ON o.id = a.organization_id
            """;

    private final Pool pool;

    AccountStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Account>> byUsername(String username) {
        return one(SELECT + "WHERE a.username = $1", username);
    }

    Uni<Optional<Account>> byId(UUID id) {
        return one(SELECT + "WHERE a.id = $1", id);
    }

    /** Replaces the password unless somebody else replaced it since the account was read; tells whether it did. */
    Uni<Boolean> changePassword(Account account, String newHash, Instant now) {
        return pool.preparedQuery("""
                        UPDATE account SET password_hash = $3, password_changed_at = $4, must_change_password = false
                        WHERE id = $1 AND password_hash = $2
                        """)
                .execute(Tuple.of(account.id(), account.passwordHash(), newHash, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    private Uni<Optional<Account>> one(String sql, Object key) {
        return pool.preparedQuery(sql).execute(Tuple.of(key)).map(AccountStore::first);
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
                row.getString("password_hash"),
                row.getBoolean("must_change_password"),
                row.getBoolean("is_disabled"),
                Set.of(row.getArrayOfStrings("roles")),
                row.getUUID("organization_id"),
                row.getString("region_code"));
    }
}
