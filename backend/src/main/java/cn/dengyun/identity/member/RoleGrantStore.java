package cn.dengyun.identity.member;

import cn.dengyun.identity.account.Recipients.Recipient;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Role grants in the database. */
@ApplicationScoped
class RoleGrantStore {

    private static final RowMapper<RoleGrant> GRANTS = RowMapper.of(RoleGrant.class);
    private static final RowMapper<Signed> SIGNED = RowMapper.of(Signed.class);
    private static final RowMapper<Person> PEOPLE = RowMapper.of(Person.class);
    private static final RowMapper<Recipient> APPROVERS = RowMapper.of(Recipient.class);

    /**
     * As of {@code $1}. Nobody consents to what its proposer may not propose any more, nor to what is for nobody any
     * more.
     */
    private static final String STATUS = """
            CASE WHEN g.status <> 'PROPOSED' THEN g.status
                WHEN g.expires_at > $1 AND p.disabled_at IS NULL
                    AND ('SYSADMIN' = ANY(p.roles) OR p.organization_role = 'OWNER'
                        AND p.organization_id = g.organization_id AND g.added_roles <@ p.roles)
                    AND (a.version = g.account_version AND a.disabled_at IS NULL
                        OR EXISTS (SELECT 1 FROM invitation i WHERE i.role_grant_id = g.id
                            AND i.withdrawn_at IS NULL AND i.accepted_at IS NULL))
                THEN 'PROPOSED' ELSE 'LAPSED' END AS status""";

    private static final String SELECT = """
            SELECT %s, p.display_name AS proposed_by_name, d.display_name AS decided_by_name
            FROM role_grant g JOIN account p ON p.id = g.proposed_by LEFT JOIN account d ON d.id = g.decided_by
                LEFT JOIN account a ON a.id = g.account_id
            """.formatted(GRANTS.columns("g").replace("g.status", STATUS));
    private static final Statement FIND = Statement.of("%sWHERE g.id = $2".formatted(SELECT));
    private static final Statement LOCK = Statement.of("%sWHERE g.id = $2 FOR UPDATE OF g".formatted(SELECT));
    private static final Statement PAGE = Statement.of("""
            SELECT * FROM (%s) g WHERE g.id < $2 AND ($3::uuid IS NULL OR g.organization_id = $3)
                AND ($4::text IS NULL OR g.status = $4)
            ORDER BY g.id DESC LIMIT $5
            """.formatted(SELECT));
    private static final Statement INSERT = Statement.of("INSERT INTO role_grant " + GRANTS.values());
    private static final Statement DECIDE = Statement.of("""
            UPDATE role_grant SET status = $2, decided_by = $3, decided_at = $4, reason = $5
            WHERE id = $1 AND status = 'PROPOSED'
            """);
    private static final Statement PEOPLE_OF = Statement.of("""
            SELECT i.role_grant_id, i.id AS invitation_id, i.account_id, i.guest_name AS name, i.email,
                o.id AS organization_id, o.name_zh AS organization_name, i.organization_role, i.roles
            FROM invitation i JOIN organization o ON o.id = i.organization_id WHERE i.role_grant_id = ANY($1)
            UNION ALL
            SELECT g.id, NULL, a.id, a.display_name, a.email, o.id, o.name_zh, g.organization_role, g.roles
            FROM role_grant g JOIN account a ON a.id = g.account_id JOIN organization o ON o.id = g.organization_id
            WHERE g.id = ANY($1)
            ORDER BY 1, 2
            """);

    /** The rule of {@link RoleGrant#requireDecider}, read the other way round. */
    private static final Statement APPROVERS_OF = Statement.of("""
            SELECT a.id AS account_id, a.email FROM role_grant g JOIN account a ON a.disabled_at IS NULL
                AND a.id <> g.proposed_by AND a.id IS DISTINCT FROM g.account_id
                AND ('SYSADMIN' = ANY(a.roles) OR a.organization_role = 'OWNER'
                    AND a.organization_id = g.organization_id AND g.added_roles <@ a.roles)
            WHERE g.id = $1 AND g.status = 'PROPOSED' ORDER BY a.id LIMIT 1000
            """);

    /**
     * A role grant and the names of those who signed it.
     *
     * @param decidedByName null unless somebody decided
     */
    record Signed(RoleGrant grant, String proposedByName, String decidedByName) {}

    /**
     * Somebody who is to get the roles.
     *
     * @param invitationId null for a member
     * @param accountId null until the invitation was accepted
     * @param name null for somebody who is invited and whom nobody called by a name
     * @param email null for an account that nobody gave one
     */
    record Person(
            UUID roleGrantId,
            UUID invitationId,
            UUID accountId,
            String name,
            String email,
            UUID organizationId,
            String organizationName,
            OrganizationRole organizationRole,
            Set<String> roles) {}

    /** As it stands then; null when there is none. */
    Uni<Signed> find(SqlClient client, UUID id, Instant now) {
        return FIND.execute(client, now, id).map(SIGNED::first);
    }

    /** The same, held until the unit of work ends. */
    Uni<Signed> lock(SqlConnection connection, UUID id, Instant now) {
        return LOCK.execute(connection, now, id).map(SIGNED::first);
    }

    /** Newest first, behind an id; an organisation or a status that is null lets all through. */
    Uni<List<Signed>> page(
            SqlClient client, UUID organization, RoleGrantStatus status, UUID before, int rows, Instant now) {
        return PAGE.execute(client, now, before, organization, status, rows).map(SIGNED::list);
    }

    /** Who is to get roles by which of these, in the order of the request. */
    Uni<Map<UUID, List<Person>>> people(SqlClient client, List<UUID> grants) {
        return PEOPLE_OF
                .execute(client, Parameters.ids(grants))
                .map(PEOPLE::list)
                .map(people -> people.stream().collect(Collectors.groupingBy(Person::roleGrantId)));
    }

    /** Who may approve it, 1,000 at most; nobody when it is decided. */
    Uni<List<Recipient>> approvers(SqlConnection connection, UUID id) {
        return APPROVERS_OF.execute(connection, id).map(APPROVERS::list);
    }

    Uni<Void> insert(SqlConnection connection, RoleGrant grant) {
        return INSERT.execute(connection, grant).replaceWithVoid();
    }

    /** Records the decision on a grant that is locked. */
    Uni<Void> decide(SqlConnection connection, RoleGrant decided) {
        return DECIDE.execute(
                        connection,
                        decided.id(),
                        decided.status(),
                        decided.decidedBy(),
                        decided.decidedAt(),
                        decided.reason())
                .invoke(Rows.exactly(1, "role grant " + decided.id() + " was decided while it was locked"))
                .replaceWithVoid();
    }
}
