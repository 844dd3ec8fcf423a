package cn.dengyun.identity.account;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Accounts in the database. */
@ApplicationScoped
public class AccountStore {

    private static final RowMapper<Account> ACCOUNTS = RowMapper.of(Account.class);

    private static final String SELECT = """
            SELECT a.id, a.username, a.display_name, a.email, a.mobile, a.password_hash, a.must_change_password,
                a.disabled_at IS NOT NULL AS is_disabled, a.roles, a.organization_id, a.organization_role,
                o.region_code, o.name_zh AS organization_name
            FROM account a LEFT JOIN organization o ON o.id = a.organization_id
            """;
    private static final Statement BY_USERNAME = Statement.of("%sWHERE a.username = $1".formatted(SELECT));
    private static final Statement BY_IDS = Statement.of("%sWHERE a.id = ANY($1) ORDER BY a.id".formatted(SELECT));
    private static final Statement BY_ID = Statement.of("%sWHERE a.id = $1".formatted(SELECT));
    /** Who only says that it is his address has no part in it while another one holds it. */
    private static final Statement BY_EMAIL =
            Statement.of("""
            %sWHERE a.email = $1 AND a.disabled_at IS NULL AND (%s OR NOT EXISTS (SELECT FROM account a
                LEFT JOIN organization o ON o.id = a.organization_id WHERE a.email = $1 AND %s))
            ORDER BY a.id DESC LIMIT $2
            """.formatted(SELECT, EmailAddresses.IS_HELD, EmailAddresses.IS_HELD));

    private static final Statement CHANGE_PASSWORD = Statement.of("""
            UPDATE account SET password_hash = $3, password_changed_at = $4, must_change_password = false
            WHERE id = $1 AND password_hash = $2
            """);

    private static final Statement ENABLED =
            Statement.of("%sWHERE a.disabled_at IS NULL AND a.id > $1 ORDER BY a.id LIMIT $2".formatted(SELECT));

    private final Pool pool;

    AccountStore(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<Account>> byUsername(String username) {
        return BY_USERNAME.execute(pool, username).map(ACCOUNTS::optional);
    }

    /** Those who may sign in, in the order of their ids behind one. */
    Uni<List<Account>> enabled(UUID after, int rows) {
        return ENABLED.execute(pool, after, rows).map(ACCOUNTS::list);
    }

    /** Whoever holds the address; when nobody does, the newest of those who say that it is theirs. */
    public Uni<List<Account>> byEmail(String email, int most) {
        return BY_EMAIL.execute(pool, email, most).map(ACCOUNTS::list);
    }

    public Uni<Optional<Account>> byId(UUID id) {
        return BY_ID.execute(pool, id).map(ACCOUNTS::optional);
    }

    /** The same through the connection that holds the caller's unit of work. */
    public Uni<Optional<Account>> byId(SqlConnection connection, UUID id) {
        return BY_ID.execute(connection, id).map(ACCOUNTS::optional);
    }

    /** Those of these that exist, by id. */
    public Uni<List<Account>> byIds(SqlConnection connection, Collection<UUID> ids) {
        return BY_IDS.execute(connection, Parameters.ids(ids)).map(ACCOUNTS::list);
    }

    /** Replaces the password unless somebody else replaced it since the account was read; tells whether it did. */
    public Uni<Boolean> changePassword(SqlConnection connection, Account account, String newHash, Instant now) {
        return CHANGE_PASSWORD
                .execute(connection, account.id(), account.passwordHash(), newHash, now)
                .map(Rows::any);
    }
}
