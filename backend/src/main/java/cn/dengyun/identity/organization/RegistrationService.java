package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.store.OrganizationStore;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.web.Answer;
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
import java.util.function.Function;

/**
 * How organisations come onto the platform: enterprises and providers by themselves, together with the account of their
 * first person; authorities and operators, who decide about others, by a system administrator only.
 */
@ApplicationScoped
public class RegistrationService {

    private static final String OPERATION = "createOrganization";

    private final OrganizationStore store;
    private final ProfileCheck check;
    private final OwnerAccounts owners;
    private final RegistrationLimit limit;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final OrganizationNotes notes;
    private final Clock clock;

    RegistrationService(
            OrganizationStore store,
            ProfileCheck check,
            OwnerAccounts owners,
            RegistrationLimit limit,
            Idempotency idempotency,
            Outbox outbox,
            OrganizationNotes notes,
            Clock clock) {
        this.store = store;
        this.check = check;
        this.owners = owners;
        this.limit = limit;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * Registers an organisation, once per key, and tells it with {@code render}.
     *
     * <p>Rejects with {@code invalid-request} (400; all defects), {@code credit-code-taken} (409),
     * {@code username-taken}, {@code email-taken} (409), {@code registration-quota-exceeded} (429),
     * {@code sign-in-busy} (503) and what {@link Idempotency#once} rejects.
     *
     * @param actor who asks; only a system administrator is treated differently from anybody else
     * @param address where the request comes from
     */
    public Uni<Answer> register(
            Actor actor, String address, String key, NewOrganization wanted, Function<Organization, Answer> render) {
        Idempotency.requireWellFormed(key);
        boolean isAdministrator = actor.has(Roles.SYSADMIN);
        return passwordDefects(wanted)
                .invoke(found -> requireSound(wanted, isAdministrator, found))
                .chain(() -> {
                    if (!isAdministrator) {
                        limit.take(address);
                    }
                    return registered(actor, key, wanted, render);
                });
    }

    private Uni<Answer> registered(
            Actor actor, String key, NewOrganization wanted, Function<Organization, Answer> render) {
        Organization organization = wanted.toOrganization(Ids.next(), now());
        if (wanted.owner() == null) {
            return once(actor, key, wanted, organization, actor.id(), connection -> nothing(), render);
        }
        UUID owner = Ids.next();
        return owners.hash(wanted.owner(), wanted.nameZh())
                .chain(hash -> once(
                        applicant(actor, organization),
                        key,
                        wanted,
                        organization,
                        owner,
                        connection -> owners.create(
                                connection, owner, organization.id(), wanted.kind(), wanted.owner(), hash),
                        render));
    }

    private Uni<List<Defect>> passwordDefects(NewOrganization wanted) {
        return wanted.owner() == null
                ? Uni.createFrom().item(List.of())
                : owners.defectsOf(wanted.owner(), wanted.nameZh());
    }

    private Uni<Answer> once(
            Actor caller,
            String key,
            NewOrganization wanted,
            Organization organization,
            UUID createdBy,
            Function<SqlConnection, Uni<Void>> addOwner,
            Function<Organization, Answer> render) {
        return idempotency.once(
                caller,
                key,
                List.of(OPERATION, wanted.withoutOwner(), username(wanted)),
                connection -> store.insert(connection, organization, createdBy)
                        .call(() -> addOwner.apply(connection))
                        .call(() -> outbox.write(
                                connection,
                                OrganizationFact.of(
                                                "registered",
                                                organization.id(),
                                                organization.profile().nameZh(),
                                                organization.createdAt())
                                        .inRegion(organization.profile().regionCode())))
                        .call(() -> notes.write(connection, "registered", null, organization, null))
                        .replaceWith(() -> render.apply(organization)));
    }

    /** Nobody is signed in, so a key belongs to the legal entity that it registers. */
    private static Actor applicant(Actor actor, Organization organization) {
        if (!actor.isAnonymous()) {
            return actor;
        }
        byte[] name = ("applicant " + organization.creditCode()).getBytes(StandardCharsets.UTF_8);
        return new Actor(UUID.nameUUIDFromBytes(name), false, null, Set.of(), Set.of(), null);
    }

    private static String username(NewOrganization wanted) {
        return wanted.owner() == null ? "" : wanted.owner().username();
    }

    private void requireSound(NewOrganization wanted, boolean isAdministrator, List<Defect> passwordDefects) {
        List<Defect> defects = new ArrayList<>(CreditCode.defectsOf("/creditCode", wanted.creditCode()));
        defects.addAll(check.codeDefects(wanted.regionCode(), wanted.industryCode(), wanted.tags()));
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

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    /** As precise as the database keeps it, so that an answer and a later read agree. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
