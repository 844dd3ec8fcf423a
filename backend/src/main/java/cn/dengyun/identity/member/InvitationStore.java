package cn.dengyun.identity.member;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
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

/** Invitations in the database. */
@ApplicationScoped
class InvitationStore {

    private static final String SELECT = """
            SELECT id, organization_id, email, organization_role, roles, created_at, expires_at, accepted_at, account_id,
                withdrawn_at
            FROM invitation
            """;
    private static final String BY_ID = SELECT + "WHERE id = $1";
    private static final String BY_TOKEN = SELECT
            + "WHERE id = $1 AND digest = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $3";
    private static final String PAGE = SELECT + "WHERE organization_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    private static final String REPLACE = """
            UPDATE invitation SET withdrawn_at = $3
            WHERE organization_id = $1 AND email = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL
            """;
    private static final String INSERT = """
            INSERT INTO invitation (id, organization_id, email, organization_role, roles, digest, invited_by, created_at,
                expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;
    private static final String WITHDRAW = """
            UPDATE invitation SET withdrawn_at = $3
            WHERE id = $1 AND organization_id = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL
            """;
    private static final String ACCEPT = """
            UPDATE invitation SET accepted_at = $3, account_id = $2
            WHERE id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $3
            """;

    private final Pool pool;

    InvitationStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Invitation>> byId(UUID id) {
        return pool.preparedQuery(BY_ID).execute(Tuple.of(id)).map(InvitationStore::first);
    }

    /** The invitation that this token accepts, if it still can be. */
    Uni<Optional<Invitation>> byToken(UUID id, byte[] digest, Instant now) {
        return pool.preparedQuery(BY_TOKEN)
                .execute(Tuple.of(id, Buffer.buffer(digest), utc(now)))
                .map(InvitationStore::first);
    }

    /** Newest first. */
    Uni<List<Invitation>> page(UUID organization, UUID before, int rows) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(organization, before, rows))
                .map(InvitationStore::invitations);
    }

    /** Writes an invitation in the place of an open one of the same person. */
    Uni<Void> insert(SqlConnection connection, Invitation invitation, byte[] digest, UUID invitedBy) {
        Object[] row = {
            invitation.id(),
            invitation.organizationId(),
            invitation.email(),
            invitation.organizationRole().name(),
            invitation.roles().toArray(new String[0]),
            Buffer.buffer(digest),
            invitedBy,
            utc(invitation.createdAt()),
            utc(invitation.expiresAt())
        };
        return connection
                .preparedQuery(REPLACE)
                .execute(Tuple.of(invitation.organizationId(), invitation.email(), utc(invitation.createdAt())))
                .chain(() -> connection.preparedQuery(INSERT).execute(Tuple.from(row)))
                .replaceWithVoid();
    }

    /** Tells whether it was open. */
    Uni<Boolean> withdraw(SqlConnection connection, UUID id, UUID organization, Instant now) {
        return connection
                .preparedQuery(WITHDRAW)
                .execute(Tuple.of(id, organization, utc(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Tells whether it could still be accepted. */
    Uni<Boolean> accept(SqlConnection connection, UUID id, UUID account, Instant now) {
        return connection
                .preparedQuery(ACCEPT)
                .execute(Tuple.of(id, account, utc(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Optional<Invitation> first(RowSet<Row> rows) {
        return invitations(rows).stream().findFirst();
    }

    private static List<Invitation> invitations(RowSet<Row> rows) {
        List<Invitation> invitations = new ArrayList<>(rows.size());
        for (Row row : rows) {
            invitations.add(new Invitation(
                    row.getUUID("id"),
                    row.getUUID("organization_id"),
                    row.getString("email"),
                    OrganizationRole.valueOf(row.getString("organization_role")),
                    Set.of(row.getArrayOfStrings("roles")),
                    row.getOffsetDateTime("created_at").toInstant(),
                    row.getOffsetDateTime("expires_at").toInstant(),
                    instant(row.getOffsetDateTime("accepted_at")),
                    row.getUUID("account_id"),
                    instant(row.getOffsetDateTime("withdrawn_at"))));
        }
        return invitations;
    }

    private static Instant instant(OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
