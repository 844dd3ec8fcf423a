package cn.dengyun.shared;

import java.util.Set;
import java.util.UUID;

/**
 * Who is acting: an account (a person) or an API client (a system of an organisation), or nobody yet.
 *
 * @param id the account or API client; null for {@link #ANONYMOUS}
 * @param organizationId the organisation it acts for; null for the platform's own administrators and for nobody
 * @param roles names of {@link Roles}
 * @param scopes what an API client was granted, e.g. {@code catalogue:write}; an account holds every scope of its roles
 * @param regionCode GB/T 2260 code of an authority's own region, which decides what it sees; null for everybody else
 * @param organizationRole what a person is in its organisation: {@link #OWNER}, {@link #HANDLER} or {@link #VIEWER};
 *     null for API clients and for people without an organisation
 * @param sessionId the session that the access token belongs to; null for API clients and for people whom an external
 *     issuer signs in
 */
public record Actor(
        UUID id,
        boolean isClient,
        UUID organizationId,
        Set<String> roles,
        Set<String> scopes,
        String regionCode,
        String organizationRole,
        UUID sessionId) {

    /** Manages members and API clients of its organisation, and acts for it. */
    public static final String OWNER = "OWNER";

    /** Acts for its organisation. */
    public static final String HANDLER = "HANDLER";

    /** Reads what its organisation may read, and changes nothing. */
    public static final String VIEWER = "VIEWER";

    /** Nobody signed in. */
    public static final Actor ANONYMOUS = new Actor(null, false, null, Set.of(), Set.of(), null);

    /** An actor without a role in its organisation and without a session. */
    public Actor(
            UUID id, boolean isClient, UUID organizationId, Set<String> roles, Set<String> scopes, String regionCode) {
        this(id, isClient, organizationId, roles, scopes, regionCode, null, null);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    public boolean isAnonymous() {
        return id == null;
    }

    /** Whether this actor acts for the given organisation. */
    public boolean actsFor(UUID organization) {
        return organizationId != null && organizationId.equals(organization);
    }

    /** Whether this person manages the members and the API clients of the given organisation. */
    public boolean owns(UUID organization) {
        return !isClient && actsFor(organization) && OWNER.equals(organizationRole);
    }

    /** Whether this person may read for its organisation, but change nothing. */
    public boolean isViewer() {
        return VIEWER.equals(organizationRole);
    }

    /** Rejects with {@code scope-missing} (403) unless the actor holds the scope. */
    public void require(String scope) {
        if (!scopes.contains(scope)) {
            throw Rejection.forbidden("scope-missing", scope);
        }
    }
}
