package cn.dengyun.identity.member;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The people of organisations in the database. */
@ApplicationScoped
class MemberStore {

    private static final RowMapper<Member> MEMBERS = RowMapper.of(Member.class);
    private static final RowMapper<Ended> ENDED = RowMapper.of(Ended.class);
    private static final RowMapper<Host> HOSTS = RowMapper.of(Host.class).named("name", "name_zh");

    private static final String SELECT = """
            SELECT a.id, a.organization_id, a.username, a.display_name, a.email, a.mobile, a.organization_role, a.roles,
                a.version, a.created_at, EXISTS (SELECT 1 FROM second_factor f
                    WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL) AS has_second_factor,
                (SELECT g.id FROM role_grant g WHERE g.account_id = a.id AND g.account_version = a.version
                    AND g.status = 'PROPOSED' AND g.expires_at > $2) AS role_grant_id
            FROM account a WHERE a.organization_id = $1 AND a.disabled_at IS NULL
            """;
    private static final Statement ONE = Statement.of("%sAND a.id = $3".formatted(SELECT));
    private static final Statement PAGE = Statement.of("%sAND a.id < $3 ORDER BY a.id DESC LIMIT $4".formatted(SELECT));
    /** Authorities are set up by an administrator; who registers itself is certified or not. */
    private static final String HOST_COLUMNS = HOSTS.columns()
            .replace(
                    "is_vouched_for",
                    "(kind NOT IN ('ENTERPRISE', 'PROVIDER') OR certification_id IS NOT NULL) AS is_vouched_for");

    private static final Statement HOST =
            Statement.of("SELECT %s FROM organization WHERE id = $1 AND closed_at IS NULL".formatted(HOST_COLUMNS));
    private static final Statement HOSTS_BY_CODE = Statement.of(
            "SELECT %s FROM organization WHERE credit_code = ANY($1) AND closed_at IS NULL".formatted(HOST_COLUMNS));
    /** Locked in one order, so that two owners who remove each other do not both succeed. */
    private static final Statement LOCK_OWNERS = Statement.of("""
            SELECT id FROM account WHERE organization_id = $1 AND organization_role = 'OWNER' AND disabled_at IS NULL
            ORDER BY id FOR UPDATE
            """);

    private static final Statement CHANGE = Statement.of("""
            UPDATE account SET organization_role = $4, roles = $5, version = version + 1
            WHERE organization_id = $1 AND id = $2 AND version = $3 AND disabled_at IS NULL
            """);
    private static final Statement NOTE = Statement.of("""
            UPDATE account SET version = version + 1
            WHERE organization_id = $1 AND id = $2 AND version = $3 AND disabled_at IS NULL
            """);
    /** The address is free for another account from then on; the number stays with what the person did. */
    private static final Statement REMOVE = Statement.of("""
            UPDATE account SET disabled_at = $3, disabled_by = $4, email = NULL, email_proven_at = NULL,
                version = version + 1
            WHERE organization_id = $1 AND id = $2 AND disabled_at IS NULL
            """);

    private static final Statement INSERT = Statement.of("""
            INSERT INTO account (id, username, display_name, email, password_hash, password_changed_at,
                must_change_password, roles, organization_id, organization_role, created_at, email_proven_at,
                mobile)
            VALUES ($1, $2, $3, $4, $5, $6, false, $7, $8, $9, $6, $6, $10) ON CONFLICT DO NOTHING
            """);
    /** People whom another issuer signs in are no worse than before: it says of which organisation they are. */
    private static final Statement DETACH = Statement.of("""
            UPDATE account a SET organization_id = NULL, organization_role = NULL, version = version + 1
            WHERE organization_id = $1 AND EXISTS (SELECT FROM external_identity e WHERE e.account_id = a.id)
            """);
    /** Name and address are free from then on. */
    private static final Statement CLOSE = Statement.of("""
            UPDATE account a SET disabled_at = coalesce(a.disabled_at, $2), username = 'closed-' || a.id, email = NULL,
                email_proven_at = NULL, version = a.version + 1
            FROM (SELECT * FROM account WHERE organization_id = $1 ORDER BY id FOR UPDATE) was
            WHERE a.id = was.id RETURNING a.id, was.username,
                CASE WHEN was.email_proven_at IS NOT NULL AND was.disabled_at IS NULL THEN was.email END AS email
            """);

    private static final Statement IS_KNOWN = Statement.of("""
            SELECT EXISTS (SELECT 1 FROM account WHERE mobile = $1 AND disabled_at IS NULL
                AND roles && ARRAY['AUTHORITY', 'FINANCE', 'AUDITOR', 'SYSADMIN'])
            """);
    private static final Statement IS_USERNAME_TAKEN =
            Statement.of("SELECT EXISTS (SELECT 1 FROM account WHERE username = $1)");

    private final Pool pool;

    MemberStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Host>> host(SqlClient client, UUID organization) {
        return HOST.execute(client, organization).map(HOSTS::optional);
    }

    /** By credit code; those of no organisation are not in it. */
    Uni<Map<String, Host>> hosts(SqlClient client, Collection<String> creditCodes) {
        return HOSTS_BY_CODE
                .execute(client, Parameters.texts(creditCodes))
                .map(rows -> HOSTS.list(rows).stream().collect(Collectors.toMap(Host::creditCode, host -> host)));
    }

    Uni<Optional<Member>> find(SqlClient client, UUID organization, UUID account, Instant now) {
        return ONE.execute(client, organization, now, account).map(MEMBERS::optional);
    }

    /** Newest first. */
    Uni<List<Member>> page(UUID organization, UUID before, int rows, Instant now) {
        return PAGE.execute(pool, organization, now, before, rows).map(MEMBERS::list);
    }

    /** The owners of the organisation, who stay what they are until the caller's unit of work ends. */
    Uni<Set<UUID>> lockOwners(SqlConnection connection, UUID organization) {
        return LOCK_OWNERS.execute(connection, organization).map(Rows::ids);
    }

    /**
     * Changes the roles unless somebody changed them since the member was read; tells whether it did. Rejects with
     * {@code person-known} (409) when the member gets a say over others and the same person has one elsewhere.
     */
    Uni<Boolean> change(SqlConnection connection, Member before, OrganizationRole role, Set<String> roles) {
        return CHANGE.execute(
                        connection,
                        before.organizationId(),
                        before.id(),
                        before.version(),
                        role,
                        Parameters.texts(roles))
                .onFailure(Rows.broken("account_mobile_of_office"))
                .transform(failure -> Rejection.conflict("person-known"))
                .map(Rows::any);
    }

    /**
     * Makes a version of what is proposed, unless somebody changed the member since it was read; tells whether it did.
     */
    Uni<Boolean> note(SqlConnection connection, Member before) {
        return NOTE.execute(connection, before.organizationId(), before.id(), before.version())
                .map(Rows::any);
    }

    /** Disables the account of a member; tells whether it was one. */
    Uni<Boolean> remove(SqlConnection connection, UUID organization, UUID account, Instant now, UUID by) {
        return REMOVE.execute(connection, organization, account, now, by).map(Rows::any);
    }

    /** Takes all people from an organisation that is closed; tells whose accounts ended with it. */
    Uni<List<Ended>> closeAll(SqlConnection connection, UUID organization, Instant now) {
        return DETACH.execute(connection, organization)
                .chain(() -> CLOSE.execute(connection, organization, now))
                .map(ENDED::list);
    }

    /**
     * Writes a new account, whose address is proven; tells whether neither its user name nor its address nor its person
     * was taken.
     */
    Uni<Boolean> insert(SqlConnection connection, UUID id, NewMember member, Invitation invitation, Instant now) {
        return INSERT.execute(
                        connection,
                        id,
                        member.username(),
                        member.displayName(),
                        invitation.email(),
                        member.passwordHash(),
                        now,
                        Parameters.texts(invitation.roles()),
                        invitation.organizationId(),
                        invitation.organizationRole(),
                        member.mobile())
                .map(Rows::any);
    }

    /** Whether somebody with this number has a say over others already. */
    Uni<Boolean> isKnown(SqlClient client, String mobile) {
        return IS_KNOWN.execute(client, mobile).map(Rows::truth);
    }

    Uni<Boolean> isUsernameTaken(SqlClient client, String username) {
        return IS_USERNAME_TAKEN.execute(client, username).map(Rows::truth);
    }

    /**
     * An account that ended with its organisation.
     *
     * @param username that it had
     * @param email null where nobody has proven it, whose mail might be a stranger's
     */
    record Ended(UUID id, String username, String email) {}

    /**
     * An organisation that people belong to.
     *
     * @param isVouchedFor whether somebody has seen that it is what it says; the name of another is anybody's text
     */
    record Host(UUID id, String kind, String name, String creditCode, boolean isVouchedFor) {}

    /**
     * Who joins, as it calls itself.
     *
     * @param mobile null for whom no say over others is given
     */
    record NewMember(String username, String displayName, String mobile, String passwordHash) {

        /** Without the hash, in case a log ever asks. */
        @Override
        public String toString() {
            return "NewMember[" + username + "]";
        }
    }
}
