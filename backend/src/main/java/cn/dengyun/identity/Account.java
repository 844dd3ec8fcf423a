package cn.dengyun.identity;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import java.util.Set;
import java.util.UUID;

/**
 * A person who may sign in.
 *
 * @param organizationId null for the platform's own administrators
 * @param regionCode the region of the organisation; null without one
 */
record Account(
        UUID id,
        String username,
        String displayName,
        String passwordHash,
        boolean mustChangePassword,
        boolean isDisabled,
        Set<String> roles,
        UUID organizationId,
        String regionCode) {

    Actor toActor() {
        String region = roles.contains(Roles.AUTHORITY) ? regionCode : null;
        return new Actor(id, false, organizationId, roles, Scopes.ofRoles(roles), region);
    }
}
