package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.Certification;
import cn.dengyun.identity.organization.domain.CertificationFilter;
import cn.dengyun.identity.organization.domain.CertificationStatus;
import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.VisibleOrganizations;
import cn.dengyun.identity.organization.store.CertificationStore;
import cn.dengyun.identity.organization.store.OrganizationStore;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Certification of enterprises and providers by the authority of the region that they name. Every use case locks the
 * organisation first, then the certification: two decisions at once queue up, and the second finds what the first made.
 */
@ApplicationScoped
public class CertificationService {

    private final OrganizationStore organizations;
    private final CertificationStore certifications;
    private final DecisionCheck check;
    private final StandingEffects effects;
    private final Outbox outbox;
    private final OrganizationNotes notes;
    private final Cursors cursors;
    private final Clock clock;

    CertificationService(
            OrganizationStore organizations,
            CertificationStore certifications,
            DecisionCheck check,
            StandingEffects effects,
            Outbox outbox,
            OrganizationNotes notes,
            Cursors cursors,
            Clock clock) {
        this.organizations = organizations;
        this.certifications = certifications;
        this.check = check;
        this.effects = effects;
        this.outbox = outbox;
        this.notes = notes;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Rejects with {@code certification-not-found} (404), also when the actor may not know of it. */
    public Uni<Certification> find(UUID id, Actor actor) {
        return certifications.get(id, VisibleOrganizations.of(actor)).invoke(found -> notes.read(found, actor));
    }

    /**
     * Those the actor may know of, newest first; a null filter lets all through. Rejects with {@code cursor-invalid}.
     */
    public Uni<Page<Certification>> list(Actor actor, CertificationFilter filter, String cursor, int limit) {
        notes.readCertifications(actor);
        String query = "certifications?" + filter;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return certifications
                .page(VisibleOrganizations.of(actor), filter, before, limit + 1)
                .map(found -> cursors.pageById(query, found, limit, Certification::id));
    }

    /**
     * Asks for certification of what the organisation says about itself now, or only prepares it.
     *
     * <p>Rejects with {@code organization-not-found} (404), {@code forbidden} (403), {@code certification-not-for-kind}
     * (422), {@code invalid-request} (400; every fact that is missing), {@code certification-open} (409),
     * {@code certification-in-force} (409) when nothing has changed since the last.
     */
    public Effect<Certification> apply(Actor actor, UUID organizationId, boolean isDraft) {
        return Effect.of(connection -> organizations
                .lock(connection, organizationId)
                .map(organization -> application(organization, actor, isDraft))
                .call(made -> certifications.insert(connection, made, actor.id()))
                .call(made -> tell(
                        connection, isDraft ? CertificationEvent.DRAFTED : CertificationEvent.SUBMITTED, null, made)));
    }

    private Certification application(Organization organization, Actor actor, boolean isDraft) {
        OrganizationService.requireSeen(organization, actor);
        requireApplicant(actor, organization.id());
        if (!organization.kind().isCertifiable()) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "certification-not-for-kind");
        }
        if (organization.isCertified() && !organization.isRecertificationDue()) {
            throw Rejection.conflict("certification-in-force");
        }
        Instant now = now();
        Certification draft = new Certification(
                Ids.next(),
                organization.id(),
                CertificationStatus.DRAFT,
                organization.profile().certifiable(),
                null,
                null,
                0,
                now,
                now);
        return isDraft ? draft : draft.submit(organization.profile().certifiable(), now);
    }

    /**
     * Submits a draft, or one that was returned, with the facts as they are now.
     *
     * <p>Rejects with {@code certification-not-found} (404), {@code forbidden} (403), {@code invalid-request} (400;
     * every fact that is missing), {@code certification-transition-not-allowed} (409).
     */
    public Effect<Certification> submit(Actor actor, UUID id) {
        return move(actor, id, CertificationEvent.SUBMITTED, (organization, found) -> {
            requireApplicant(actor, found.organizationId());
            return found.submit(organization.profile().certifiable(), now());
        });
    }

    /** Takes an open one back. Rejects like {@link #submit}, but for missing facts. */
    public Effect<Certification> withdraw(Actor actor, UUID id) {
        return move(actor, id, CertificationEvent.WITHDRAWN, (organization, found) -> {
            requireApplicant(actor, found.organizationId());
            return found.withdraw(now());
        });
    }

    /**
     * Decides on one that was submitted. Certified facts come into force and supersede those before.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code certification-not-found} (404; also for another region's),
     * {@code forbidden} (403) for whoever is not an authority that decides on it,
     * {@code certification-transition-not-allowed} (409; also for the second of two decisions at once).
     */
    public Effect<Certification> decide(Actor actor, UUID id, NewDecision wanted) {
        return move(actor, id, CertificationEvent.of(wanted.decision()), (organization, found) -> {
            if (!found.isDecidedBy(actor)) {
                throw Rejection.forbidden("forbidden");
            }
            check.requireSound(wanted);
            Instant now = now();
            return found.decide(wanted.toDecision(now), now);
        });
    }

    private Effect<Certification> move(
            Actor actor,
            UUID id,
            CertificationEvent event,
            BiFunction<Organization, Certification, Certification> decide) {
        VisibleOrganizations visibility = VisibleOrganizations.of(actor);
        return Effect.of(connection -> certifications
                .get(connection, id, visibility)
                .chain(found -> organizations
                        .lock(connection, found.organizationId())
                        // Of an organisation that was closed nothing moves any more.
                        .onFailure(Rejection.class)
                        .transform(closed -> Rejection.notFound("certification-not-found")))
                .chain(organization -> certifications
                        .lock(connection, id, visibility)
                        .chain(found -> carryOut(connection, actor, event, found, decide.apply(organization, found)))));
    }

    private Uni<Certification> carryOut(
            SqlConnection connection,
            Actor actor,
            CertificationEvent event,
            Certification before,
            Certification moved) {
        return certifications
                .update(connection, moved, actor.id())
                .chain(() -> takeEffect(connection, moved, actor))
                .chain(() -> tell(connection, event, before, moved))
                .replaceWith(moved);
    }

    private Uni<Void> takeEffect(SqlConnection connection, Certification moved, Actor actor) {
        if (moved.status() == CertificationStatus.REJECTED) {
            return effects.follow(connection, moved.organizationId(), moved.updatedAt());
        }
        if (moved.status() != CertificationStatus.CERTIFIED) {
            return Uni.createFrom().voidItem();
        }
        return certifications
                .supersedeOthers(connection, moved, actor.id())
                .chain(() -> organizations.change(
                        connection,
                        moved.organizationId(),
                        row -> row.putInForce(moved, moved.updatedAt(), actor.id())))
                .chain(() -> effects.follow(connection, moved.organizationId(), moved.updatedAt()));
    }

    private Uni<Void> tell(
            SqlConnection connection, CertificationEvent event, Certification before, Certification certification) {
        boolean isDecided = certification.decision() != null
                && certification.updatedAt().equals(certification.decision().decidedAt());
        String reason = isDecided ? certification.decision().reason() : null;
        Uni<Void> told = outbox.write(
                connection,
                event.of(
                                certification.organizationId(),
                                new CertificationEvent.Data(certification.id(), certification.organizationId()),
                                certification.updatedAt())
                        .inRegion(certification.facts().regionCode()));
        return told.chain(() -> notes.write(connection, event.act(), before, certification, reason));
    }

    private static void requireApplicant(Actor actor, UUID organizationId) {
        if (!actor.actsFor(organizationId)) {
            throw Rejection.forbidden("forbidden");
        }
    }

    /** As precise as the database keeps it, so that an answer and a later read agree. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
