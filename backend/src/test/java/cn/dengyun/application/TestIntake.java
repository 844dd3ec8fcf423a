package cn.dengyun.application;

import cn.dengyun.Patience;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import cn.dengyun.platform.frame.GroupedEffect;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.programme.RuleSetJson;
import cn.dengyun.programme.TestRules;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Programmes with money, and enterprises with drafts, without the long way there. */
final class TestIntake {

    static final Instant OPENING = Instant.parse("2026-06-01T01:00:00Z");
    /** The price without tax of every draft, and what is granted for it: 60 per cent. */
    static final long PRICE_FEN = 1_000_000;

    static final long FACE_FEN = 600_000;

    private static final int AT_ONCE = 8;
    private static final UUID SOMEBODY = UUID.fromString("01900000-0000-7000-8000-0000000009ff");
    private static final String REQUEST = """
            {"acceptsLess":%s,"lines":[{"contractDate":"2026-05-20","contractNumber":"%s","description":"云 ERP",\
            "exTaxFen":%d,"inclTaxFen":%d,"layer":"SAAS","offeringId":null,"platformProvider":false,\
            "providerId":null}],"otherFiscalMoney":false}""";

    private final Pool pool;
    private final BudgetStore budgets;
    private final LedgerService ledger;
    private final UUID programme = Ids.next();
    private UUID budget;

    TestIntake(Pool pool, BudgetStore budgets, LedgerService ledger) {
        this.pool = pool;
        this.budgets = budgets;
        this.ledger = ledger;
    }

    /** Open since {@link #OPENING}; nothing is asked that registers would have to be searched for. */
    TestIntake programme() {
        return programme(rules -> {});
    }

    TestIntake programme(Consumer<ObjectNode> change) {
        execute(
                "INSERT INTO programme (id, name_zh, funding_level, region_code, owner_organization_id, fiscal_year,"
                        + " status, opens_at, rule_version, created_at, created_by, updated_at, updated_by) VALUES ($1,"
                        + " '测试项目', 'PROVINCE', '340000', $2, 2026, 'ANNOUNCED', $3, 1, now(), $2, now(), $2)",
                Tuple.of(programme, SOMEBODY, OPENING.atOffset(ZoneOffset.UTC)));
        execute(
                "INSERT INTO rule_version (programme_id, version, rules, content_hash, reason, created_at, created_by,"
                        + " approved_at, approved_by) VALUES ($1, 1, $2, 'x', '测试', now(), $3, now(), $4)",
                Tuple.of(programme, rules(change), SOMEBODY, Ids.next()));
        WorkerThread.await(pool.withTransaction(connection -> ledger.open(connection, programme)));
        return this;
    }

    /** Rules that are in force from now on, as the next version. */
    TestIntake superseded(Consumer<ObjectNode> change) {
        execute(
                "INSERT INTO rule_version (programme_id, version, rules, content_hash, reason, created_at, created_by,"
                        + " approved_at, approved_by) SELECT $1, max(version) + 1, $2, 'y', '测试', now(), $3, now(), $4"
                        + " FROM rule_version WHERE programme_id = $1",
                Tuple.of(programme, rules(change), SOMEBODY, Ids.next()));
        execute(
                "UPDATE programme SET rule_version = (SELECT max(version) FROM rule_version WHERE programme_id = $1)"
                        + " WHERE id = $1",
                Tuple.of(programme));
        return this;
    }

    /** Rules that ask nothing that registers would have to be searched for, as they are stored. */
    static String rules(Consumer<ObjectNode> change) {
        ObjectNode rules = TestRules.json();
        rules.remove(List.of("minAgeDays", "violationLookbackYears", "platformCeilingFen", "otherCeilingFen"));
        ((ObjectNode) rules.get("sampleShare")).put("value", "0");
        change.accept(rules);
        return RuleSetJson.write(RuleSetJson.read(rules.toString()));
    }

    /** A budget of a region with free money. */
    TestIntake budget(String region, long availableFen) {
        budget = Ids.next();
        WorkerThread.await(pool.withTransaction(
                connection -> budgets.insert(connection, budget, programme, region, null, Instant.now())));
        give(availableFen);
        return this;
    }

    /** More money for the budget, by other ways than an application. */
    void give(long fen) {
        WorkerThread.await(pool.withTransaction(connection -> budgets.move(
                        connection, List.of(BudgetMove.available(budget, fen)), Instant.now())
                .chain(moved -> ledger.post(
                        connection,
                        List.of(Transfer.of(
                                programme,
                                TransferCause.APPROPRIATION,
                                LedgerAccount.treasury(programme),
                                LedgerAccount.budgetAvailable(budget),
                                fen,
                                programme,
                                moved.get(budget).movedAt()))))));
    }

    UUID programmeId() {
        return programme;
    }

    UUID budgetId() {
        return budget;
    }

    /** A draft of an enterprise of its own, which is certified. */
    Drafted draft(String region) {
        return drafts(region, 1).get(0);
    }

    /** Drafts of as many enterprises, all certified. */
    List<Drafted> drafts(String region, int count) {
        List<Drafted> drafts = new ArrayList<>(count);
        List<Tuple> organizations = new ArrayList<>(count);
        List<Tuple> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            UUID organization = Ids.next();
            UUID person = Ids.next();
            UUID id = Ids.next();
            organizations.add(Tuple.of(organization, creditCode(), region));
            rows.add(Tuple.of(id, programme, organization, region, request(PRICE_FEN, false), person));
            drafts.add(new Drafted(id, organization, person));
        }
        batch(
                "INSERT INTO organization (id, credit_code, kind, name_zh, region_code, created_at, updated_at,"
                        + " certification_id, certified_at, certified_name_zh, certified_region_code,"
                        + " certified_industry_code, certified_size, certified_tags, certified_revenue_fen,"
                        + " certified_staff_count) VALUES ($1, $2, 'ENTERPRISE', '测试企业', $3, now(), now(), $1, now(),"
                        + " '测试企业', $3, '34', 'SMALL', '{}', 25000000000, 100)",
                organizations);
        batch(
                "INSERT INTO voucher_application (id, programme_id, organization_id, region_code, status, request,"
                        + " created_at, created_by, updated_at) VALUES ($1, $2, $3, $4, 'DRAFT', $5, now(), $6, now())",
                rows);
        return drafts;
    }

    /** The same, but nobody has certified the enterprises: they have asked for it. */
    List<Pending> pending(String region, int count) {
        List<Drafted> drafts = drafts(region, count);
        return uncertified(drafts, region);
    }

    /** Takes the certification from enterprises without telling anybody; they have asked for another. */
    List<Pending> uncertified(List<Drafted> drafts, String region) {
        List<Pending> pending =
                drafts.stream().map(draft -> new Pending(draft, Ids.next())).toList();
        batch(
                "UPDATE organization SET certification_id = NULL, certified_at = NULL, certified_name_zh = NULL,"
                        + " certified_region_code = NULL, certified_industry_code = NULL, certified_size = NULL,"
                        + " certified_tags = NULL, certified_revenue_fen = NULL, certified_staff_count = NULL WHERE id = $1",
                drafts.stream().map(draft -> Tuple.of(draft.organizationId())).toList());
        batch(
                "INSERT INTO certification (id, organization_id, status, name_zh, region_code, industry_code, staff_count,"
                        + " revenue_fen, assets_fen, size, tags, submitted_at, version, created_at, created_by, updated_at,"
                        + " updated_by) VALUES ($1, $2, 'SUBMITTED', '测试企业', $3, '34', 100, 25000000000, 1, 'SMALL', '{}',"
                        + " now(), 0, now(), $2, now(), $2)",
                pending.stream()
                        .map(each ->
                                Tuple.of(each.certificationId(), each.draft().organizationId(), region))
                        .toList());
        return pending;
    }

    /** A draft, and what its enterprise waits for. */
    record Pending(Drafted draft, UUID certificationId) {}

    /** Lets it stand somewhere on its way, by nobody in particular. */
    void put(Drafted draft, String status) {
        execute(
                // The clock takes away what was to be corrected by now.
                "UPDATE voucher_application SET status = $2, rounds = CASE WHEN $2 = 'RETURNED' THEN 1 ELSE 0 END,"
                        + " due_at = CASE WHEN $2 = 'RETURNED' THEN now() + interval '10 days' ELSE due_at END"
                        + " WHERE id = $1",
                Tuple.of(draft.id(), status));
    }

    /** Of as many enterprises in Feixi, submitted, and approved by nobody in particular. */
    List<Drafted> approved(SubmissionService submissions, int count) {
        List<Drafted> drafts = drafts("340123", count);
        submitAll(submissions, drafts, OPENING);
        execute(
                "UPDATE voucher_application SET status = 'APPROVED' WHERE programme_id = $1 AND status = 'SUBMITTED'",
                Tuple.of(programme));
        return drafts;
    }

    /**
     * Hands them in, a few at once: no more than the pool has connections, or some would be refused on a slow machine.
     */
    static void submitAll(SubmissionService submissions, List<Drafted> drafts, Instant receivedAt) {
        for (int from = 0; from < drafts.size(); from += AT_ONCE) {
            List<CompletableFuture<Answer>> answers =
                    drafts.subList(from, Math.min(drafts.size(), from + AT_ONCE)).stream()
                            .map(draft -> handIn(
                                            submissions.submit(draft.actor(), draft.id(), receivedAt),
                                            draft.actor(),
                                            Ids.next().toString())
                                    .subscribeAsCompletionStage())
                            .toList();
            answers.forEach(answer -> answer.orTimeout(Patience.LONG.toSeconds(), TimeUnit.SECONDS)
                    .join());
        }
    }

    /** Hands one in together with those of other requests, as a request with a key does. */
    static Uni<Answer> handIn(GroupedEffect<VoucherApplication> submission, Actor actor, String key) {
        return Arc.container()
                .instance(Idempotency.class)
                .get()
                .shared(actor, key, List.of("submission"), claim -> submission.carryOut(claim, TestIntake::told));
    }

    /** Another draft of the same enterprise. */
    Drafted another(Drafted draft, String region) {
        UUID id = Ids.next();
        execute(
                "INSERT INTO voucher_application (id, programme_id, organization_id, region_code, status, request,"
                        + " created_at, created_by, updated_at) VALUES ($1, $2, $3, $4, 'DRAFT', $5, now(), $6, now())",
                Tuple.of(id, programme, draft.organizationId(), region, request(PRICE_FEN, false), draft.person()));
        return new Drafted(id, draft.organizationId(), draft.person());
    }

    /** Another price, and whether less is taken too. */
    void ask(Drafted draft, long priceFen, boolean acceptsLess) {
        askAll(List.of(draft), i -> priceFen, i -> acceptsLess);
    }

    /** The same for many, by their number in the list. */
    void askAll(List<Drafted> drafts, IntToLongFunction priceFen, IntPredicate acceptsLess) {
        List<Tuple> rows = IntStream.range(0, drafts.size())
                .mapToObj(i -> Tuple.of(drafts.get(i).id(), request(priceFen.applyAsLong(i), acceptsLess.test(i))))
                .toList();
        batch("UPDATE voucher_application SET request = $2 WHERE id = $1", rows);
    }

    /** Names a provider for what is bought. */
    void from(Drafted draft, UUID provider) {
        execute(
                "UPDATE voucher_application SET request = replace(request, '\"providerId\":null', $2) WHERE id = $1",
                Tuple.of(draft.id(), "\"providerId\":\"" + provider + "\""));
    }

    /** Something of the request that its applicant has not said, by a regular expression. */
    void leaveOut(Drafted draft, String said, String instead) {
        execute(
                "UPDATE voucher_application SET request = regexp_replace(request, $2, $3) WHERE id = $1",
                Tuple.of(draft.id(), said, instead));
    }

    static String request(long priceFen, boolean acceptsLess) {
        return REQUEST.formatted(acceptsLess, "HT-" + Ids.next(), priceFen, priceFen + priceFen * 6 / 100);
    }

    /** A draft, and who may hand it in. */
    record Drafted(UUID id, UUID organizationId, UUID person) {

        /** The same, in the hands of another. */
        Drafted by(UUID another) {
            return new Drafted(id, organizationId, another);
        }

        Actor actor() {
            return new Actor(
                    person, false, organizationId, Set.of(Roles.ENTERPRISE), Set.of(), null, Actor.OWNER, null);
        }
    }

    /** A person of the authority of a region. */
    static Actor authority(String region) {
        return new Actor(Ids.next(), false, Ids.next(), Set.of(Roles.AUTHORITY), Set.of(), region);
    }

    /** Says where it stands. */
    static Answer told(VoucherApplication application) {
        return Answer.ok(application.status() + " " + application.sequence() + " " + application.heldFen(), "x");
    }

    long number(String sql, Object... arguments) {
        return WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.from(arguments)))
                .iterator()
                .next()
                .getLong(0);
    }

    private void execute(String sql, Tuple arguments) {
        WorkerThread.await(pool.preparedQuery(sql).execute(arguments));
    }

    private void batch(String sql, List<Tuple> rows) {
        for (int from = 0; from < rows.size(); from += 1_000) {
            WorkerThread.await(
                    pool.preparedQuery(sql).executeBatch(rows.subList(from, Math.min(rows.size(), from + 1_000))));
        }
    }

    /** Well-formed for the database, which does not compute check characters. */
    private static String creditCode() {
        StringBuilder code = new StringBuilder("91");
        while (code.length() < 18) {
            code.append("0123456789ABCDEFGHJKMNPQRTUWXY"
                    .charAt(ThreadLocalRandom.current().nextInt(30)));
        }
        return code.toString();
    }
}
