package cn.dengyun.provider;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.provider.domain.IncidentStatus;
import cn.dengyun.provider.domain.SecurityEvaluation;
import cn.dengyun.provider.domain.SecurityIncident;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Security incidents and evaluations of providers, and the interim suspension while an incident is looked into. What is
 * not there for the actor is refused with {@code security-incident-not-found} or {@code security-evaluation-not-found}
 * (404), whoever has no say in it with {@code not-yours} (403).
 */
@ApplicationScoped
public class IncidentService {

    private static final String NOBODYS = "false";

    private final AggregateStore<SecurityIncident> incidents;
    private final AggregateStore<SecurityEvaluation> evaluations;
    private final IncidentStore store;
    private final SupervisedProviders providers;
    private final StandingWriter standings;
    private final Instance<IncidentEffect> effects;
    private final Clock clock;

    IncidentService(
            Aggregates aggregates,
            IncidentStore store,
            SupervisedProviders providers,
            StandingWriter standings,
            Instance<IncidentEffect> effects,
            Clock clock) {
        this.incidents = aggregates.of(SecurityIncident.class, NOBODYS);
        this.evaluations = aggregates.of(SecurityEvaluation.class, NOBODYS);
        this.store = store;
        this.providers = providers;
        this.standings = standings;
        this.effects = effects;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public Uni<SecurityIncident> find(Actor actor, UUID id) {
        return incidents.find(actor, id);
    }

    /** The same, held until the unit of work ends: nobody dismisses it meanwhile. */
    public Uni<SecurityIncident> lock(SqlConnection connection, Actor actor, UUID id) {
        return incidents.lock(connection, actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    public Uni<Page<SecurityIncident>> list(Actor actor, Filter filter, String cursor, int limit) {
        return incidents.page(actor, filter, cursor, limit);
    }

    public Uni<SecurityEvaluation> findEvaluation(Actor actor, UUID id) {
        return evaluations.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    public Uni<Page<SecurityEvaluation>> listEvaluations(Actor actor, Filter filter, String cursor, int limit) {
        return evaluations.page(actor, filter, cursor, limit);
    }

    /**
     * Puts one on record. Of an event whose record was dismissed before, the dates of that stay: nobody moves them by
     * recording it again, and whoever says that what is like it is another event says why.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code provider-not-found} (404), {@code not-yours} (403),
     * {@code incident-not-the-same} and {@code incident-dismissed-before} (409; the record that was dismissed).
     */
    public Effect<SecurityIncident> record(Actor actor, NewIncident wanted) {
        Instant now = now();
        requireDates(wanted, now);
        return Effect.of(connection -> providers
                .find(connection, wanted.providerId())
                .chain(found ->
                        first(connection, actor, wanted).map(first -> incident(actor, wanted, found, first, now)))
                .chain(made -> {
                    // Whoever has no say is refused before he is told of another record.
                    Effect<SecurityIncident> creation =
                            incidents.create(actor, made, told(IncidentEvent.RECORDED, made, null));
                    return requireAnotherEvent(connection, wanted)
                            .chain(creation::prepare)
                            .chain(prepared -> prepared.in(connection));
                }));
    }

    private Uni<Void> requireAnotherEvent(SqlConnection connection, NewIncident wanted) {
        boolean isExplained = wanted.anotherEventBecause() != null
                && !wanted.anotherEventBecause().isBlank();
        if (wanted.sameEventAs() != null || isExplained) {
            return Uni.createFrom().voidItem();
        }
        return store.dismissedAlike(connection, wanted)
                .invoke(found -> found.ifPresent(earlier -> {
                    throw Rejection.conflict("incident-dismissed-before", earlier);
                }))
                .replaceWithVoid();
    }

    /** Null when it is a new event. */
    private Uni<SecurityIncident> first(SqlConnection connection, Actor actor, NewIncident wanted) {
        if (wanted.sameEventAs() == null) {
            return Uni.createFrom().nullItem();
        }
        return incidents.lock(connection, actor, wanted.sameEventAs()).invoke(first -> {
            boolean isSame = first.status() == IncidentStatus.DISMISSED
                    && first.providerId().equals(wanted.providerId());
            if (!isSame) {
                throw Rejection.conflict("incident-not-the-same");
            }
        });
    }

    private static SecurityIncident incident(
            Actor actor,
            NewIncident wanted,
            SupervisedProviders.Supervised found,
            SecurityIncident first,
            Instant now) {
        Provider provider = found.provider();
        UUID id = Ids.next();
        return new SecurityIncident(
                id,
                0,
                provider.organizationId(),
                found.regionCode(),
                actor.regionCode(),
                provider.id(),
                provider.nameZh(),
                first == null ? id : first.eventId(),
                wanted.sameEventAs(),
                wanted.anotherEventBecause(),
                wanted.title(),
                wanted.description(),
                wanted.affected(),
                wanted.measures(),
                wanted.grade(),
                first == null ? wanted.occurredAt() : first.occurredAt(),
                first == null ? wanted.foundAt() : first.foundAt(),
                first == null ? now : first.reportedAt(),
                IncidentStatus.REPORTED,
                actor.id(),
                null,
                null,
                null,
                null,
                now,
                now);
    }

    private static void requireDates(NewIncident wanted, Instant now) {
        List<Defect> defects = new ArrayList<>();
        if (wanted.foundAt().isBefore(wanted.occurredAt())) {
            defects.add(Defect.at("/foundAt", "incident-found-too-early"));
        }
        if (wanted.foundAt().isAfter(now)) {
            defects.add(Defect.at("/foundAt", "in-the-future"));
        }
        if (wanted.occurredAt().isAfter(now)) {
            defects.add(Defect.at("/occurredAt", "in-the-future"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /** Begins to look into it. Rejects with {@code transition-not-allowed} (409). */
    public Effect<SecurityIncident> investigate(Actor actor, UUID id, String reason) {
        return change(actor, id, IncidentEvent.INVESTIGATED, reason, SecurityIncident::investigated);
    }

    /**
     * Finds that it happened. Rejects with {@code transition-not-allowed} (409) and {@code four-eyes-required} (403).
     */
    public Effect<SecurityIncident> determine(Actor actor, UUID id, IncidentForms.Determination found) {
        return change(
                actor,
                id,
                IncidentEvent.DETERMINED,
                found.finding(),
                (incident, now) -> incident.determined(actor.id(), found.grade(), found.finding(), now));
    }

    /**
     * Finds that it was none, which ends a suspension, and tells whoever has named it. Rejects with
     * {@code decided-by-superior} and {@code four-eyes-required} (403), and {@code transition-not-allowed} (409).
     */
    public Effect<SecurityIncident> dismiss(Actor actor, UUID id, String reason) {
        return settled(undo(
                        actor,
                        id,
                        IncidentEvent.DISMISSED,
                        reason,
                        (incident, now) -> incident.dismissed(actor.id(), reason, now))
                .then((connection, after) -> InTurn.each(
                                effects.stream().toList(), effect -> effect.dismissed(connection, after.id()))
                        .replaceWith(after)));
    }

    /**
     * Suspends the provider while it is looked into, once for an event, however often that is recorded. Rejects with
     * {@code transition-not-allowed} and {@code suspension-used-before} (409).
     */
    public Effect<SecurityIncident> suspend(Actor actor, UUID id, IncidentForms.Suspension wanted) {
        Effect<SecurityIncident> suspension = change(
                actor,
                id,
                IncidentEvent.SUSPENDED,
                wanted.reason(),
                (incident, now) -> incident.suspended(actor.id(), wanted.days(), now));
        return settled(Effect.of(connection -> suspension
                .prepare()
                .chain(prepared -> prepared.in(connection))
                .onFailure(Rows.broken("security_incident_suspended_once"))
                .transform(failure -> Rejection.conflict("suspension-used-before"))));
    }

    /**
     * Lets a suspension run longer, once. Rejects with {@code transition-not-allowed},
     * {@code suspension-extended-before} and {@code suspension-not-longer} (409).
     */
    public Effect<SecurityIncident> extend(Actor actor, UUID id, IncidentForms.Extension wanted) {
        return settled(change(
                actor,
                id,
                IncidentEvent.SUSPENSION_EXTENDED,
                wanted.reason(),
                (incident, now) -> incident.extended(wanted.days(), now)));
    }

    /**
     * Ends a suspension before its time. Rejects with {@code decided-by-superior} (403) and
     * {@code transition-not-allowed} (409).
     */
    public Effect<SecurityIncident> lift(Actor actor, UUID id, String reason) {
        return settled(undo(actor, id, IncidentEvent.SUSPENSION_LIFTED, reason, SecurityIncident::lifted));
    }

    private Effect<SecurityIncident> change(
            Actor actor,
            UUID id,
            IncidentEvent event,
            String reason,
            BiFunction<SecurityIncident, Instant, SecurityIncident> move) {
        return incidents.change(actor, id, found -> {
            SecurityIncident after = move.apply(found, now()).inHandsOf(actor);
            return new Change<>(after, told(event, after, reason), reason);
        });
    }

    /** The same, of what is up to the authority in whose hands it is. */
    private Effect<SecurityIncident> undo(
            Actor actor,
            UUID id,
            IncidentEvent event,
            String reason,
            BiFunction<SecurityIncident, Instant, SecurityIncident> move) {
        return change(actor, id, event, reason, (found, now) -> {
            found.requireUndoable(actor);
            return move.apply(found, now);
        });
    }

    private record Settled(SecurityIncident incident, Provider provider) {}

    /** What a change of an incident means for its provider stands in its row when that commits. */
    private Effect<SecurityIncident> settled(Effect<SecurityIncident> change) {
        return change.then((connection, after) -> standings
                        .settle(connection, after.providerId(), after.updatedAt())
                        .map(provider -> new Settled(after, provider)))
                .afterCommit(settled -> standings.known(settled.provider()))
                .map(Settled::incident);
    }

    private static DomainEvent told(IncidentEvent event, SecurityIncident incident, String reason) {
        return event.about(
                incident,
                new IncidentEvent.Data(
                        incident.id(),
                        incident.providerId(),
                        incident.providerNameZh(),
                        incident.title(),
                        incident.status(),
                        incident.grade(),
                        incident.suspension() == null
                                ? null
                                : incident.suspension().suspendedUntil(),
                        reason),
                incident.updatedAt());
    }

    /**
     * Puts an evaluation on record. Rejects with {@code invalid-request} (400), {@code provider-not-found} (404) and
     * {@code not-yours} (403).
     */
    public Effect<SecurityEvaluation> evaluate(Actor actor, NewEvaluation wanted) {
        Instant now = now();
        if (wanted.evaluatedOn().isAfter(LocalDate.now(clock))) {
            throw Rejection.invalid(List.of(Defect.at("/evaluatedOn", "in-the-future")));
        }
        return Effect.of(connection -> providers
                .find(connection, wanted.providerId())
                .map(found -> evaluation(actor, wanted, found, now))
                .chain(made -> evaluations
                        .create(actor, made, told(made))
                        .prepare()
                        .chain(prepared -> prepared.in(connection))));
    }

    private static SecurityEvaluation evaluation(
            Actor actor, NewEvaluation wanted, SupervisedProviders.Supervised found, Instant now) {
        Provider provider = found.provider();
        return new SecurityEvaluation(
                Ids.next(),
                0,
                provider.organizationId(),
                found.regionCode(),
                provider.id(),
                provider.nameZh(),
                wanted.subject(),
                wanted.evaluator(),
                wanted.standard(),
                wanted.reportNumber(),
                wanted.result(),
                wanted.evaluatedOn(),
                actor.id(),
                now);
    }

    private static DomainEvent told(SecurityEvaluation made) {
        return EvaluationEvent.RECORDED.about(
                made,
                new EvaluationEvent.Data(made.id(), made.providerId(), made.subject(), made.result()),
                made.createdAt());
    }
}
