package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationMeasure;
import cn.dengyun.identity.organization.domain.VisibleOrganizations;
import cn.dengyun.identity.organization.store.CertificationStore;
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
    private final Outbox outbox;
    private final OrganizationNotes notes;
    private final Clock clock;

    MeasureService(
            OrganizationStore organizations,
            CertificationStore certifications,
            FrozenOrganizations frozen,
            Outbox outbox,
            OrganizationNotes notes,
            Clock clock) {
        this.organizations = organizations;
        this.certifications = certifications;
        this.frozen = frozen;
        this.outbox = outbox;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * Takes a measure; results in the organisation as it is afterwards. A freeze binds on this node at once, on the
     * others within {@code dengyun.organizations.freeze-refresh}.
     *
     * <p>Rejects with {@code organization-not-found} (404; also for one of another region that is not certified),
     * {@code forbidden} (403), {@code organization-measure-not-possible} (409).
     */
    public Effect<Organization> take(OrganizationMeasure measure, Actor actor, UUID organizationId, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        OrganizationEvent event = OrganizationEvent.of(measure);
        return Effect.of(connection -> organizations
                        .lock(connection, organizationId)
                        .invoke(found -> requireOverseer(found, actor))
                        .invoke(measure::requirePossibleFor)
                        .call(found -> carryOut(connection, measure, found, reason, actor, now))
                        .call(found -> organizations.insertMeasure(
                                connection, Ids.next(), organizationId, measure, reason, now, actor.id()))
                        .call(found -> outbox.write(
                                connection,
                                event.of(organizationId, OrganizationEvent.of(found), now)
                                        .inRegion(found.profile().regionCode())))
                        .chain(found -> organizations
                                .lock(connection, organizationId)
                                .call(after -> notes.write(connection, event.act(), found, after, reason))))
                .afterCommit(after -> known(measure, organizationId));
    }

    private Uni<Void> carryOut(
            SqlConnection connection,
            OrganizationMeasure measure,
            Organization organization,
            String reason,
            Actor actor,
            Instant now) {
        return switch (measure) {
            case FREEZE -> organizations.setFreeze(connection, organization.id(), reason, now, actor.id());
            case UNFREEZE -> organizations.setFreeze(connection, organization.id(), null, now, actor.id());
            case REVOKE ->
                certifications
                        .lock(connection, organization.certification().certificationId(), VisibleOrganizations.ALL)
                        .chain(found -> certifications.update(connection, found.revoke(now), actor.id()))
                        .chain(() -> organizations.takeOutOfForce(connection, organization.id(), now, actor.id()));
        };
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
