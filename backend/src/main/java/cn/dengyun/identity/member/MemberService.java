package cn.dengyun.identity.member;

import cn.dengyun.identity.session.EndReason;
import cn.dengyun.identity.session.Sessions;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/** The people of an organisation: seen by all of them, managed by its owners and by system administrators. */
@ApplicationScoped
class MemberService {

    private final MemberStore store;
    private final RoleGrantStore grants;
    private final MemberFacts facts;
    private final Sessions sessions;
    private final MergePatch mergePatch;
    private final Cursors cursors;
    private final Pool pool;
    private final Clock clock;

    MemberService(
            MemberStore store,
            RoleGrantStore grants,
            MemberFacts facts,
            Sessions sessions,
            MergePatch mergePatch,
            Cursors cursors,
            Pool pool,
            Clock clock) {
        this.store = store;
        this.grants = grants;
        this.facts = facts;
        this.sessions = sessions;
        this.mergePatch = mergePatch;
        this.cursors = cursors;
        this.pool = pool;
        this.clock = clock;
    }

    /** Newest first. Rejects with {@code organization-not-found} (404), {@code cursor-invalid} (400). */
    Uni<Page<Member>> list(Actor actor, UUID organization, String cursor, int limit) {
        MemberAccess.requireReader(actor, organization);
        String query = "members?organization=" + organization;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        facts.read("members.listed", organization);
        return requireHost(organization)
                .chain(() -> store.page(organization, before, limit + 1, clock.instant()))
                .map(found -> cursors.pageById(query, found, limit, Member::id));
    }

    /** Rejects with {@code organization-not-found}, {@code member-not-found} (404). */
    Uni<Member> find(Actor actor, UUID organization, UUID account) {
        MemberAccess.requireReader(actor, organization);
        facts.read("member.read", organization);
        return store.find(pool, organization, account, clock.instant())
                .map(found -> found.orElseThrow(() -> Rejection.notFound("member-not-found")));
    }

    /**
     * Changes what a member is in the organisation and on the platform, and ends its sessions. A patch that changes
     * nothing ends nothing. One that gives a say over others, or more of it, is only proposed as a whole, in the place
     * of what was proposed before; what only takes away takes effect at once and ends what was proposed.
     *
     * <p>Rejects with {@code organization-not-found}, {@code member-not-found} (404), {@code owner-only},
     * {@code role-not-yours-to-give} (403), {@code last-owner} (409), {@code if-match-required} (428),
     * {@code changed-meanwhile} (412), {@code invalid-request} (400).
     */
    Effect<Member> change(Actor actor, UUID organization, UUID account, Precondition basis, JsonNode patch) {
        MemberAccess.requireOwner(actor, organization);
        return Effect.of(connection -> store.lockOwners(connection, organization)
                        .chain(owners -> found(connection, organization, account)
                                .chain(member -> changed(connection, actor, member, owners, basis, patch))))
                .afterCommit(change -> sessions.refuse(change.ended()))
                .map(Change::member);
    }

    /**
     * Removes a member: its account is disabled and its sessions end. There is no way back but another invitation.
     *
     * <p>Rejects with {@code organization-not-found}, {@code member-not-found} (404), {@code owner-only} (403),
     * {@code last-owner} (409), {@code changed-meanwhile} (412).
     */
    Effect<Member> remove(Actor actor, UUID organization, UUID account, Precondition basis) {
        MemberAccess.requireOwner(actor, organization);
        return removed(actor, organization, account, basis, MemberEvent.REMOVED);
    }

    /**
     * The caller leaves its organisation. Rejects with {@code forbidden} (403) without one, {@code last-owner} (409),
     * {@code changed-meanwhile} (412).
     */
    Effect<Member> leave(Actor actor, Precondition basis) {
        if (actor.organizationId() == null) {
            throw Rejection.forbidden("forbidden");
        }
        return removed(actor, actor.organizationId(), actor.id(), basis, MemberEvent.LEFT);
    }

    private Effect<Member> removed(
            Actor actor, UUID organization, UUID account, Precondition basis, MemberEvent event) {
        return Effect.of(connection -> store.lockOwners(connection, organization)
                        .chain(owners -> found(connection, organization, account)
                                .invoke(member -> basis.check(tag(member)))
                                .invoke(member -> requireAnotherOwner(owners, member.id())))
                        .call(() -> store.remove(connection, organization, account, clock.instant(), actor.id()))
                        .call(member -> facts.member(connection, event, member, null))
                        .chain(member -> sessions.endAll(connection, account, null, EndReason.ACCOUNT_DISABLED)
                                .map(ended -> new Change(member, ended))))
                .afterCommit(change -> sessions.refuse(change.ended()))
                .map(Change::member);
    }

    /** The entity tag of a member. */
    static String tag(Member member) {
        return member.roleGrantId() == null
                ? String.valueOf(member.version())
                : EntityTags.of(member.version(), member.roleGrantId());
    }

    /** Carries out what somebody has consented to; the sessions that ended by it. */
    Uni<List<UUID>> granted(SqlConnection connection, RoleGrant grant) {
        return store.lockOwners(connection, grant.organizationId())
                .chain(owners -> store.find(connection, grant.organizationId(), grant.accountId(), clock.instant())
                        .map(found -> found.filter(member -> member.version() == grant.accountVersion())
                                .orElseThrow(MemberService::lapsed))
                        .invoke(member -> {
                            if (grant.organizationRole() != OrganizationRole.OWNER) {
                                requireAnotherOwner(owners, member.id());
                            }
                        }))
                .chain(member ->
                        changed(connection, member, grant.organizationRole(), grant.roles(), MemberService::lapsed))
                .map(Change::ended);
    }

    private static Rejection lapsed() {
        return Rejection.conflict("role-grant-decided", RoleGrantStatus.LAPSED);
    }

    private Uni<Change> changed(
            SqlConnection connection,
            Actor actor,
            Member member,
            Set<UUID> owners,
            Precondition basis,
            JsonNode patch) {
        basis.check(tag(member));
        MemberChange before = new MemberChange(member.organizationRole(), List.copyOf(new TreeSet<>(member.roles())));
        MemberChange after = mergePatch.apply(before, patch, MemberChange.class);
        if (after.organizationRole() == null) {
            throw Rejection.invalid(List.of(Defect.at("/organizationRole", "organization-role-required")));
        }
        if (after.equals(before)) {
            return Uni.createFrom().item(new Change(member, List.of()));
        }
        if (after.organizationRole() != OrganizationRole.OWNER) {
            requireAnotherOwner(owners, member.id());
        }
        return store.host(connection, member.organizationId())
                .map(host -> RoleChoice.of(actor, host.orElseThrow().kind(), after.roles(), member.roles()))
                .chain(roles -> isMore(member, after.organizationRole(), roles)
                        ? proposed(connection, actor, member, after.organizationRole(), roles)
                        : changed(connection, member, after.organizationRole(), roles, MemberService::stale));
    }

    /** Whether somebody with a say over others gets more of it. */
    private static boolean isMore(Member member, OrganizationRole role, Set<String> roles) {
        boolean isRaised = role.compareTo(member.organizationRole()) < 0;
        return RoleChoice.haveASay(roles) && (isRaised || !member.roles().containsAll(roles));
    }

    private Uni<Change> proposed(
            SqlConnection connection, Actor actor, Member member, OrganizationRole role, Set<String> roles) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        RoleGrant grant = RoleGrant.ofMember(actor, member, role, roles, now);
        return store.note(connection, member)
                .invoke(isNoted -> {
                    if (!isNoted) {
                        throw stale();
                    }
                })
                .chain(() -> grants.insert(connection, grant))
                .chain(() -> facts.grant(connection, RoleGrantEvent.PROPOSED, null, grant))
                .chain(() -> found(connection, member.organizationId(), member.id()))
                .map(after -> new Change(after, List.of()));
    }

    private static Rejection stale() {
        return Rejection.of(Rejection.Kind.STALE, "changed-meanwhile");
    }

    private Uni<Change> changed(
            SqlConnection connection,
            Member member,
            OrganizationRole role,
            Set<String> roles,
            Supplier<Rejection> otherwise) {
        return store.change(connection, member, role, roles)
                .invoke(isChanged -> {
                    if (!isChanged) {
                        throw otherwise.get();
                    }
                })
                .chain(() -> found(connection, member.organizationId(), member.id()))
                .call(after -> facts.member(connection, MemberEvent.CHANGED, member, after))
                .chain(after -> sessions.endAll(connection, member.id(), null, EndReason.ROLES_CHANGED)
                        .map(ended -> new Change(after, ended)));
    }

    private Uni<Member> found(SqlConnection connection, UUID organization, UUID account) {
        return store.find(connection, organization, account, clock.instant())
                .map(member -> member.orElseThrow(() -> Rejection.notFound("member-not-found")));
    }

    private Uni<Void> requireHost(UUID organization) {
        return store.host(pool, organization)
                .invoke(host -> {
                    if (host.isEmpty()) {
                        throw Rejection.notFound("organization-not-found");
                    }
                })
                .replaceWithVoid();
    }

    private static void requireAnotherOwner(Set<UUID> owners, UUID member) {
        if (owners.equals(Set.of(member))) {
            throw Rejection.conflict("last-owner");
        }
    }

    /** What may change of a member. */
    record MemberChange(OrganizationRole organizationRole, List<String> roles) {}

    private record Change(Member member, List<UUID> ended) {}
}
