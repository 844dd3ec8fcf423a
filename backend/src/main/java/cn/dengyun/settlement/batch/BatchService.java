package cn.dengyun.settlement.batch;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.policy.domain.Payee;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.provider.payee.PayeeAccount;
import cn.dengyun.provider.payee.PayeeAccountService;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.settlement.batch.domain.BatchLine;
import cn.dengyun.settlement.batch.domain.BatchMove;
import cn.dengyun.settlement.batch.domain.BatchStatus;
import cn.dengyun.settlement.batch.domain.LineDigest;
import cn.dengyun.settlement.batch.domain.LineMove;
import cn.dengyun.settlement.batch.domain.LinePostings;
import cn.dengyun.settlement.batch.domain.LineStatus;
import cn.dengyun.settlement.batch.domain.RemovalCause;
import cn.dengyun.settlement.batch.domain.SettlementBatch;
import cn.dengyun.settlement.batch.store.BatchRows;
import cn.dengyun.settlement.claim.BatchedClaims;
import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.ClaimPayment;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.settlement.entitlement.store.EntitlementRows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.OrderProofs;
import cn.dengyun.voucher.Captures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The door of settlement batches: one person of finance builds one, a second checks it, everybody can look at it, and
 * two let the bank pay. What is not there for the actor is refused with {@code settlement-batch-not-found} (404), and
 * with {@code not-yours} (403) whoever is not of the office that built it.
 */
@ApplicationScoped
public class BatchService {

    private static final String NUMBER_PREFIX = "J";
    private static final int NUMBER_SYMBOLS = 12;
    private static final int NOTICE_DAYS = 5;
    /** So many claims are looked at at once, also where fewer are wanted. */
    private static final int LEAST_PAGE = 1_000;
    /** In how many working days finance does what is next. */
    private static final int DAYS_TO_GO_ON = 3;
    /** In how many working days a bank says what became of all lines. */
    private static final int DAYS_OF_THE_BANK = 3;

    static final Set<ClaimMove> REVIEWS = EnumSet.of(ClaimMove.APPROVE, ClaimMove.RETURN, ClaimMove.REJECT);

    private final AggregateStore<SettlementBatch> batches;
    private final BatchRows rows;
    private final ClaimRows claimRows;
    private final BatchedClaims claims;
    private final Programmes programmes;
    private final CertifiedStandings standings;
    private final OrderProofs proofs;
    private final Captures captures;
    private final EntitlementRows entitlements;
    private final PayeeAccountService accounts;
    private final LedgerService ledger;
    private final WorkingCalendar calendar;
    private final Cursors cursors;
    private final Pool pool;
    private final Clock clock;

    BatchService(
            Aggregates aggregates,
            BatchRows rows,
            ClaimRows claimRows,
            BatchedClaims claims,
            Programmes programmes,
            CertifiedStandings standings,
            OrderProofs proofs,
            Captures captures,
            EntitlementRows entitlements,
            PayeeAccountService accounts,
            LedgerService ledger,
            WorkingCalendar calendar,
            Cursors cursors,
            Pool pool,
            Clock clock) {
        this.batches = aggregates.of(SettlementBatch.class, "false");
        this.rows = rows;
        this.claimRows = claimRows;
        this.claims = claims;
        this.programmes = programmes;
        this.standings = standings;
        this.proofs = proofs;
        this.captures = captures;
        this.entitlements = entitlements;
        this.accounts = accounts;
        this.ledger = ledger;
        this.calendar = calendar;
        this.cursors = cursors;
        this.pool = pool;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public Uni<SettlementBatch> find(Actor actor, UUID id) {
        return batches.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<SettlementBatch>> list(Actor actor, Filter filter, String cursor, int limit) {
        return batches.page(actor, filter, cursor, limit);
    }

    /** Lines of a batch in their order. Rejects with {@code cursor-invalid}. */
    public Uni<Page<BatchLine>> lines(Actor actor, UUID id, LineStatus status, String cursor, int limit) {
        String query = "settlement-lines?" + id + "&" + status;
        int after = cursor == null
                ? 0
                : Integer.parseInt(cursors.open(query, cursor).get(0));
        return batches.find(actor, id)
                .chain(() -> rows.page(id, after, status, limit + 1))
                .map(found -> page(query, found, limit));
    }

    /** Lines of what a voucher has paid, whichever batches they are of, oldest first, as the unit of work sees them. */
    public Uni<List<BatchLine>> linesOfVoucher(SqlConnection connection, UUID voucher) {
        return rows.ofVoucher(connection, voucher);
    }

    /** Which form the bank takes. */
    public enum Form {
        CSV,
        PAIN_001
    }

    /**
     * What the bank is told to pay, with account numbers in full. Rejects with {@code settlement-batch-not-instructed}
     * (409) before two people have let it pay.
     */
    public Uni<byte[]> instruction(Actor actor, UUID id, Form form) {
        return batches.find(actor, id)
                .invoke(found -> found.requireOffice(actor))
                .invoke(found -> {
                    if (found.instruction() == null) {
                        throw Rejection.conflict("settlement-batch-not-instructed", found.status());
                    }
                })
                .chain(found -> rows.all(id)
                        .chain(lines -> payments(lines)
                                .map(payments -> form == Form.CSV
                                        ? InstructionFile.csv(found, payments)
                                        : InstructionFile.pain001(found, found.organizationName(), payments))));
    }

    private Uni<List<InstructionFile.Payment>> payments(List<BatchLine> lines) {
        List<BatchLine> paid = lines.stream()
                .filter(line -> line.status() != LineStatus.REMOVED)
                .toList();
        return accounts.pinned(pool, paid.stream().map(BatchLine::accountId).collect(Collectors.toSet()))
                .map(known -> paid.stream()
                        .map(line -> payment(line, known.get(line.accountId())))
                        .toList());
    }

    private static InstructionFile.Payment payment(BatchLine line, PayeeAccount account) {
        return new InstructionFile.Payment(
                line, account.holder(), account.numberToPayTo(), account.bankName(), account.bankCode());
    }

    /** A batch on public notice, as everybody may know of it. Rejects with {@code settlement-batch-not-found} (404). */
    public Uni<SettlementBatch> noticed(UUID id) {
        return rows.findBatch(pool, id).invoke(BatchService::requireNoticed);
    }

    /**
     * Those on public notice, newest first, of one programme unless that is null. Rejects with {@code cursor-invalid}.
     */
    public Uni<Page<SettlementBatch>> notices(UUID programme, String cursor, int limit) {
        String query = "settlement-notices?" + programme;
        return rows.notices(programme, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1)
                .map(found -> cursors.pageById(query, found, limit, SettlementBatch::id));
    }

    /** What everybody sees of a batch. Rejects like {@link #noticed}, and with {@code cursor-invalid}. */
    public Uni<Page<BatchLine>> noticedLines(UUID id, String cursor, int limit) {
        String query = "settlement-notice-lines?" + id;
        int after = cursor == null
                ? 0
                : Integer.parseInt(cursors.open(query, cursor).get(0));
        return noticed(id).chain(() -> rows.noticed(id, after, limit + 1)).map(found -> page(query, found, limit));
    }

    private Page<BatchLine> page(String query, List<BatchLine> found, int limit) {
        return Page.of(found, limit, last -> cursors.seal(query, List.of(String.valueOf(last.line()))));
    }

    static void requireNoticed(SettlementBatch found) {
        if (found == null || found.notice() == null || found.status() == BatchStatus.CANCELLED) {
            throw Rejection.notFound("settlement-batch-not-found");
        }
    }

    /**
     * Builds one of the approved claims of a programme, oldest first. Claims whose payees have no verified account,
     * that are paused, that somebody objects to, one side of which is frozen or has lost its standing, whose voucher is
     * stopped, whose order is not settled, or about which the bank contradicts itself, wait for another.
     *
     * <p>Rejects with {@code programme-not-found} (404), with {@code not-yours} (403) finance of another owner of
     * budgets, with {@code settlement-claims-missing} (409; how many have no account) when none can be taken.
     */
    public Effect<SettlementBatch> build(Actor actor, NewBatch wanted) {
        Instant now = now();
        return Effect.of(connection -> programmes
                .find(connection, wanted.programmeId(), now)
                .invoke(programme -> {
                    if (programme == null || !programme.statusAt(now).isPublic()) {
                        throw Rejection.notFound("programme-not-found");
                    }
                })
                .chain(programme -> requireOwner(connection, actor, programme)
                        .chain(office -> built(connection, actor, office, wanted, programme, now))));
    }

    /** Finance has no region of its own in its tokens: its office has. */
    private Uni<String> requireOwner(SqlConnection connection, Actor actor, Programme programme) {
        UUID office = actor.organizationId();
        return standings
                .of(connection, office == null ? List.of() : List.of(office))
                .map(found -> {
                    CertifiedStanding standing = office == null ? null : found.get(office);
                    boolean isOwner = standing != null && programme.regionCode().equals(standing.declaredRegion());
                    if (!isOwner || actor.isClient()) {
                        throw Rejection.forbidden("not-yours");
                    }
                    return standing.nameZh();
                });
    }

    private Uni<SettlementBatch> built(
            SqlConnection connection, Actor actor, String office, NewBatch wanted, Programme programme, Instant now) {
        int most = wanted.maxClaims() == null ? SettlementBatch.MAX_LINES : wanted.maxClaims();
        long room = wanted.maxAmountFen() == null ? Long.MAX_VALUE : wanted.maxAmountFen();
        return rows.payees(connection, programme.id())
                .chain(payees -> accounts.accountsAt(connection, payees, now))
                .chain(known -> rows.countOfOthers(connection, programme.id(), known.keySet())
                        .chain(leftOut -> taken(
                                        connection,
                                        new Taking(programme.id(), known.keySet(), now),
                                        Ids.OLDEST,
                                        most,
                                        room)
                                .chain(taken -> {
                                    if (taken.isEmpty()) {
                                        throw Rejection.conflict("settlement-claims-missing", leftOut);
                                    }
                                    return kept(
                                            connection,
                                            actor,
                                            made(actor, office, wanted, programme, taken, leftOut, now),
                                            taken,
                                            known);
                                })));
    }

    /** From what a batch takes claims. */
    private record Taking(UUID programme, Set<UUID> payees, Instant now) {}

    /**
     * The claims behind one of them that a batch takes: page by page until it is full, so that those that wait for long
     * keep no others from being paid.
     */
    private Uni<List<SettlementClaim>> taken(SqlConnection connection, Taking from, UUID after, int most, long room) {
        int page = Math.min(SettlementBatch.MAX_LINES, Math.max(LEAST_PAGE, most));
        return rows.lockTakeable(connection, from.programme(), from.payees(), room, after, page)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : standings(connection, found, from.now())
                                .map(standing -> fitting(found, standing, most, room, from.now()))
                                .chain(fitting -> {
                                    long sum = fitting.stream()
                                            .mapToLong(SettlementClaim::amountFen)
                                            .sum();
                                    if (fitting.size() == most || room == sum) {
                                        return Uni.createFrom().item(fitting);
                                    }
                                    UUID last = found.get(found.size() - 1).id();
                                    return taken(connection, from, last, most - fitting.size(), room - sum)
                                            .map(more -> Stream.concat(fitting.stream(), more.stream())
                                                    .toList());
                                }));
    }

    /** In their order, but for those that do not fit any more, or whose sides keep them from being paid. */
    private static List<SettlementClaim> fitting(
            List<SettlementClaim> found, Standing standing, int most, long room, Instant now) {
        List<SettlementClaim> taken = new ArrayList<>();
        long left = room;
        for (SettlementClaim claim : found) {
            boolean isPayable = hindrance(claim, standing, now) == null;
            if (isPayable && taken.size() < most && claim.amountFen() <= left) {
                taken.add(claim);
                left -= claim.amountFen();
            }
        }
        return taken;
    }

    private SettlementBatch made(
            Actor actor,
            String office,
            NewBatch wanted,
            Programme programme,
            List<SettlementClaim> taken,
            long leftOut,
            Instant now) {
        UUID id = Ids.next();
        return new SettlementBatch(
                id,
                0,
                HumanCode.of(NUMBER_PREFIX, NUMBER_SYMBOLS, id),
                programme.id(),
                programme.nameZh(),
                actor.organizationId(),
                office,
                programme.regionCode(),
                BatchStatus.DRAFT,
                taken.size(),
                taken.stream().mapToLong(SettlementClaim::amountFen).sum(),
                Math.toIntExact(leftOut),
                actor.id(),
                now,
                null,
                null,
                null,
                null,
                0,
                0,
                0,
                0,
                null,
                calendar.after(now, DAYS_TO_GO_ON),
                wanted.reason(),
                now);
    }

    private Uni<SettlementBatch> kept(
            SqlConnection connection,
            Actor actor,
            SettlementBatch made,
            List<SettlementClaim> taken,
            Map<UUID, PayeeAccount> known) {
        return in(connection, batches.create(actor, made, told(BatchEvent.BUILT, made)))
                .call(() -> rows.earlier(connection, ids(taken))
                        .chain(earlier -> rows.insert(connection, lines(made, taken, known, earlier))))
                .call(() -> claims.move(
                        connection,
                        ClaimMove.BATCH,
                        taken,
                        claim -> ClaimPayment.in(made.id()),
                        actor.id(),
                        made.reason(),
                        made.builtAt()));
    }

    private static List<BatchLine> lines(
            SettlementBatch batch,
            List<SettlementClaim> taken,
            Map<UUID, PayeeAccount> known,
            Map<UUID, LineStatus> earlier) {
        List<BatchLine> lines = new ArrayList<>();
        for (SettlementClaim claim : taken) {
            PayeeAccount account = known.get(claim.about().claimantId());
            lines.add(line(batch, lines.size() + 1, claim, account, earlier.get(claim.id())));
        }
        return lines;
    }

    private static List<UUID> ids(List<SettlementClaim> claims) {
        return claims.stream().map(SettlementClaim::id).toList();
    }

    private static List<UUID> sources(List<SettlementClaim> claims) {
        return claims.stream().map(claim -> claim.about().sourceId()).toList();
    }

    private static BatchLine line(
            SettlementBatch batch, int place, SettlementClaim claim, PayeeAccount account, LineStatus earlier) {
        boolean isToProvider = claim.about().payee() == Payee.PROVIDER;
        String digits = account.numberToPayTo();
        return new BatchLine(
                Ids.next(),
                batch.id(),
                place,
                batch.endToEndId(place),
                claim.id(),
                claim.number(),
                claim.about().redemptionId(),
                claim.about().entitlementId(),
                claim.about().voucherId(),
                claim.about().organizationId(),
                claim.about().claimantId(),
                isToProvider ? claim.about().providerId() : claim.about().organizationId(),
                isToProvider,
                account.holder(),
                claim.about().organizationName(),
                account.id(),
                digits.substring(digits.length() - 4),
                claim.amountFen(),
                earlier,
                LineStatus.INCLUDED,
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
                batch.builtAt());
    }

    /**
     * A second person has checked it: number, sum and digest of its lines are frozen. Claims that have changed since it
     * was built are taken out first.
     *
     * <p>Rejects with {@code transition-not-allowed} (409), with {@code four-eyes-required} (403) whoever built it,
     * with {@code settlement-batch-reviewer} (403) whoever has reviewed one of its claims, with
     * {@code settlement-batch-empty} (409) when nothing is left.
     */
    public Effect<SettlementBatch> approve(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> held(connection, actor, id, BatchMove.APPROVE)
                .call(() -> requireNoReviewer(connection, id, actor))
                .chain(found -> fit(connection, found, ClaimStatus.BATCHED, false, now)
                        .chain(fit -> takenOut(connection, actor, fit).chain(() -> {
                            SettlementBatch left = fit.out().isEmpty() ? found : found.without(fit.out(), reason, now);
                            SettlementBatch after = left.approved(
                                    actor.id(), LineDigest.of(fit.in()), due(now, DAYS_TO_GO_ON), reason, now);
                            return carriedOut(connection, found, after, BatchEvent.APPROVED, reason);
                        }))));
    }

    /** Nobody moves the money of what he has reviewed. */
    private Uni<Void> requireNoReviewer(SqlConnection connection, UUID id, Actor actor) {
        return rows.hasReviewed(connection, id, actor.id(), REVIEWS)
                .invoke(hasReviewed -> {
                    if (hasReviewed) {
                        throw Rejection.forbidden("settlement-batch-reviewer");
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Puts it on public notice for five working days, without the claims that have changed since it was checked.
     * Rejects with {@code transition-not-allowed} and {@code settlement-batch-empty} (409).
     */
    public Effect<SettlementBatch> notice(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> held(connection, actor, id, BatchMove.NOTICE)
                .chain(found -> fit(connection, found, ClaimStatus.BATCHED, false, now)
                        .chain(fit -> {
                            Instant ends = calendar.after(now, NOTICE_DAYS);
                            SettlementBatch left = fit.out().isEmpty() ? found : found.without(fit.out(), reason, now);
                            SettlementBatch after =
                                    left.noticed(actor.id(), ends, due(ends, DAYS_TO_GO_ON), reason, now);
                            return takenOut(connection, actor, fit)
                                    .chain(() -> claims.move(
                                            connection,
                                            ClaimMove.NOTICE,
                                            fit.standing(),
                                            claim -> ClaimPayment.in(id),
                                            actor.id(),
                                            reason,
                                            now))
                                    .chain(() -> carriedOut(connection, found, after, BatchEvent.NOTICED, reason));
                        })));
    }

    /**
     * Takes one line out; its claim can come into another batch. Rejects with {@code settlement-line-not-found} (404)
     * and {@code transition-not-allowed} (409).
     */
    public Effect<SettlementBatch> remove(Actor actor, UUID id, LineRemoval removal) {
        return Effect.of(connection -> held(connection, actor, id, BatchMove.REMOVE_LINE)
                .chain(found -> removed(
                        connection,
                        actor.id(),
                        found,
                        removal.lineId(),
                        RemovalCause.WITHDRAWN,
                        removal.reason(),
                        now())));
    }

    /** Takes a line out because of an objection, if it is still in a batch that this unit of work has locked. */
    Uni<Void> takenOutByObjection(
            SqlConnection connection, Actor actor, SettlementBatch batch, UUID lineId, String why, Instant now) {
        boolean canBe = BatchMove.REMOVE_LINE.isAllowedFrom(batch.status());
        return included(connection, batch.id())
                .map(lines -> lines.stream().anyMatch(line -> line.id().equals(lineId)))
                .chain(isIn -> canBe && isIn
                        ? removed(connection, actor.id(), batch, lineId, RemovalCause.OBJECTION, why, now)
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    /** The same of a batch that this unit of work has locked. */
    Uni<SettlementBatch> removed(
            SqlConnection connection,
            UUID by,
            SettlementBatch found,
            UUID lineId,
            RemovalCause cause,
            String why,
            Instant now) {
        return rows.lockAll(connection, found.id()).chain(all -> {
            BatchLine line = all.stream()
                    .filter(each -> each.id().equals(lineId))
                    .findFirst()
                    .orElseThrow(() -> Rejection.notFound("settlement-line-not-found"));
            List<BatchLine> out = List.of(line.removed(cause, why, now));
            SettlementBatch after = found.without(out, why, now);
            return rows.update(connection, out)
                    .chain(() -> freed(connection, out, by, why, now))
                    .chain(() -> carriedOut(connection, found, after, BatchEvent.LINE_REMOVED, why));
        });
    }

    /**
     * One person wants the bank to be told. Rejects with {@code transition-not-allowed},
     * {@code settlement-notice-still-running}, {@code settlement-instruction-proposed} and
     * {@code settlement-batch-empty} (409).
     */
    public Effect<SettlementBatch> proposeInstruction(Actor actor, UUID id, String reason) {
        Instant now = now();
        return step(
                actor,
                id,
                BatchMove.PROPOSE_INSTRUCTION,
                BatchEvent.INSTRUCTION_PROPOSED,
                reason,
                found -> found.instructionProposed(actor.id(), due(now, DAYS_TO_GO_ON), reason, now));
    }

    /** Refuses that, or takes it back. Rejects with {@code settlement-instruction-not-proposed} (409). */
    public Effect<SettlementBatch> rejectInstruction(Actor actor, UUID id, String reason) {
        Instant now = now();
        return step(
                actor,
                id,
                BatchMove.REJECT_INSTRUCTION,
                BatchEvent.INSTRUCTION_REJECTED,
                reason,
                found -> found.instructionRejected(due(now, DAYS_TO_GO_ON), reason, now));
    }

    /**
     * Another person lets the bank pay. Lines that somebody's open objection is about, whose claims have changed, or
     * whose payees are paid to another account by now are taken out; the others are in payment from then on.
     *
     * <p>Rejects with {@code transition-not-allowed}, {@code settlement-instruction-not-proposed},
     * {@code settlement-batch-empty} (409), {@code four-eyes-required} and {@code settlement-batch-reviewer} (403).
     */
    public Effect<SettlementBatch> instruct(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> held(connection, actor, id, BatchMove.INSTRUCT)
                .call(() -> requireNoReviewer(connection, id, actor))
                .chain(found -> fit(connection, found, ClaimStatus.NOTICED, true, now)
                        .chain(fit -> {
                            SettlementBatch after =
                                    found.instructed(actor.id(), fit.in(), due(now, DAYS_OF_THE_BANK), reason, now);
                            List<BatchLine> paid = fit.in().stream()
                                    .map(line -> line.moved(LineMove.INSTRUCT, now))
                                    .toList();
                            Map<UUID, BatchLine> byClaim = byClaim(paid);
                            return takenOut(connection, actor, fit)
                                    .chain(() -> rows.update(connection, paid))
                                    .chain(() -> ledger.post(connection, LinePostings.of(found.programmeId(), paid)))
                                    .chain(() -> claims.move(
                                            connection,
                                            ClaimMove.INSTRUCT,
                                            fit.standing(),
                                            claim -> new ClaimPayment(
                                                    id, byClaim.get(claim.id()).accountId(), null, null, null),
                                            actor.id(),
                                            reason,
                                            now))
                                    .chain(() -> carriedOut(connection, found, after, BatchEvent.INSTRUCTED, reason));
                        })));
    }

    /** Gives it up; its claims can come into another. Rejects with {@code transition-not-allowed} (409). */
    public Effect<SettlementBatch> cancel(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> held(connection, actor, id, BatchMove.CANCEL)
                .chain(found -> {
                    SettlementBatch after = found.cancelled(reason, now);
                    return included(connection, id)
                            .map(lines -> lines.stream()
                                    .map(line -> line.removed(RemovalCause.BATCH_CANCELLED, reason, now))
                                    .toList())
                            .call(out -> rows.update(connection, out))
                            .call(out -> freed(connection, out, actor.id(), reason, now))
                            .chain(() -> carriedOut(connection, found, after, BatchEvent.CANCELLED, reason));
                }));
    }

    private Effect<SettlementBatch> step(
            Actor actor,
            UUID id,
            BatchMove move,
            BatchEvent event,
            String reason,
            Function<SettlementBatch, SettlementBatch> decide) {
        return Effect.of(connection -> held(connection, actor, id, move)
                .chain(found -> carriedOut(connection, found, decide.apply(found), event, reason)));
    }

    /** Locks one for a move. Rejects with {@code not-yours} (403) and {@code transition-not-allowed} (409). */
    Uni<SettlementBatch> held(SqlConnection connection, Actor actor, UUID id, BatchMove move) {
        return batches.lock(connection, actor, id).invoke(found -> {
            found.requireOffice(actor);
            move.from(found.status());
        });
    }

    Uni<SettlementBatch> carriedOut(
            SqlConnection connection, SettlementBatch before, SettlementBatch after, BatchEvent event, String reason) {
        SettlementBatch next = after.over(before.version());
        return batches.carryOut(connection, before, new Change<>(next, told(event, next), reason));
    }

    private static DomainEvent told(BatchEvent event, SettlementBatch batch) {
        BatchEvent.Data data = new BatchEvent.Data(
                batch.id(),
                batch.number(),
                batch.programmeId(),
                batch.status(),
                batch.lines(),
                batch.amountFen(),
                batch.paidLines(),
                batch.failedLines(),
                batch.notice() == null ? null : batch.notice().noticeEndsAt(),
                batch.dueAt());
        return event.about(batch, data, batch.updatedAt()).publicIf(event == BatchEvent.NOTICED);
    }

    /** The lines that are still in a batch, held until the unit of work ends. */
    private Uni<List<BatchLine>> included(SqlConnection connection, UUID batch) {
        return rows.lockAll(connection, batch)
                .map(all -> all.stream()
                        .filter(line -> line.status() == LineStatus.INCLUDED)
                        .toList());
    }

    /**
     * Which lines can go on.
     *
     * @param in those that can, in their order
     * @param out those that cannot, as they are afterwards
     * @param standing the claims of those that can
     */
    private record Fit(List<BatchLine> in, List<BatchLine> out, List<SettlementClaim> standing) {}

    private Uni<Fit> fit(
            SqlConnection connection, SettlementBatch batch, ClaimStatus wanted, boolean isLast, Instant now) {
        return included(connection, batch.id())
                .chain(lines -> claimRows
                        .lock(connection, lines.stream().map(BatchLine::claimId).toList())
                        .chain(found -> surroundings(connection, batch, lines, found, isLast, now)
                                .map(around -> sorted(lines, found, wanted, around, now))));
    }

    /**
     * What besides its claim decides whether a line can go on.
     *
     * @param contradicted captures and entitlements with a line about which the bank contradicts itself
     * @param objected lines
     */
    private record Surroundings(
            Standing standing, Map<UUID, PayeeAccount> accounts, Set<UUID> contradicted, Set<UUID> objected) {}

    /** Read when the claims are locked: whoever contradicts or pauses one locks it too. */
    private Uni<Surroundings> surroundings(
            SqlConnection connection,
            SettlementBatch batch,
            List<BatchLine> lines,
            List<SettlementClaim> locked,
            boolean isLast,
            Instant now) {
        Set<UUID> payees = lines.stream().map(BatchLine::payeeOrganizationId).collect(Collectors.toSet());
        return standings(connection, locked, now)
                .chain(standing -> accounts.accountsAt(connection, payees, now)
                        .chain(accountsNow -> claimRows
                                .contradicted(connection, sources(locked))
                                .chain(contradicted -> rows.objected(connection, batch.id())
                                        .map(objected -> new Surroundings(
                                                standing, accountsNow, contradicted, isLast ? objected : Set.of())))));
    }

    /**
     * How those stand whom claims are about.
     *
     * @param sides organisations
     * @param unsettled orders that are disputed, or of which something is still to be taken back
     * @param stopped vouchers, and entitlements that somebody wants taken back, and since when
     */
    record Standing(Map<UUID, CertifiedStanding> sides, Set<UUID> unsettled, Map<UUID, Instant> stopped) {}

    /** How those stand whom claims are about, as the unit of work sees them. */
    Uni<Standing> standings(SqlConnection connection, List<SettlementClaim> found, Instant now) {
        Set<UUID> vouchers = found.stream()
                .map(claim -> claim.about().voucherId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return sidesOf(connection, found)
                .chain(sides -> unsettledOf(connection, found)
                        .chain(unsettled -> captures.stopped(connection, vouchers, now)
                                .chain(stopped -> doubted(connection, found, stopped))
                                .map(stopped -> new Standing(sides, unsettled, stopped))));
    }

    /** The same with entitlements that somebody wants taken back: what was decided before counts no more. */
    private Uni<Map<UUID, Instant>> doubted(
            SqlConnection connection, List<SettlementClaim> found, Map<UUID, Instant> stopped) {
        Set<UUID> entitled = found.stream()
                .map(claim -> claim.about().entitlementId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return entitlements.doubted(connection, entitled).map(doubted -> {
            Map<UUID, Instant> all = new HashMap<>(stopped);
            doubted.forEach(each -> all.put(each, Instant.MAX));
            return all;
        });
    }

    private Uni<Set<UUID>> unsettledOf(SqlConnection connection, List<SettlementClaim> found) {
        Set<UUID> orders = found.stream()
                .map(claim -> claim.about().orderId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return proofs.unsettled(connection, orders);
    }

    /** Whether its order is disputed, or something of that is still to be taken back. */
    static boolean isUnsettled(SettlementClaim claim, Standing standing) {
        UUID order = claim.about().orderId();
        return order != null && standing.unsettled().contains(order);
    }

    /**
     * Whether its voucher is frozen, or was taken away since somebody, or the rules, knew of it and approved, or
     * somebody wants back what it is owed outside vouchers.
     */
    static boolean isStopped(SettlementClaim claim, Standing standing) {
        UUID voucher = claim.about().voucherId();
        Instant since = standing.stopped().get(voucher == null ? claim.about().entitlementId() : voucher);
        return since != null && !since.isBefore(claim.approvedAt());
    }

    /** Both sides of claims, by organisation. */
    private Uni<Map<UUID, CertifiedStanding>> sidesOf(SqlConnection connection, List<SettlementClaim> found) {
        Set<UUID> sides = found.stream()
                .flatMap(
                        claim -> Stream.of(claim.organizationId(), claim.about().providerOrganizationId()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return standings.of(connection, sides);
    }

    /** Whether one of both sides is frozen: also where that was after the bank had paid, so the claim is not paused. */
    static boolean isFrozen(SettlementClaim claim, Standing standing) {
        return sides(claim, standing.sides()).anyMatch(CertifiedStanding::isFrozen);
    }

    private static Stream<CertifiedStanding> sides(SettlementClaim claim, Map<UUID, CertifiedStanding> sides) {
        return Stream.of(claim.organizationId(), claim.about().providerOrganizationId())
                .filter(Objects::nonNull)
                .map(sides::get)
                .filter(Objects::nonNull);
    }

    /** What of its sides, its order and its voucher keeps a claim from being paid; null when nothing does. */
    private static RemovalCause hindrance(SettlementClaim claim, Standing standing, Instant now) {
        if (isFrozen(claim, standing)) {
            return RemovalCause.CLAIM_CHANGED;
        }
        if (isUnsettled(claim, standing)) {
            return RemovalCause.ORDER_DISPUTED;
        }
        if (isStopped(claim, standing)) {
            return RemovalCause.VOUCHER_STOPPED;
        }
        LocalDate today = LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE);
        boolean isLost = sides(claim, standing.sides())
                .anyMatch(side -> side.isRevoked()
                        || side.traits().deregisteredOn() != null
                                && !side.traits().deregisteredOn().isAfter(today));
        return isLost ? RemovalCause.STANDING_LOST : null;
    }

    private static Fit sorted(
            List<BatchLine> lines, List<SettlementClaim> locked, ClaimStatus wanted, Surroundings around, Instant now) {
        Map<UUID, SettlementClaim> known =
                locked.stream().collect(Collectors.toMap(SettlementClaim::id, Function.identity()));
        List<BatchLine> in = new ArrayList<>();
        List<BatchLine> out = new ArrayList<>();
        List<SettlementClaim> standing = new ArrayList<>();
        for (BatchLine line : lines) {
            SettlementClaim claim = known.get(line.claimId());
            RemovalCause cause = cause(line, claim, wanted, around, now);
            if (cause == null) {
                in.add(line);
                standing.add(claim);
            } else {
                out.add(line.removed(cause, null, now));
            }
        }
        return new Fit(in, out, standing);
    }

    /** Why a line cannot go on; null when it can. */
    private static RemovalCause cause(
            BatchLine line, SettlementClaim claim, ClaimStatus wanted, Surroundings around, Instant now) {
        boolean isAsBefore = claim.status() == wanted
                && !around.contradicted().contains(claim.about().sourceId())
                && claim.pausedAt() == null
                && claim.payment() != null
                && line.batchId().equals(claim.payment().batchId())
                && claim.amountFen() == line.amountFen();
        if (!isAsBefore) {
            return RemovalCause.CLAIM_CHANGED;
        }
        RemovalCause hindrance = hindrance(claim, around.standing(), now);
        if (hindrance != null) {
            return hindrance;
        }
        if (around.objected().contains(line.id())) {
            return RemovalCause.OBJECTION;
        }
        PayeeAccount account = around.accounts().get(line.payeeOrganizationId());
        if (account == null) {
            return RemovalCause.ACCOUNT_MISSING;
        }
        return account.id().equals(line.accountId()) ? null : RemovalCause.ACCOUNT_CHANGED;
    }

    private Uni<Void> takenOut(SqlConnection connection, Actor actor, Fit fit) {
        return fit.out().isEmpty()
                ? Uni.createFrom().voidItem()
                : rows.update(connection, fit.out())
                        .chain(() -> freed(
                                connection,
                                fit.out(),
                                actor.id(),
                                null,
                                fit.out().get(0).movedAt()));
    }

    /** Lets the claims of lines that were taken out wait for another batch, but for those that were given up. */
    private Uni<Void> freed(SqlConnection connection, List<BatchLine> out, UUID by, String why, Instant now) {
        Map<UUID, BatchLine> byClaim = byClaim(out);
        return claimRows
                .lock(connection, byClaim.keySet())
                .map(found -> found.stream()
                        .filter(claim -> ClaimMove.TAKE_OUT.isAllowedFrom(claim.status()))
                        .filter(claim -> claim.payment() != null
                                && byClaim.get(claim.id())
                                        .batchId()
                                        .equals(claim.payment().batchId()))
                        .toList())
                .chain(free -> claims.move(
                        connection,
                        ClaimMove.TAKE_OUT,
                        free,
                        SettlementClaim::payment,
                        claim -> byClaim.get(claim.id()).removalCause().name(),
                        by,
                        why,
                        now));
    }

    private static Map<UUID, BatchLine> byClaim(List<BatchLine> lines) {
        return lines.stream().collect(Collectors.toMap(BatchLine::claimId, Function.identity()));
    }

    private Instant due(Instant from, int days) {
        return calendar.after(from, days);
    }
}
