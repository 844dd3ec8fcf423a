package cn.dengyun.settlement.award;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.identity.organization.OrganizationLinks;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.Budgets;
import cn.dengyun.programme.Commitments;
import cn.dengyun.programme.Commitments.Commitment;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeKind;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.settlement.award.domain.Award;
import cn.dengyun.settlement.award.domain.AwardList;
import cn.dengyun.settlement.award.domain.AwardListMove;
import cn.dengyun.settlement.award.domain.AwardListStatus;
import cn.dengyun.settlement.award.domain.AwardStatus;
import cn.dengyun.settlement.award.store.AwardRows;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.claim.domain.ClaimWindow;
import cn.dengyun.settlement.entitlement.EntitlementService;
import cn.dengyun.settlement.entitlement.Stacking;
import cn.dengyun.settlement.entitlement.domain.EntitlementStatus;
import cn.dengyun.settlement.entitlement.domain.SettlementEntitlement;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The door of lists of awards: one person of the office whose programme it is draws one up, a second grants it,
 * everybody can look at it, and what is left behind its notice is owed. What is not there for the actor is refused with
 * {@code award-list-not-found} (404), and with {@code not-yours} (403) whoever is not of that office.
 *
 * <p>Locks: list, awards, organisations, budgets.
 */
@ApplicationScoped
public class AwardService {

    private static final String NUMBER_PREFIX = "A";
    private static final int NUMBER_SYMBOLS = 11;
    /** In how many working days the office does what is next. */
    private static final int DAYS_TO_GO_ON = 5;

    private final AggregateStore<AwardList> lists;
    private final AwardRows rows;
    private final EntitlementService entitlements;
    private final Programmes programmes;
    private final RuleVersions rules;
    private final Budgets budgets;
    private final Commitments commitments;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final OrganizationLinks links;
    private final Stacking stacking;
    private final WorkingCalendar calendar;
    private final Outbox outbox;
    private final Cursors cursors;
    private final Clock clock;

    AwardService(
            Aggregates aggregates,
            AwardRows rows,
            EntitlementService entitlements,
            Programmes programmes,
            RuleVersions rules,
            Budgets budgets,
            Commitments commitments,
            CertifiedStandings standings,
            ContractParties parties,
            OrganizationLinks links,
            Stacking stacking,
            WorkingCalendar calendar,
            Outbox outbox,
            Cursors cursors,
            Clock clock) {
        this.lists = aggregates.of(AwardList.class, "false", AwardList::seesAll);
        this.rows = rows;
        this.entitlements = entitlements;
        this.programmes = programmes;
        this.rules = rules;
        this.budgets = budgets;
        this.commitments = commitments;
        this.standings = standings;
        this.parties = parties;
        this.links = links;
        this.stacking = stacking;
        this.calendar = calendar;
        this.outbox = outbox;
        this.cursors = cursors;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public Uni<AwardList> find(Actor actor, UUID id) {
        return lists.find(actor, id);
    }

    Uni<AwardList> lock(SqlConnection connection, Actor actor, UUID id) {
        return lists.lock(connection, actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<AwardList>> list(Actor actor, Filter filter, String cursor, int limit) {
        return lists.page(actor, filter, cursor, limit);
    }

    /** Awards of a list in their order. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Award>> awards(Actor actor, UUID id, String cursor, int limit) {
        return lists.find(actor, id).chain(() -> page("awards?" + id, id, cursor, limit));
    }

    /**
     * Those on public notice, newest first, of one programme unless that is null. Rejects with {@code cursor-invalid}.
     */
    public Uni<Page<AwardList>> notices(UUID programme, String cursor, int limit) {
        String query = "award-notices?" + programme;
        return rows.notices(programme, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1)
                .map(found -> cursors.pageById(query, found, limit, AwardList::id));
    }

    /** A list on public notice, as everybody may know of it. Rejects with {@code award-list-not-found} (404). */
    public Uni<AwardList> noticed(UUID id) {
        return rows.find(id).invoke(found -> {
            if (found == null || found.notice() == null || found.status() == AwardListStatus.CANCELLED) {
                throw Rejection.notFound("award-list-not-found");
            }
        });
    }

    /** What everybody sees of it. Rejects like {@link #noticed}, and with {@code cursor-invalid}. */
    public Uni<Page<Award>> noticedAwards(UUID id, String cursor, int limit) {
        return noticed(id).chain(() -> page("award-notice-awards?" + id, id, cursor, limit));
    }

    private Uni<Page<Award>> page(String query, UUID id, String cursor, int limit) {
        int after = cursor == null
                ? 0
                : Integer.parseInt(cursors.open(query, cursor).get(0));
        return rows.page(id, after, limit + 1)
                .map(found -> Page.of(found, limit, last -> cursors.seal(query, List.of(String.valueOf(last.line())))));
    }

    /**
     * Draws one up. Rejects with {@code programme-not-found} (404), {@code not-yours} (403) offices of other
     * programmes, {@code programme-kind-differs}, {@code programme-not-open}, {@code programme-suspended} (409) and
     * {@code invalid-request} (400; all that is wrong with it).
     */
    public Effect<AwardList> drawUp(Actor actor, NewAwardList wanted) {
        Instant now = now();
        return Effect.of(connection -> programmes
                .ofOffice(connection, actor, wanted.programmeId(), ProgrammeKind.REWARD, now)
                .chain(programme -> standings
                        .of(connection, concerned(actor, wanted))
                        .invoke(known -> requireFit(actor, wanted, programme, known))
                        .chain(known -> kept(connection, actor, wanted, programme, known, now))));
    }

    private static List<UUID> concerned(Actor actor, NewAwardList wanted) {
        List<UUID> all = new ArrayList<>();
        all.add(actor.organizationId());
        wanted.awards().forEach(each -> all.add(each.organizationId()));
        return all.stream().distinct().toList();
    }

    private static void requireFit(
            Actor actor, NewAwardList wanted, Programme programme, Map<UUID, CertifiedStanding> known) {
        List<Defect> defects = new ArrayList<>(wanted.defects());
        Oversight office = Oversight.of(programme.regionCode());
        for (int i = 0; i < wanted.awards().size(); i++) {
            CertifiedStanding standing = known.get(wanted.awards().get(i).organizationId());
            String pointer = "/awards/" + i + "/organizationId";
            boolean isOffice = actor.actsFor(wanted.awards().get(i).organizationId());
            if (standing == null || !standing.mayHoldMoney() || isOffice) {
                defects.add(Defect.at(pointer, "award-beneficiary-unfit"));
            } else if (!office.covers(standing.region())) {
                defects.add(Defect.at(pointer, "award-beneficiary-elsewhere", standing.nameZh()));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private Uni<AwardList> kept(
            SqlConnection connection,
            Actor actor,
            NewAwardList wanted,
            Programme programme,
            Map<UUID, CertifiedStanding> known,
            Instant now) {
        UUID id = Ids.next();
        List<Award> awards = new ArrayList<>();
        for (NewAwardList.NewAward each : wanted.awards()) {
            CertifiedStanding standing = known.get(each.organizationId());
            long base = each.baseFen() == null ? 0 : each.baseFen();
            awards.add(new Award(
                    Ids.next(),
                    id,
                    awards.size() + 1,
                    each.organizationId(),
                    standing.nameZh(),
                    standing.region(),
                    base,
                    wanted.terms().amountFen(base),
                    each.proof().strip(),
                    AwardStatus.LISTED,
                    null,
                    null,
                    null,
                    now));
        }
        AwardList made = new AwardList(
                id,
                0,
                HumanCode.of(NUMBER_PREFIX, NUMBER_SYMBOLS, id),
                programme.id(),
                programme.nameZh(),
                actor.organizationId(),
                known.get(actor.organizationId()).nameZh(),
                programme.regionCode(),
                wanted.title().strip(),
                wanted.basis().strip(),
                wanted.condition(),
                wanted.terms(),
                AwardListStatus.DRAFT,
                awards.size(),
                awards.stream().mapToLong(Award::amountFen).reduce(0, Math::addExact),
                actor.id(),
                now,
                null,
                null,
                null,
                due(now),
                wanted.reason(),
                now);
        return lists.create(actor, made, AwardListEvent.DRAWN_UP.told(made))
                .prepare()
                .chain(prepared -> prepared.in(connection))
                .call(() -> rows.insert(connection, awards));
    }

    /**
     * A second person grants it: its money is held, all of it or nothing. Rejects with {@code four-eyes-required} and
     * {@code review-own-side} (403; the contact of a beneficiary), {@code transition-not-allowed},
     * {@code award-list-empty}, {@code award-beneficiary-frozen} (whose standing was lost since),
     * {@code award-fact-used} (what is awarded for the same proof already), {@code programme-budget-missing},
     * {@code budget-insufficient}, {@code award-cap-exceeded} (what an organisation may get under the programme),
     * {@code programme-not-open} and {@code programme-suspended} (409).
     */
    public Effect<AwardList> grant(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> held(connection, actor, id, AwardListMove.GRANT)
                .chain(found -> {
                    AwardList after = found.granted(actor.id(), due(now), reason, now);
                    return programmes
                            .find(connection, found.programmeId(), now)
                            .invoke(programme -> programme.requireGranting(ProgrammeKind.REWARD, now))
                            .chain(programme -> rules.get(connection, programme.id(), programme.ruleVersion()))
                            .chain(inForce -> rows.lockAll(connection, id)
                                    .call(awards -> requireStanding(connection, awards))
                                    .call(awards -> requireNoContact(connection, actor, awards))
                                    .call(() -> requireNewFacts(connection, found, now))
                                    .chain(awards -> commit(connection, found.programmeId(), awards, now))
                                    .call(awards -> rows.update(connection, awards)
                                            .onFailure(Rows.broken("award_fact_once"))
                                            .transform(meanwhile -> new ChangedMeanwhile()))
                                    .chain(awards -> lists.carryOut(
                                                    connection, found, told(after, AwardListEvent.GRANTED))
                                            .call(() -> requireBelowCap(
                                                    connection, found.programmeId(), awards, inForce))));
                }));
    }

    private Uni<Void> requireStanding(SqlConnection connection, List<Award> awards) {
        Map<UUID, Award> listed = awards.stream().collect(Collectors.toMap(Award::organizationId, Function.identity()));
        return parties.held(connection, listed.keySet())
                .invoke(held -> listed.forEach((organization, award) -> {
                    ContractParties.Party party = held.get(organization);
                    if (party == null || party.isFrozen() || !party.isCertified()) {
                        throw Rejection.conflict("award-beneficiary-frozen", award.organizationName());
                    }
                }))
                .replaceWithVoid();
    }

    private Uni<Void> requireNoContact(SqlConnection connection, Actor actor, List<Award> awards) {
        return links.requireNoContact(
                connection,
                actor,
                listed(awards).stream().map(Award::organizationId).toList());
    }

    /**
     * One proof is awarded once: never twice under one programme, and by another only where the rules of both allow
     * stacking. Of two lists of one programme at once the database refuses the second, which is judged anew.
     */
    private Uni<Void> requireNewFacts(SqlConnection connection, AwardList found, Instant now) {
        return rows.awardedBefore(connection, found.id()).chain(before -> {
            if (before.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            Set<UUID> concerned =
                    before.stream().map(AwardRows.AwardedBefore::programmeId).collect(Collectors.toSet());
            concerned.add(found.programmeId());
            return stacking.allowing(connection, concerned, now)
                    .invoke(allowing -> before.stream()
                            .filter(each -> each.programmeId().equals(found.programmeId())
                                    || !allowing.contains(found.programmeId())
                                    || !allowing.contains(each.programmeId()))
                            .findFirst()
                            .ifPresent(each -> {
                                throw Rejection.conflict("award-fact-used", each.organizationName(), each.number());
                            }))
                    .replaceWithVoid();
        });
    }

    /** Holds the money of awards in the budgets that pay for their regions. */
    private Uni<List<Award>> commit(SqlConnection connection, UUID programme, List<Award> awards, Instant now) {
        List<Award> listed = listed(awards);
        return paying(connection, programme, listed)
                .chain(paying -> commitments
                        .commit(
                                connection,
                                programme,
                                listed.stream()
                                        .map(each -> new Commitment(
                                                paying.get(each.regionCode()), each.id(), each.amountFen()))
                                        .toList(),
                                List.of(),
                                now)
                        .map(moved -> listed.stream()
                                .map(each -> {
                                    Budget budget = moved.get(paying.get(each.regionCode()));
                                    return each.held(budget.id(), budget.movedAt());
                                })
                                .toList()));
    }

    /** The budget that pays for each region. */
    private Uni<Map<String, UUID>> paying(SqlConnection connection, UUID programme, List<Award> listed) {
        List<String> regions = listed.stream().map(Award::regionCode).distinct().toList();
        return Multi.createFrom()
                .iterable(regions)
                .onItem()
                .transformToUniAndConcatenate(region -> budgets.payingFor(connection, programme, region)
                        .map(budget -> {
                            if (budget == null) {
                                throw Rejection.conflict("programme-budget-missing", region);
                            }
                            return Map.entry(region, budget.id());
                        }))
                .collect()
                .asList()
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * Read when the budgets are held and the list stands as granted: of two lists at once the second sees the first,
     * for one organisation is always paid by the same budget.
     */
    private Uni<Void> requireBelowCap(SqlConnection connection, UUID programme, List<Award> awards, RuleSet inForce) {
        long cap = inForce.annualCapFen().value();
        Map<UUID, Award> listed = awards.stream().collect(Collectors.toMap(Award::organizationId, Function.identity()));
        return rows.granted(connection, programme, listed.keySet())
                .invoke(granted -> granted.forEach((organization, fen) -> {
                    if (fen > cap) {
                        throw Rejection.conflict(
                                "award-cap-exceeded", listed.get(organization).organizationName(), fen, cap);
                    }
                }))
                .replaceWithVoid();
    }

    /**
     * Puts it on public notice for as many working days as the rules say. Rejects with {@code transition-not-allowed}
     * and {@code award-list-empty} (409).
     */
    public Effect<AwardList> notice(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> held(connection, actor, id, AwardListMove.NOTICE)
                .chain(found -> rules(connection, found, now).chain(inForce -> {
                    Instant ends = calendar.after(now, noticeDays(inForce));
                    AwardList after = found.noticed(actor.id(), ends, due(ends), reason, now);
                    return lists.carryOut(connection, found, told(after, AwardListEvent.NOTICED))
                            .call(() -> rows.lockAll(connection, id)
                                    .chain(awards -> tell(connection, AwardEvent.LISTED, after, listed(awards))));
                })));
    }

    private static int noticeDays(RuleSet inForce) {
        return inForce.noticeWorkingDays() == null
                ? RuleSet.MIN_NOTICE_WORKING_DAYS
                : Math.max(
                        RuleSet.MIN_NOTICE_WORKING_DAYS,
                        inForce.noticeWorkingDays().value());
    }

    private Uni<RuleSet> rules(SqlConnection connection, AwardList found, Instant now) {
        return programmes
                .find(connection, found.programmeId(), now)
                .chain(programme -> rules.get(connection, programme.id(), programme.ruleVersion()));
    }

    /**
     * Strikes one award off, whose money is let go; the others go on. Rejects with {@code award-not-found} (404) and
     * {@code transition-not-allowed} (409).
     */
    public Effect<AwardList> strike(Actor actor, UUID id, AwardStrike strike) {
        Instant now = now();
        return Effect.of(connection -> held(connection, actor, id, AwardListMove.STRIKE)
                .chain(found -> {
                    AwardListMove.STRIKE.from(found.status());
                    return rows.lockAll(connection, id).chain(awards -> {
                        Award award = listed(awards).stream()
                                .filter(each -> each.id().equals(strike.awardId()))
                                .findFirst()
                                .orElseThrow(() -> Rejection.notFound("award-not-found"));
                        AwardList after = found.without(award, strike.reason(), now);
                        return release(connection, found.programmeId(), List.of(award), strike.reason(), now)
                                .chain(() -> tell(connection, AwardEvent.STRUCK, after, List.of(award)))
                                .chain(() ->
                                        lists.carryOut(connection, found, told(after, AwardListEvent.AWARD_STRUCK)));
                    });
                }));
    }

    /** Gives it up before it is final; what is held is let go. Rejects with {@code transition-not-allowed} (409). */
    public Effect<AwardList> cancel(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> held(connection, actor, id, AwardListMove.CANCEL)
                .chain(found -> {
                    AwardList after = found.cancelled(reason, now);
                    return rows.lockAll(connection, id)
                            .chain(awards -> release(connection, found.programmeId(), listed(awards), reason, now)
                                    .chain(() -> tell(connection, AwardEvent.WITHDRAWN, after, listed(awards))))
                            .chain(() -> lists.carryOut(connection, found, told(after, AwardListEvent.CANCELLED)));
                }));
    }

    /** Strikes awards off; what is held of them goes back to the budgets that it came from. */
    private Uni<Void> release(
            SqlConnection connection, UUID programme, List<Award> awards, String reason, Instant now) {
        List<Award> held =
                awards.stream().filter(each -> each.budgetId() != null).toList();
        if (held.isEmpty()) {
            return rows.update(
                    connection,
                    awards.stream().map(each -> each.struck(reason, now)).toList());
        }
        return commitments
                .release(
                        connection,
                        programme,
                        held.stream()
                                .map(each -> new Commitment(each.budgetId(), each.id(), each.amountFen()))
                                .toList(),
                        now)
                .chain(moved -> rows.update(
                        connection,
                        held.stream()
                                .map(each -> each.struck(
                                        reason, moved.get(each.budgetId()).movedAt()))
                                .toList()));
    }

    /**
     * Makes it final behind its notice: what is left is owed. Rejects with {@code four-eyes-required} (403) whoever put
     * it on notice, with {@code review-own-side} (403) the contact of a beneficiary, with
     * {@code transition-not-allowed}, {@code award-notice-still-running} and {@code award-list-empty} (409).
     */
    public Effect<AwardList> finalizeList(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> held(connection, actor, id, AwardListMove.FINALIZE)
                .chain(found -> {
                    AwardList after = found.finalized(actor.id(), reason, now);
                    return rules(connection, found, now)
                            .chain(inForce -> rows.lockAll(connection, id)
                                    .call(awards -> requireNoContact(connection, actor, awards))
                                    .chain(awards -> {
                                        List<Award> listed = listed(awards);
                                        Instant until = ClaimWindow.endOf(now, inForce.daysToClaim());
                                        return entitlements
                                                .owe(
                                                        connection,
                                                        listed.stream()
                                                                .map(each -> entitlement(
                                                                        found, each, actor.id(), until, now))
                                                                .toList(),
                                                        now)
                                                .chain(owed -> rows.update(connection, owed(listed, owed)));
                                    }))
                            .chain(() -> lists.carryOut(connection, found, told(after, AwardListEvent.FINALIZED)));
                }));
    }

    private static SettlementEntitlement entitlement(AwardList list, Award award, UUID by, Instant until, Instant now) {
        return new SettlementEntitlement(
                Ids.next(),
                0,
                ClaimSource.AWARD,
                award.id(),
                award.id(),
                list.number(),
                list.title(),
                list.programmeId(),
                award.budgetId(),
                award.organizationId(),
                award.organizationName(),
                award.regionCode(),
                null,
                null,
                null,
                null,
                null,
                award.baseFen(),
                award.amountFen(),
                EntitlementStatus.OWED,
                by,
                now,
                until,
                now,
                now,
                list.organizationId(),
                list.regionCode(),
                null);
    }

    private static List<Award> owed(List<Award> listed, List<SettlementEntitlement> owed) {
        Map<UUID, SettlementEntitlement> byAward =
                owed.stream().collect(Collectors.toMap(SettlementEntitlement::originId, Function.identity()));
        return listed.stream()
                .map(each -> {
                    SettlementEntitlement entitlement = byAward.get(each.id());
                    return each.owed(entitlement.id(), entitlement.movedAt());
                })
                .toList();
    }

    private static List<Award> listed(List<Award> awards) {
        return awards.stream()
                .filter(each -> each.status() == AwardStatus.LISTED)
                .toList();
    }

    /** One that is held until the unit of work ends, by somebody of its office who may make the move. */
    private Uni<AwardList> held(SqlConnection connection, Actor actor, UUID id, AwardListMove move) {
        return lists.lock(connection, actor, id).invoke(found -> {
            found.requireOffice(actor);
            found.requireOther(actor, move);
        });
    }

    /** Tells whoever is to get awards of a list what became of them; of one that nobody could look at, nothing. */
    private Uni<Void> tell(SqlConnection connection, AwardEvent event, AwardList after, List<Award> awards) {
        return after.notice() == null || awards.isEmpty()
                ? Uni.createFrom().voidItem()
                : outbox.writeAll(
                        connection,
                        awards.stream().map(each -> event.told(after, each)).toList());
    }

    private static Change<AwardList> told(AwardList after, AwardListEvent event) {
        return new Change<>(after, event.told(after), after.reason());
    }

    private Instant due(Instant from) {
        return calendar.after(from, DAYS_TO_GO_ON);
    }
}
