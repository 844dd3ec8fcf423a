package cn.dengyun.identity.member;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invitations in the database. */
@ApplicationScoped
class InvitationStore {

    private static final RowMapper<Invitation> INVITATIONS = RowMapper.of(Invitation.class);

    private static final RowMapper<Waiting> WAITING_ROWS = RowMapper.of(Waiting.class);

    private static final String SELECT = "SELECT %s FROM invitation "
            .formatted(INVITATIONS.columns().replace("is_proposed", "digest IS NULL AS is_proposed"));
    private static final Statement BY_ID = Statement.of("%sWHERE id = $1".formatted(SELECT));
    private static final Statement BY_TOKEN = Statement.of("""
            %sWHERE id = $1 AND digest = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $3
            """.formatted(SELECT));
    private static final Statement PAGE =
            Statement.of("%sWHERE organization_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3".formatted(SELECT));
    private static final Statement REPLACE = Statement.of("""
            UPDATE invitation SET withdrawn_at = $3, guest_name = NULL
            WHERE organization_id = $1 AND email = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL
            """);
    private static final Statement INSERT = Statement.of("""
            INSERT INTO invitation (id, organization_id, email, organization_role, roles, digest, invited_by, created_at,
                expires_at, role_grant_id, guest_name)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """);
    /** Whoever invites for the same organisation at the same moment counts after this one. */
    private static final Statement LOCK_HOST =
            Statement.of("SELECT 1 FROM organization WHERE id = $1 FOR NO KEY UPDATE");

    private static final Statement LATELY = Statement.of("""
            SELECT count(*) FILTER (WHERE organization_id = $1) AS by_host, count(*) FILTER (WHERE email = $2) AS to_guest
            FROM invitation WHERE created_at > $3 AND (organization_id = $1 OR email = $2)
            """);
    private static final RowMapper<Lately> LATELY_ROWS = RowMapper.of(Lately.class);

    private static final Statement WITHDRAW = Statement.of("""
            UPDATE invitation SET withdrawn_at = $3, guest_name = NULL
            WHERE id = $1 AND organization_id = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL
            """);
    private static final Statement WITHDRAW_OF_ORGANIZATION = Statement.of("""
            UPDATE invitation SET withdrawn_at = $2, guest_name = NULL
            WHERE organization_id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL
            """);
    private static final Statement ACCEPT = Statement.of("""
            UPDATE invitation SET accepted_at = $3, account_id = $2
            WHERE id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $3
            """);

    private static final Statement WITHDRAW_ALL = Statement.of("""
            UPDATE invitation SET withdrawn_at = $2, guest_name = NULL
            WHERE role_grant_id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL
            """);
    private static final Statement LOCK_WAITING = Statement.of("""
            SELECT i.id, i.email, coalesce(i.guest_name, '') AS name, o.name_zh AS organization_name
            FROM invitation i JOIN organization o ON o.id = i.organization_id
            WHERE i.role_grant_id = $1 AND i.digest IS NULL AND i.withdrawn_at IS NULL ORDER BY i.id FOR UPDATE OF i
            """);
    private static final Statement SEND =
            Statement.of("UPDATE invitation SET digest = $2, expires_at = $3, guest_name = NULL WHERE id = $1");
    /** Whoever looks whether he is the only administrator at the same moment looks after this one. */
    private static final Statement LOCK_ACCOUNT = Statement.of("SELECT 1 FROM account WHERE id = $1 FOR NO KEY UPDATE");

    static final Statement IS_FIRST_ADMINISTRATOR = Statement.of("""
            SELECT NOT EXISTS (SELECT 1 FROM account WHERE id <> $1 AND 'SYSADMIN' = ANY(roles))
                AND NOT EXISTS (SELECT 1 FROM invitation
                    WHERE 'SYSADMIN' = ANY(roles) AND digest IS NOT NULL AND withdrawn_at IS NULL AND expires_at > $2
                        AND (organization_id, email) <> ($3, $4))
            """);

    private final Pool pool;

    InvitationStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Invitation>> byId(UUID id) {
        return BY_ID.execute(pool, id).map(INVITATIONS::optional);
    }

    /** The invitation that this token accepts, if it still can be. */
    Uni<Optional<Invitation>> byToken(UUID id, byte[] digest, Instant now) {
        return BY_TOKEN.execute(pool, id, digest, now).map(INVITATIONS::optional);
    }

    /** How many were written since then, by an organisation and to an address. */
    record Lately(long byHost, long toGuest) {}

    /** Counts what was written since then; the organisation writes no other until the unit of work ends. */
    Uni<Lately> lately(SqlConnection connection, UUID organization, String email, Instant since) {
        return LOCK_HOST
                .execute(connection, organization)
                .chain(() -> LATELY.execute(connection, organization, email, since))
                .map(rows -> LATELY_ROWS.optional(rows).orElseThrow());
    }

    /** Newest first. */
    Uni<List<Invitation>> page(UUID organization, UUID before, int rows) {
        return PAGE.execute(pool, organization, before, rows).map(INVITATIONS::list);
    }

    /**
     * Writes an invitation in the place of an open one of the same person.
     *
     * @param digest of its token; null while somebody has to consent
     * @param guestName how its mail will address the person; null when that is sent already
     */
    Uni<Void> insert(SqlConnection connection, Invitation invitation, byte[] digest, UUID invitedBy, String guestName) {
        return REPLACE.execute(connection, invitation.organizationId(), invitation.email(), invitation.createdAt())
                .chain(() -> INSERT.execute(
                        connection,
                        invitation.id(),
                        invitation.organizationId(),
                        invitation.email(),
                        invitation.organizationRole(),
                        Parameters.texts(invitation.roles()),
                        digest,
                        invitedBy,
                        invitation.createdAt(),
                        invitation.expiresAt(),
                        invitation.roleGrantId(),
                        guestName))
                .replaceWithVoid();
    }

    /** Tells whether it was open. */
    Uni<Boolean> withdraw(SqlConnection connection, UUID id, UUID organization, Instant now) {
        return WITHDRAW.execute(connection, id, organization, now).map(Rows::any);
    }

    /** Withdraws all that are open of a role grant. */
    Uni<Void> withdrawAll(SqlConnection connection, UUID grant, Instant now) {
        return WITHDRAW_ALL.execute(connection, grant, now).replaceWithVoid();
    }

    /** Somebody whose invitation waits for consent; the name is empty when nobody said it. */
    record Waiting(UUID id, String email, String name, String organizationName) {}

    /** Those of a role grant that are open, held until the unit of work ends. */
    Uni<List<Waiting>> lockWaiting(SqlConnection connection, UUID grant) {
        return LOCK_WAITING.execute(connection, grant).map(WAITING_ROWS::list);
    }

    /** Whoever has the token may accept it until then. */
    Uni<Void> send(SqlConnection connection, UUID id, byte[] digest, Instant expiresAt) {
        return SEND.execute(connection, id, digest, expiresAt).replaceWithVoid();
    }

    /**
     * Whether nobody but this account ever was a system administrator, nor can become one by an invitation to another
     * address than this.
     */
    Uni<Boolean> isFirstAdministrator(
            SqlConnection connection, UUID account, UUID organization, String email, Instant now) {
        return LOCK_ACCOUNT
                .execute(connection, account)
                .chain(() -> IS_FIRST_ADMINISTRATOR.execute(connection, account, now, organization, email))
                .map(Rows::truth);
    }

    /** Withdraws all that are open of an organisation. */
    Uni<Void> withdrawOf(SqlConnection connection, UUID organization, Instant now) {
        return WITHDRAW_OF_ORGANIZATION.execute(connection, organization, now).replaceWithVoid();
    }

    /** Tells whether it could still be accepted. */
    Uni<Boolean> accept(SqlConnection connection, UUID id, UUID account, Instant now) {
        return ACCEPT.execute(connection, id, account, now).map(Rows::any);
    }
}
