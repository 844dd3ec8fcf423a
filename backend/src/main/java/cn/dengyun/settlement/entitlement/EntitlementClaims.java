package cn.dengyun.settlement.entitlement;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.provider.domain.Disqualification;
import cn.dengyun.settlement.claim.ClaimJudging;
import cn.dengyun.settlement.claim.ClaimMoves;
import cn.dengyun.settlement.claim.ClaimService;
import cn.dengyun.settlement.claim.domain.ClaimCase;
import cn.dengyun.settlement.claim.domain.ClaimEvidence;
import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.ClaimWhole;
import cn.dengyun.settlement.claim.domain.EntitlementChecks;
import cn.dengyun.settlement.claim.domain.EntitlementSituation;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.settlement.entitlement.EntitlementClaimForm.Placed;
import cn.dengyun.settlement.entitlement.domain.EntitlementStatus;
import cn.dengyun.settlement.entitlement.domain.SettlementEntitlement;
import cn.dengyun.settlement.entitlement.store.EntitlementRows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Claims of entitlements: whoever is owed one claims it; the other side has spoken when it became owed, so the rules
 * judge it in the same moment, and from there on it is a claim like any other (ADR 0074).
 */
@ApplicationScoped
public class EntitlementClaims {

    private static final String NUMBER_PREFIX = "S";
    private static final int NUMBER_SYMBOLS = 11;

    private final EntitlementService entitlements;
    private final EntitlementRows rows;
    private final ClaimService claims;
    private final ClaimMoves moves;
    private final ClaimRows claimRows;
    private final ClaimJudging judging;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final ProviderService providers;
    private final Stacking stacking;

    EntitlementClaims(
            EntitlementService entitlements,
            EntitlementRows rows,
            ClaimService claims,
            ClaimMoves moves,
            ClaimRows claimRows,
            ClaimJudging judging,
            CertifiedStandings standings,
            ContractParties parties,
            ProviderService providers,
            Stacking stacking) {
        this.entitlements = entitlements;
        this.rows = rows;
        this.claims = claims;
        this.moves = moves;
        this.claimRows = claimRows;
        this.judging = judging;
        this.standings = standings;
        this.parties = parties;
        this.providers = providers;
        this.stacking = stacking;
    }

    /**
     * Claims what is owed, or submits its returned claim again. Rejects with {@code settlement-entitlement-not-found}
     * (404), {@code not-yours}, {@code organization-frozen} (403), {@code claim-exists}, {@code entitlement-too-late},
     * {@code claim-paused}, {@code claim-rounds-exhausted} (409) and {@code invalid-request} (400; all that is wrong
     * with the papers).
     *
     * <p>Locks: organisation, claim, entitlement, as whoever gives a claim up does.
     */
    public Effect<ClaimService.Shown> claim(Actor actor, UUID id, EntitlementClaimForm wanted) {
        return Effect.of(
                () -> entitlements
                        .find(actor, id)
                        .invoke(found -> found.requireClaimant(actor))
                        .chain(this::disqualifications),
                (connection, disqualifications) -> entitlements
                        .known(connection, actor, id)
                        .call(known -> requireUnfrozen(connection, known))
                        .chain(() -> claimRows.livingOf(connection, id))
                        .chain(living -> living.isPresent()
                                ? again(connection, actor, id, living.get().id(), wanted, disqualifications)
                                : first(connection, actor, id, wanted, disqualifications))
                        .chain(claim -> claims.shown(connection, claim))
                        .onFailure(Rows.broken("settlement_claim_entitlement_once"))
                        .transform(meanwhile -> Rejection.conflict("claim-exists")));
    }

    private Uni<List<Disqualification>> disqualifications(SettlementEntitlement about) {
        return about.providerId() == null
                ? Uni.createFrom().item(List.of())
                : providers.disqualifications(List.of(about.providerId()));
    }

    private Uni<Void> requireUnfrozen(SqlConnection connection, SettlementEntitlement about) {
        return parties.held(connection, List.of(about.claimantId()))
                .invoke(held -> {
                    if (held.values().stream().anyMatch(ContractParties.Party::isFrozen)) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<SettlementClaim> first(
            SqlConnection connection,
            Actor actor,
            UUID id,
            EntitlementClaimForm wanted,
            List<Disqualification> disqualifications) {
        return entitlements.lock(connection, actor, id).chain(locked -> {
            if (locked.status() == EntitlementStatus.CLAIMED) {
                throw Rejection.conflict("claim-exists");
            }
            locked.requireClaimableAt(moves.now());
            return entitlements
                    .claimed(connection, locked)
                    .chain(about -> moves.submit(connection, actor, made(actor, about))
                            .call(claim -> rest(connection, claim, about, wanted))
                            .chain(claim -> judged(connection, claim, about, disqualifications)));
        });
    }

    private Uni<SettlementClaim> again(
            SqlConnection connection,
            Actor actor,
            UUID id,
            UUID claimId,
            EntitlementClaimForm wanted,
            List<Disqualification> disqualifications) {
        return claimRows.lock(connection, claimId).chain(found -> {
            if (found.status() != ClaimStatus.RETURNED) {
                throw Rejection.conflict("claim-exists");
            }
            Instant now = moves.now();
            SettlementClaim again = found.resubmitted(actor.id(), moves.due(ClaimStatus.SUBMITTED, now), now);
            found.requireRunning();
            return entitlements
                    .lock(connection, actor, id)
                    .chain(about -> rest(connection, again, about, wanted)
                            .chain(() -> moves.carryOut(connection, actor, found, again, ClaimMove.RESUBMIT, List.of()))
                            .chain(claim -> judged(connection, claim, about, disqualifications)));
        });
    }

    private SettlementClaim made(Actor actor, SettlementEntitlement about) {
        Instant now = moves.now();
        UUID id = Ids.next();
        return new SettlementClaim(
                id,
                0,
                HumanCode.of(NUMBER_PREFIX, NUMBER_SYMBOLS, id),
                caseOf(about),
                about.amountFen(),
                about.amountFen(),
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

    private static ClaimCase caseOf(SettlementEntitlement about) {
        return new ClaimCase(
                null,
                null,
                null,
                null,
                about.programmeId(),
                about.organizationId(),
                about.organizationName(),
                about.regionCode(),
                about.providerId(),
                about.providerOrganizationId(),
                about.providerName(),
                null,
                null,
                null,
                null,
                null,
                about.amountFen(),
                about.payee(),
                about.owedAt(),
                about.source(),
                about.id(),
                about.caseId());
    }

    /** Writes what a claim rests on, once its numbers are taken. Rejects with all that is wrong with them (400). */
    private Uni<Void> rest(
            SqlConnection connection, SettlementClaim claim, SettlementEntitlement about, EntitlementClaimForm form) {
        UUID business = claim.about().businessId();
        return standings.withCreditCodes(connection, form.sellers()).chain(known -> {
            List<Placed> placed = form.of(claim, about, known);
            List<ClaimEvidence> all = placed.stream().map(Placed::evidence).toList();
            List<Defect> defects = new ArrayList<>(form.defects(about, placed));
            if (all.isEmpty()) {
                return requireNone(defects);
            }
            return claimRows
                    .take(connection, all, business)
                    .chain(taken -> tolerated(connection, about, business, untaken(placed, taken))
                            .map(tolerated -> union(taken, tolerated)))
                    .chain(held -> claimRows
                            .differing(connection, claim.id(), business, all)
                            .invoke(differing -> placed.forEach(each -> judge(each, held, differing, defects))))
                    .chain(() -> requireNone(defects))
                    .chain(() -> claimRows.write(connection, all));
        });
    }

    private static void judge(Placed each, Set<String> held, Collection<String> differing, List<Defect> defects) {
        String number = each.evidence().number();
        if (differing.contains(each.key())) {
            defects.add(Defect.at(each.pointer(), "claim-evidence-differs", number));
        }
        if (!held.contains(each.key())) {
            defects.add(Defect.at(each.pointer(), "claim-evidence-used", number));
        }
    }

    private static Uni<Void> requireNone(List<Defect> defects) {
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return Uni.createFrom().voidItem();
    }

    private static List<ClaimEvidence> untaken(List<Placed> placed, List<String> taken) {
        return placed.stream()
                .filter(each -> !taken.contains(each.key()))
                .map(Placed::evidence)
                .toList();
    }

    private static Set<String> union(Collection<String> one, Collection<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    /**
     * Which papers of others an award may rest on all the same, by their keys: where the rules of both programmes allow
     * stacking, and never twice under one programme.
     */
    private Uni<Set<String>> tolerated(
            SqlConnection connection, SettlementEntitlement about, UUID business, List<ClaimEvidence> untaken) {
        if (untaken.isEmpty() || about.source() != ClaimSource.AWARD) {
            return Uni.createFrom().item(Set.of());
        }
        return rows.fundedElsewhere(connection, untaken, business).chain(funded -> {
            Set<UUID> concerned = new HashSet<>();
            concerned.add(about.programmeId());
            funded.values().forEach(concerned::addAll);
            return stacking.allowing(connection, concerned, moves.now()).map(allowing -> {
                Set<String> tolerated = new HashSet<>();
                funded.forEach((key, by) -> {
                    boolean isAllowed = allowing.contains(about.programmeId())
                            && allowing.containsAll(by)
                            && !by.contains(about.programmeId());
                    if (isAllowed) {
                        tolerated.add(key);
                    }
                });
                return tolerated;
            });
        });
    }

    private Uni<SettlementClaim> judged(
            SqlConnection connection,
            SettlementClaim submitted,
            SettlementEntitlement about,
            List<Disqualification> disqualifications) {
        Instant now = moves.now();
        SettlementClaim confirmed =
                submitted.confirmedBySource(about.acceptedBy(), moves.due(ClaimStatus.CONFIRMED, now), now);
        return moves.carryOut(connection, null, submitted, confirmed, ClaimMove.CONFIRM, List.of())
                .chain(claim -> situation(connection, claim, about, disqualifications, now))
                .chain(situation ->
                        judging.judged(connection, situation.claim(), EntitlementChecks.judge(situation, now)));
    }

    private Uni<EntitlementSituation> situation(
            SqlConnection connection,
            SettlementClaim claim,
            SettlementEntitlement about,
            List<Disqualification> disqualifications,
            Instant now) {
        UUID business = claim.about().businessId();
        List<UUID> sides = Stream.of(about.organizationId(), about.providerOrganizationId())
                .filter(side -> side != null)
                .toList();
        return Uni.combine()
                .all()
                .unis(
                        claimRows.evidence(connection, claim.id()),
                        claimRows.papers(connection, claim.id(), business),
                        claimRows.parts(connection, claim.id(), business),
                        claimRows.numbersElsewhere(connection, claim.id(), business),
                        claimRows.wasDoubted(connection, about.id(), claim.id()),
                        standings.of(connection, sides))
                .with((evidence, papers, parts, elsewhere, wasDoubted, known) -> new EntitlementSituation(
                        claim,
                        evidence,
                        papers,
                        due(about, parts),
                        names(known.get(about.organizationId()), about.organizationName()),
                        about.providerId() == null
                                ? List.of()
                                : names(known.get(about.providerOrganizationId()), about.providerName()),
                        about.contractNumber(),
                        about.contractOn(),
                        elsewhere,
                        disqualifiedOn(about, disqualifications),
                        deregisteredOn(known.get(about.claimantId())),
                        wasDoubted,
                        day(about.owedAt()),
                        day(claim.submittedAt()),
                        day(now)));
    }

    /** An award has to be invoiced in what it is a share of, a purchase in all that is claimed of its contract. */
    private static long due(SettlementEntitlement about, List<ClaimWhole.Part> parts) {
        return about.source() == ClaimSource.AWARD
                ? about.baseFen()
                : parts.stream().mapToLong(ClaimWhole.Part::amountFen).reduce(0, Math::addExact);
    }

    private static List<String> names(CertifiedStanding standing, String calledToo) {
        return standing == null ? List.of(calledToo) : List.of(standing.nameZh(), calledToo);
    }

    private static LocalDate deregisteredOn(CertifiedStanding standing) {
        return standing == null ? null : standing.traits().deregisteredOn();
    }

    private static LocalDate disqualifiedOn(SettlementEntitlement about, List<Disqualification> disqualifications) {
        if (about.contractOn() == null) {
            return null;
        }
        Instant concluded =
                about.contractOn().atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
        return disqualifications.stream().anyMatch(each -> each.covers(concluded)) ? about.contractOn() : null;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }
}
