package cn.dengyun.settlement.batch;

import static cn.dengyun.identity.SignedIn.as;

import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.OpenRecoveries;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.provider.payee.TestPayeeAccounts;
import cn.dengyun.shared.Ids;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.TestVouchers.Funded;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Approved claims of a programme of its own, whose money stands in the ledger as if it had been captured. */
@ApplicationScoped
public class TestSettlement {

    static final String PATH = "/api/v1/settlement-batches";

    private static final String CLAIMS = """
            INSERT INTO settlement_claim (id, version, number, redemption_id, reservation_id, voucher_id, voucher_code,
                programme_id, organization_id, organization_name, region_code, provider_id, provider_organization_id,
                provider_name, offering_id, offering_version, worth_fen, payee, captured_at, claimed_fen, amount_fen, status, colour, is_sampled, round,
                submitted_by, submitted_at, confirmed_by, confirmed_at, since, due_at, updated_at)
            SELECT i.id, 0, 'S' || replace(i.id::text, '-', ''), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'V',
                $2, $3, '肥西示范精密机械有限公司', '340123', $4, $4, '测试服务商', gen_random_uuid(), 1, $5 + i.nth, 'PROVIDER', now(), $5 + i.nth, $5 + i.nth,
                'APPROVED', 'GREEN', false, 0, $3, now(), $3, now(), now(), now() + interval '10 days', now()
            FROM unnest($1::uuid[]) WITH ORDINALITY AS i (id, nth)
            """;
    private static final String ACCOUNT = """
            INSERT INTO payee_account (id, version, organization_id, organization_name, region_code, holder, bank_name,
                bank_code, number, status, proposed_by, proposed_at, decided_by, decided_at, reason, effective_from)
            VALUES ($1, 0, $2, '测试服务商', '340123', '测试服务商', '徽商银行', '319361000013', $3, 'VERIFIED', $1, now(), $2, now(),
                '测试', now() - interval '1 hour')
            """;

    private final TestVouchers vouchers;
    private final BudgetStore budgets;
    private final LedgerService ledger;
    private final OpenRecoveries recoveries;
    private final Pool pool;

    TestSettlement(
            TestVouchers vouchers, BudgetStore budgets, LedgerService ledger, OpenRecoveries recoveries, Pool pool) {
        this.vouchers = vouchers;
        this.budgets = budgets;
        this.ledger = ledger;
        this.recoveries = recoveries;
        this.pool = pool;
    }

    /**
     * A programme, whom it pays, and the claims that may be paid.
     *
     * @param first what the first claim is over, less 1 fen; each further one is over 1 fen more
     */
    record Scene(Funded programme, UUID payee, List<UUID> claims, long first) {

        long sum() {
            return claims.size() * first + claims.size() * (claims.size() + 1L) / 2;
        }

        Map<String, Object> wanted() {
            return new HashMap<>(Map.of("programmeId", programme.programmeId(), "reason", "测试兑付"));
        }
    }

    /** An organisation with an account in force. */
    UUID aPayee() {
        UUID payee = UUID.fromString(
                TestEnterprise.certified("PROVIDER", "340123", "feixi").id());
        anAccount(payee);
        return payee;
    }

    /** Lets an organisation be paid to another account from now on. */
    void anAccount(UUID payee) {
        run(
                "UPDATE payee_account SET effective_until = now() WHERE organization_id = $1 AND status = 'VERIFIED'",
                payee);
        run(ACCOUNT, Ids.next(), payee, TestPayeeAccounts.aNumber());
    }

    Scene with(UUID payee, int count) {
        return with(payee, count, 10_000);
    }

    Scene with(UUID payee, int count, long first) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(Ids.next());
        }
        long sum = count * first + count * (count + 1L) / 2;
        Funded programme = vouchers.aProgramme(sum + 1_000);
        Scene scene = new Scene(programme, payee, ids, first);
        captured(scene);
        run(CLAIMS, ids.toArray(UUID[]::new), programme.programmeId(), TestVouchers.ENTERPRISE, payee, first);
        return scene;
    }

    /** A draft of a batch that pays one capture of a programme, as if it had been claimed and built. */
    public void drafted(UUID programme) {
        Row capture = run("""
                        SELECT d.id, d.voucher_id, d.amount_fen - d.refunded_fen FROM redemption d
                            JOIN voucher v ON v.id = d.voucher_id
                        WHERE v.programme_id = $1 AND d.amount_fen > d.refunded_fen ORDER BY d.id LIMIT 1
                        """, programme).iterator().next();
        UUID claim = Ids.next();
        UUID batch = Ids.next();
        long fen = capture.getLong(2);
        run(CLAIMS, new UUID[] {claim}, programme, TestVouchers.ENTERPRISE, Ids.next(), fen - 1);
        run("""
                INSERT INTO settlement_batch (id, version, number, programme_id, programme_name, organization_id,
                    organization_name, region_code, status, lines, amount_fen, left_out, built_by, built_at, paid_lines,
                    paid_fen, failed_lines, failed_fen, due_at, updated_at)
                VALUES ($1, 0, ($1::uuid)::text, $2, '测试项目', $1, '测试财政', '340000', 'DRAFT', 1, $3, 0, $1, now(), 0, 0, 0, 0,
                    now() + interval '3 days', now())
                """, batch, programme, fen);
        run("""
                INSERT INTO settlement_line (id, batch_id, line, end_to_end_id, claim_id, claim_number, redemption_id, voucher_id,
                    organization_id, payee_organization_id, payee_id, is_to_provider, payee_name, enterprise_name, account_id,
                    account_tail, amount_fen, status, moved_at)
                VALUES ($1, $2, 1, upper(replace(($1::uuid)::text, '-', '')), $3, 'S', $6, $4, $1, $1, $1, true, '收款人', '测试企业', $1,
                    '0001', $5, 'INCLUDED', now())
                """, Ids.next(), batch, claim, capture.getUUID(1), fen, capture.getUUID(0));
        run("""
                UPDATE settlement_claim SET status = 'BATCHED', batch_id = $2, redemption_id = $3, voucher_id = $4 WHERE id = $1
                """, claim, batch, capture.getUUID(0), capture.getUUID(1));
    }

    private void captured(Scene scene) {
        UUID id = scene.programme().programmeId();
        UUID budget = scene.programme().budgetId();
        UUID voucher = Ids.next();
        long sum = scene.sum();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<LedgerAccount> way = List.of(
                LedgerAccount.budgetAvailable(budget),
                LedgerAccount.committed(budget),
                LedgerAccount.voucherAvailable(voucher),
                LedgerAccount.voucherHeld(voucher),
                LedgerAccount.providerPayable(scene.payee()));
        List<TransferCause> causes = List.of(
                TransferCause.COMMITMENT, TransferCause.ISSUE, TransferCause.RESERVATION, TransferCause.CAPTURE);
        WorkerThread.await(pool.withTransaction(connection -> budgets.move(
                        connection, List.of(BudgetMove.commit(budget, sum, 1)), now)
                .chain(moved -> {
                    Instant at = moved.get(budget).movedAt();
                    List<Transfer> transfers = new ArrayList<>();
                    for (int i = 0; i < causes.size(); i++) {
                        transfers.add(Transfer.of(
                                id, causes.get(i), way.get(i), way.get(i + 1), sum, voucher, at.plusNanos(i * 1_000L)));
                    }
                    return ledger.post(connection, transfers);
                })));
    }

    /** A batch of one claim, for what is tried from elsewhere. */
    public record Sample(UUID programme, String batch, String line, String claim) {}

    public static Sample built() {
        Scene scene = bean().with(bean().aPayee(), 1);
        return bean().sample(scene, built(scene));
    }

    public static Sample approved() {
        Sample sample = built();
        act("finance2", sample.batch(), "approvals").statusCode(200);
        return sample;
    }

    public static Sample noticed() {
        Sample sample = approved();
        act("finance", sample.batch(), "public-notices").statusCode(200);
        return sample;
    }

    public static Sample ended() {
        Sample sample = noticed();
        bean().endNotice(sample.batch());
        return sample;
    }

    public static Sample proposed() {
        Sample sample = ended();
        act("finance", sample.batch(), "instructions").statusCode(200);
        return sample;
    }

    public static Sample instructed() {
        Sample sample = proposed();
        act("finance2", sample.batch(), "instruction-approvals").statusCode(200);
        return sample;
    }

    /** One that the bank could not pay, for its payer had too little. */
    public static Sample failed() {
        Sample sample = instructed();
        results("finance2", sample.batch(), failed(bean().lines(sample.batch()).get(0), "AM04"))
                .statusCode(200);
        return sample;
    }

    /** The id of an objection of the demo's enterprise. */
    public static String objected() {
        Sample sample = noticed();
        return post(
                        "enterprise",
                        PATH + "/" + sample.batch() + "/objections",
                        Map.of("lineId", sample.line(), "statement", "与事实不符"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The batch that pays an approved claim, of which the bank was told. */
    public static String instructed(String claim) {
        Row of = bean().run(
                        "SELECT programme_id, CASE payee WHEN 'PROVIDER' THEN provider_organization_id ELSE organization_id END"
                                + " FROM settlement_claim WHERE id = $1",
                        UUID.fromString(claim))
                .iterator()
                .next();
        bean().anAccount(of.getUUID(1));
        String batch = post("finance", PATH, Map.of("programmeId", of.getUUID(0), "reason", "测试兑付"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        act("finance2", batch, "approvals").statusCode(200);
        act("finance", batch, "public-notices").statusCode(200);
        bean().endNotice(batch);
        act("finance", batch, "instructions").statusCode(200);
        act("finance2", batch, "instruction-approvals").statusCode(200);
        return batch;
    }

    /** The bank has paid the only line of a batch. */
    public static void pay(String batch) {
        results("finance2", batch, paid(bean().lines(batch).get(0))).statusCode(200);
    }

    /** What comes of it when the bank says of a batch of one line that its payment came back. */
    public static ValidatableResponse cameBack(String batch) {
        return results("finance", batch, returned(bean().lines(batch).get(0), "AC04"));
    }

    /** A programme with a claim that may be paid. */
    public static String aProgramme() {
        return bean().with(bean().aPayee(), 1).programme().programmeId().toString();
    }

    private Sample sample(Scene scene, String batch) {
        String line = run("SELECT id::text FROM settlement_line WHERE batch_id = $1", UUID.fromString(batch))
                .iterator()
                .next()
                .getString(0);
        return new Sample(
                scene.programme().programmeId(),
                batch,
                line,
                scene.claims().get(0).toString());
    }

    private static TestSettlement bean() {
        return Arc.container().instance(TestSettlement.class).get();
    }

    static Response post(String person, String path, Object body) {
        return as(person)
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    static ValidatableResponse act(String person, String batch, String noun) {
        return post(person, PATH + "/" + batch + "/" + noun, Map.of("reason", "测试"))
                .then();
    }

    /** The id of a batch of all claims of a scene. */
    static String built(Scene scene) {
        return post("finance", PATH, scene.wanted())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The same on public notice. */
    static String noticed(Scene scene) {
        String batch = built(scene);
        act("finance2", batch, "approvals").statusCode(200);
        act("finance", batch, "public-notices").statusCode(200);
        return batch;
    }

    /** The same when the notice is over and one person wants the bank to be told. */
    String proposed(Scene scene) {
        String batch = noticed(scene);
        endNotice(batch);
        act("finance", batch, "instructions").statusCode(200);
        return batch;
    }

    /** The same when the bank was told. */
    String instructed(Scene scene) {
        String batch = proposed(scene);
        act("finance2", batch, "instruction-approvals").statusCode(200);
        return batch;
    }

    /** A claim was given up, and its capture is claimed anew and may be paid. */
    void claimedAnew(UUID claim) {
        run("UPDATE settlement_claim SET status = 'WITHDRAWN', due_at = NULL WHERE id = $1", claim);
        run("""
                INSERT INTO settlement_claim SELECT (jsonb_populate_record(c, jsonb_build_object('id', $2::text, 'number',
                    'S' || $2::text, 'status', 'APPROVED', 'due_at', now() + interval '10 days', 'batch_id', NULL, 'account_id',
                    NULL, 'bank_reference', NULL, 'failure_code', NULL))).*
                FROM settlement_claim c WHERE id = $1
                """, claim, Ids.next().toString());
    }

    /** The bank has said of a capture that is claimed that it could not pay it, and later that it did. */
    public void contradicted(UUID redemption) {
        UUID batch = Ids.next();
        run("""
                INSERT INTO settlement_batch (id, version, number, programme_id, programme_name, organization_id,
                    organization_name, region_code, status, lines, amount_fen, left_out, built_by, built_at, paid_lines,
                    paid_fen, failed_lines, failed_fen, updated_at)
                VALUES ($1, 0, ($1::uuid)::text, $1, '测试项目', $1, '测试财政', '340000', 'CANCELLED', 1, 1, 0, $1, now(), 0, 0, 0, 0,
                    now())
                """, batch);
        run("""
                INSERT INTO settlement_line (id, batch_id, line, end_to_end_id, claim_id, claim_number, redemption_id, voucher_id,
                    organization_id, payee_organization_id, payee_id, is_to_provider, payee_name, enterprise_name, account_id,
                    account_tail, amount_fen, status, failure, failed_reference, failed_on, recorded_by, contradiction,
                    contradicted_at, moved_at)
                SELECT $1, $2, 1, upper(replace(($1::uuid)::text, '-', '')), c.id, c.number, c.redemption_id, c.voucher_id,
                    c.organization_id, c.organization_id, c.organization_id, false, '收款人', '测试企业', $1, '0001', c.amount_fen,
                    'FAILED', 'OTHER', 'F', current_date, $1, 'P', now(), now()
                FROM settlement_claim c WHERE c.redemption_id = $3
                """, Ids.next(), batch, redemption);
    }

    /** The bank was asked, and says again that it could not pay it. */
    public void agreed(UUID redemption) {
        run("UPDATE settlement_line SET contradicted_at = NULL WHERE redemption_id = $1", redemption);
    }

    /** Of how many orders of its programme something is still to be taken back. */
    long recoveries(Scene scene) {
        return WorkerThread.await(pool.withConnection(connection ->
                recoveries.ofProgramme(connection, scene.programme().programmeId())));
    }

    /** What came of what a bank said of lines of a batch, and its reference, in the order in which it was said. */
    List<String> said(String batch) {
        List<String> said = new ArrayList<>();
        run(
                        "SELECT outcome || ' ' || bank_reference FROM settlement_result WHERE batch_id = $1 ORDER BY id",
                        UUID.fromString(batch))
                .forEach(row -> said.add(row.getString(0)));
        return said;
    }

    /** A voucher that a claim is of. */
    UUID aVoucherOf(UUID claim) {
        UUID voucher = vouchers.aVoucher(vouchers.aProgramme(3_000_000)).id();
        run("UPDATE settlement_claim SET voucher_id = $2 WHERE id = $1", claim, voucher);
        return voucher;
    }

    /** That somebody has reviewed a claim. */
    void reviewed(String username, UUID claim) {
        run("""
                INSERT INTO claim_step (id, claim_id, move, status, by_id, at, reason_codes)
                SELECT gen_random_uuid(), $1, 'APPROVE', 'APPROVED', id, now(), '{}' FROM account WHERE username = $2
                """, claim, username);
    }

    void freeze(UUID organization, boolean isFrozen) {
        run(
                isFrozen
                        ? "UPDATE organization SET frozen_at = now(), frozen_reason = '测试' WHERE id = $1"
                        : "UPDATE organization SET frozen_at = NULL, frozen_reason = NULL WHERE id = $1",
                organization);
    }

    void endNotice(String batch) {
        run(
                "UPDATE settlement_batch SET notice_ends_at = now() - interval '1 second' WHERE id = $1",
                UUID.fromString(batch));
    }

    /** End-to-end id and amount in fen of each line, in their order. */
    List<Map.Entry<String, Long>> lines(String batch) {
        List<Map.Entry<String, Long>> lines = new ArrayList<>();
        run(
                        "SELECT end_to_end_id, amount_fen FROM settlement_line WHERE batch_id = $1 ORDER BY line",
                        UUID.fromString(batch))
                .forEach(row -> lines.add(Map.entry(row.getString(0), row.getLong(1))));
        return lines;
    }

    static ValidatableResponse results(String person, String batch, String rows) {
        return as(person)
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("text/csv")
                .body("endToEndId,amount,currency,status,reasonCode,bankReference,valueDate\n" + rows)
                .post(PATH + "/" + batch + "/bank-results")
                .then();
    }

    static String paid(Map.Entry<String, Long> line) {
        return paid(line.getKey(), line.getValue());
    }

    static String paid(String endToEndId, long fen) {
        return endToEndId + "," + yuan(fen) + ",CNY,PAID,,P" + endToEndId + "," + today() + "\n";
    }

    /** A value date that is neither before an instruction of today nor yet to come. */
    static LocalDate today() {
        return LocalDate.now(ClockProducer.BUSINESS_ZONE);
    }

    /** What was paid comes back. */
    static String returned(Map.Entry<String, Long> line, String code) {
        return row(line, "RETURNED", code, "R" + line.getKey());
    }

    private static String row(Map.Entry<String, Long> line, String status, String code, String reference) {
        return String.join(
                        ",", line.getKey(), yuan(line.getValue()), "CNY", status, code, reference, today().toString())
                + "\n";
    }

    static String failed(Map.Entry<String, Long> line, String code) {
        return failed(line, code, "F" + line.getKey());
    }

    static String failed(Map.Entry<String, Long> line, String code, String reference) {
        return row(line, "FAILED", code, reference);
    }

    static String yuan(long fen) {
        return "%d.%02d".formatted(fen / 100, fen % 100);
    }

    /** How many claims of a scene stand where. */
    Map<String, Long> standing(Scene scene) {
        Map<String, Long> counts = new HashMap<>();
        run(
                        "SELECT status, count(*) FROM settlement_claim WHERE programme_id = $1 GROUP BY 1",
                        scene.programme().programmeId())
                .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        return counts;
    }

    /** What the ledger holds for a programme in a kind of account, in fen, counted from its transfers. */
    long held(Scene scene, String kind) {
        return run("""
                        SELECT coalesce(sum(CASE WHEN destination_kind = $2 THEN amount_fen ELSE 0 END)
                            - sum(CASE WHEN source_kind = $2 THEN amount_fen ELSE 0 END), 0)::bigint
                        FROM ledger_transfer WHERE programme_id = $1
                        """, scene.programme().programmeId(), kind).iterator().next().getLong(0);
    }

    /** What lines of a programme that stand there come to, in fen. */
    long ofLines(Scene scene, String... statuses) {
        return run("""
                        SELECT coalesce(sum(l.amount_fen), 0)::bigint FROM settlement_line l
                            JOIN settlement_batch b ON b.id = l.batch_id
                        WHERE b.programme_id = $1 AND l.status = ANY($2)
                        """, scene.programme().programmeId(), statuses)
                .iterator()
                .next()
                .getLong(0);
    }

    RowSet<Row> run(String sql, Object... parameters) {
        List<Object> values = new ArrayList<>();
        for (Object parameter : parameters) {
            values.add(
                    parameter instanceof Instant instant
                            ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)
                            : parameter);
        }
        return WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.from(values)));
    }
}
