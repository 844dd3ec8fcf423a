package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.store.OrganizationStore;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How organisations come onto the platform: enterprises and providers by themselves, together with the account of their
 * first person; authorities and operators, who decide about others, by a system administrator only.
 */
@ApplicationScoped
public class RegistrationService {

    private final OrganizationStore store;
    private final CreditCodeHolders holders;
    private final ProfileCheck check;
    private final OwnerAccounts owners;
    private final RegistrationLimit limit;
    private final Outbox outbox;
    private final OrganizationNotes notes;
    private final Clock clock;

    RegistrationService(
            OrganizationStore store,
            CreditCodeHolders holders,
            ProfileCheck check,
            OwnerAccounts owners,
            RegistrationLimit limit,
            Outbox outbox,
            OrganizationNotes notes,
            Clock clock) {
        this.store = store;
        this.holders = holders;
        this.check = check;
        this.owners = owners;
        this.limit = limit;
        this.outbox = outbox;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * Registers an organisation.
     *
     * <p>Rejects with {@code invalid-request} (400; all defects), {@code credit-code-taken},
     * {@code credit-code-reserved}, {@code username-taken}, {@code email-taken} (409),
     * {@code registration-quota-exceeded} (429), {@code sign-in-busy} (503).
     *
     * @param actor who asks; only a system administrator is treated differently from anybody else
     * @param address where the request comes from
     */
    public Effect<Organization> register(Actor actor, String address, NewOrganization wanted) {
        return Effect.of(
                () -> checked(actor, address, wanted),
                (connection, registration) -> registered(connection, registration, wanted.owner()));
    }

    /**
     * Whose the keys of registrations are: nobody is signed in yet, so they belong to the legal entity that is
     * registered.
     */
    public static Actor applicant(Actor actor, NewOrganization wanted) {
        if (!actor.isAnonymous()) {
            return actor;
        }
        String text = wanted.creditCode();
        boolean isSound = CreditCode.defectsOf("/creditCode", text).isEmpty();
        String code = isSound ? CreditCode.parse("/creditCode", text).value() : text;
        byte[] name = ("applicant " + code).getBytes(StandardCharsets.UTF_8);
        return new Actor(UUID.nameUUIDFromBytes(name), false, null, Set.of(), Set.of(), null);
    }

    /**
     * An organisation that may be registered, and by whom.
     *
     * @param passwordHash of its first person; null when it has none
     */
    private record Registration(Organization organization, Actor actor, UUID createdBy, String passwordHash) {}

    private Uni<Registration> checked(Actor actor, String address, NewOrganization wanted) {
        boolean isAdministrator = actor.has(Roles.SYSADMIN);
        if (!isAdministrator) {
            limit.attempt(address);
        }
        return passwordDefects(wanted)
                .invoke(found -> requireSound(wanted, isAdministrator, found))
                .chain(() -> {
                    if (!isAdministrator) {
                        limit.take(address);
                    }
                    Organization organization = wanted.toOrganization(Ids.next(), now());
                    return wanted.owner() == null
                            ? Uni.createFrom().item(new Registration(organization, actor, actor.id(), null))
                            : owners.hash(wanted.owner(), wanted.nameZh())
                                    .map(hash -> new Registration(organization, actor, Ids.next(), hash));
                });
    }

    private Uni<List<Defect>> passwordDefects(NewOrganization wanted) {
        return wanted.owner() == null
                ? Uni.createFrom().item(List.of())
                : owners.defectsOf(wanted.owner(), wanted.nameZh());
    }

    private Uni<Organization> registered(SqlConnection connection, Registration registration, NewOwner owner) {
        Organization wanted = registration.organization();
        return holders.giveWay(connection, wanted.creditCode(), wanted.createdAt(), registration.createdBy())
                .map(earlier -> earlier.map(wanted::after).orElse(wanted))
                .chain(organization -> registered(connection, registration, organization, owner));
    }

    private Uni<Organization> registered(
            SqlConnection connection, Registration registration, Organization organization, NewOwner owner) {
        return store.insert(connection, organization, registration.createdBy())
                .call(() -> owner == null
                        ? Uni.createFrom().voidItem()
                        : owners.create(
                                connection,
                                registration.createdBy(),
                                organization.id(),
                                organization.kind(),
                                owner,
                                registration.passwordHash()))
                .call(() -> outbox.write(
                        connection,
                        OrganizationEvent.REGISTERED
                                .of(organization.id(), OrganizationEvent.of(organization), organization.createdAt())
                                .inRegion(organization.profile().regionCode())))
                .call(() -> notes.writeFor(
                        registration.actor(), connection, OrganizationEvent.REGISTERED.act(), null, organization))
                .replaceWith(organization);
    }

    private void requireSound(NewOrganization wanted, boolean isAdministrator, List<Defect> passwordDefects) {
        List<Defect> defects = new ArrayList<>(CreditCode.defectsOf("/creditCode", wanted.creditCode()));
        defects.addAll(check.codeDefects(wanted.regionCode(), wanted.industryCode(), wanted.tags()));
        defects.addAll(check.registrationDefects(wanted.registration()));
        if (!isAdministrator && !wanted.kind().isCertifiable()) {
            defects.add(Defect.at("/kind", "organization-kind-not-open"));
        }
        if (!isAdministrator && wanted.owner() == null) {
            defects.add(Defect.at("/owner", "organization-owner-missing"));
        }
        if (wanted.owner() != null && !wanted.kind().isCertifiable()) {
            defects.add(Defect.at("/owner", "organization-owner-not-for-kind"));
        }
        defects.addAll(passwordDefects);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /** As precise as the database keeps it, so that an answer and a later read agree. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
