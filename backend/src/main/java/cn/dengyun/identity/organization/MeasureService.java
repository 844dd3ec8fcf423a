package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationMeasure;
import cn.dengyun.identity.organization.domain.VisibleOrganizations;
import cn.dengyun.identity.organization.store.CertificationStore;
import cn.dengyun.identity.organization.store.OrganizationEntity;
import cn.dengyun.identity.organization.store.OrganizationStore;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Freezing, unfreezing and revoking: what the authority of an organisation's region may do, with a reason. */
@ApplicationScoped
public class MeasureService {

    private final OrganizationStore organizations;
    private final CertificationStore certifications;
    private final FrozenOrganizations frozen;
    private final StandingEffects effects;
    private final Outbox outbox;
    private final OrganizationNotes notes;
    private final Clock clock;

    MeasureService(
            OrganizationStore organizations,
            CertificationStore certifications,
            FrozenOrganizations frozen,
            StandingEffects effects,
            Outbox outbox,
            OrganizationNotes notes,
            Clock clock) {
        this.organizations = organizations;
        this.certifications = certifications;
        this.frozen = frozen;
        this.effects = effects;
        this.outbox = outbox;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * Takes a measure; results in the organisation as it is afterwards. A freeze binds on this node at once, on the
     * others within five seconds.
     *
     * <p>Rejects with {@code organization-not-found} (404; also for one of another region that is not certified),
     * {@code forbidden} (403), {@code organization-measure-not-possible} (409).
     */
    public Effect<Organization> take(OrganizationMeasure measure, Actor actor, UUID organizationId, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        OrganizationEvent event = OrganizationEvent.of(measure);
        return Effect.of(connection -> organizations
                        .change(connection, organizationId, row -> change(row, measure, actor, reason, now))
                        .call(change -> measure == OrganizationMeasure.REVOKE
                                ? revoke(connection, change.before(), actor, now)
                                : Uni.createFrom().voidItem())
                        .call(change -> organizations.insertMeasure(
                                connection, Ids.next(), organizationId, measure, reason, now, actor.id()))
                        .call(change -> effects.follow(connection, organizationId, now))
                        .call(change -> outbox.write(
                                connection,
                                event.of(organizationId, OrganizationEvent.of(change.before()), now)
                                        .inRegion(change.before().profile().regionCode())))
                        .call(change -> notes.write(connection, event.act(), change.before(), change.after(), reason))
                        .map(OrganizationStore.Change::after))
                .afterCommit(after -> known(measure, organizationId));
    }

    private static void change(
            OrganizationEntity row, OrganizationMeasure measure, Actor actor, String reason, Instant now) {
        Organization found = row.toOrganization();
        requireOverseer(found, actor);
        measure.requirePossibleFor(found);
        switch (measure) {
            case FREEZE -> row.freeze(reason, now, actor.id());
            case UNFREEZE -> row.unfreeze(now, actor.id());
            case REVOKE -> row.takeOutOfForce(now, actor.id());
        }
    }

    private Uni<Void> revoke(SqlConnection connection, Organization organization, Actor actor, Instant now) {
        return certifications
                .lock(connection, organization.certification().certificationId(), VisibleOrganizations.ALL)
                .chain(found -> certifications.update(connection, found.revoke(now), actor.id()));
    }

    private void known(OrganizationMeasure measure, UUID organizationId) {
        if (measure == OrganizationMeasure.FREEZE) {
            frozen.add(organizationId);
        }
        if (measure == OrganizationMeasure.UNFREEZE) {
            frozen.remove(organizationId);
        }
    }

    private static void requireOverseer(Organization organization, Actor actor) {
        OrganizationService.requireSeen(organization, actor);
        boolean isOverseer = actor.has(Roles.AUTHORITY)
                && !actor.actsFor(organization.id())
                && VisibleOrganizations.of(actor).isOverseen(organization);
        if (!isOverseer) {
            throw Rejection.forbidden("forbidden");
        }
    }
}
