package cn.dengyun.identity.member;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The people of organisations in the database. */
@ApplicationScoped
class MemberStore {

    private static final String SELECT = """
            SELECT a.id, a.organization_id, a.username, a.display_name, a.email, a.organization_role, a.roles, a.version,
                a.created_at, EXISTS (SELECT 1 FROM second_factor f
                    WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL) AS has_second_factor
            FROM account a WHERE a.organization_id = $1 AND a.disabled_at IS NULL
            """;
    private static final String ONE = SELECT + "AND a.id = $2";
    private static final String PAGE = SELECT + "AND a.id < $2 ORDER BY a.id DESC LIMIT $3";
    private static final String HOST = "SELECT kind, name_zh FROM organization WHERE id = $1";
    /** Locked in one order, so that two owners who remove each other do not both succeed. */
    private static final String LOCK_OWNERS = """
            SELECT id FROM account WHERE organization_id = $1 AND organization_role = 'OWNER' AND disabled_at IS NULL
            ORDER BY id FOR UPDATE
            """;

    private static final String CHANGE = """
            UPDATE account SET organization_role = $4, roles = $5, version = version + 1
            WHERE organization_id = $1 AND id = $2 AND version = $3 AND disabled_at IS NULL
            """;
    /** The address is free for another account from then on. */
    private static final String REMOVE = """
            UPDATE account SET disabled_at = $3, disabled_by = $4, email = NULL, version = version + 1
            WHERE organization_id = $1 AND id = $2 AND disabled_at IS NULL
            """;

    private static final String INSERT = """
            INSERT INTO account (id, username, display_name, email, password_hash, password_changed_at,
                must_change_password, roles, organization_id, organization_role, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, false, $7, $8, $9, $6) ON CONFLICT DO NOTHING
            """;
    private static final String IS_USERNAME_TAKEN = "SELECT EXISTS (SELECT 1 FROM account WHERE username = $1)";

    private final Pool pool;

    MemberStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Host>> host(SqlClient client, UUID organization) {
        return client.preparedQuery(HOST).execute(Tuple.of(organization)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(new Host(organization, row.getString("kind"), row.getString("name_zh")));
            }
            return Optional.empty();
        });
    }

    Uni<Optional<Member>> find(SqlClient client, UUID organization, UUID account) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(organization, account))
                .map(rows -> members(rows).stream().findFirst());
    }

    /** Newest first. */
    Uni<List<Member>> page(UUID organization, UUID before, int rows) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(organization, before, rows))
                .map(MemberStore::members);
    }

    /** The owners of the organisation, who stay what they are until the caller's unit of work ends. */
    Uni<Set<UUID>> lockOwners(SqlConnection connection, UUID organization) {
        return connection
                .preparedQuery(LOCK_OWNERS)
                .execute(Tuple.of(organization))
                .map(rows -> {
                    Set<UUID> owners = new java.util.HashSet<>();
                    rows.forEach(row -> owners.add(row.getUUID(0)));
                    return owners;
                });
    }

    /** Changes the roles unless somebody changed them since the member was read; tells whether it did. */
    Uni<Boolean> change(SqlConnection connection, Member before, OrganizationRole role, Set<String> roles) {
        Object[] parameters = {
            before.organizationId(), before.id(), before.version(), role.name(), roles.toArray(new String[0])
        };
        return connection.preparedQuery(CHANGE).execute(Tuple.from(parameters)).map(rows -> rows.rowCount() == 1);
    }

    /** Disables the account of a member; tells whether it was one. */
    Uni<Boolean> remove(SqlConnection connection, UUID organization, UUID account, Instant now, UUID by) {
        return connection
                .preparedQuery(REMOVE)
                .execute(Tuple.of(organization, account, utc(now), by))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Writes a new account; tells whether neither its user name nor its address was taken. */
    Uni<Boolean> insert(SqlConnection connection, UUID id, NewMember member, Invitation invitation, Instant now) {
        Object[] row = {
            id,
            member.username(),
            member.displayName(),
            invitation.email(),
            member.passwordHash(),
            utc(now),
            invitation.roles().toArray(new String[0]),
            invitation.organizationId(),
            invitation.organizationRole().name()
        };
        return connection.preparedQuery(INSERT).execute(Tuple.from(row)).map(rows -> rows.rowCount() == 1);
    }

    Uni<Boolean> isUsernameTaken(SqlClient client, String username) {
        return client.preparedQuery(IS_USERNAME_TAKEN)
                .execute(Tuple.of(username))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** An organisation that people belong to. */
    record Host(UUID id, String kind, String name) {}

    /** Who joins, as it calls itself. */
    record NewMember(String username, String displayName, String passwordHash) {

        /** Without the hash, in case a log ever asks. */
        @Override
        public String toString() {
            return "NewMember[" + username + "]";
        }
    }

    private static List<Member> members(RowSet<Row> rows) {
        List<Member> members = new ArrayList<>(rows.size());
        for (Row row : rows) {
            members.add(new Member(
                    row.getUUID("id"),
                    row.getUUID("organization_id"),
                    row.getString("username"),
                    row.getString("display_name"),
                    row.getString("email"),
                    OrganizationRole.valueOf(row.getString("organization_role")),
                    Set.of(row.getArrayOfStrings("roles")),
                    row.getBoolean("has_second_factor"),
                    row.getInteger("version"),
                    row.getOffsetDateTime("created_at").toInstant()));
        }
        return members;
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
