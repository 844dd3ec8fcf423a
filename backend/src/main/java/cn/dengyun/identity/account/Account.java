package cn.dengyun.identity.account;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import java.util.Set;
import java.util.UUID;

/**
 * A person who may sign in.
 *
 * @param email where mail goes, in lower case; null for accounts that nobody gave one
 * @param mobile by which a person with a say over others is known; null where nobody stated one
 * @param organizationId null for the platform's own administrators
 * @param organizationName null without an organisation
 * @param regionCode the region of the organisation; null without one
 * @param organizationRole {@link Actor#OWNER}, {@link Actor#HANDLER} or {@link Actor#VIEWER}; null without an
 *     organisation
 */
public record Account(
        UUID id,
        String username,
        String displayName,
        String email,
        String mobile,
        String passwordHash,
        boolean mustChangePassword,
        boolean isDisabled,
        Set<String> roles,
        UUID organizationId,
        String organizationName,
        String regionCode,
        String organizationRole) {

    /** The account as it acts in a session; null for the account as such. */
    public Actor toActor(UUID sessionId) {
        String region = roles.contains(Roles.AUTHORITY) ? regionCode : null;
        return new Actor(id, false, organizationId, roles, Set.of(), region, organizationRole, sessionId);
    }

    /** Without the hash, in case a log ever asks. */
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
