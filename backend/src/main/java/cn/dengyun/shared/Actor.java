package cn.dengyun.shared;

import java.util.Set;
import java.util.UUID;

/**
 * Who is acting: an account (a person) or an API client (a system of an organisation), or nobody yet.
 *
 * @param id the account or API client; null for {@link #ANONYMOUS}
 * @param organizationId the organisation it acts for; null for the platform's own administrators and for nobody
 * @param roles names of {@link Roles}
 * @param scopes texts of {@link ClientScope} that the token of an API client holds; people have none and need none
 * @param regionCode GB/T 2260 code of an authority's own region, which decides what it sees; null for everybody else
 * @param organizationRole what a person is in its organisation: {@link #OWNER}, {@link #HANDLER} or {@link #VIEWER};
 *     null for API clients and for people without an organisation
 * @param sessionId the session that the access token belongs to; null for API clients and for people whom an external
 *     issuer signs in
 * @param mandate by which it acts for an organisation other than its own; null when it acts for its own
 */
public record Actor(
        UUID id,
        boolean isClient,
        UUID organizationId,
        Set<String> roles,
        Set<String> scopes,
        String regionCode,
        String organizationRole,
        UUID sessionId,
        Mandate mandate) {

    /** Manages members and API clients of its organisation, and acts for it. */
    public static final String OWNER = "OWNER";

    /** Acts for its organisation. */
    public static final String HANDLER = "HANDLER";

    /** Reads what its organisation may read, and changes nothing. */
    public static final String VIEWER = "VIEWER";

    /**
     * An agent's right to act for its principal, which is then the actor's organisation.
     *
     * @param delegationId where the principal granted it
     * @param agentOrganizationId the actor's own organisation
     */
    public record Mandate(UUID delegationId, UUID agentOrganizationId) {}

    /** Nobody signed in. */
    public static final Actor ANONYMOUS = new Actor(null, false, null, Set.of(), Set.of(), null);

    /** An actor without a role in its organisation and without a session. */
    public Actor(
            UUID id, boolean isClient, UUID organizationId, Set<String> roles, Set<String> scopes, String regionCode) {
        this(id, isClient, organizationId, roles, scopes, regionCode, null, null);
    }

    /** An actor that acts for its own organisation. */
    public Actor(
            UUID id,
            boolean isClient,
            UUID organizationId,
            Set<String> roles,
            Set<String> scopes,
            String regionCode,
            String organizationRole,
            UUID sessionId) {
        this(id, isClient, organizationId, roles, scopes, regionCode, organizationRole, sessionId, null);
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

    /** Whether this person manages the members and the API clients of the given organisation; an agent never does. */
    public boolean owns(UUID organization) {
        return !isClient && mandate == null && actsFor(organization) && OWNER.equals(organizationRole);
    }

    /** Whether this person may read for its organisation, but change nothing. */
    public boolean isViewer() {
        return VIEWER.equals(organizationRole);
    }

    /** The organisation that acts for {@link #organizationId}; null when that acts for itself. */
    public UUID agentOrganizationId() {
        return mandate == null ? null : mandate.agentOrganizationId();
    }

    /** The same person or system, acting for a principal with the principal's roles. */
    public Actor onBehalfOf(UUID principal, Set<String> principalRoles, UUID delegationId) {
        return new Actor(
                id,
                isClient,
                principal,
                principalRoles,
                scopes,
                null,
                organizationRole,
                sessionId,
                new Mandate(delegationId, organizationId));
    }
}
