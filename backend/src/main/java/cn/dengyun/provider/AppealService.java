package cn.dengyun.provider;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.provider.domain.AppealMove;
import cn.dengyun.provider.domain.AppealOutcome;
import cn.dengyun.provider.domain.AppealStatus;
import cn.dengyun.provider.domain.Sanction;
import cn.dengyun.provider.domain.SanctionAppeal;
import cn.dengyun.provider.domain.SanctionStatus;
import cn.dengyun.provider.domain.SanctionTerm;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Appeals against sanctions. One is undecided at a time, and none is heard within 90 days of the last; the province
 * decides, by another person than has proposed or imposed the sanction, and may suspend its effect until then.
 */
@ApplicationScoped
public class AppealService {

    private final AggregateStore<Sanction> sanctions;
    private final AggregateStore<SanctionAppeal> appeals;
    private final AppealStore store;
    private final SanctionService service;
    private final Clock clock;

    AppealService(Aggregates aggregates, AppealStore store, SanctionService service, Clock clock) {
        this.sanctions = aggregates.of(Sanction.class, Sanction.PUBLIC);
        this.appeals = aggregates.of(SanctionAppeal.class, "false");
        this.store = store;
        this.service = service;
        this.clock = clock;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Those against a sanction that the actor may know of. Rejects with {@code sanction-not-found} (404). */
    public Uni<Page<SanctionAppeal>> list(Actor actor, UUID sanction, String cursor, int limit) {
        return sanctions
                .find(actor, sanction)
                .chain(() -> appeals.page(actor, new Filter().is("sanction_id", sanction), cursor, limit));
    }

    /**
     * Appeals as the provider. Rejects with {@code sanction-not-found} (404), {@code not-yours} (403),
     * {@code transition-not-allowed} unless the sanction is in force, {@code appeal-open} and {@code appeal-too-soon}
     * (409; the day from which on).
     */
    public Effect<SanctionAppeal> file(Actor actor, UUID sanction, String grounds) {
        return Effect.of(connection -> sanctions
                .lock(connection, actor, sanction)
                .chain(found -> store.of(connection, sanction).chain(known -> {
                    Instant now = now();
                    requireAppealable(actor, found, known, now);
                    SanctionAppeal made = filed(actor, found, grounds, now);
                    return appeals.create(actor, made, told(AppealEvent.FILED, made, null))
                            .prepare()
                            .chain(prepared -> prepared.in(connection));
                })));
    }

    private static void requireAppealable(Actor actor, Sanction found, AppealStore.Known known, Instant now) {
        requireProvider(actor, found);
        if (found.statusAt(now) != SanctionStatus.EFFECTIVE) {
            throw Rejection.conflict("transition-not-allowed", found.statusAt(now), "APPEAL");
        }
        if (known.pending() != null) {
            throw Rejection.conflict("appeal-open");
        }
        Instant next = known.lastEndedAt() == null
                ? now
                : known.lastEndedAt().plus(Duration.ofDays(SanctionAppeal.DAYS_BETWEEN));
        if (now.isBefore(next)) {
            throw Rejection.conflict("appeal-too-soon", SanctionTerm.dayOf(next));
        }
    }

    private static SanctionAppeal filed(Actor actor, Sanction found, String grounds, Instant now) {
        return new SanctionAppeal(
                Ids.next(),
                0,
                found.organizationId(),
                found.regionCode(),
                found.providerId(),
                found.id(),
                grounds,
                AppealStatus.PENDING,
                actor.id(),
                now,
                null,
                null,
                null,
                null,
                null,
                now);
    }

    /**
     * Takes the appeal back as the provider, which ends a stay. Rejects with {@code sanction-not-found} (404),
     * {@code not-yours} (403) and {@code appeal-none} (409).
     */
    public Effect<SanctionAppeal> withdraw(Actor actor, UUID sanction, String reason) {
        return change(
                actor,
                sanction,
                AppealEvent.WITHDRAWN,
                reason,
                AppealService::requireProvider,
                (found, appeal, now) -> {
                    return new Decided(
                            found.unstayed(now), appeal.decided(AppealMove.WITHDRAW, actor.id(), reason, null, now));
                });
    }

    /**
     * Suspends the effect of the sanction until the appeal is decided. Rejects like {@link #decide}, and with
     * {@code appeal-stayed-before} (409).
     */
    public Effect<SanctionAppeal> stay(Actor actor, UUID sanction, String reason) {
        return change(
                actor, sanction, AppealEvent.STAYED, reason, AppealService::requireJudge, (found, appeal, now) -> {
                    return new Decided(found.stayed(now), appeal.stayed(actor.id(), now));
                });
    }

    /**
     * Decides on the appeal that waits. Rejects with {@code invalid-request} (400), {@code sanction-not-found} (404),
     * {@code province-only} and {@code four-eyes-required} (403), {@code appeal-none} and
     * {@code transition-not-allowed} (409).
     */
    public Effect<SanctionAppeal> decide(Actor actor, UUID sanction, AppealForms.Decision wanted) {
        boolean isShortened = wanted.outcome() == AppealOutcome.SHORTEN;
        if (isShortened != (wanted.lastDay() != null)) {
            throw Rejection.invalid(List.of(Defect.at("/lastDay", "appeal-last-day")));
        }
        return change(
                actor,
                sanction,
                AppealEvent.DECIDED,
                wanted.reason(),
                AppealService::requireJudge,
                (found, appeal, now) -> {
                    return new Decided(
                            after(found, wanted, actor.id(), now),
                            appeal.decided(
                                    wanted.outcome().move(), actor.id(), wanted.reason(), wanted.lastDay(), now));
                });
    }

    private static Sanction after(Sanction found, AppealForms.Decision wanted, UUID by, Instant now) {
        return switch (wanted.outcome()) {
            case UPHOLD -> found.unstayed(now);
            case REVOKE -> found.revokedOnAppeal(by, now);
            case SHORTEN -> {
                requireShorter(found, wanted.lastDay(), now);
                yield found.shortened(SanctionTerm.endOf(wanted.lastDay()), now);
            }
        };
    }

    private static void requireShorter(Sanction found, LocalDate lastDay, Instant now) {
        boolean isShorter = lastDay.isBefore(SanctionTerm.lastDayBefore(found.endsAt()));
        if (lastDay.isBefore(SanctionTerm.dayOf(now)) || !isShorter) {
            throw Rejection.invalid(List.of(Defect.at("/lastDay", "appeal-last-day")));
        }
    }

    private static void requireProvider(Actor actor, Sanction found) {
        if (!actor.actsFor(found.organizationId())) {
            throw Rejection.forbidden("not-yours");
        }
    }

    private static void requireJudge(Actor actor, Sanction found) {
        if (!SanctionAppeal.isJudgedBy(actor)) {
            throw Rejection.forbidden("province-only");
        }
        FourEyes.require(found.proposedBy(), actor.id());
        FourEyes.require(found.decidedBy(), actor.id());
    }

    private record Decided(Sanction sanction, SanctionAppeal appeal) {}

    private interface Decision {

        Decided of(Sanction sanction, SanctionAppeal appeal, Instant now);
    }

    /** @param guard refuses whoever has no say, before it is said whether there is an appeal */
    private Effect<SanctionAppeal> change(
            Actor actor,
            UUID sanction,
            AppealEvent event,
            String reason,
            BiConsumer<Actor, Sanction> guard,
            Decision decision) {
        return Effect.<Changed>of(connection -> sanctions
                        .lock(connection, actor, sanction)
                        .invoke(found -> guard.accept(actor, found))
                        .chain(found -> pending(connection, actor, sanction).chain(appeal -> {
                            Decided decided = decision.of(found, appeal, now());
                            SanctionAppeal after = decided.appeal();
                            Sanction sanctionAfter = decided.sanction().equals(found)
                                    ? found
                                    : decided.sanction().inHandsOf(actor);
                            return appeals.carryOut(
                                            connection, appeal, new Change<>(after, told(event, after, reason), reason))
                                    .chain(() -> service.changeOnAppeal(connection, found, sanctionAfter, reason))
                                    .map(provider -> new Changed(after, provider));
                        })))
                .afterCommit(changed -> service.known(changed.provider()))
                .map(Changed::appeal);
    }

    private record Changed(SanctionAppeal appeal, Provider provider) {}

    private Uni<SanctionAppeal> pending(SqlConnection connection, Actor actor, UUID sanction) {
        return store.of(connection, sanction).chain(known -> {
            if (known.pending() == null) {
                throw Rejection.conflict("appeal-none");
            }
            return appeals.lock(connection, actor, known.pending());
        });
    }

    private static DomainEvent told(AppealEvent event, SanctionAppeal appeal, String reason) {
        return event.about(
                appeal,
                new AppealEvent.Data(appeal.sanctionId(), appeal.id(), appeal.providerId(), appeal.status(), reason),
                appeal.updatedAt());
    }
}
