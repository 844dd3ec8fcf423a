package cn.dengyun.programme;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeMove;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.programme.domain.RuleVersion;
import cn.dengyun.programme.store.ProgrammeStore;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Hashes;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The rules of programmes, version by version: proposed by one person, approved by another. */
@ApplicationScoped
public class RuleVersionService {

    private final Pool pool;
    private final ProgrammeStore store;
    private final ProgrammeWriter writer;
    private final ReferenceService reference;
    private final RuleCitations citations;
    private final ProgrammeNotes notes;
    private final Cursors cursors;
    private final Clock clock;

    RuleVersionService(
            Pool pool,
            ProgrammeStore store,
            ProgrammeWriter writer,
            ReferenceService reference,
            RuleCitations citations,
            ProgrammeNotes notes,
            Cursors cursors,
            Clock clock) {
        this.pool = pool;
        this.store = store;
        this.writer = writer;
        this.reference = reference;
        this.citations = citations;
        this.notes = notes;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Versions of the rules, newest first; who is not inside sees those that were approved. */
    public Uni<Page<CitedRules>> list(Actor actor, Programme programme, String cursor, int limit) {
        String query = "rule-versions?" + programme.id();
        int before = cursor == null
                ? Integer.MAX_VALUE
                : Integer.parseInt(cursors.open(query, cursor).get(0));
        return store.pageRules(pool, programme.id(), before, ProgrammeAccess.isInside(programme, actor), limit + 1)
                .map(found ->
                        Page.of(found, limit, last -> cursors.seal(query, List.of(String.valueOf(last.version())))))
                .chain(page -> cited(pool, page.data()).map(cited -> new Page<>(cited, page.page())));
    }

    /** Rejects with {@code rule-version-not-found} (404), for who is not inside also while it is not approved. */
    public Uni<CitedRules> find(Actor actor, Programme programme, int version) {
        return store.findRules(pool, programme.id(), version)
                .invoke(found -> {
                    if (found == null || !found.isApproved() && !ProgrammeAccess.isInside(programme, actor)) {
                        throw Rejection.notFound("rule-version-not-found", version);
                    }
                })
                .chain(found -> cited(pool, found));
    }

    private Uni<CitedRules> cited(SqlClient client, RuleVersion version) {
        return cited(client, List.of(version)).map(found -> found.get(0));
    }

    /** With the clauses of the edition that was live when they took effect; of what is not in force yet, now. */
    private Uni<List<CitedRules>> cited(SqlClient client, List<RuleVersion> versions) {
        Instant now = now();
        List<RuleCitations.Dated> dated = versions.stream()
                .map(version -> new RuleCitations.Dated(RuleSetJson.read(version.rules()), version.citedAt(now)))
                .toList();
        return citations
                .links(client, dated)
                .map(links -> IntStream.range(0, versions.size())
                        .mapToObj(at ->
                                new CitedRules(versions.get(at), dated.get(at).rules(), links.get(at)))
                        .toList());
    }

    /**
     * Adds a version of the rules. Before the announcement a programme goes back to being a draft by it; afterwards the
     * version waits for its approval.
     *
     * <p>Rejects with {@code programme-not-found} (404), {@code programme-not-yours} (403), {@code invalid-request}
     * (400; all defects, those of its citations included), {@code programme-transition-not-allowed} (409) when it takes
     * no applications any more.
     */
    public Effect<CitedRules> propose(Actor actor, UUID id, ProgrammeForms.NewRuleVersion wanted) {
        Instant now = now();
        return Effect.of(connection -> writer.lock(connection, actor, id, now)
                .invoke(found -> ProgrammeAccess.requireOwner(found, actor))
                .chain(found -> proposed(connection, actor, found, wanted, now))
                .chain(made -> cited(connection, made)));
    }

    private Uni<RuleVersion> proposed(
            SqlConnection connection,
            Actor actor,
            Programme programme,
            ProgrammeForms.NewRuleVersion wanted,
            Instant now) {
        ProgrammeStatus status = programme.statusAt(now);
        if (!status.takesRules()) {
            throw Rejection.conflict("programme-transition-not-allowed", status, ProgrammeMove.REVISE);
        }
        return sound(connection, programme, wanted, now)
                .map(RuleSetJson::write)
                .chain(text -> store.latestRules(connection, programme.id())
                        .map(latest -> new RuleVersion(
                                programme.id(),
                                latest.version() + 1,
                                wanted.effectiveFrom() == null
                                        ? null
                                        : wanted.effectiveFrom().truncatedTo(ChronoUnit.MICROS),
                                text,
                                Hashes.sha256Hex(text),
                                wanted.reason(),
                                now,
                                actor.id(),
                                null,
                                null)))
                .call(made -> store.insertRules(connection, made))
                .call(made -> notes.write(connection, RulesEvent.PROPOSED, programme, made, wanted.reason(), now))
                .call(() -> revised(connection, actor, programme, wanted.reason(), now));
    }

    private Uni<RuleSet> sound(
            SqlConnection connection, Programme programme, ProgrammeForms.NewRuleVersion wanted, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE);
        List<Defect> defects = new ArrayList<>();
        RuleSet rules = RuleSetJson.parse(wanted.rules(), "/rules", reference::isIndustry, today, defects);
        Instant from = wanted.effectiveFrom();
        boolean isOver = from != null && programme.closesAt() != null && !from.isBefore(programme.closesAt());
        boolean isUseless = from != null
                && rules != null
                && rules.validUntil() != null
                && LocalDate.ofInstant(from, ClockProducer.BUSINESS_ZONE)
                        .plusDays(RuleSet.HOLD_DAYS)
                        .isAfter(rules.validUntil().value());
        if (isOver || isUseless) {
            defects.add(Defect.at("/effectiveFrom", "rule-version-effective-late"));
        }
        boolean isPolicyUnfit = defects.stream().anyMatch(each -> each.pointer().equals("/rules/document/policyId"));
        Uni<List<Defect>> cited = rules == null || isPolicyUnfit
                ? Uni.createFrom().item(List.of())
                : citations.defects(connection, rules, "/rules", RuleVersion.effectFrom(from, now));
        return cited.map(more -> {
            defects.addAll(more);
            if (!defects.isEmpty()) {
                throw Rejection.invalid(defects);
            }
            return rules;
        });
    }

    private Uni<Void> revised(SqlConnection connection, Actor actor, Programme programme, String reason, Instant now) {
        ProgrammeStatus status = programme.statusAt(now);
        if (status == ProgrammeStatus.DRAFT || !ProgrammeMove.REVISE.isAllowedFrom(status)) {
            return Uni.createFrom().voidItem();
        }
        Programme draft = programme.moved(ProgrammeMove.REVISE, now);
        return writer.carryOut(
                        connection,
                        new ProgrammeChange(ProgrammeEvent.REVISED, programme, draft, reason, now, actor.id()))
                .replaceWithVoid();
    }

    /**
     * Approves a version of the rules of a programme that is announced already; it is in force from its own time on, at
     * the earliest now. Nobody approves what he wrote.
     *
     * <p>Rejects with {@code programme-not-found}, {@code rule-version-not-found} (404), {@code programme-not-yours},
     * {@code four-eyes-required} (403), {@code programme-transition-not-allowed},
     * {@code rule-version-approved-already}, {@code rule-version-superseded}, {@code rule-version-uncited} (409).
     */
    public Effect<CitedRules> approve(Actor actor, UUID id, int version, String reason) {
        Instant now = now();
        return Effect.of(connection -> writer.lock(connection, actor, id, now)
                .invoke(found -> ProgrammeAccess.requireMayMove(found, ProgrammeMove.APPROVE, actor))
                .chain(found -> store.findRules(connection, id, version)
                        .invoke(rules -> requireApprovable(found, rules, version, actor, now))
                        .chain(rules -> approved(connection, actor, found, rules, now))
                        .call(rules -> notes.write(connection, RulesEvent.APPROVED, found, rules, reason, now)))
                .chain(approved -> cited(connection, approved)));
    }

    private static void requireApprovable(
            Programme programme, RuleVersion rules, int version, Actor actor, Instant now) {
        ProgrammeStatus status = programme.statusAt(now);
        if (rules == null) {
            throw Rejection.notFound("rule-version-not-found", version);
        }
        if (!status.isPublic() || !status.takesRules()) {
            throw Rejection.conflict("programme-transition-not-allowed", status, "APPROVE_RULES");
        }
        if (rules.isApproved()) {
            throw Rejection.conflict("rule-version-approved-already", version);
        }
        FourEyes.require(rules.createdBy(), actor.id());
    }

    private Uni<RuleVersion> approved(
            SqlConnection connection, Actor actor, Programme programme, RuleVersion rules, Instant now) {
        return store.latestRules(connection, programme.id())
                .invoke(latest -> {
                    if (latest.approved() > rules.version()) {
                        throw Rejection.conflict("rule-version-superseded", rules.version(), latest.approved());
                    }
                })
                .chain(() -> citations.require(connection, rules, now))
                .chain(() -> store.approveRules(connection, programme.id(), rules.version(), now, actor.id()))
                .chain(() -> writer.amend(connection, programme.withRuleVersion(rules.version()), now, actor.id()))
                .chain(() -> store.findRules(connection, programme.id(), rules.version()));
    }

    /** As precise as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
