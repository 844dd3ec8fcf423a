package cn.dengyun.programme;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.Conservation;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.FundingLevel;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeMove;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.programme.domain.RuleVersion;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.programme.store.ProgrammeStore;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The door of programmes: what they promise, and who moves them along. */
@ApplicationScoped
public class ProgrammeService {

    private static final Set<ProgrammeStatus> EDITABLE = EnumSet.of(ProgrammeStatus.DRAFT, ProgrammeStatus.SIMULATED);
    /** Money that is not where it ends. */
    private static final Set<AccountKind> ON_ITS_WAY = EnumSet.complementOf(
            EnumSet.of(AccountKind.TREASURY, AccountKind.PAID, AccountKind.RETURNED, AccountKind.RECOVERY_RECEIVABLE));

    private final Pool pool;
    private final ProgrammeStore store;
    private final BudgetStore budgets;
    private final LedgerService ledger;
    private final ReferenceService reference;
    private final Idempotency idempotency;
    private final ProgrammeNotes notes;
    private final Cursors cursors;
    private final MergePatch mergePatch;
    private final Clock clock;

    ProgrammeService(
            Pool pool,
            ProgrammeStore store,
            BudgetStore budgets,
            LedgerService ledger,
            ReferenceService reference,
            Idempotency idempotency,
            ProgrammeNotes notes,
            Cursors cursors,
            MergePatch mergePatch,
            Clock clock) {
        this.pool = pool;
        this.store = store;
        this.budgets = budgets;
        this.ledger = ledger;
        this.reference = reference;
        this.idempotency = idempotency;
        this.notes = notes;
        this.cursors = cursors;
        this.mergePatch = mergePatch;
        this.clock = clock;
    }

    /** Rejects with {@code programme-not-found} (404), also for one that is not public and not the actor's. */
    public Uni<Programme> find(Actor actor, UUID id) {
        Instant now = now();
        return store.find(pool, id, now).map(found -> ProgrammeAccess.requireKnown(found, actor, now));
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Programme>> list(
            Actor actor, ProgrammeStatus status, Integer fiscalYear, String regionCode, String cursor, int limit) {
        String query = "programmes?" + status + "&" + fiscalYear + "&" + regionCode;
        String own = actor.has(Roles.AUTHORITY) ? actor.regionCode() : null;
        ProgrammeStore.Filter filter =
                new ProgrammeStore.Filter(ProgrammeAccess.seesAll(actor), own, status, fiscalYear, regionCode);
        return store.page(pool, filter, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1, now())
                .map(found -> cursors.pageById(query, found, limit, Programme::id));
    }

    /**
     * Makes a draft of the actor's own region, with a ledger and an empty pool.
     *
     * <p>Rejects with {@code forbidden} (403) and what {@link Idempotency#once} rejects.
     */
    public Uni<Answer> create(
            Actor actor, String key, ProgrammeForms.NewProgramme wanted, Function<Programme, Answer> render) {
        if (actor.isClient() || actor.regionCode() == null) {
            throw Rejection.forbidden("forbidden");
        }
        Instant now = now();
        Programme programme = new Programme(
                Ids.next(),
                wanted.nameZh().strip(),
                wanted.nameEn(),
                wanted.summaryZh(),
                wanted.summaryEn(),
                FundingLevel.of(new RegionCode(actor.regionCode())),
                actor.regionCode(),
                actor.organizationId(),
                wanted.fiscalYear(),
                ProgrammeStatus.DRAFT,
                null,
                null,
                0,
                null,
                null,
                0,
                now,
                actor.id(),
                now,
                actor.id());
        return idempotency.once(
                actor,
                key,
                List.of("createProgramme", wanted),
                connection -> insert(connection, programme)
                        .chain(() -> notes.write(connection, "created", null, programme, wanted.reason(), now))
                        .map(done -> render.apply(programme)));
    }

    /** Writes a new programme with its ledger and the empty pool of its region. */
    Uni<Void> insert(SqlConnection connection, Programme programme) {
        return store.insert(connection, programme)
                .chain(() -> ledger.open(connection, programme.id()))
                .chain(() -> budgets.insert(
                        connection, Ids.next(), programme.id(), programme.regionCode(), null, programme.createdAt()));
    }

    /**
     * Changes names and summaries as a merge patch says, before they are approved.
     *
     * <p>Rejects with {@code programme-not-found} (404), {@code programme-not-yours} (403),
     * {@code programme-transition-not-allowed} (409), {@code if-match-required} (428), {@code changed-meanwhile} (412)
     * and {@code invalid-request} (400).
     */
    public Uni<Programme> edit(Actor actor, UUID id, String ifMatch, JsonNode patch) {
        Instant now = now();
        return pool.withTransaction(connection -> locked(connection, actor, id, now)
                .invoke(found -> requireEditable(found, actor, ifMatch, now))
                .chain(found -> {
                    Programme after = patched(found, patch);
                    return after.equals(found)
                            ? Uni.createFrom().item(found)
                            : updated(connection, "edited", found, after, null, actor, now);
                }));
    }

    private void requireEditable(Programme programme, Actor actor, String ifMatch, Instant now) {
        ProgrammeAccess.requireOwner(programme, actor);
        EntityTags.requireMatch(ifMatch, tag(programme, actor));
        if (!EDITABLE.contains(programme.statusAt(now))) {
            throw Rejection.conflict("programme-transition-not-allowed", programme.statusAt(now), "EDIT");
        }
    }

    private Programme patched(Programme programme, JsonNode patch) {
        ProgrammeForms.Texts texts = mergePatch.apply(
                new ProgrammeForms.Texts(
                        programme.nameZh(), programme.nameEn(), programme.summaryZh(), programme.summaryEn()),
                patch,
                ProgrammeForms.Texts.class);
        List<Defect> defects = texts.defects();
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return programme.withTexts(texts.nameZh(), texts.nameEn(), texts.summaryZh(), texts.summaryEn());
    }

    /** The entity tag of what the actor sees of it now: also what the clock does changes it. */
    public String tag(Programme programme, Actor actor) {
        Instant now = now();
        String seen = programme.statusAt(now) + " " + ProgrammeAccess.actions(programme, actor, now);
        return programme.version() + "-" + programme.ruleVersion() + "-"
                + Hashes.sha256Hex(seen).substring(0, 12);
    }

    /**
     * Adds a version of the rules. Before the announcement a programme goes back to being a draft by it; afterwards the
     * version waits for its approval.
     *
     * <p>Rejects with {@code programme-not-found} (404), {@code programme-not-yours} (403), {@code invalid-request}
     * (400; all defects), {@code programme-transition-not-allowed} (409) when it takes no applications any more, and
     * what {@link Idempotency#once} rejects.
     */
    public Uni<Answer> addRules(
            Actor actor,
            String key,
            UUID id,
            ProgrammeForms.NewRuleVersion wanted,
            Function<RuleVersion, Answer> render) {
        Instant now = now();
        return idempotency.once(
                actor,
                key,
                List.of("createRuleVersion", id, wanted),
                connection -> locked(connection, actor, id, now)
                        .invoke(found -> ProgrammeAccess.requireOwner(found, actor))
                        .chain(found -> addRules(connection, actor, found, wanted, now))
                        .map(render));
    }

    private Uni<RuleVersion> addRules(
            SqlConnection connection,
            Actor actor,
            Programme programme,
            ProgrammeForms.NewRuleVersion wanted,
            Instant now) {
        ProgrammeStatus status = programme.statusAt(now);
        if (!takesRules(status)) {
            throw Rejection.conflict("programme-transition-not-allowed", status, ProgrammeMove.REVISE);
        }
        RuleSet rules = RuleSetJson.parse(wanted.rules(), "/rules", reference::isIndustry);
        String text = RuleSetJson.write(rules);
        return store.latestRules(connection, programme.id())
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
                        null))
                .call(made -> store.insertRules(connection, made))
                .call(made -> notes.write(connection, "proposed", programme, made, wanted.reason(), now))
                .call(made -> ProgrammeMove.REVISE.isAllowedFrom(status) && status != ProgrammeStatus.DRAFT
                        ? updated(
                                connection,
                                ProgrammeMove.REVISE.event(),
                                programme,
                                programme.withStatus(ProgrammeMove.REVISE.target()),
                                wanted.reason(),
                                actor,
                                now)
                        : Uni.createFrom().voidItem());
    }

    /** Whether rules may still be added: until applications are taken no more. */
    static boolean takesRules(ProgrammeStatus status) {
        return status.compareTo(ProgrammeStatus.CLOSED) < 0;
    }

    /** Versions of the rules, newest first; who is not inside sees those that were approved. */
    public Uni<Page<RuleVersion>> rules(Actor actor, Programme programme, String cursor, int limit) {
        String query = "rule-versions?" + programme.id();
        int before = cursor == null
                ? Integer.MAX_VALUE
                : Integer.parseInt(cursors.open(query, cursor).get(0));
        return store.pageRules(pool, programme.id(), before, ProgrammeAccess.isInside(programme, actor), limit + 1)
                .map(found ->
                        Page.of(found, limit, last -> cursors.seal(query, List.of(String.valueOf(last.version())))));
    }

    /** Rejects with {@code rule-version-not-found} (404), for who is not inside also while it is not approved. */
    public Uni<RuleVersion> rules(Actor actor, Programme programme, int version) {
        return store.findRules(pool, programme.id(), version).map(found -> {
            if (found == null || !found.isApproved() && !ProgrammeAccess.isInside(programme, actor)) {
                throw Rejection.notFound("rule-version-not-found", version);
            }
            return found;
        });
    }

    /**
     * Approves a version of the rules of a programme that is announced already; it is in force from its own time on, at
     * the earliest now. Nobody approves what he wrote.
     *
     * <p>Rejects with {@code programme-not-found}, {@code rule-version-not-found} (404), {@code programme-not-yours},
     * {@code four-eyes-required} (403), {@code programme-transition-not-allowed},
     * {@code rule-version-approved-already}, {@code rule-version-superseded} (409) and what {@link Idempotency#once}
     * rejects.
     */
    public Uni<Answer> approveRules(
            Actor actor, String key, UUID id, int version, String reason, Function<RuleVersion, Answer> render) {
        Instant now = now();
        return idempotency.once(
                actor,
                key,
                List.of("approveRuleVersion", id, version, reason),
                connection -> locked(connection, actor, id, now)
                        .invoke(found -> ProgrammeAccess.requireMayMove(found, ProgrammeMove.APPROVE, actor))
                        .chain(found -> store.findRules(connection, id, version)
                                .invoke(rules -> requireApprovable(found, rules, version, actor, now))
                                .chain(rules -> approvedRules(connection, actor, found, rules, now))
                                .call(rules -> notes.write(connection, "approved", found, rules, reason, now)))
                        .map(render));
    }

    private static void requireApprovable(
            Programme programme, RuleVersion rules, int version, Actor actor, Instant now) {
        ProgrammeStatus status = programme.statusAt(now);
        if (rules == null) {
            throw Rejection.notFound("rule-version-not-found", version);
        }
        if (!status.isPublic() || !takesRules(status)) {
            throw Rejection.conflict("programme-transition-not-allowed", status, "APPROVE_RULES");
        }
        if (rules.isApproved()) {
            throw Rejection.conflict("rule-version-approved-already", version);
        }
        ProgrammeAccess.requireOther(rules.createdBy(), actor);
    }

    private Uni<RuleVersion> approvedRules(
            SqlConnection connection, Actor actor, Programme programme, RuleVersion rules, Instant now) {
        return store.latestRules(connection, programme.id())
                .invoke(latest -> {
                    if (latest.approved() > rules.version()) {
                        throw Rejection.conflict("rule-version-superseded", rules.version(), latest.approved());
                    }
                })
                .chain(() -> store.approveRules(connection, programme.id(), rules.version(), now, actor.id()))
                .chain(() -> store.update(connection, programme.withRuleVersion(rules.version()), now, actor.id()))
                .chain(() -> store.findRules(connection, programme.id(), rules.version()));
    }

    /**
     * Records that the rules were tried, so that the programme can be approved; for whoever simulates.
     *
     * @param summary a rendered JSON object with the figures that the approval rests on
     *     <p>Rejects with {@code programme-not-found} (404), {@code programme-transition-not-allowed} and
     *     {@code simulation-outdated} (409) when there is a newer version of the rules than the one that was tried.
     */
    public Uni<Programme> simulated(
            SqlConnection connection, Actor actor, UUID id, int ruleVersion, UUID simulationId, String summary) {
        Instant now = now();
        return locked(connection, actor, id, now)
                .call(found -> store.latestRules(connection, id).invoke(latest -> {
                    if (latest.version() != ruleVersion) {
                        throw Rejection.conflict("simulation-outdated", ruleVersion, latest.version());
                    }
                }))
                .chain(found -> updated(
                        connection,
                        ProgrammeMove.SIMULATE.event(),
                        found,
                        found.withStatus(ProgrammeMove.SIMULATE.from(found.statusAt(now)))
                                .withSimulation(new Programme.Simulated(simulationId, ruleVersion, summary, now)),
                        null,
                        actor,
                        now));
    }

    /**
     * Approves a programme with the rules that were tried. Nobody approves what he wrote.
     *
     * <p>Rejects with {@code programme-not-found} (404), {@code programme-not-yours}, {@code four-eyes-required} (403),
     * {@code programme-transition-not-allowed} (409) and what {@link Idempotency#once} rejects.
     */
    public Uni<Answer> approve(Actor actor, String key, UUID id, String reason, Function<Programme, Answer> render) {
        Instant now = now();
        return idempotency.once(
                actor,
                key,
                List.of("approveProgramme", id, reason),
                connection -> locked(connection, actor, id, now)
                        .invoke(found -> ProgrammeAccess.requireMayMove(found, ProgrammeMove.APPROVE, actor))
                        .chain(found -> approved(connection, actor, found, reason, now))
                        .map(render));
    }

    private Uni<Programme> approved(
            SqlConnection connection, Actor actor, Programme programme, String reason, Instant now) {
        ProgrammeStatus target = ProgrammeMove.APPROVE.from(programme.statusAt(now));
        ProgrammeAccess.requireOther(programme.createdBy(), actor);
        int version = programme.simulation().ruleVersion();
        return store.findRules(connection, programme.id(), version)
                .invoke(rules -> ProgrammeAccess.requireOther(rules.createdBy(), actor))
                .chain(() -> store.approveRules(connection, programme.id(), version, now, actor.id()))
                .chain(() -> updated(
                        connection,
                        ProgrammeMove.APPROVE.event(),
                        programme,
                        programme.withStatus(target).withRuleVersion(version),
                        reason,
                        actor,
                        now));
    }

    /**
     * Makes a programme public, with the time at which it opens by itself, if that is known.
     *
     * <p>Rejects with {@code programme-not-found} (404), {@code programme-not-yours} (403), {@code invalid-request}
     * (400), {@code programme-transition-not-allowed} (409) and what {@link Idempotency#once} rejects.
     */
    public Uni<Answer> announce(
            Actor actor, String key, UUID id, ProgrammeForms.Window window, Function<Programme, Answer> render) {
        Instant now = now();
        Instant opens = micros(window.opensAt());
        Instant closes = micros(window.closesAt());
        return moved(
                actor,
                key,
                List.of("announceProgramme", id, window),
                id,
                ProgrammeMove.ANNOUNCE,
                window.reason(),
                now,
                found -> {
                    requireWindow(opens, closes, opens, now);
                    return found.withWindow(opens, closes);
                },
                render);
    }

    /**
     * Opens an announced programme now, or sets or puts off its opening; what was announced is never brought forward.
     *
     * <p>Rejects as {@link #announce} does, and with {@code programme-opening-announced} (409).
     */
    public Uni<Answer> open(
            Actor actor, String key, UUID id, ProgrammeForms.Opening opening, Function<Programme, Answer> render) {
        Instant now = now();
        Instant opens = micros(opening.opensAt());
        return moved(
                actor,
                key,
                List.of("openProgramme", id, opening),
                id,
                opens == null ? ProgrammeMove.OPEN : ProgrammeMove.SCHEDULE,
                opening.reason(),
                now,
                found -> {
                    Instant closes = opening.closesAt() == null ? found.closesAt() : micros(opening.closesAt());
                    boolean isEarlier = found.opensAt() != null && (opens == null || opens.isBefore(found.opensAt()));
                    if (isEarlier) {
                        throw Rejection.conflict(
                                "programme-opening-announced", found.opensAt().toString());
                    }
                    requireWindow(opens, closes, opens == null ? now : opens, now);
                    return found.withWindow(opens == null ? now : opens, closes);
                },
                render);
    }

    private static void requireWindow(Instant opens, Instant closes, Instant start, Instant now) {
        List<Defect> defects = new ArrayList<>();
        if (opens != null && !opens.isAfter(now)) {
            defects.add(Defect.at("/opensAt", "programme-opening-past"));
        }
        if (closes != null && !closes.isAfter(start == null ? now : start)) {
            defects.add(Defect.at("/closesAt", "programme-closing-early"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /**
     * Suspends, resumes, closes, or begins to settle a programme.
     *
     * <p>Rejects with {@code programme-not-found} (404), {@code programme-not-yours} (403),
     * {@code programme-transition-not-allowed} (409) and what {@link Idempotency#once} rejects.
     */
    public Uni<Answer> take(
            ProgrammeMove move, Actor actor, String key, UUID id, String reason, Function<Programme, Answer> render) {
        Instant now = now();
        return moved(
                actor,
                key,
                List.of(move, id, reason),
                id,
                move,
                reason,
                now,
                found -> move == ProgrammeMove.CLOSE ? found.withWindow(found.opensAt(), closing(found, now)) : found,
                render);
    }

    private static Instant closing(Programme programme, Instant now) {
        return programme.opensAt() != null && !programme.opensAt().isBefore(now)
                ? programme.opensAt().plus(1, ChronoUnit.MICROS)
                : now;
    }

    /**
     * States that every fen of a programme is where it ends.
     *
     * <p>Rejects with {@code programme-not-found} (404), {@code programme-not-yours} (403),
     * {@code programme-transition-not-allowed}, {@code programme-money-open} (409) and what {@link Idempotency#once}
     * rejects.
     */
    public Uni<Answer> account(Actor actor, String key, UUID id, String reason, Function<Programme, Answer> render) {
        Instant now = now();
        return find(actor, id)
                .invoke(found -> ProgrammeAccess.requireMayMove(found, ProgrammeMove.ACCOUNT, actor))
                .chain(() -> ledger.conservation(id))
                .chain(conservation -> idempotency.once(
                        actor,
                        key,
                        List.of("accountProgramme", id, reason),
                        connection -> locked(connection, actor, id, now)
                                .chain(found -> accounted(connection, actor, found, conservation, reason, now))
                                .map(render)));
    }

    private Uni<Programme> accounted(
            SqlConnection connection,
            Actor actor,
            Programme programme,
            Conservation conservation,
            String reason,
            Instant now) {
        ProgrammeStatus target = ProgrammeMove.ACCOUNT.from(programme.statusAt(now));
        return budgets.ofProgramme(connection, programme.id())
                .invoke(found -> {
                    requireNothingLeft(found);
                    requireAllArrived(conservation);
                })
                .chain(() -> updated(
                        connection,
                        ProgrammeMove.ACCOUNT.event(),
                        programme,
                        programme.withStatus(target),
                        reason,
                        actor,
                        now));
    }

    private static void requireNothingLeft(List<Budget> found) {
        long left = found.stream()
                .mapToLong(budget -> budget.availableFen() + budget.committedFen())
                .sum();
        if (left > 0) {
            throw Rejection.conflict("programme-money-open", left);
        }
    }

    private static void requireAllArrived(Conservation conservation) {
        long left = ON_ITS_WAY.stream().mapToLong(conservation::totalOf).sum();
        if (left > 0) {
            throw Rejection.conflict("programme-money-open", left);
        }
    }

    /** The common way of a move of the owner. */
    private Uni<Answer> moved(
            Actor actor,
            String key,
            List<Object> request,
            UUID id,
            ProgrammeMove move,
            String reason,
            Instant now,
            Function<Programme, Programme> change,
            Function<Programme, Answer> render) {
        return idempotency.once(
                actor,
                key,
                request,
                connection -> locked(connection, actor, id, now)
                        .invoke(found -> ProgrammeAccess.requireMayMove(found, move, actor))
                        .chain(found -> {
                            ProgrammeStatus target = move.from(found.statusAt(now));
                            Programme after = change.apply(found).withStatus(target);
                            return updated(connection, move.event(), found, after, reason, actor, now);
                        })
                        .map(render));
    }

    private Uni<Programme> locked(SqlConnection connection, Actor actor, UUID id, Instant now) {
        return store.lock(connection, id, now).map(found -> ProgrammeAccess.requireKnown(found, actor, now));
    }

    private Uni<Programme> updated(
            SqlConnection connection,
            String event,
            Programme before,
            Programme after,
            String reason,
            Actor actor,
            Instant now) {
        return store.update(connection, after, now, actor.id())
                .chain(() -> store.find(connection, after.id(), now))
                .call(stored -> notes.write(connection, event, before, stored, reason, now));
    }

    /** As precise as the database keeps it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant micros(Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.MICROS);
    }
}
