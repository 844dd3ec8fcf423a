package cn.dengyun.identity.member;

import cn.dengyun.identity.account.AccountMails;
import cn.dengyun.identity.account.EmailAddresses;
import cn.dengyun.identity.account.PasswordHashing;
import cn.dengyun.identity.account.PasswordPolicy;
import cn.dengyun.identity.external.BuiltInSignIn;
import cn.dengyun.identity.token.OpaqueTokens;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.mail.Mail;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How people come into an organisation: an owner asks them by mail, and they choose a user name and a password. */
@ApplicationScoped
class InvitationService {

    /** What an organisation that nobody vouches for may have written in a day, and what anybody has to get of such. */
    private static final int MAX_A_DAY = 20;

    private static final int MAX_TO_ONE_A_DAY = 3;

    private static final String PASSWORD = "/password";

    private final BuiltInSignIn builtIn;
    private final InvitationStore store;
    private final MemberStore members;
    private final RoleGrantStore grants;
    private final EmailAddresses addresses;
    private final MemberFacts facts;
    private final AccountMails mails;
    private final PasswordHashing passwords;
    private final Cursors cursors;
    private final Pool pool;
    private final Clock clock;

    InvitationService(
            BuiltInSignIn builtIn,
            InvitationStore store,
            MemberStore members,
            RoleGrantStore grants,
            EmailAddresses addresses,
            MemberFacts facts,
            AccountMails mails,
            PasswordHashing passwords,
            Cursors cursors,
            Pool pool,
            Clock clock) {
        this.builtIn = builtIn;
        this.store = store;
        this.members = members;
        this.grants = grants;
        this.addresses = addresses;
        this.facts = facts;
        this.mails = mails;
        this.passwords = passwords;
        this.cursors = cursors;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Invites somebody in the place of an earlier invitation to the same address. Roles with a say over others are only
     * proposed: the mail leaves when another person has consented.
     *
     * <p>Rejects with {@code organization-not-found} (404), {@code owner-only}, {@code role-not-yours-to-give} (403),
     * {@code invalid-request} (400), {@code invitation-quota-exceeded} (429) for an organisation that is not certified.
     */
    Effect<Invitation> invite(Actor actor, UUID organization, NewInvitation wanted) {
        MemberAccess.requireOwner(actor, organization);
        requireAddress(wanted.email());
        return Effect.of(connection -> host(connection, organization).chain(host -> {
            Set<String> roles = RoleChoice.of(actor, host.kind(), wanted.roles(), Set.of());
            Guest guest = new Guest("", wanted.email(), wanted.organizationRole());
            return grantToOne(connection, actor, host, guest, roles)
                    .chain(grant -> written(connection, host, guest, roles, actor.id(), grant));
        }));
    }

    /**
     * Invites everybody whom a file names, in the order of its rows, or nobody: then the corrected file is sent again
     * as a whole. Each row is judged like an invitation by itself; one consent is asked for all who need it.
     *
     * <p>Rejects with {@code invalid-request} (400; all defects of all rows).
     */
    Effect<List<Invitation>> inviteAll(Actor actor, InvitationSheet sheet) {
        return Effect.of(connection -> members.hosts(connection, sheet.creditCodes())
                .map(hosts -> sheet.judged(actor, hosts))
                .chain(entries -> grantToAll(connection, actor, entries)
                        .chain(grant -> each(
                                entries,
                                entry -> written(
                                        connection, entry.host(), entry.guest(), entry.roles(), actor.id(), grant)))));
    }

    private static <A, B> Uni<List<B>> each(List<A> all, Function<A, Uni<? extends B>> step) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(step)
                .collect()
                .asList();
    }

    /** Null where nobody has to consent. */
    private Uni<RoleGrant> grantToOne(
            SqlConnection connection, Actor actor, MemberStore.Host host, Guest guest, Set<String> roles) {
        if (!RoleChoice.haveASay(roles)) {
            return Uni.createFrom().nullItem();
        }
        boolean mayBeSecond = actor.has(Roles.SYSADMIN) && roles.equals(Set.of(Roles.SYSADMIN));
        Uni<Boolean> isExempt = mayBeSecond
                ? store.isFirstAdministrator(connection, actor.id(), host.id(), guest.address(), now())
                : Uni.createFrom().item(false);
        return isExempt.chain(
                exempt -> proposed(connection, RoleGrant.ofInvitations(actor, host.id(), roles, exempt, now())));
    }

    private Uni<RoleGrant> grantToAll(SqlConnection connection, Actor actor, List<InvitationSheet.Entry> entries) {
        List<InvitationSheet.Entry> awaited = entries.stream()
                .filter(entry -> RoleChoice.haveASay(entry.roles()))
                .toList();
        if (awaited.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        Set<UUID> hosts = awaited.stream().map(entry -> entry.host().id()).collect(Collectors.toSet());
        Set<String> roles =
                awaited.stream().flatMap(entry -> entry.roles().stream()).collect(Collectors.toSet());
        UUID host = hosts.size() == 1 ? hosts.iterator().next() : null;
        return proposed(connection, RoleGrant.ofInvitations(actor, host, roles, false, now()));
    }

    private Uni<RoleGrant> proposed(SqlConnection connection, RoleGrant grant) {
        RoleGrantEvent event = grant.exempt() ? RoleGrantEvent.APPROVED : RoleGrantEvent.PROPOSED;
        return grants.insert(connection, grant)
                .chain(() -> facts.grant(connection, event, null, grant))
                .replaceWith(grant);
    }

    /**
     * Sends the mails of the invitations that somebody has consented to; from now on there are seven days to accept.
     */
    Uni<Void> send(SqlConnection connection, RoleGrant grant) {
        Instant expiresAt = now().plus(RoleGrant.OPEN_FOR);
        return store.lockWaiting(connection, grant.id())
                .chain(waiting -> each(waiting, guest -> {
                    String token = OpaqueTokens.next();
                    return store.send(connection, guest.id(), OpaqueTokens.digest(token), expiresAt)
                            .chain(() -> mails.invited(
                                    connection,
                                    new AccountMails.Invited(
                                            guest.name(),
                                            guest.email(),
                                            guest.organizationName(),
                                            guest.id(),
                                            token,
                                            RoleGrant.OPEN_FOR.toDays())));
                }))
                .replaceWithVoid();
    }

    /** Ends the invitations that nobody has consented to. */
    Uni<Void> withdrawAll(SqlConnection connection, RoleGrant grant) {
        return store.withdrawAll(connection, grant.id(), now());
    }

    /** Newest first. Rejects with {@code organization-not-found} (404), {@code owner-only} (403). */
    Uni<Page<Invitation>> list(Actor actor, UUID organization, String cursor, int limit) {
        MemberAccess.requireOwner(actor, organization);
        String query = "invitations?organization=" + organization;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        facts.read("invitations.listed", organization);
        return pool.withConnection(connection -> host(connection, organization))
                .chain(() -> store.page(organization, before, limit + 1))
                .map(found -> cursors.pageById(query, found, limit, Invitation::id));
    }

    /** Rejects with {@code invitation-not-found} (404), also for another organisation's. */
    Uni<Invitation> find(Actor actor, UUID id) {
        return store.byId(id)
                .map(found -> found.filter(invitation -> MemberAccess.manages(actor, invitation.organizationId()))
                        .orElseThrow(() -> Rejection.notFound("invitation-not-found")));
    }

    /** Rejects with {@code invitation-not-found} (404), {@code invitation-over} (409) when it is not open any more. */
    Effect<Invitation> withdraw(Actor actor, UUID id) {
        return Effect.of(
                () -> find(actor, id),
                (connection, invitation) -> store.withdraw(connection, id, invitation.organizationId(), now())
                        .invoke(isWithdrawn -> {
                            if (!isWithdrawn) {
                                throw Rejection.conflict("invitation-over");
                            }
                        })
                        .chain(() -> facts.invitation(connection, InvitationEvent.WITHDRAWN, invitation, null))
                        .replaceWith(invitation));
    }

    /**
     * Makes the account that an invitation is for.
     *
     * <p>Rejects with {@code invitation-not-found} (404) for a token that is wrong, expired, withdrawn or used,
     * {@code username-taken}, {@code email-taken}, {@code person-known} (409), {@code sign-in-busy} (503),
     * {@code invalid-request} (400) for a password that may not be chosen, and without a mobile number where the roles
     * have a say over others.
     */
    Effect<Member> accept(UUID id, Acceptance acceptance) {
        builtIn.require();
        return Effect.of(() -> invited(id, acceptance), this::accepted);
    }

    private record Invited(Invitation invitation, MemberStore.NewMember member) {}

    private Uni<Invited> invited(UUID id, Acceptance acceptance) {
        String username = acceptance.username().trim().toLowerCase(Locale.ROOT);
        return store.byToken(id, OpaqueTokens.digest(acceptance.token()), now())
                .map(found -> found.orElseThrow(() -> Rejection.notFound("invitation-not-found")))
                .chain(invitation -> members.host(pool, invitation.organizationId())
                        .map(host -> PasswordPolicy.words(
                                username,
                                acceptance.displayName(),
                                invitation.email(),
                                host.orElseThrow(() -> Rejection.notFound("invitation-not-found"))
                                        .name()))
                        .chain(words -> hash(invitation, acceptance, words))
                        .map(hash -> new Invited(
                                invitation,
                                new MemberStore.NewMember(
                                        username,
                                        acceptance.displayName(),
                                        RoleChoice.haveASay(invitation.roles()) ? acceptance.mobile() : null,
                                        hash))));
    }

    private Uni<String> hash(Invitation invitation, Acceptance acceptance, List<String> words) {
        if (acceptance.mobile() != null || !RoleChoice.haveASay(invitation.roles())) {
            return passwords.chosen(PASSWORD, acceptance.password(), null, words);
        }
        return passwords.defectsOf(PASSWORD, acceptance.password(), null, words).map(defects -> {
            List<Defect> all = new ArrayList<>(defects);
            all.add(Defect.at("/mobile", "mobile-required"));
            throw Rejection.invalid(all);
        });
    }

    private Uni<Member> accepted(SqlConnection connection, Invited invited) {
        Invitation invitation = invited.invitation();
        MemberStore.NewMember member = invited.member();
        UUID account = Ids.next();
        return members.isUsernameTaken(connection, member.username())
                .invoke(isTaken -> {
                    if (isTaken) {
                        throw Rejection.conflict("username-taken", member.username());
                    }
                })
                .chain(() -> addresses.claim(connection, invitation.email(), account))
                .chain(isFree -> isFree
                        ? members.insert(connection, account, member, invitation, now())
                        : Uni.createFrom().item(false))
                .chain(isNew -> isNew ? Uni.createFrom().voidItem() : taken(connection, member))
                .chain(() -> store.accept(connection, invitation.id(), account, now()))
                .invoke(isAccepted -> {
                    if (!isAccepted) {
                        throw Rejection.notFound("invitation-not-found");
                    }
                })
                .chain(() -> members.find(connection, invitation.organizationId(), account, now()))
                .map(Optional::orElseThrow)
                .call(joined -> facts.member(connection, MemberEvent.JOINED, null, joined));
    }

    private Uni<Void> taken(SqlConnection connection, MemberStore.NewMember member) {
        return members.isKnown(connection, member.mobile()).map(isKnown -> {
            throw Rejection.conflict(isKnown ? "person-known" : "email-taken");
        });
    }

    private Uni<Invitation> written(
            SqlConnection connection,
            MemberStore.Host host,
            Guest guest,
            Set<String> roles,
            UUID invitedBy,
            RoleGrant proposed) {
        Instant now = now();
        RoleGrant grant = RoleChoice.haveASay(roles) ? proposed : null;
        boolean awaitsConsent = grant != null && !grant.exempt();
        Invitation invitation = new Invitation(
                Ids.next(),
                host.id(),
                guest.address(),
                guest.organizationRole(),
                roles,
                now,
                now.plus(RoleGrant.OPEN_FOR),
                null,
                null,
                null,
                grant == null ? null : grant.id(),
                awaitsConsent);
        Uni<Void> inserted = awaitsConsent
                ? store.insert(
                        connection, invitation, null, invitedBy, guest.name().isEmpty() ? null : guest.name())
                : sent(connection, host, guest, invitation, invitedBy);
        return inserted.call(() -> facts.invitation(connection, InvitationEvent.MADE, null, invitation))
                .replaceWith(invitation);
    }

    private Uni<Void> sent(
            SqlConnection connection, MemberStore.Host host, Guest guest, Invitation invitation, UUID invitedBy) {
        String token = OpaqueTokens.next();
        return requireQuota(connection, host, invitation)
                .chain(() -> store.insert(connection, invitation, OpaqueTokens.digest(token), invitedBy, null))
                .chain(() -> mails.invited(
                        connection,
                        new AccountMails.Invited(
                                // Mail of the platform carries no text that a stranger chose.
                                host.isVouchedFor() ? guest.name() : "",
                                invitation.email(),
                                host.isVouchedFor() ? host.name() : host.creditCode(),
                                invitation.id(),
                                token,
                                RoleGrant.OPEN_FOR.toDays())));
    }

    private Uni<Void> requireQuota(SqlConnection connection, MemberStore.Host host, Invitation invitation) {
        if (host.isVouchedFor()) {
            return Uni.createFrom().voidItem();
        }
        Instant since = invitation.createdAt().minus(Duration.ofDays(1));
        return store.lately(connection, host.id(), invitation.email(), since)
                .invoke(lately -> {
                    if (lately.byHost() >= MAX_A_DAY || lately.toGuest() >= MAX_TO_ONE_A_DAY) {
                        throw Rejection.of(
                                Rejection.Kind.TOO_MANY, "invitation-quota-exceeded", MAX_A_DAY, MAX_TO_ONE_A_DAY);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<MemberStore.Host> host(SqlConnection connection, UUID organization) {
        return members.host(connection, organization)
                .map(found -> found.orElseThrow(() -> Rejection.notFound("organization-not-found")));
    }

    private static void requireAddress(String email) {
        if (!Mail.isAddress(email.trim())) {
            throw Rejection.invalid(List.of(Defect.at("/email", "email-invalid")));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Who is to be invited, as what. */
    record NewInvitation(String email, OrganizationRole organizationRole, List<String> roles) {}

    /**
     * Who is asked.
     *
     * @param name how the mail addresses the person; empty when nobody said
     */
    record Guest(String name, String email, OrganizationRole organizationRole) {

        /** As it is compared. */
        String address() {
            return email.trim().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What somebody who was invited says of itself.
     *
     * @param mobile null when it does not say
     */
    record Acceptance(String token, String username, String displayName, String mobile, String password) {

        /** Without the secrets, in case a log ever asks. */
        @Override
        public String toString() {
            return "Acceptance[" + username + "]";
        }
    }
}
