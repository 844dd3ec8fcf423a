package cn.dengyun.identity.member;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Roles with a say over others that one person wants to be given, and to which another consents: those of a member as
 * it is to be, or those of all whom the invitations of one request name.
 *
 * @param organizationId whose people it is about; null when a file names people of several
 * @param accountId the member; null for invitations, as are the following two
 * @param accountVersion the version of the member that it is about
 * @param organizationRole what the member will be in the organisation
 * @param roles what the member will be on the platform, or all that the invitations give
 * @param addedRoles those that are new
 * @param exempt whether nobody had to consent: the first administrator invites the second
 * @param decidedBy null while it is proposed and when it is exempt, as is {@code reason}
 */
record RoleGrant(
        UUID id,
        UUID organizationId,
        UUID accountId,
        Integer accountVersion,
        OrganizationRole organizationRole,
        Set<String> roles,
        Set<String> addedRoles,
        RoleGrantStatus status,
        boolean exempt,
        UUID proposedBy,
        Instant proposedAt,
        Instant expiresAt,
        UUID decidedBy,
        Instant decidedAt,
        String reason) {

    /** How long somebody may take to consent, and then somebody who is invited to accept. */
    static final Duration OPEN_FOR = Duration.ofDays(7);

    /** For people who are invited, into one organisation or, where that is null, several. */
    static RoleGrant ofInvitations(Actor proposer, UUID organization, Set<String> roles, boolean exempt, Instant now) {
        return new RoleGrant(
                Ids.next(),
                organization,
                null,
                null,
                null,
                roles,
                roles,
                exempt ? RoleGrantStatus.APPROVED : RoleGrantStatus.PROPOSED,
                exempt,
                proposer.id(),
                now,
                now.plus(OPEN_FOR),
                null,
                exempt ? now : null,
                null);
    }

    /** For a member, which is of its next version from then on. */
    static RoleGrant ofMember(Actor proposer, Member member, OrganizationRole role, Set<String> roles, Instant now) {
        Set<String> added = new HashSet<>(roles);
        added.removeAll(member.roles());
        return new RoleGrant(
                Ids.next(),
                member.organizationId(),
                member.id(),
                member.version() + 1,
                role,
                roles,
                added,
                RoleGrantStatus.PROPOSED,
                false,
                proposer.id(),
                now,
                now.plus(OPEN_FOR),
                null,
                null,
                null);
    }

    /** The same, decided. */
    RoleGrant decided(RoleGrantDecision decision, UUID by, Instant at, String why) {
        return new RoleGrant(
                id,
                organizationId,
                accountId,
                accountVersion,
                organizationRole,
                roles,
                addedRoles,
                decision.from(status),
                exempt,
                proposedBy,
                proposedAt,
                expiresAt,
                by,
                at,
                why);
    }

    boolean isSeenBy(Actor actor) {
        return actor.has(Roles.AUDITOR) || MemberAccess.manages(actor, organizationId);
    }

    /**
     * Rejects with {@code owner-only} who does not manage the people it is about, with {@code four-eyes-required} the
     * approval of who proposed it or gets the roles, with {@code role-not-yours-to-give} that of an owner who does not
     * have them (403). Whoever proposed it may take it back.
     */
    void requireDecider(RoleGrantDecision decision, Actor actor) {
        if (!MemberAccess.manages(actor, organizationId)) {
            throw Rejection.forbidden("owner-only");
        }
        if (decision == RoleGrantDecision.REJECT) {
            return;
        }
        FourEyes.require(proposedBy, actor.id());
        if (accountId != null) {
            FourEyes.require(accountId, actor.id());
        }
        RoleChoice.requireHeld(actor, new TreeSet<>(addedRoles));
    }

    /** What this person may decide now. */
    List<String> actions(Actor actor) {
        if (status != RoleGrantStatus.PROPOSED) {
            return List.of();
        }
        return List.of(RoleGrantDecision.values()).stream()
                .filter(decision -> mayDecide(decision, actor))
                .map(RoleGrantDecision::name)
                .toList();
    }

    private boolean mayDecide(RoleGrantDecision decision, Actor actor) {
        try {
            requireDecider(decision, actor);
            return true;
        } catch (Rejection refusal) {
            return false;
        }
    }
}
