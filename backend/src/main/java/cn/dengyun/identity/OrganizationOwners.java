package cn.dengyun.identity;

import cn.dengyun.identity.organization.NewOwner;
import cn.dengyun.identity.organization.OwnerAccounts;
import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The accounts of people who register their organisation. */
@ApplicationScoped
class OrganizationOwners implements OwnerAccounts {

    private static final String INSERT = """
            INSERT INTO account (id, username, display_name, password_hash, password_changed_at, roles,
                organization_id, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $5)
            """;

    private final Passwords passwords;
    private final Clock clock;

    OrganizationOwners(Passwords passwords, Clock clock) {
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public List<Defect> defectsOf(NewOwner owner) {
        try {
            Passwords.requireAcceptable(owner.password(), owner.username(), null);
            return List.of();
        } catch (Rejection refusal) {
            return refusal.defects().stream()
                    .map(defect -> new Defect("/owner/password", defect.code(), defect.arguments()))
                    .toList();
        }
    }

    @Override
    public Uni<String> hash(NewOwner owner) {
        return passwords.hash(owner.password());
    }

    @Override
    public Uni<Void> create(
            SqlConnection connection,
            UUID accountId,
            UUID organizationId,
            OrganizationKind kind,
            NewOwner owner,
            String passwordHash) {
        Object[] row = {
            accountId,
            owner.username(),
            owner.displayName(),
            passwordHash,
            clock.instant().atOffset(ZoneOffset.UTC),
            kind.clientRoles().toArray(new String[0]),
            organizationId
        };
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(row))
                .onFailure(OrganizationOwners::isUsernameTaken)
                .transform(failure -> Rejection.conflict("username-taken", owner.username()))
                .replaceWithVoid();
    }

    private static boolean isUsernameTaken(Throwable failure) {
        return failure instanceof PgException refusal && "account_username_unique".equals(refusal.getConstraint());
    }
}
