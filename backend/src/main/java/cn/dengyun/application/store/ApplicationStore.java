package cn.dengyun.application.store;

import cn.dengyun.application.domain.ApplicationFilter;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.CutPrice;
import cn.dengyun.application.domain.NoticeIssue;
import cn.dengyun.application.domain.PublicNotice;
import cn.dengyun.application.domain.ReviewOutcome;
import cn.dengyun.application.domain.ReviewStage;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.domain.VoucherRequest;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.CheckedFacts;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applications. Those that change are locked before vouchers and budgets, by id; those that wait, in their order. */
@ApplicationScoped
public class ApplicationStore {

    private static final RowMapper<VoucherApplication> APPLICATIONS = RowMapper.of(VoucherApplication.class)
            .text("request", text -> DecisionRecords.read(text, VoucherRequest.class), DecisionRecords::toJson)
            .text("checked", text -> DecisionRecords.read(text, CheckedFacts.class), DecisionRecords::toJson)
            .text("review", text -> DecisionRecords.read(text, ReviewOutcome.class), DecisionRecords::toJson)
            .named("priceCut", "price_cut_")
            .text(
                    "priceCut.prices",
                    text -> DecisionRecords.read(text, Prices.class).prices(),
                    prices -> DecisionRecords.toJson(new Prices(prices)));
    /** Its stages are one text, for there are no arrays of arrays of different lengths. */
    private static final RowMapper<VoucherApplication> WRITTEN =
            APPLICATIONS.text("stages", ApplicationStore::readStages, ApplicationStore::writeStages);

    private static final RowMapper<Standing> STANDINGS = RowMapper.of(Standing.class);
    private static final RowMapper<Collected> COLLECTED = RowMapper.of(Collected.class);
    private static final RowMapper<Servable> SERVABLE_BUDGETS = RowMapper.of(Servable.class);
    private static final String COLUMNS = APPLICATIONS.columns();

    private static final String SELECT = "SELECT %s FROM voucher_application".formatted(COLUMNS);
    private static final Statement FIND = Statement.of("%s WHERE id = $1".formatted(SELECT));
    private static final Statement LOCK =
            Statement.of("%s WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE".formatted(SELECT));
    // Waits for nobody: whoever holds one of them may come to want those before it. Behind one that is not to be had
    // nobody is served, so that nobody overtakes.
    private static final Statement LOCK_WAITING = Statement.of("""
            WITH line AS MATERIALIZED (SELECT id, sequence FROM voucher_application WHERE budget_id = $1
                AND status = 'WAITLISTED' AND NOT awaits_certification ORDER BY sequence LIMIT $2),
                held AS MATERIALIZED (%s WHERE id IN (SELECT id FROM line)
                AND status = 'WAITLISTED' AND NOT awaits_certification FOR NO KEY UPDATE SKIP LOCKED),
                gap AS MATERIALIZED (SELECT min(sequence) AS sequence FROM line WHERE id NOT IN (SELECT id FROM held))
            SELECT %s FROM held WHERE coalesce(sequence < (SELECT sequence FROM gap), true) ORDER BY sequence
            """.formatted(SELECT, COLUMNS));
    private static final Statement IS_WAITING = Statement.of("""
            SELECT EXISTS (SELECT 1 FROM voucher_application WHERE budget_id = $1 AND status = 'WAITLISTED'
                AND NOT awaits_certification)
            """);
    // All that may come to hold money, drafts too: whoever submits one of them has it first, or finds what was decided.
    // Without what stands in them: nobody knows how many there are.
    private static final Statement LOCK_OF_ORGANIZATION = Statement.of("""
            SELECT id, status, awaits_certification FROM voucher_application
            WHERE organization_id = $1 AND status NOT IN ('ISSUED', 'WITHDRAWN', 'LAPSED')
            ORDER BY id FOR NO KEY UPDATE
            """);
    private static final Statement COUNT_DRAFTS =
            Statement.of("SELECT count(*) FROM voucher_application WHERE organization_id = $1 AND status = 'DRAFT'");
    private static final Statement LOCK_NOTICED = Statement.of("""
            %s a WHERE notice_id = $1 AND status = 'PUBLIC_NOTICE' AND id > $2
                AND NOT EXISTS (SELECT 1 FROM notice_objection o WHERE o.application_id = a.id AND o.outcome IS NULL)
            ORDER BY id LIMIT $3 FOR NO KEY UPDATE
            """.formatted(SELECT));
    private static final Statement OF_NOTICE =
            Statement.of("%s WHERE notice_id = $1 AND id > $2 ORDER BY id LIMIT $3".formatted(SELECT));
    private static final Statement DUE = Statement.of(
            "SELECT id FROM voucher_application WHERE status = 'RETURNED' AND due_at < $1 ORDER BY due_at LIMIT $2");
    private static final Statement NEXT_DUE = Statement.of("""
            SELECT min(due_at) + interval '1 microsecond' FROM voucher_application WHERE status = 'RETURNED'
                AND due_at >= $1
            """);
    // A budget that has more free than its first in line needs; asked about every second, so by the partial index.
    private static final Statement SERVABLE = Statement.of("""
            SELECT b.id AS budget_id, b.programme_id
            FROM (SELECT DISTINCT ON (budget_id) budget_id, entitled_fen, request FROM voucher_application
                    WHERE status = 'WAITLISTED' AND NOT awaits_certification ORDER BY budget_id, sequence) w
                JOIN budget b ON b.id = w.budget_id JOIN programme p ON p.id = b.programme_id
            WHERE b.available_fen > 0 AND p.status IN ('ANNOUNCED', 'OPEN', 'SUSPENDED', 'CLOSED')
                AND (b.available_fen >= w.entitled_fen OR w.request LIKE '%"acceptsLess":true%') LIMIT 100
            """);
    // On what the caller may act: the same rule as that of the actions that an application shows.
    private static final Statement PAGE = Statement.of("""
            %s WHERE id < $1 AND ($2::uuid IS NULL OR organization_id = $2)
                AND ($3 OR organization_id = $4 OR status <> 'DRAFT' AND is_overseen(region_code, $5, $6))
                AND ($7::text IS NULL OR status = $7) AND ($8::uuid IS NULL OR programme_id = $8)
                AND ($9::uuid IS NULL OR provider_id = $9) AND ($10::timestamptz IS NULL OR created_at >= $10)
                AND ($11::timestamptz IS NULL OR created_at < $11)
                AND (NOT $12 OR due_at < $13::timestamptz AND status <> 'REJECTED')
                AND (NOT $14 OR organization_id = $4 AND status IN ('DRAFT', 'RETURNED')
                OR organization_id IS DISTINCT FROM $4 AND is_overseen(region_code, $5, $6)
                AND is_overseen(reviewing_region(status, stages, region_code), $5, $6)
                AND (reviewing_region(status, stages, region_code) = $15::text OR due_at < $13::timestamptz)
                AND last_step_by IS DISTINCT FROM $16::uuid AND created_by <> $16::uuid
                OR organization_id IS DISTINCT FROM $4 AND is_overseen(region_code, $5, $6) AND status = 'ISSUED'
                AND price_cut_proposed_by <> $16::uuid AND price_cut_approved_by IS NULL AND created_by <> $16::uuid)
            ORDER BY id DESC LIMIT $17
            """.formatted(SELECT));
    private static final Statement INSERT = Statement.of("""
            INSERT INTO voucher_application (id, programme_id, organization_id, region_code, status, request,
                created_at, created_by, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """);
    private static final Statement UPDATE = Statement.of("""
            UPDATE voucher_application a
            SET region_code = n.region_code, status = n.status, request = n.request, checked = n.checked,
                rule_version = n.rule_version, budget_id = n.budget_id, sequence = n.sequence,
                submitted_at = n.submitted_at, provider_id = n.provider_id, entitled_fen = n.entitled_fen,
                held_fen = n.held_fen, stages = string_to_array(n.stages, ','), due_at = n.due_at,
                rounds = n.rounds, last_step_by = n.last_step_by, review = n.review, signals = n.signals,
                notice_id = n.notice_id, voucher_id = n.voucher_id, price_cut_prices = n.price_cut_prices,
                price_cut_worth_fen = n.price_cut_worth_fen, price_cut_reason = n.price_cut_reason,
                price_cut_proposed_by = n.price_cut_proposed_by, price_cut_proposed_at = n.price_cut_proposed_at,
                price_cut_approved_by = n.price_cut_approved_by, is_appealed = n.is_appealed,
                awaits_certification = n.awaits_certification, version = n.version, updated_at = n.updated_at
            FROM (SELECT * FROM %s) n
            WHERE a.id = n.id AND a.version = n.version - 1
            """.formatted(WRITTEN.unnested()));
    private static final Statement PUBLISH =
            Statement.of("""
            WITH chosen AS MATERIALIZED (SELECT id FROM voucher_application WHERE programme_id = $1
                AND status %s AND is_overseen(region_code, $2, $3) ORDER BY id LIMIT $4 FOR NO KEY UPDATE),
                moved AS (UPDATE voucher_application a SET status = %s, notice_id = $5, due_at = NULL,
                version = a.version + 1,
                updated_at = $6::timestamptz FROM chosen c WHERE a.id = c.id RETURNING a.id, a.status, a.held_fen),
                stepped AS (INSERT INTO voucher_application_step (id, application_id, move, status, actor_id,
                actor_region, reason, taken_at) SELECT ordered_id($6::timestamptz), id, $7::text, status, $8::uuid, $9::text,
                $10::text, $6::timestamptz FROM moved)
            SELECT count(*)::int AS items, coalesce(sum(held_fen), 0)::bigint AS amount_fen FROM moved
            """.formatted(from(ApplicationMove.PUBLISH), to(ApplicationMove.PUBLISH)));
    private static final Statement ISSUE =
            Statement.of("""
            WITH given AS (SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS g (id, voucher_id)),
                moved AS (UPDATE voucher_application a SET status = %s, held_fen = 0, voucher_id = g.voucher_id,
                version = a.version + 1, updated_at = $3::timestamptz FROM given g WHERE a.id = g.id
                AND a.status %s RETURNING a.id, a.status), stepped AS (INSERT INTO voucher_application_step (id,
                application_id, move, status, actor_id, actor_region, reason, taken_at) SELECT ordered_id($3::timestamptz),
                id, $4::text, status, $5::uuid, NULL, $6::text, $3::timestamptz FROM moved)
            SELECT count(*)::int FROM moved
            """.formatted(to(ApplicationMove.ISSUE), from(ApplicationMove.ISSUE)));

    /** As a price cut is kept. */
    private record Prices(List<CutPrice> prices) {}

    /** Where one of an organisation stands. */
    public record Standing(UUID id, ApplicationStatus status, boolean awaitsCertification) {}

    /** How many applications were published, and what they hold. */
    public record Collected(int items, long amountFen) {}

    /** A budget whose first in line could be served. */
    public record Servable(UUID budgetId, UUID programmeId) {}

    /**
     * Whom to list: all, one's own, and of an authority those of its region that were submitted.
     *
     * @param person who looks; null for a system, whose turn no review is
     * @param regionCode of an authority; null for everybody else
     */
    public record Sight(
            boolean isEverything, UUID organizationId, UUID person, String regionCode, Oversight oversight) {}

    /** The application with this id; null when there is none. */
    public Uni<VoucherApplication> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(APPLICATIONS::first);
    }

    /** Those that exist, by id, held until the unit of work ends. */
    public Uni<Map<UUID, VoucherApplication>> lock(SqlConnection connection, Collection<UUID> ids) {
        return LOCK.execute(
                        connection, (Object) ids.stream().distinct().sorted().toArray(UUID[]::new))
                .map(rows -> APPLICATIONS.by(VoucherApplication::id, rows));
    }

    /**
     * What an organisation has in work and its drafts, by id, held until the unit of work ends. What another unit of
     * work is changing meanwhile is waited for, and found as that leaves it.
     */
    public Uni<List<Standing>> lockOf(SqlConnection connection, UUID organizationId) {
        return LOCK_OF_ORGANIZATION.execute(connection, organizationId).map(STANDINGS::list);
    }

    /** How many drafts an organisation has. */
    public Uni<Integer> drafts(SqlConnection connection, UUID organizationId) {
        return COUNT_DRAFTS.execute(connection, organizationId).map(rows -> Math.toIntExact(Rows.number(rows)));
    }

    /**
     * The first in line at a budget, held until the unit of work ends: up to the first that somebody else holds, who is
     * not waited for. Whoever looks again later finds the rest.
     */
    public Uni<List<VoucherApplication>> lockWaiting(SqlConnection connection, UUID budgetId, int most) {
        return LOCK_WAITING.execute(connection, budgetId, most).map(APPLICATIONS::list);
    }

    /** Whether anybody waits who could be served; asked while the budget is locked, so that nobody can come or go. */
    public Uni<Boolean> isAnybodyWaiting(SqlClient client, UUID budgetId) {
        return IS_WAITING.execute(client, budgetId).map(Rows::truth);
    }

    /** Those of a public notice behind an id that can become vouchers: nobody's objection to them is open. */
    public Uni<List<VoucherApplication>> lockNoticed(SqlConnection connection, UUID noticeId, UUID after, int most) {
        return LOCK_NOTICED.execute(connection, noticeId, after, most).map(APPLICATIONS::list);
    }

    /** Those of a public notice behind an id. */
    public Uni<List<VoucherApplication>> ofNotice(SqlClient client, UUID noticeId, UUID after, int rows) {
        return OF_NOTICE.execute(client, noticeId, after, rows).map(APPLICATIONS::list);
    }

    /** Whose time for a correction is over. */
    /** When the next will have been returned for too long; empty when none is out for correction. */
    public Uni<Optional<Instant>> nextDue(SqlClient client, Instant now) {
        return NEXT_DUE.execute(client, now).map(Rows::moment);
    }

    public Uni<List<UUID>> due(SqlClient client, Instant now, int most) {
        return DUE.execute(client, now, most).map(rows -> Rows.list(rows, row -> row.getUUID(0)));
    }

    /** Budgets whose first in line could be served now. */
    public Uni<List<Servable>> servable(SqlClient client) {
        return SERVABLE.execute(client).map(SERVABLE_BUDGETS::list);
    }

    /**
     * Newest first, behind an id.
     *
     * @param now by which somebody is late or not
     */
    public Uni<List<VoucherApplication>> page(
            SqlClient client, Sight sight, ApplicationFilter filter, Instant now, UUID before, int rows) {
        return PAGE.execute(
                        client,
                        before,
                        filter.organizationId(),
                        sight.isEverything(),
                        sight.organizationId(),
                        sight.oversight(),
                        filter.status(),
                        filter.programmeId(),
                        filter.providerId(),
                        filter.from(),
                        filter.to(),
                        filter.isOverdue(),
                        now,
                        filter.isActionable(),
                        sight.regionCode(),
                        sight.person(),
                        rows)
                .map(APPLICATIONS::list);
    }

    public Uni<Void> insert(SqlConnection connection, VoucherApplication draft) {
        return INSERT.execute(
                        connection,
                        draft.id(),
                        draft.programmeId(),
                        draft.organizationId(),
                        draft.regionCode(),
                        draft.status(),
                        DecisionRecords.toJson(draft.request()),
                        draft.createdAt(),
                        draft.createdBy(),
                        draft.updatedAt())
                .replaceWithVoid();
    }

    /** Writes applications that are locked and were changed once, in one statement however many they are. */
    public Uni<Void> update(SqlConnection connection, List<VoucherApplication> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return UPDATE.execute(connection, WRITTEN.arrays(changed))
                .invoke(Rows.exactly(changed.size(), "an application changed while it was locked"))
                .replaceWithVoid();
    }

    /** Puts approved applications of a programme and a region into a notice, in one statement. */
    public Uni<Collected> publish(
            SqlConnection connection, PublicNotice notice, Oversight oversight, int most, String authorityRegion) {
        return PUBLISH.execute(
                        connection,
                        notice.programmeId(),
                        oversight,
                        most,
                        notice.id(),
                        notice.publishedAt(),
                        ApplicationMove.PUBLISH.name(),
                        notice.publishedBy(),
                        authorityRegion,
                        notice.reason())
                .map(COLLECTED::first);
    }

    /** Turns applications that are locked into vouchers, in one statement; fails unless all were in their notice. */
    public Uni<Void> issue(
            SqlConnection connection, List<UUID> applications, List<UUID> vouchers, NoticeIssue issue, Instant now) {
        return ISSUE.execute(
                        connection,
                        Parameters.ids(applications),
                        Parameters.ids(vouchers),
                        now,
                        ApplicationMove.ISSUE.name(),
                        issue.decidedBy(),
                        issue.reason())
                .invoke(rows -> {
                    if (rows.iterator().next().getInteger(0) != applications.size()) {
                        throw new IllegalStateException("an application left its notice while it was locked");
                    }
                })
                .replaceWithVoid();
    }

    /** The statuses that a move may start from, as its table has them. */
    private static String from(ApplicationMove move) {
        return move.sources().stream()
                .map(status -> "'" + status + "'")
                .sorted()
                .collect(Collectors.joining(", ", "IN (", ")"));
    }

    private static String writeStages(List<ReviewStage> stages) {
        return stages.stream().map(Enum::name).collect(Collectors.joining(","));
    }

    private static List<ReviewStage> readStages(String stages) {
        return Stream.of(stages.split(",", -1))
                .filter(name -> !name.isEmpty())
                .map(ReviewStage::valueOf)
                .toList();
    }

    private static String to(ApplicationMove move) {
        return "'" + move.target() + "'";
    }
}
