package cn.dengyun.identity.account;

import cn.dengyun.identity.organization.NewOwner;
import cn.dengyun.identity.organization.OwnerAccounts;
import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The accounts of people who register their organisation. */
@ApplicationScoped
class OrganizationOwners implements OwnerAccounts {

    private static final Statement INSERT = Statement.of("""
            INSERT INTO account (id, username, display_name, email, password_hash, password_changed_at, roles,
                organization_id, organization_role, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $6)
            """);

    private static final String PASSWORD = "/owner/password";

    private final PasswordHashing passwords;
    private final EmailAddresses addresses;
    private final Clock clock;

    OrganizationOwners(PasswordHashing passwords, EmailAddresses addresses, Clock clock) {
        this.passwords = passwords;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public Uni<List<Defect>> defectsOf(NewOwner owner, String organizationName) {
        return passwords.defectsOf(PASSWORD, owner.password(), null, words(owner, organizationName));
    }

    @Override
    public Uni<String> hash(NewOwner owner, String organizationName) {
        return passwords.chosen(PASSWORD, owner.password(), null, words(owner, organizationName));
    }

    private static List<String> words(NewOwner owner, String organizationName) {
        return PasswordPolicy.words(owner.username(), owner.displayName(), owner.email(), organizationName);
    }

    @Override
    public Uni<Void> create(
            SqlConnection connection,
            UUID accountId,
            UUID organizationId,
            OrganizationKind kind,
            NewOwner owner,
            String passwordHash) {
        String email = owner.email().toLowerCase(Locale.ROOT);
        return INSERT.execute(
                        connection,
                        accountId,
                        owner.username(),
                        owner.displayName(),
                        email,
                        passwordHash,
                        clock.instant(),
                        Parameters.texts(kind.clientRoles()),
                        organizationId,
                        Actor.OWNER)
                .onFailure(Rows.broken("account_username_unique"))
                .transform(failure -> Rejection.conflict("username-taken", owner.username()))
                .chain(() -> addresses.isHeldByAnother(connection, email, accountId))
                .invoke(isHeld -> {
                    if (isHeld) {
                        throw Rejection.conflict("email-taken");
                    }
                })
                .replaceWithVoid();
    }
}
