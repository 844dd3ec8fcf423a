package cn.dengyun.settlement.purchase;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.identity.organization.OrganizationLinks;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.programme.Budgets;
import cn.dengyun.programme.Commitments;
import cn.dengyun.programme.Commitments.Commitment;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeKind;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.settlement.claim.domain.ClaimEvidence;
import cn.dengyun.settlement.claim.domain.ClaimEvidenceKind;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.claim.domain.ClaimWindow;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.settlement.entitlement.EntitlementService;
import cn.dengyun.settlement.entitlement.domain.EntitlementStatus;
import cn.dengyun.settlement.entitlement.domain.SettlementEntitlement;
import cn.dengyun.settlement.purchase.domain.PurchaseContract;
import cn.dengyun.settlement.purchase.domain.PurchaseMove;
import cn.dengyun.settlement.purchase.domain.PurchaseStage;
import cn.dengyun.settlement.purchase.domain.PurchaseStatus;
import cn.dengyun.settlement.purchase.domain.StageMove;
import cn.dengyun.settlement.purchase.domain.StageStatus;
import cn.dengyun.settlement.purchase.store.PurchaseRows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The door of contracts of offices: one person draws one up, a second concludes it, the provider delivers its stages,
 * one person checks and another accepts each, and then it is owed. What is not there for the actor is refused with
 * {@code purchase-contract-not-found} (404), and with {@code not-yours} (403) whoever is not on the side whose move it
 * is.
 *
 * <p>Locks: contract, stages, provider, organisations, budget.
 */
@ApplicationScoped
public class PurchaseService {

    private static final String NUMBER_PREFIX = "G";
    private static final int NUMBER_SYMBOLS = 11;
    /** In how many working days a second person concludes what was drawn up. */
    private static final int DAYS_TO_CONCLUDE = 5;

    private final AggregateStore<PurchaseContract> contracts;
    private final PurchaseRows rows;
    private final EntitlementService entitlements;
    private final ClaimRows claims;
    private final Programmes programmes;
    private final RuleVersions rules;
    private final Budgets budgets;
    private final Commitments commitments;
    private final ProviderService providers;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final OrganizationLinks links;
    private final WorkingCalendar calendar;
    private final Clock clock;

    PurchaseService(
            Aggregates aggregates,
            PurchaseRows rows,
            EntitlementService entitlements,
            ClaimRows claims,
            Programmes programmes,
            RuleVersions rules,
            Budgets budgets,
            Commitments commitments,
            ProviderService providers,
            CertifiedStandings standings,
            ContractParties parties,
            OrganizationLinks links,
            WorkingCalendar calendar,
            Clock clock) {
        this.contracts = aggregates.of(PurchaseContract.class, PurchaseContract.KNOWN, PurchaseContract::seesAll);
        this.rows = rows;
        this.entitlements = entitlements;
        this.claims = claims;
        this.programmes = programmes;
        this.rules = rules;
        this.budgets = budgets;
        this.commitments = commitments;
        this.providers = providers;
        this.standings = standings;
        this.parties = parties;
        this.links = links;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** A contract with its stages. */
    public record Shown(PurchaseContract contract, List<PurchaseStage> stages) {}

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public Uni<Shown> find(Actor actor, UUID id) {
        return contracts.find(actor, id).chain(found -> rows.all(id).map(stages -> new Shown(found, stages)));
    }

    Uni<PurchaseContract> known(Actor actor, UUID id) {
        return contracts.find(actor, id);
    }

    Uni<PurchaseContract> lock(SqlConnection connection, Actor actor, UUID id) {
        return contracts.lock(connection, actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<PurchaseContract>> list(Actor actor, Filter filter, String cursor, int limit) {
        return contracts.page(actor, filter, cursor, limit);
    }

    /**
     * Draws one up. Rejects with {@code programme-not-found}, {@code provider-not-found} (404), {@code not-yours} (403)
     * offices of other programmes, {@code programme-kind-differs}, {@code programme-not-open},
     * {@code programme-suspended} (409) and {@code invalid-request} (400; all that is wrong with it).
     */
    public Effect<Shown> drawUp(Actor actor, NewPurchase wanted) {
        Instant now = now();
        return Effect.of(
                () -> providers.find(wanted.providerId()),
                (connection, provider) -> programmes
                        .ofOffice(connection, actor, wanted.programmeId(), ProgrammeKind.PURCHASE, now)
                        .invoke(programme -> requireFit(actor, wanted, provider))
                        .chain(programme -> standings
                                .of(connection, List.of(actor.organizationId()))
                                .chain(known -> kept(
                                        connection,
                                        actor,
                                        known.get(actor.organizationId()),
                                        wanted,
                                        programme,
                                        provider,
                                        now))));
    }

    private static void requireFit(Actor actor, NewPurchase wanted, Provider provider) {
        List<Defect> defects = new ArrayList<>(wanted.defects());
        if (provider.organizationId().equals(actor.organizationId())) {
            defects.add(Defect.at("/providerId", "purchase-of-oneself"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private Uni<Shown> kept(
            SqlConnection connection,
            Actor actor,
            CertifiedStanding office,
            NewPurchase wanted,
            Programme programme,
            Provider provider,
            Instant now) {
        UUID id = Ids.next();
        List<PurchaseStage> stages = new ArrayList<>();
        for (NewPurchase.NewStage each : wanted.stages()) {
            stages.add(new PurchaseStage(
                    Ids.next(),
                    id,
                    stages.size() + 1,
                    each.title().strip(),
                    each.amountFen(),
                    each.dueOn(),
                    StageStatus.PLANNED,
                    null,
                    null,
                    null,
                    null,
                    null,
                    now));
        }
        PurchaseContract made = new PurchaseContract(
                id,
                0,
                HumanCode.of(NUMBER_PREFIX, NUMBER_SYMBOLS, id),
                programme.id(),
                programme.nameZh(),
                actor.organizationId(),
                office.nameZh(),
                programme.regionCode(),
                provider.id(),
                provider.organizationId(),
                provider.nameZh(),
                wanted.contractNumber().strip(),
                wanted.signedOn(),
                wanted.title().strip(),
                wanted.procurement(),
                wanted.procurementNumber().strip(),
                wanted.amountFen(),
                PurchaseStatus.DRAFT,
                actor.id(),
                now,
                null,
                null,
                null,
                calendar.after(now, DAYS_TO_CONCLUDE),
                wanted.reason(),
                now);
        return contracts
                .create(actor, made, PurchaseEvent.DRAWN_UP.told(made))
                .prepare()
                .chain(prepared -> prepared.in(connection))
                .call(() -> rows.insert(connection, stages))
                .map(kept -> new Shown(kept, stages));
    }

    /**
     * A second person concludes it: its number is taken, and its price is held. Rejects with
     * {@code four-eyes-required}, {@code review-own-side} (403; the contact of the provider),
     * {@code transition-not-allowed}, {@code provider-not-qualified}, {@code purchase-provider-frozen},
     * {@code purchase-number-used} (the provider has another business of this number),
     * {@code programme-budget-missing}, {@code budget-insufficient}, {@code programme-not-open} and
     * {@code programme-suspended} (409).
     */
    public Effect<Shown> conclude(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> contracts.lock(connection, actor, id).chain(found -> {
            found.requireOffice(actor);
            PurchaseMove.CONCLUDE.from(found.status());
            return programmes
                    .find(connection, found.programmeId(), now)
                    .invoke(programme -> programme.requireGranting(ProgrammeKind.PURCHASE, now))
                    .chain(() -> requireNoContact(connection, actor, found))
                    .chain(() -> rows.lockAll(connection, id))
                    .chain(stages -> providers
                            .requireQualified(connection, found.providerId())
                            .chain(() -> requireUnfrozen(connection, found))
                            .chain(() -> takeNumber(connection, found))
                            .chain(() -> budgets.payingFor(connection, found.programmeId(), found.regionCode()))
                            .chain(budget -> {
                                if (budget == null) {
                                    throw Rejection.conflict("programme-budget-missing", found.regionCode());
                                }
                                return hold(connection, found, budget.id(), now);
                            })
                            .map(held ->
                                    found.concluded(actor.id(), held.budgetId(), held.at(), due(stages), reason, now))
                            .chain(after -> contracts.carryOut(connection, found, told(after, PurchaseEvent.CONCLUDED)))
                            .map(after -> new Shown(after, stages)));
        }));
    }

    private Uni<Void> requireNoContact(SqlConnection connection, Actor actor, PurchaseContract found) {
        return links.requireNoContact(connection, actor, List.of(found.providerOrganizationId()));
    }

    private Uni<Void> requireUnfrozen(SqlConnection connection, PurchaseContract found) {
        return parties.held(connection, List.of(found.providerOrganizationId()))
                .invoke(held -> {
                    ContractParties.Party party = held.get(found.providerOrganizationId());
                    if (party == null || party.isFrozen()) {
                        throw Rejection.conflict("purchase-provider-frozen", found.providerName());
                    }
                })
                .replaceWithVoid();
    }

    /** From the registry in which claims of all sources take theirs: one number stands for one business. */
    private Uni<Void> takeNumber(SqlConnection connection, PurchaseContract found) {
        ClaimEvidence number = new ClaimEvidence(
                found.id(),
                0,
                1,
                ClaimEvidenceKind.CONTRACT,
                found.providerOrganizationId(),
                ClaimEvidence.plain(found.contractNumber()),
                null,
                found.signedOn(),
                null,
                null);
        return claims.take(connection, List.of(number), found.id())
                .invoke(taken -> {
                    if (taken.isEmpty()) {
                        throw Rejection.conflict("purchase-number-used", found.contractNumber());
                    }
                })
                .replaceWithVoid();
    }

    private record Held(UUID budgetId, Instant at) {}

    private Uni<Held> hold(SqlConnection connection, PurchaseContract found, UUID budget, Instant now) {
        return commitments
                .commit(
                        connection,
                        found.programmeId(),
                        List.of(new Commitment(budget, found.id(), found.amountFen())),
                        List.of(),
                        now)
                .map(moved -> new Held(budget, moved.get(budget).movedAt()));
    }

    /** The provider says that a stage is delivered. Rejects as {@link #check} does. */
    public Effect<Shown> deliver(Actor actor, UUID id, StageAct says) {
        Instant now = now();
        return stage(
                actor,
                id,
                says,
                StageMove.DELIVER,
                PurchaseEvent.STAGE_DELIVERED,
                stage -> stage.delivered(says.note(), now));
    }

    /**
     * One person of the office wants it accepted. Rejects with {@code purchase-stage-not-found} (404),
     * {@code review-own-side} (403; the contact of the provider) and {@code transition-not-allowed} (409).
     */
    public Effect<Shown> check(Actor actor, UUID id, StageAct says) {
        Instant now = now();
        return stage(
                actor,
                id,
                says,
                StageMove.CHECK,
                PurchaseEvent.STAGE_CHECKED,
                stage -> stage.checked(actor.id(), says.note(), now));
    }

    /** The office lets the provider deliver it anew. Rejects as {@link #check} does. */
    public Effect<Shown> reject(Actor actor, UUID id, StageAct says) {
        Instant now = now();
        return stage(
                actor,
                id,
                says,
                StageMove.REJECT,
                PurchaseEvent.STAGE_REJECTED,
                stage -> stage.rejected(says.note(), now));
    }

    private Effect<Shown> stage(
            Actor actor,
            UUID id,
            StageAct says,
            StageMove move,
            PurchaseEvent event,
            UnaryOperator<PurchaseStage> change) {
        Instant now = now();
        return Effect.of(connection -> held(connection, actor, id, move)
                .chain(found -> rows.lockAll(connection, id).chain(stages -> {
                    PurchaseStage after = change.apply(named(stages, says.stageId()));
                    List<PurchaseStage> all = with(stages, after);
                    return rows.update(connection, List.of(after))
                            .chain(() -> contracts.carryOut(
                                    connection, found, told(found.stageMoved(due(all), says.note(), now), event)))
                            .map(moved -> new Shown(moved, all));
                })));
    }

    /**
     * Another person accepts it: it is owed. Rejects with {@code four-eyes-required} (403) whoever has checked it, and
     * as {@link #check} does.
     */
    public Effect<Shown> accept(Actor actor, UUID id, StageAct says) {
        Instant now = now();
        return Effect.of(connection -> held(connection, actor, id, StageMove.ACCEPT)
                .chain(found -> rows.lockAll(connection, id).chain(stages -> {
                    PurchaseStage stage = named(stages, says.stageId());
                    UUID entitlement = Ids.next();
                    PurchaseStage accepted = stage.accepted(actor.id(), entitlement, says.note(), now);
                    List<PurchaseStage> all = with(stages, accepted);
                    return programmes
                            .find(connection, found.programmeId(), now)
                            .chain(programme -> rules.get(connection, programme.id(), programme.ruleVersion()))
                            .chain(inForce -> entitlements.owe(
                                    connection,
                                    List.of(entitlement(
                                            found, accepted, ClaimWindow.endOf(now, inForce.daysToClaim()), now)),
                                    now))
                            .chain(() -> rows.update(connection, List.of(accepted)))
                            .chain(() -> contracts.carryOut(connection, found, afterAcceptance(found, all, says, now)))
                            .map(moved -> new Shown(moved, all));
                })));
    }

    private static Change<PurchaseContract> afterAcceptance(
            PurchaseContract found, List<PurchaseStage> stages, StageAct says, Instant now) {
        boolean isLast = stages.stream().allMatch(each -> each.status() == StageStatus.ACCEPTED);
        return isLast
                ? told(found.completed(says.note(), now), PurchaseEvent.COMPLETED)
                : told(found.stageMoved(due(stages), says.note(), now), PurchaseEvent.STAGE_ACCEPTED);
    }

    private static SettlementEntitlement entitlement(
            PurchaseContract contract, PurchaseStage stage, Instant until, Instant now) {
        return new SettlementEntitlement(
                stage.entitlementId(),
                0,
                ClaimSource.PURCHASE,
                stage.id(),
                contract.id(),
                contract.number(),
                stage.title(),
                contract.programmeId(),
                contract.budgetId(),
                contract.organizationId(),
                contract.organizationName(),
                contract.regionCode(),
                contract.providerId(),
                contract.providerOrganizationId(),
                contract.providerName(),
                contract.contractNumber(),
                contract.signedOn(),
                0,
                stage.amountFen(),
                EntitlementStatus.OWED,
                stage.acceptedBy(),
                now,
                until,
                now,
                now,
                contract.organizationId(),
                contract.regionCode(),
                null);
    }

    /**
     * Gives it up, or ends it early: what was not accepted is held no more, what was stays owed. Rejects with
     * {@code transition-not-allowed} (409).
     */
    public Effect<Shown> terminate(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> contracts.lock(connection, actor, id).chain(found -> {
            found.requireOffice(actor);
            PurchaseContract after = found.terminated(reason, now);
            return rows.lockAll(connection, id).chain(stages -> {
                List<PurchaseStage> dropped = stages.stream()
                        .filter(each -> StageMove.DROP.isAllowedFrom(each.status()))
                        .map(each -> each.dropped(reason, now))
                        .toList();
                List<PurchaseStage> all = stages;
                for (PurchaseStage each : dropped) {
                    all = with(all, each);
                }
                List<PurchaseStage> left = all;
                return release(connection, found, dropped, now)
                        .chain(() -> rows.update(connection, dropped))
                        .chain(() -> contracts.carryOut(connection, found, told(after, PurchaseEvent.TERMINATED)))
                        .map(moved -> new Shown(moved, left));
            });
        }));
    }

    private Uni<Void> release(
            SqlConnection connection, PurchaseContract found, List<PurchaseStage> dropped, Instant now) {
        long fen = dropped.stream().mapToLong(PurchaseStage::amountFen).sum();
        if (found.budgetId() == null || fen == 0) {
            return Uni.createFrom().voidItem();
        }
        return commitments
                .release(
                        connection,
                        found.programmeId(),
                        List.of(new Commitment(found.budgetId(), found.id(), fen)),
                        now)
                .replaceWithVoid();
    }

    /** One that is held until the unit of work ends, by somebody on the side whose move it is. */
    private Uni<PurchaseContract> held(SqlConnection connection, Actor actor, UUID id, StageMove move) {
        return contracts
                .lock(connection, actor, id)
                .invoke(found -> {
                    found.requireSide(actor, move);
                    PurchaseMove.MOVE_STAGE.from(found.status());
                })
                .call(found ->
                        move.isOfProvider() ? Uni.createFrom().voidItem() : requireNoContact(connection, actor, found));
    }

    private static PurchaseStage named(List<PurchaseStage> stages, UUID id) {
        return stages.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("purchase-stage-not-found"));
    }

    private static List<PurchaseStage> with(List<PurchaseStage> stages, PurchaseStage after) {
        return stages.stream()
                .map(each -> each.id().equals(after.id()) ? after : each)
                .toList();
    }

    /** When the next stage that was not accepted has to be delivered. */
    private static Instant due(List<PurchaseStage> stages) {
        LocalDate last = stages.stream()
                .filter(each -> each.status() != StageStatus.ACCEPTED)
                .map(PurchaseStage::dueOn)
                .min(LocalDate::compareTo)
                .orElseThrow();
        return last.plusDays(1).atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
    }

    private static Change<PurchaseContract> told(PurchaseContract after, PurchaseEvent event) {
        return new Change<>(after, event.told(after), after.reason());
    }
}
