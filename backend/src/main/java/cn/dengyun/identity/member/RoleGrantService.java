package cn.dengyun.identity.member;

import cn.dengyun.identity.session.Sessions;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Consent to roles with a say over others: one person proposes them by an invitation or a change of a member, another
 * who manages the same people approves, and only then mail leaves or the member has them.
 */
@ApplicationScoped
class RoleGrantService {

    private final RoleGrantStore store;
    private final InvitationService invitations;
    private final MemberService members;
    private final MemberFacts facts;
    private final Sessions sessions;
    private final Cursors cursors;
    private final Pool pool;
    private final Clock clock;

    RoleGrantService(
            RoleGrantStore store,
            InvitationService invitations,
            MemberService members,
            MemberFacts facts,
            Sessions sessions,
            Cursors cursors,
            Pool pool,
            Clock clock) {
        this.store = store;
        this.invitations = invitations;
        this.members = members;
        this.facts = facts;
        this.sessions = sessions;
        this.cursors = cursors;
        this.pool = pool;
        this.clock = clock;
    }

    /** A role grant with everybody whom it is for. */
    record Found(RoleGrantStore.Signed signed, List<RoleGrantStore.Person> people) {

        RoleGrant grant() {
            return signed.grant();
        }
    }

    /**
     * Newest first: those of an owner's organisation, all for system administrators and auditors.
     *
     * <p>Rejects with {@code owner-only} (403) who manages nobody, {@code cursor-invalid} (400).
     */
    Uni<Page<Found>> list(Actor actor, RoleGrantStatus status, String cursor, int limit) {
        boolean seesAll = actor.has(Roles.SYSADMIN) || actor.has(Roles.AUDITOR);
        UUID organization = seesAll ? null : actor.organizationId();
        if (!seesAll && !actor.owns(organization)) {
            throw Rejection.forbidden("owner-only");
        }
        String query = "role-grants?" + organization + status;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        facts.readGrants("role-grants.listed", "", organization);
        return store.page(pool, organization, status, before, limit + 1, now())
                .chain(signed -> withPeople(pool, signed))
                .map(found -> cursors.pageById(
                        query, found, limit, each -> each.grant().id()));
    }

    /** Rejects with {@code role-grant-not-found} (404). */
    Uni<Found> find(Actor actor, UUID id) {
        return store.find(pool, id, now())
                .invoke(signed -> requireSeen(actor, signed))
                .invoke(signed -> facts.readGrants(
                        "role-grant.read", "/" + id, signed.grant().organizationId()))
                .chain(signed -> withPeople(pool, signed));
    }

    /**
     * Approves or rejects a role grant; what is approved is carried out in the same unit of work: the mails of
     * invitations leave, with seven days from now to accept, or the member has its roles and signs in again.
     *
     * <p>Rejects with {@code role-grant-not-found} (404), {@code owner-only}, {@code four-eyes-required},
     * {@code role-not-yours-to-give} (403), {@code role-grant-decided}, {@code last-owner}, {@code person-known} (409).
     */
    Effect<Found> decide(RoleGrantDecision decision, Actor actor, UUID id, String reason) {
        return Effect.of(connection -> store.lock(connection, id, now())
                        .invoke(signed -> requireSeen(actor, signed))
                        .invoke(signed -> signed.grant().requireDecider(decision, actor))
                        .chain(signed -> decided(
                                connection,
                                decision,
                                signed.grant(),
                                signed.grant().decided(decision, actor.id(), now(), reason))))
                .afterCommit(done -> sessions.refuse(done.ended()))
                .map(Done::found);
    }

    private record Done(Found found, List<UUID> ended) {}

    private Uni<Done> decided(SqlConnection connection, RoleGrantDecision decision, RoleGrant before, RoleGrant after) {
        RoleGrantEvent event =
                decision == RoleGrantDecision.APPROVE ? RoleGrantEvent.APPROVED : RoleGrantEvent.REJECTED;
        return store.decide(connection, after)
                .chain(() -> facts.grant(connection, event, before, after))
                .chain(() -> carriedOut(connection, decision, after))
                .chain(ended -> store.find(connection, after.id(), now())
                        .chain(signed -> withPeople(connection, signed))
                        .map(found -> new Done(found, ended)));
    }

    private Uni<List<UUID>> carriedOut(SqlConnection connection, RoleGrantDecision decision, RoleGrant grant) {
        boolean isApproved = decision == RoleGrantDecision.APPROVE;
        if (grant.accountId() != null) {
            return isApproved
                    ? members.granted(connection, grant)
                    : Uni.createFrom().item(List.of());
        }
        return (isApproved ? invitations.send(connection, grant) : invitations.withdrawAll(connection, grant))
                .replaceWith(List.of());
    }

    private static void requireSeen(Actor actor, RoleGrantStore.Signed signed) {
        if (signed == null || !signed.grant().isSeenBy(actor)) {
            throw Rejection.notFound("role-grant-not-found");
        }
    }

    private Uni<Found> withPeople(SqlClient client, RoleGrantStore.Signed signed) {
        return withPeople(client, List.of(signed)).map(found -> found.get(0));
    }

    private Uni<List<Found>> withPeople(SqlClient client, List<RoleGrantStore.Signed> signed) {
        List<UUID> ids = signed.stream().map(each -> each.grant().id()).toList();
        return store.people(client, ids)
                .map(people -> signed.stream()
                        .map(each ->
                                new Found(each, people.getOrDefault(each.grant().id(), List.of())))
                        .toList());
    }

    /** As precise as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
