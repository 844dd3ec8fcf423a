package cn.dengyun.trade.trial;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.concession.Concessions;
import cn.dengyun.catalogue.concession.TrialConcession;
import cn.dengyun.catalogue.document.OfferingJson;
import cn.dengyun.catalogue.domain.FreeTrial;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.identity.delegation.SelfDealing;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.OrderCheck;
import cn.dengyun.voucher.OrderCheck.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Trials: asked for, granted, ended. What is not there for the actor is refused with {@code service-trial-not-found}
 * (404), and with {@code not-yours} (403) whoever is not on the side whose move it is.
 */
@ApplicationScoped
class TrialService {

    /** In how many working days a provider answers. */
    private static final int DAYS_TO_ANSWER = 5;

    /** How often a legal entity may ask for the same offering, whatever became of it. */
    private static final int MAX_REQUESTS = 3;

    /** How many requests of a legal entity may wait at a time. */
    private static final int MAX_OPEN = 10;

    /** How many with a provider are not over, so that a sanction ends them in one unit of work. */
    private static final int MAX_WITH_PROVIDER = 2_000;

    private final AggregateStore<ServiceTrial> trials;
    private final TrialStore store;
    private final OrderCheck check;
    private final CatalogueService catalogue;
    private final Concessions concessions;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final WorkingCalendar calendar;
    private final Cursors cursors;
    private final Clock clock;
    private final Pool pool;

    TrialService(
            Aggregates aggregates,
            TrialStore store,
            OrderCheck check,
            CatalogueService catalogue,
            Concessions concessions,
            CertifiedStandings standings,
            ContractParties parties,
            WorkingCalendar calendar,
            Cursors cursors,
            Clock clock,
            Pool pool) {
        this.trials = aggregates.of(ServiceTrial.class, ServiceTrial.KNOWN);
        this.store = store;
        this.check = check;
        this.catalogue = catalogue;
        this.concessions = concessions;
        this.standings = standings;
        this.parties = parties;
        this.calendar = calendar;
        this.cursors = cursors;
        this.clock = clock;
        this.pool = pool;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<ServiceTrial> find(Actor actor, UUID id) {
        return trials.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<ServiceTrial>> list(Actor actor, Filter filter, String cursor, int limit) {
        return trials.page(actor, filter, cursor, limit);
    }

    /** What was done with a trial, newest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<TrialStep>> steps(Actor actor, UUID id, String cursor, int limit) {
        String query = "trial-steps?" + id;
        return trials.find(actor, id)
                .chain(() -> store.steps(id, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1))
                .map(found -> cursors.pageById(query, found, limit, TrialStep::id));
    }

    /**
     * What is known before a unit of work begins.
     *
     * @param offering null where it is not for the enterprise to see
     */
    private record Looked(Target target, Offering offering, CertifiedStanding enterprise, CertifiedStanding seller) {}

    /** How long a trial is, of what, and who says so. */
    private record Terms(int days, String text, String concessionCode) {}

    /**
     * The enterprise asks for a trial, as long as the offering or the concession says. What lapsed, was declined or
     * withdrawn does not use it up.
     *
     * <p>Rejects with {@code invalid-request} (400; the concession), {@code self-dealing}, {@code organization-frozen}
     * (403), {@code offering-not-found} (404), {@code offering-not-offered}, {@code offering-lapsed},
     * {@code offering-version-outdated}, {@code offering-without-trial}, {@code provider-not-qualified},
     * {@code enterprise-not-certified}, {@code trial-open}, {@code trial-used-up}, {@code trial-requests-exhausted},
     * {@code trials-open-too-many} and {@code trials-of-provider-too-many} (409).
     */
    Effect<ServiceTrial> request(Actor enterprise, NewTrial wanted) {
        return Effect.of(
                () -> look(enterprise, wanted.offeringId()),
                (connection, looked) -> request(connection, enterprise, wanted, looked));
    }

    private Uni<Looked> look(Actor actor, UUID offeringId) {
        return check.look(offeringId).chain(target -> {
            UUID seller = target.provider().organizationId();
            refuseOwn(actor, seller);
            return Uni.combine()
                    .all()
                    .unis(standings.of(pool, List.of(actor.organizationId(), seller)), seen(offeringId, actor))
                    .with((known, offering) ->
                            new Looked(target, offering, known.get(actor.organizationId()), known.get(seller)))
                    .invoke(TrialService::refuseSameEntity);
        });
    }

    private static void refuseOwn(Actor actor, UUID seller) {
        SelfDealing.refuse(actor, seller);
        if (actor.actsFor(seller)) {
            throw Rejection.forbidden("self-dealing");
        }
    }

    private static void refuseSameEntity(Looked looked) {
        SelfDealing.refuse(side(looked.enterprise()), side(looked.seller()));
    }

    private static SelfDealing.Side side(CertifiedStanding standing) {
        return new SelfDealing.Side(standing.organizationId(), standing.creditCode());
    }

    private Uni<Offering> seen(UUID offering, Actor actor) {
        return catalogue.get(offering, actor).onFailure(Rejection.class).recoverWithNull();
    }

    private Uni<ServiceTrial> request(SqlConnection connection, Actor actor, NewTrial wanted, Looked looked) {
        Target target = looked.target();
        Instant now = now();
        return parties.heldAlone(connection, actor.organizationId())
                .chain(() -> check.requireParties(connection, actor.organizationId(), target))
                .invoke(() -> target.requireOffered(now))
                .invoke(() -> target.requireVersion(wanted.offeringVersion()))
                .chain(() -> terms(connection, wanted, looked, now))
                .chain(terms -> attempt(connection, looked, now)
                        .map(attempt -> requested(actor, wanted, looked, terms, attempt, now)))
                .chain(made -> trials.create(actor, made, TrialEvent.REQUESTED.told(made))
                        .prepare()
                        .chain(prepared -> prepared.in(connection)))
                .call(made -> step(connection, actor, made, TrialStep.REQUEST))
                .onFailure(Rows.broken("service_trial_once"))
                .transform(other -> new ChangedMeanwhile())
                .onFailure(Rows.broken("service_trial_attempts"))
                .transform(other -> new ChangedMeanwhile());
    }

    private Uni<Terms> terms(SqlConnection connection, NewTrial wanted, Looked looked, Instant now) {
        Offering offering = looked.offering();
        if (offering == null) {
            throw Rejection.notFound("offering-not-found", wanted.offeringId());
        }
        ChangedMeanwhile.unless(offering.version() == looked.target().offering().version());
        if (wanted.concessionCode() != null) {
            String code = HumanCode.parse(wanted.concessionCode()).orElse(wanted.concessionCode());
            return concessions
                    .trial(connection, looked.target().provider().id(), offering.id(), code, now)
                    .map(found -> found.map(TrialService::terms)
                            .orElseThrow(() -> Rejection.invalid(
                                    List.of(Defect.at("/concessionCode", "trial-concession-unfit", code)))));
        }
        FreeTrial offered = OfferingJson.read(offering.contentJson()).trial();
        if (offered == null) {
            throw Rejection.conflict("offering-without-trial");
        }
        return Uni.createFrom().item(new Terms(offered.days(), offered.terms(), null));
    }

    private static Terms terms(TrialConcession concession) {
        return new Terms(concession.days(), concession.title(), concession.code());
    }

    /** The how-manieth request it is, if there may be another one. */
    private Uni<Integer> attempt(SqlConnection connection, Looked looked, Instant now) {
        String entity = looked.enterprise().creditCode();
        Target target = looked.target();
        return store.lockEarlier(connection, entity, target.offering().id())
                .chain(earlier -> InTurn.each(
                                earlier,
                                each -> carryOutClock(connection, each, now).replaceWithVoid())
                        .invoke(() -> requireAnother(earlier, now))
                        .chain(() -> requireFewOpen(
                                connection, entity, target.provider().id(), now))
                        .replaceWith(earlier.size() + 1));
    }

    private static void requireAnother(List<ServiceTrial> earlier, Instant now) {
        for (ServiceTrial each : earlier) {
            switch (each.statusAt(now)) {
                case REQUESTED -> throw Rejection.conflict("trial-open", each.id());
                case GRANTED, ENDED -> throw Rejection.conflict("trial-used-up", each.id());
                case DECLINED, WITHDRAWN, LAPSED -> {
                    // It uses nothing up.
                }
            }
        }
        if (earlier.size() >= MAX_REQUESTS) {
            throw Rejection.conflict("trial-requests-exhausted", MAX_REQUESTS);
        }
    }

    private Uni<Void> requireFewOpen(SqlConnection connection, String entity, UUID provider, Instant now) {
        return store.open(connection, entity, now)
                .invoke(open -> {
                    if (open >= MAX_OPEN) {
                        throw Rejection.conflict("trials-open-too-many", MAX_OPEN);
                    }
                })
                .chain(() -> store.living(connection, provider, MAX_WITH_PROVIDER))
                .invoke(living -> {
                    if (living >= MAX_WITH_PROVIDER) {
                        throw Rejection.conflict("trials-of-provider-too-many", MAX_WITH_PROVIDER);
                    }
                })
                .replaceWithVoid();
    }

    private ServiceTrial requested(Actor actor, NewTrial wanted, Looked looked, Terms terms, int attempt, Instant now) {
        Target target = looked.target();
        OfferingContent content = OfferingJson.read(looked.offering().contentJson());
        return new ServiceTrial(
                Ids.next(),
                0,
                actor.organizationId(),
                looked.enterprise().nameZh(),
                looked.enterprise().region(),
                looked.enterprise().creditCode(),
                target.provider().id(),
                target.provider().organizationId(),
                target.provider().nameZh(),
                target.offering().id(),
                target.offering().version(),
                content.name(),
                terms.concessionCode(),
                terms.days(),
                terms.text(),
                wanted.note(),
                null,
                TrialStatus.REQUESTED,
                attempt,
                actor.id(),
                now,
                calendar.after(now, DAYS_TO_ANSWER),
                null,
                null,
                null,
                null,
                null,
                now);
    }

    /**
     * The provider grants it, from now on. Rejects with {@code organization-frozen} (403),
     * {@code transition-not-allowed}, {@code enterprise-not-certified}, {@code provider-not-qualified},
     * {@code offering-not-offered} and {@code offering-lapsed} (409).
     */
    Effect<ServiceTrial> grant(Actor actor, UUID id, TrialGrant says) {
        return Effect.of(
                () -> known(actor, id, TrialMove.GRANT)
                        .chain(found -> check.look(found.offeringId()).map(target -> Map.entry(found, target))),
                (connection, looked) -> {
                    ServiceTrial found = looked.getKey();
                    Target target = looked.getValue();
                    return check.requireParties(connection, found.organizationId(), target)
                            .invoke(() -> target.requireOffered(now()))
                            .chain(() -> trials.lock(connection, actor, id))
                            .chain(locked -> carryOut(
                                    connection, actor, locked, TrialMove.GRANT, locked.granted(says.note(), now())));
                });
    }

    /**
     * Another move of one of the sides, with its reason. Rejects with {@code not-yours} (403) and
     * {@code transition-not-allowed} (409).
     */
    Effect<ServiceTrial> move(Actor actor, UUID id, TrialMove move, String reason) {
        return Effect.of(
                () -> known(actor, id, move),
                (connection, found) -> trials.lock(connection, actor, id)
                        .chain(locked -> carryOut(connection, actor, locked, move, locked.moved(move, reason, now()))));
    }

    private Uni<ServiceTrial> known(Actor actor, UUID id, TrialMove move) {
        return trials.find(actor, id).invoke(found -> found.requireSide(actor, move));
    }

    /** Does what the clock has decided; nothing when somebody was faster. */
    Effect<ServiceTrial> passTime(ServiceTrial due) {
        return Effect.of(connection ->
                store.lock(connection, due.id()).chain(locked -> carryOutClock(connection, locked, now())));
    }

    private Uni<ServiceTrial> carryOutClock(SqlConnection connection, ServiceTrial locked, Instant now) {
        if (locked.status() == locked.statusAt(now)) {
            return Uni.createFrom().item(locked);
        }
        TrialMove move = locked.status() == TrialStatus.REQUESTED ? TrialMove.LAPSE : TrialMove.RUN_OUT;
        return carryOut(connection, null, locked, move, locked.moved(move, null, now));
    }

    /** Tells the enterprise that one ends soon, once. */
    Effect<ServiceTrial> remind(ServiceTrial due) {
        return Effect.of(connection -> store.lock(connection, due.id()).chain(locked -> {
            Instant now = now();
            boolean isDue = locked.statusAt(now) == TrialStatus.GRANTED
                    && locked.remindAt() != null
                    && !now.isBefore(locked.remindAt());
            if (!isDue) {
                return Uni.createFrom().item(locked);
            }
            ServiceTrial after = locked.reminded(now);
            return trials.carryOut(connection, locked, new Change<>(after, TrialEvent.ENDS_SOON.told(after), null))
                    .call(() -> step(connection, null, after, TrialStep.REMIND));
        }));
    }

    /** Ends what runs of an organisation that was frozen, in the unit of work that freezes it. */
    Uni<Void> stopRunningOf(SqlConnection connection, UUID organization, String reason) {
        return store.lockRunningOf(connection, organization)
                .chain(locked -> InTurn.each(locked, each -> stop(connection, each, reason)));
    }

    /** How many a disqualification ends. */
    Uni<Long> livingWith(SqlConnection connection, UUID provider) {
        return store.livingAt(connection, provider, now());
    }

    /** Ends what runs with a provider, and what was asked of it, in the unit of work that disqualifies it. */
    Uni<Void> stopAllWith(SqlConnection connection, UUID provider, String reason) {
        return store.lockLivingWith(connection, provider)
                .chain(locked -> InTurn.each(locked, each -> stop(connection, each, reason)));
    }

    /** What has ended by the clock has ended so. */
    private Uni<Void> stop(SqlConnection connection, ServiceTrial locked, String reason) {
        Instant now = now();
        if (locked.status() != locked.statusAt(now)) {
            return carryOutClock(connection, locked, now).replaceWithVoid();
        }
        TrialMove move = locked.status() == TrialStatus.REQUESTED ? TrialMove.BAR : TrialMove.STOP;
        return carryOut(connection, null, locked, move, locked.moved(move, reason, now))
                .replaceWithVoid();
    }

    /** Writes one that was locked, after a move; null for the actor where it is nobody's. */
    private Uni<ServiceTrial> carryOut(
            SqlConnection connection, Actor actor, ServiceTrial locked, TrialMove move, ServiceTrial after) {
        return trials.carryOut(
                        connection,
                        locked,
                        new Change<>(after, TrialEvent.of(move).told(after), after.reason()))
                .call(() -> step(connection, actor, after, move.name()));
    }

    private Uni<Void> step(SqlConnection connection, Actor actor, ServiceTrial after, String move) {
        UUID by = actor == null ? null : actor.id();
        return store.insert(
                connection, new TrialStep(Ids.next(), after.id(), move, by, after.updatedAt(), after.reason()));
    }
}
