package cn.dengyun.settlement.claim;

import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.identity.organization.OrganizationLinks;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.settlement.claim.ClaimEvidenceForm.Placed;
import cn.dengyun.settlement.claim.domain.CheckResult;
import cn.dengyun.settlement.claim.domain.ClaimCase;
import cn.dengyun.settlement.claim.domain.ClaimChecks;
import cn.dengyun.settlement.claim.domain.ClaimClock;
import cn.dengyun.settlement.claim.domain.ClaimCount;
import cn.dengyun.settlement.claim.domain.ClaimDecision;
import cn.dengyun.settlement.claim.domain.ClaimEvidence;
import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.ClaimReading;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.ClaimStep;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.OrderProofs;
import cn.dengyun.voucher.Captures;
import cn.dengyun.voucher.Captures.Capture;
import cn.dengyun.voucher.RedemptionService;
import cn.dengyun.voucher.domain.Redemption;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The door of claims: who is paid claims, the other side confirms, the rules judge, and where they are in doubt an
 * office does. What is not there for the actor is refused with {@code settlement-claim-not-found} (404).
 */
@ApplicationScoped
public class ClaimService {

    private static final String NUMBER_PREFIX = "S";
    private static final int NUMBER_SYMBOLS = 11;
    private static final String EVIDENCE = "/evidence";

    private final ClaimMoves moves;
    private final ClaimRows rows;
    private final ClaimFacts facts;
    private final RedemptionService redemptions;
    private final Captures captures;
    private final OrderProofs proofs;
    private final ProviderService providers;
    private final ContractParties parties;
    private final CertifiedStandings standings;
    private final OrganizationLinks links;
    private final WorkingCalendar calendar;
    private final ClaimJudging judging;
    private final ClaimWindows windows;
    private final Cursors cursors;

    ClaimService(
            ClaimMoves moves,
            ClaimRows rows,
            ClaimFacts facts,
            RedemptionService redemptions,
            Captures captures,
            OrderProofs proofs,
            ProviderService providers,
            ContractParties parties,
            CertifiedStandings standings,
            OrganizationLinks links,
            WorkingCalendar calendar,
            ClaimJudging judging,
            ClaimWindows windows,
            Cursors cursors) {
        this.moves = moves;
        this.rows = rows;
        this.facts = facts;
        this.redemptions = redemptions;
        this.captures = captures;
        this.proofs = proofs;
        this.providers = providers;
        this.parties = parties;
        this.standings = standings;
        this.links = links;
        this.calendar = calendar;
        this.judging = judging;
        this.windows = windows;
        this.cursors = cursors;
    }

    /** A claim with what it rests on, and what the rules said of it last; nothing where they have not judged it. */
    public record Shown(
            SettlementClaim claim,
            List<ClaimEvidence> evidence,
            List<ClaimReading> readings,
            List<CheckResult> checks) {}

    /** Where a claim has stood, the oldest first. */
    public record Clock(SettlementClaim claim, List<ClaimClock.Stage> stages) {}

    public Instant now() {
        return moves.now();
    }

    public Uni<Shown> find(Actor actor, UUID id) {
        return moves.store().find(actor, id).chain(this::shown);
    }

    private Uni<Shown> shown(SettlementClaim claim) {
        return shown(claim, rows.evidence(claim.id()), rows.readings(claim.id()), rows.checks(claim.id()));
    }

    /** A claim as this unit of work sees it, with what it rests on. */
    public Uni<Shown> shown(SqlConnection connection, SettlementClaim claim) {
        return shown(
                claim,
                rows.evidence(connection, claim.id()),
                rows.readings(connection, claim.id()),
                rows.checks(connection, claim.id()));
    }

    private static Uni<Shown> shown(
            SettlementClaim claim,
            Uni<List<ClaimEvidence>> evidence,
            Uni<List<ClaimReading>> readings,
            Uni<List<CheckResult>> checks) {
        return Uni.combine()
                .all()
                .unis(evidence, readings, checks)
                .with((rests, read, judged) -> new Shown(claim, rests, read, judged));
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    public Uni<Page<SettlementClaim>> list(Actor actor, Filter filter, String cursor, int limit) {
        return moves.store().page(actor, filter, cursor, limit);
    }

    public Uni<List<ClaimCount>> counts(Actor actor) {
        return rows.counts(actor, now());
    }

    /** What was done with a claim, newest first. Rejects with {@code cursor-invalid} (400). */
    public Uni<Page<ClaimStep>> steps(Actor actor, UUID id, String cursor, int limit) {
        String query = "settlement-claim-steps?" + id;
        return moves.store()
                .find(actor, id)
                .chain(() -> rows.steps(id, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1))
                .map(found -> cursors.pageById(query, found, limit, ClaimStep::id));
    }

    public Uni<Clock> clock(Actor actor, UUID id) {
        return moves.store()
                .find(actor, id)
                .chain(claim -> rows.steps(id)
                        .map(steps -> new Clock(
                                claim,
                                ClaimClock.stages(claim, steps, calendar.days(), ClockProducer.BUSINESS_ZONE, now()))));
    }

    /**
     * Claims what was captured and not refunded. Rejects with {@code redemption-not-found} (404), {@code not-yours}
     * (403; who is not paid by the programme), {@code claim-exists}, {@code claim-nothing-left}, {@code claim-too-late}
     * (409) and {@code invalid-request} (400; all that is wrong with the numbers).
     */
    public Effect<Shown> submit(Actor actor, NewClaim wanted) {
        return Effect.of(
                () -> redemptions
                        .find(actor, wanted.redemptionId())
                        .chain(found -> providers
                                .find(found.providerId())
                                .invoke(provider -> requireClaimant(actor, found, provider))
                                .map(provider -> new Claimable(found, provider))),
                (connection, known) -> held(
                                connection,
                                known.redemption().organizationId(),
                                known.provider().organizationId())
                        .chain(held -> submit(connection, actor, wanted, known.provider(), isFrozen(held)))
                        .onFailure(Rows.broken("settlement_claim_living_once"))
                        .transform(meanwhile -> Rejection.conflict("claim-exists")));
    }

    private record Claimable(Redemption redemption, Provider provider) {}

    private static void requireClaimant(Actor actor, Redemption redemption, Provider provider) {
        boolean isClaimant = switch (redemption.payee()) {
            case PROVIDER -> actor.actsFor(provider.organizationId());
            case ENTERPRISE -> actor.actsFor(redemption.organizationId());
        };
        if (!isClaimant) {
            throw Rejection.forbidden("not-yours");
        }
    }

    private Uni<Shown> submit(
            SqlConnection connection, Actor actor, NewClaim wanted, Provider provider, boolean isFrozen) {
        // Judged, dated and stopped by one moment: on the last day the next one may be too late.
        Instant now = now();
        return captures.lock(connection, wanted.redemptionId())
                .call(capture -> requireUnclaimed(connection, capture.redemption()))
                .call(capture -> windows.requireOpen(connection, wanted.redemptionId(), now))
                .chain(capture -> about(connection, capture, provider)
                        .map(about -> claimed(actor, about, capture.redemption().refundableFen(), now)))
                .chain(made -> {
                    List<Placed> evidence = wanted.evidence().of(made.id(), made.round(), made.about(), EVIDENCE);
                    return moves.submit(connection, actor, made)
                            .call(() -> rest(connection, made, wanted.evidence(), evidence, EVIDENCE))
                            .call(() -> windows.claimed(connection, wanted.redemptionId(), made.submittedAt()));
                })
                .chain(made -> isFrozen
                        ? moves.note(connection, made, made.paused(now()), ClaimEvent.PAUSED, ClaimStep.PAUSE)
                        : Uni.createFrom().item(made))
                .chain(made -> shown(connection, made));
    }

    private Uni<Void> requireUnclaimed(SqlConnection connection, Redemption redemption) {
        if (redemption.refundableFen() <= 0) {
            throw Rejection.conflict("claim-nothing-left");
        }
        return rows.livingOf(connection, redemption.id())
                .invoke(found -> found.ifPresent(living -> {
                    throw Rejection.conflict("claim-exists");
                }))
                .replaceWithVoid();
    }

    private Uni<ClaimCase> about(SqlConnection connection, Capture capture, Provider provider) {
        Redemption redemption = capture.redemption();
        UUID order = capture.hold().orderId();
        UUID delivery = capture.hold().deliveryId();
        Uni<Optional<OrderProofs.Proof>> proof = order == null
                ? Uni.createFrom().item(Optional.empty())
                : proofs.of(connection, order, delivery).map(Optional::of);
        return standings
                .of(connection, List.of(redemption.organizationId()))
                .chain(standing -> proof.map(proven -> new ClaimCase(
                        redemption.id(),
                        redemption.reservationId(),
                        redemption.voucherId(),
                        capture.voucherCode(),
                        capture.programmeId(),
                        redemption.organizationId(),
                        standing.get(redemption.organizationId()).nameZh(),
                        capture.regionCode(),
                        provider.id(),
                        provider.organizationId(),
                        provider.nameZh(),
                        order,
                        proven.map(OrderProofs.Proof::number).orElse(null),
                        capture.hold().offeringId(),
                        capture.hold().offeringVersion(),
                        delivery,
                        proven.map(each -> each.delivered().get(delivery))
                                .map(OrderProofs.Delivered::netFen)
                                .orElseGet(capture::worthFen),
                        redemption.payee(),
                        redemption.capturedAt(),
                        ClaimSource.CAPTURE,
                        null,
                        null)));
    }

    private SettlementClaim claimed(Actor actor, ClaimCase about, long amountFen, Instant now) {
        UUID id = Ids.next();
        return new SettlementClaim(
                id,
                0,
                HumanCode.of(NUMBER_PREFIX, NUMBER_SYMBOLS, id),
                about,
                amountFen,
                amountFen,
                ClaimStatus.SUBMITTED,
                null,
                false,
                0,
                actor.id(),
                now,
                null,
                null,
                null,
                null,
                now,
                moves.due(ClaimStatus.SUBMITTED, now),
                null,
                null,
                null,
                null,
                now);
    }

    /** Writes what a claim rests on, once its numbers are taken. Rejects with all that is wrong with them (400). */
    private Uni<Void> rest(
            SqlConnection connection,
            SettlementClaim claim,
            ClaimEvidenceForm form,
            List<Placed> evidence,
            String pointer) {
        List<Defect> defects = new ArrayList<>(form.defects(evidence, pointer));
        List<ClaimEvidence> all = evidence.stream().map(Placed::evidence).toList();
        UUID business = claim.about().businessId();
        return rows.take(connection, all, business)
                .chain(taken -> rows.differing(connection, claim.id(), business, all)
                        .invoke(differing -> evidence.stream()
                                .filter(each -> differing.contains(each.key()))
                                .forEach(each -> defects.add(Defect.at(
                                        each.pointer(),
                                        "claim-evidence-differs",
                                        each.evidence().number()))))
                        .replaceWith(taken))
                .invoke(taken -> {
                    for (Placed each : evidence) {
                        if (!taken.contains(each.key())) {
                            defects.add(Defect.at(
                                    each.pointer(),
                                    "claim-evidence-used",
                                    each.evidence().number()));
                        }
                    }
                    if (!defects.isEmpty()) {
                        throw Rejection.invalid(defects);
                    }
                })
                .chain(() -> rows.write(connection, all));
    }

    private Uni<Map<UUID, ContractParties.Party>> held(SqlConnection connection, UUID enterprise, UUID seller) {
        return parties.held(connection, List.of(enterprise, seller));
    }

    private static boolean isFrozen(Map<UUID, ContractParties.Party> held) {
        return held.values().stream().anyMatch(ContractParties.Party::isFrozen);
    }

    /**
     * The other side confirms what it has read; the rules judge it in the same moment. What nothing speaks against is
     * approved, unless it is drawn to be looked at; what cannot be paid goes back with all that is wrong.
     *
     * <p>Files that machines read are read before, if it is what the actor has read and may confirm. Rejects with
     * {@code not-yours}, {@code four-eyes-required}, {@code organization-frozen} (403), {@code transition-not-allowed},
     * {@code claim-paused} (409), {@code attachment-store-unavailable} (503), and as the precondition does.
     */
    public Effect<Shown> confirm(Actor actor, UUID id, Precondition precondition) {
        return Effect.of(
                () -> moves.store()
                        .find(actor, id)
                        .invoke(found -> found.requireSide(actor, ClaimMove.CONFIRM.side()))
                        .chain(found -> isConfirmable(actor, found, precondition)
                                ? facts.prepare(found)
                                : Uni.createFrom().item(ClaimFacts.Prepared.NOTHING)),
                (connection, prepared) -> moves.store()
                        .find(connection, actor, id)
                        .chain(known -> requireUnfrozen(connection, actor, known))
                        .chain(() -> locked(connection, actor, id, precondition, ClaimMove.CONFIRM))
                        .chain(found -> moves.moved(connection, actor, found, ClaimMove.CONFIRM, List.of(), null))
                        .chain(confirmed -> check(connection, confirmed, prepared))
                        .chain(judged -> shown(connection, judged)));
    }

    /**
     * Judges nothing: what is refused, or repeats what was done, is so in the unit of work, and nothing is read for it.
     */
    private static boolean isConfirmable(Actor actor, SettlementClaim found, Precondition precondition) {
        List<String> actions = found.actions(actor);
        return actions.contains(ClaimMove.CONFIRM.name())
                && precondition.holds(EntityTags.of(found.version(), actions));
    }

    private Uni<Void> requireUnfrozen(SqlConnection connection, Actor actor, SettlementClaim claim) {
        return held(connection, claim.organizationId(), claim.about().providerOrganizationId())
                .invoke(held -> {
                    if (held.values().stream().anyMatch(party -> party.isFrozen() && actor.actsFor(party.id()))) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                    if (isFrozen(held)) {
                        throw Rejection.conflict("claim-paused");
                    }
                })
                .replaceWithVoid();
    }

    /** One that is held until the unit of work ends and whose turn it is. */
    private Uni<SettlementClaim> locked(
            SqlConnection connection, Actor actor, UUID id, Precondition precondition, ClaimMove move) {
        return moves.store().lock(connection, actor, id).invoke(found -> {
            found.requireSide(actor, move.side());
            precondition.check(EntityTags.of(found.version(), found.actions(actor)));
        });
    }

    private Uni<SettlementClaim> check(
            SqlConnection connection, SettlementClaim confirmed, ClaimFacts.Prepared prepared) {
        Instant now = now();
        return facts.of(connection, confirmed, prepared, now)
                .call(situation -> rows.writeReadings(connection, situation.readings()))
                .chain(situation -> judging.judged(connection, confirmed, ClaimChecks.judge(situation, now)));
    }

    /**
     * The other side says what is wrong with it. Rejects with {@code not-yours} and {@code four-eyes-required} (403),
     * {@code transition-not-allowed} and {@code claim-paused} (409).
     */
    public Effect<Shown> object(Actor actor, UUID id, String reason) {
        return move(actor, id, ClaimMove.OBJECT, reason);
    }

    /** The claimant takes it back before it is approved. Rejects as {@link #object} does. */
    public Effect<Shown> withdraw(Actor actor, UUID id, String reason) {
        return move(actor, id, ClaimMove.WITHDRAW, reason);
    }

    private Effect<Shown> move(Actor actor, UUID id, ClaimMove move, String reason) {
        return Effect.of(connection -> locked(connection, actor, id, Precondition.NONE, move)
                .invoke(found -> {
                    if (move == ClaimMove.OBJECT) {
                        move.from(found.status());
                        found.requireRunning();
                    }
                })
                .chain(found -> moves.moved(connection, actor, found, move, List.of(), reason))
                .chain(moved -> shown(connection, moved)));
    }

    /**
     * The claimant submits what was returned again, with all that it rests on. Rejects with {@code not-yours} (403),
     * {@code transition-not-allowed}, {@code claim-rounds-exhausted}, {@code claim-paused},
     * {@code claim-of-entitlement} (409; what is no claim of a capture) and {@code invalid-request} (400).
     */
    public Effect<Shown> resubmit(Actor actor, UUID id, ClaimEvidenceForm wanted) {
        return Effect.of(connection -> locked(connection, actor, id, Precondition.NONE, ClaimMove.RESUBMIT)
                .chain(found -> {
                    if (found.about().source() != ClaimSource.CAPTURE) {
                        throw Rejection.conflict("claim-of-entitlement", found.number());
                    }
                    Instant now = now();
                    SettlementClaim again = found.resubmitted(actor.id(), moves.due(ClaimStatus.SUBMITTED, now), now);
                    found.requireRunning();
                    return rest(connection, again, wanted, wanted.of(id, again.round(), again.about(), ""), "")
                            .chain(() ->
                                    moves.carryOut(connection, actor, found, again, ClaimMove.RESUBMIT, List.of()));
                })
                .chain(again -> shown(connection, again)));
    }

    /**
     * The office decides what the rules did not: approves, returns with all that is wrong, or rejects. Rejects with
     * {@code not-yours}, {@code four-eyes-required}, {@code review-own-side} (403), {@code invalid-request} (400; a
     * reason is missing), {@code transition-not-allowed}, {@code claim-paused}, {@code claim-red},
     * {@code claim-rounds-exhausted} (409), and as the precondition does.
     */
    public Effect<Shown> review(Actor actor, UUID id, Precondition precondition, ClaimReview says) {
        ClaimMove move = says.decision().move();
        return Effect.of(connection -> locked(connection, actor, id, precondition, move)
                .call(found -> requireOtherSide(connection, actor, found))
                .call(found ->
                        isRevoked(connection, found).invoke(isRevoked -> requireDecidable(found, says, isRevoked)))
                .chain(found -> moves.moved(connection, actor, found, move, says.codes(), says.reason()))
                .chain(decided -> shown(connection, decided)));
    }

    /** Whether the voucher of one that was approved was revoked since. */
    private Uni<Boolean> isRevoked(SqlConnection connection, SettlementClaim found) {
        return found.isApproved() && found.about().source() == ClaimSource.CAPTURE
                ? captures.isRevokedSince(connection, found.about().voucherId(), found.approvedAt(), now())
                : Uni.createFrom().item(false);
    }

    private static void requireDecidable(SettlementClaim found, ClaimReview says, boolean isRevoked) {
        List<Defect> defects = says.defects();
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        says.decision().move().from(found.status());
        if (!found.isReviewable() && !isRevoked) {
            throw Rejection.conflict("transition-not-allowed", found.status(), says.decision());
        }
        found.requireRunning();
        if (says.decision() == ClaimDecision.APPROVE) {
            found.requireNotRed();
        }
        if (says.decision() == ClaimDecision.RETURN) {
            found.requireRound();
        }
    }

    /** Nobody reviews what is of his own side, also where he wears another hat. */
    private Uni<Void> requireOtherSide(SqlConnection connection, Actor actor, SettlementClaim claim) {
        UUID provider = claim.about().providerOrganizationId();
        // The office that has bought reviews what it owes.
        UUID enterprise = claim.about().source() == ClaimSource.PURCHASE ? null : claim.organizationId();
        return links.requireNoContact(connection, actor, Arrays.asList(enterprise, provider));
    }

    /** Tells once that what follows was not done in time. */
    Effect<Boolean> tellLate(UUID id) {
        return Effect.of(connection -> rows.lock(connection, id).chain(found -> {
            Instant now = now();
            if (found == null || !found.isOverdueAt(now) || found.overdueAt() != null) {
                return Uni.createFrom().item(false);
            }
            return moves.note(connection, found, found.overdue(now), ClaimEvent.OVERDUE, ClaimStep.OVERDUE)
                    .replaceWith(true);
        }));
    }
}
