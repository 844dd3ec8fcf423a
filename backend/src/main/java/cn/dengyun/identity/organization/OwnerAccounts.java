package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.shared.Defect;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;

/** Makes the first account of an organisation that registers itself; whoever keeps the accounts provides it. */
public interface OwnerAccounts {

    /**
     * What forbids the password, with pointers below {@code /owner}; empty when it may be chosen.
     *
     * <p>Rejects with {@code sign-in-busy} (503) when too many are waiting already.
     */
    Uni<List<Defect>> defectsOf(NewOwner owner, String organizationName);

    /**
     * A hash of the password, slow on purpose and therefore made before the unit of work begins.
     *
     * <p>Rejects with {@code sign-in-busy} (503) when too many are waiting already.
     */
    Uni<String> hash(NewOwner owner, String organizationName);

    /**
     * Writes the account in the caller's unit of work. Rejects with {@code username-taken}, {@code email-taken} (409).
     */
    Uni<Void> create(
            SqlConnection connection,
            UUID accountId,
            UUID organizationId,
            OrganizationKind kind,
            NewOwner owner,
            String passwordHash);
}
