package cn.dengyun.provider;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.citation.Citation;
import cn.dengyun.platform.citation.CitedPolicies;
import cn.dengyun.platform.citation.ClauseLink;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.provider.domain.Consequence;
import cn.dengyun.provider.domain.EvaluationResult;
import cn.dengyun.provider.domain.IncidentStatus;
import cn.dengyun.provider.domain.Sanction;
import cn.dengyun.provider.domain.SanctionBasis;
import cn.dengyun.provider.domain.SanctionStatus;
import cn.dengyun.provider.domain.SanctionTerm;
import cn.dengyun.provider.domain.SecurityEvaluation;
import cn.dengyun.provider.domain.SecurityIncident;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Sanctions: proposed by one authority, heard, decided by a second person, and effective everywhere from the commit of
 * that. What is not there for the actor is refused with {@code sanction-not-found} (404), whoever has no say with
 * {@code not-yours} (403).
 */
@ApplicationScoped
public class SanctionService {

    /** What is said among the provider and its authorities of a sanction that everybody knows of. */
    private static final Set<SanctionEvent> AMONG_INSIDERS =
            EnumSet.of(SanctionEvent.REVOCATION_PROPOSED, SanctionEvent.REVOCATION_REJECTED);

    private final AggregateStore<Sanction> sanctions;
    private final AggregateStore<SecurityIncident> incidents;
    private final AggregateStore<SecurityEvaluation> evaluations;
    private final ProviderStore providers;
    private final StandingWriter standings;
    private final SanctionEffects effects;
    private final WorkingCalendar calendar;
    private final CitedPolicies policies;
    private final Clock clock;
    private final Pool pool;

    SanctionService(
            Aggregates aggregates,
            ProviderStore providers,
            StandingWriter standings,
            SanctionEffects effects,
            WorkingCalendar calendar,
            CitedPolicies policies,
            Clock clock,
            Pool pool) {
        this.sanctions = aggregates.of(Sanction.class, Sanction.PUBLIC);
        this.incidents = aggregates.of(SecurityIncident.class, "false");
        this.evaluations = aggregates.of(SecurityEvaluation.class, "false");
        this.providers = providers;
        this.standings = standings;
        this.effects = effects;
        this.calendar = calendar;
        this.policies = policies;
        this.clock = clock;
        this.pool = pool;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A sanction as it is shown.
     *
     * @param clause that it rests on; null where it names none, and where nobody can read that any more
     */
    public record Shown(Sanction sanction, ClauseLink clause) {}

    public Uni<Shown> find(Actor actor, UUID id) {
        return sanctions.find(actor, id).chain(found -> shown(pool, found));
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    public Uni<Page<Shown>> list(Actor actor, Filter filter, String cursor, int limit) {
        return sanctions
                .page(actor, filter, cursor, limit)
                .chain(page -> shown(pool, page.data()).map(all -> new Page<>(all, page.page())));
    }

    /** The same effect, with the clause. */
    public Effect<Shown> shown(Effect<Sanction> effect) {
        return effect.then(this::shown);
    }

    private Uni<Shown> shown(SqlClient client, Sanction sanction) {
        return shown(client, List.of(sanction)).map(all -> all.get(0));
    }

    private Uni<List<Shown>> shown(SqlClient client, List<Sanction> found) {
        List<Citation> cited = found.stream()
                .flatMap(each -> citation(each).stream())
                .distinct()
                .toList();
        return policies.find(client, cited)
                .map(clauses -> found.stream()
                        .map(each -> new Shown(
                                each,
                                ClauseLink.of(citation(each).map(clauses::get).orElse(null))))
                        .toList());
    }

    private static Optional<Citation> citation(Sanction sanction) {
        return Optional.ofNullable(sanction.policyId())
                .map(policy -> new Citation(policy, sanction.anchor(), sanction.citedAt()));
    }

    /** What a sanction is because of. */
    private record Cause(
            UUID organizationId, String regionCode, UUID providerId, LocalDate on, UUID incidentId, UUID evaluationId) {

        static Cause of(SecurityIncident incident) {
            return new Cause(
                    incident.organizationId(),
                    incident.regionCode(),
                    incident.providerId(),
                    SanctionTerm.dayOf(incident.occurredAt()),
                    incident.id(),
                    null);
        }

        static Cause of(SecurityEvaluation evaluation) {
            return new Cause(
                    evaluation.organizationId(),
                    evaluation.regionCode(),
                    evaluation.providerId(),
                    evaluation.evaluatedOn(),
                    null,
                    evaluation.id());
        }
    }

    /**
     * Proposes a sanction. Rejects with {@code invalid-request} (400) unless there is one cause and the clause, where
     * it names one, is one that holds now, with {@code security-incident-not-found} and
     * {@code security-evaluation-not-found} (404), {@code not-yours} (403), {@code sanction-without-cause} and
     * {@code sanction-exists} (409).
     */
    public Effect<Sanction> propose(Actor actor, NewSanction wanted) {
        boolean isOneCause = (wanted.securityIncidentId() == null) != (wanted.securityEvaluationId() == null);
        if (!isOneCause) {
            throw Rejection.invalid(List.of(Defect.at("/securityIncidentId", "sanction-cause-not-one")));
        }
        Instant now = now();
        return Effect.of(connection -> requireClause(connection, wanted, now)
                .chain(() -> cause(connection, actor, wanted))
                .chain(cause -> providers
                        .hold(connection, cause.providerId())
                        .map(provider -> proposed(actor, wanted, cause, provider, now)))
                .chain(made -> sanctions
                        .create(actor, made, told(SanctionEvent.PROPOSED, made, made.reason()))
                        .prepare()
                        .chain(prepared -> prepared.in(connection)))
                .onFailure(Rows.broken("sanction_incident_once"))
                .transform(failure -> Rejection.conflict("sanction-exists"))
                .onFailure(Rows.broken("sanction_evaluation_once"))
                .transform(failure -> Rejection.conflict("sanction-exists")));
    }

    private Uni<Void> requireClause(SqlConnection connection, NewSanction wanted, Instant now) {
        return wanted.clause() == null
                ? Uni.createFrom().voidItem()
                : requireClause(
                        connection,
                        wanted.clause().at(now),
                        Rejection.invalid(List.of(Defect.at(
                                "/clause/anchor",
                                "sanction-clause-unresolved",
                                wanted.clause().anchor()))));
    }

    /** The policy is held until the unit of work ends. */
    private Uni<Void> requireClause(SqlConnection connection, Citation clause, Rejection refusal) {
        return policies.hold(connection, List.of(clause.policyId()))
                .chain(() -> policies.find(connection, List.of(clause)))
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw refusal;
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Cause> cause(SqlConnection connection, Actor actor, NewSanction wanted) {
        if (wanted.securityIncidentId() != null) {
            return incidents
                    .lock(connection, actor, wanted.securityIncidentId())
                    .invoke(found -> requireCause(found.status() == IncidentStatus.DETERMINED))
                    .map(Cause::of);
        }
        return evaluations
                .find(connection, actor, wanted.securityEvaluationId())
                .invoke(found -> requireCause(found.result() == EvaluationResult.FAILED))
                .map(Cause::of);
    }

    private static void requireCause(boolean isCause) {
        if (!isCause) {
            throw Rejection.conflict("sanction-without-cause");
        }
    }

    private static Sanction proposed(Actor actor, NewSanction wanted, Cause cause, Provider provider, Instant now) {
        return new Sanction(
                Ids.next(),
                0,
                cause.organizationId(),
                cause.regionCode(),
                actor.regionCode(),
                cause.providerId(),
                provider.nameZh(),
                cause.incidentId(),
                cause.evaluationId(),
                wanted.basis() == null ? SanctionBasis.DECISION : wanted.basis(),
                cause.on(),
                wanted.legalBasis(),
                wanted.clause() == null ? null : wanted.clause().policyId(),
                wanted.clause() == null ? null : wanted.clause().anchor(),
                wanted.reason(),
                SanctionStatus.PROPOSED,
                actor.id(),
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now);
    }

    /** Lets the provider be heard for five working days. Rejects with {@code transition-not-allowed} (409). */
    public Effect<Sanction> hear(Actor actor, UUID id, String reason) {
        return change(
                actor,
                id,
                SanctionEvent.HEARING_OPENED,
                reason,
                (sanction, now) -> sanction.heard(calendar.after(now, Sanction.HEARING_WORKING_DAYS), now));
    }

    /**
     * What the provider says to it. Rejects with {@code transition-not-allowed} and {@code sanction-stated-before}
     * (409).
     */
    public Effect<Sanction> state(Actor actor, UUID id, String statement) {
        return change(actor, id, SanctionEvent.STATED, null, (sanction, now) -> sanction.stated(statement, now));
    }

    /** A sanction that was imposed, and what it did. */
    public record Imposed(Shown shown, List<Consequence> consequences, Provider provider) {}

    /**
     * Disqualifies the provider, by another person than has proposed it: from the commit on nothing new is agreed with
     * it, and what was agreed and not used ends.
     *
     * <p>Rejects with {@code four-eyes-required} (403), {@code transition-not-allowed}, {@code sanction-hearing-open},
     * {@code sanction-term-over} and, when the clause that it rests on holds no more, {@code sanction-clause-repealed}
     * (409).
     */
    public Effect<Imposed> impose(Actor actor, UUID id, String reason) {
        return change(
                        actor,
                        id,
                        SanctionEvent.IMPOSED,
                        reason,
                        (sanction, now) -> sanction.imposed(actor.id(), reason, now))
                .then((connection, sanction) -> citation(sanction)
                        .map(clause -> requireClause(
                                connection, clause, Rejection.conflict("sanction-clause-repealed", sanction.anchor())))
                        .orElseGet(() -> Uni.createFrom().voidItem())
                        .replaceWith(sanction))
                .then(this::carryOut)
                .afterCommit(imposed -> standings.known(imposed.provider()));
    }

    private Uni<Imposed> carryOut(SqlConnection connection, Sanction sanction) {
        return standings.lock(connection, sanction.providerId()).chain(locked -> {
            // Behind the lock, so that no hold is younger.
            Instant now = now();
            return effects.foresee(connection, locked, now)
                    .chain(consequences -> standings
                            .settle(connection, sanction.providerId(), now)
                            .call(provider -> effects.carryOut(connection, provider, sanction, now))
                            .chain(provider -> shown(connection, sanction)
                                    .map(shown -> new Imposed(shown, consequences, provider))));
        });
    }

    /** Decides not to. Rejects with {@code decided-by-superior} (403) and {@code transition-not-allowed} (409). */
    public Effect<Sanction> reject(Actor actor, UUID id, String reason) {
        return undo(
                actor,
                id,
                SanctionEvent.REJECTED,
                reason,
                (sanction, now) -> sanction.rejected(actor.id(), reason, now));
    }

    /** Takes a proposal back. Rejects like {@link #reject}. */
    public Effect<Sanction> withdraw(Actor actor, UUID id, String reason) {
        return undo(
                actor,
                id,
                SanctionEvent.WITHDRAWN,
                reason,
                (sanction, now) -> sanction.withdrawn(actor.id(), reason, now));
    }

    /** Wants it taken back. Rejects like {@link #reject} and with {@code sanction-revocation-open} (409). */
    public Effect<Sanction> proposeRevocation(Actor actor, UUID id, String reason) {
        return undo(
                actor,
                id,
                SanctionEvent.REVOCATION_PROPOSED,
                reason,
                (sanction, now) -> sanction.revocationProposed(actor.id(), reason, now));
    }

    /**
     * Decides that it is not taken back, or does not want it any more. Rejects like {@link #reject} and with
     * {@code sanction-revocation-not-proposed} (409).
     */
    public Effect<Sanction> rejectRevocation(Actor actor, UUID id, String reason) {
        return undo(actor, id, SanctionEvent.REVOCATION_REJECTED, reason, Sanction::revocationRejected);
    }

    private record Settled(Sanction sanction, Provider provider) {}

    /**
     * Takes it back as another person has proposed. Rejects like {@link #reject}, with {@code four-eyes-required} (403)
     * and {@code sanction-revocation-not-proposed} (409).
     */
    public Effect<Sanction> revoke(Actor actor, UUID id, String reason) {
        return undo(actor, id, SanctionEvent.REVOKED, reason, (sanction, now) -> sanction.revoked(actor.id(), now))
                .then((connection, after) -> standings
                        .settle(connection, after.providerId(), after.updatedAt())
                        .map(provider -> new Settled(after, provider)))
                .afterCommit(settled -> standings.known(settled.provider()))
                .map(Settled::sanction);
    }

    /**
     * Carries out in the caller's unit of work what was decided on an appeal, of a sanction that it has locked; the
     * provider as it stands then. What was held while the effect was suspended ends with that, unless the sanction's
     * time is over and nothing takes effect any more.
     */
    Uni<Provider> changeOnAppeal(SqlConnection connection, Sanction before, Sanction after, String reason) {
        if (after.equals(before)) {
            return standings.lock(connection, after.providerId());
        }
        return sanctions
                .carryOut(connection, before, new Change<>(after, told(eventOf(before, after), after, reason), reason))
                .chain(() -> standings.settle(connection, after.providerId(), after.updatedAt()))
                .call(provider -> {
                    // Behind the lock, so that no hold is younger.
                    Instant now = now();
                    boolean takesEffectAgain = before.stayedAt() != null && after.bindsAt(now);
                    return takesEffectAgain
                            ? effects.carryOut(connection, provider, after, now)
                            : Uni.createFrom().voidItem();
                });
    }

    private static SanctionEvent eventOf(Sanction before, Sanction after) {
        if (after.status() == SanctionStatus.REVOKED) {
            return SanctionEvent.REVOKED;
        }
        if (!after.endsAt().equals(before.endsAt())) {
            return SanctionEvent.SHORTENED;
        }
        return after.stayedAt() == null ? SanctionEvent.STAY_ENDED : SanctionEvent.STAYED;
    }

    /** To be told once that has committed. */
    void known(Provider provider) {
        standings.known(provider);
    }

    private Effect<Sanction> change(
            Actor actor, UUID id, SanctionEvent event, String reason, BiFunction<Sanction, Instant, Sanction> move) {
        return sanctions.change(actor, id, found -> {
            Sanction after = move.apply(found, now()).inHandsOf(actor);
            return new Change<>(after, told(event, after, reason), reason);
        });
    }

    /** The same, of what is up to the authority in whose hands it is. */
    private Effect<Sanction> undo(
            Actor actor, UUID id, SanctionEvent event, String reason, BiFunction<Sanction, Instant, Sanction> move) {
        return change(actor, id, event, reason, (found, now) -> {
            found.requireUndoable(actor);
            return move.apply(found, now);
        });
    }

    /**
     * What is taken back was everybody's business before. Everybody is told what the sanction says in public, and not
     * in which words it was decided or appealed against.
     */
    private static DomainEvent told(SanctionEvent event, Sanction sanction, String reason) {
        boolean isEverybodys = sanction.isPublic() && !AMONG_INSIDERS.contains(event) || event == SanctionEvent.REVOKED;
        String publicReason = event == SanctionEvent.IMPOSED ? sanction.reason() : null;
        return event.about(
                        sanction,
                        new SanctionEvent.Data(
                                sanction.id(),
                                sanction.providerId(),
                                sanction.providerNameZh(),
                                sanction.status(),
                                isEverybodys ? null : sanction.hearingUntil(),
                                sanction.endsAt(),
                                isEverybodys ? publicReason : reason),
                        sanction.updatedAt())
                .publicIf(isEverybodys);
    }
}
