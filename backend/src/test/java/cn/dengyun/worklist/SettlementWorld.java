package cn.dengyun.worklist;

import cn.dengyun.settlement.batch.domain.BankFailure;
import cn.dengyun.shared.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** A claim for each provider of the world, of the next enterprise, with the batch that pays it and an objection. */
final class SettlementWorld extends RandomRows {

    private static final List<String> CLAIM_STATES =
            List.of("SUBMITTED", "SUBMITTED", "CHECKED", "CHECKED", "APPROVED", "RETURNED", "BANK_FAILED", "WITHDRAWN");
    private static final List<String> BATCH_STATES =
            List.of("DRAFT", "APPROVED", "NOTICED", "NOTICED", "INSTRUCTED", "SETTLED", "CANCELLED");
    private static final List<String> RECOVERY_STATES =
            List.of("DEMANDED", "DEMANDED", "IN_INSTALMENTS", "RECOVERED", "WRITTEN_OFF");
    private static final List<String> LINE_STATES = List.of("INCLUDED", "REMOVED", "FAILED", "RETURNED");

    private final List<UUID> people;
    private final List<UUID> organizations;
    private final List<String> regions;
    private final List<UUID> providers;
    private final UUID treasury;
    private final List<UUID> claims = new ArrayList<>();
    private final List<UUID> batches = new ArrayList<>();
    private final List<UUID> lines = new ArrayList<>();
    private final List<UUID> objections = new ArrayList<>();
    private final List<UUID> recoveries = new ArrayList<>();

    SettlementWorld(
            Connection database,
            Random random,
            List<UUID> people,
            List<UUID> organizations,
            List<String> regions,
            List<UUID> providers,
            UUID treasury)
            throws SQLException {
        super(database, random);
        this.people = people;
        this.organizations = organizations;
        this.regions = regions;
        this.providers = providers;
        this.treasury = treasury;
        for (int i = 0; i < organizations.size(); i++) {
            claims.add(claim(i));
            batches.add(batch());
            lines.add(line(i));
            objections.add(objection(i));
            recoveries.add(recovery(i));
        }
    }

    void move() throws SQLException {
        int i = random.nextInt(claims.size());
        switch (random.nextInt(6)) {
            case 0, 1 -> putClaim(i, any(CLAIM_STATES), random.nextInt(4) == 0, moment());
            case 2 -> putBatch(i, any(BATCH_STATES), random.nextBoolean(), moment());
            case 3 -> putLine(i, any(LINE_STATES), any(BankFailure.values()), random.nextInt(4) == 0);
            case 4 -> putObjection(i, random.nextBoolean(), moment());
            default -> putRecovery(i, any(RECOVERY_STATES), random.nextBoolean(), random.nextBoolean(), moment());
        }
    }

    void stage(String kind) throws SQLException {
        int i = ProviderWorld.STAGED;
        switch (kind) {
            case "CLAIM_CONFIRMATION" -> putClaim(i, "SUBMITTED", false, later());
            case "CLAIM_OVERDUE" -> putClaim(i, "SUBMITTED", false, earlier());
            case "CLAIM_CORRECTION" -> putClaim(i, "RETURNED", false, later());
            case "CLAIM_REVIEW" -> putClaim(i, "CHECKED", false, later());
            case "SETTLEMENT_APPROVAL" -> putBatch(i, "DRAFT", false, later());
            case "SETTLEMENT_NOTICE" -> putBatch(i, "APPROVED", false, later());
            case "SETTLEMENT_INSTRUCTION" -> {
                putBatch(i, "NOTICED", false, later());
                execute(
                        "UPDATE settlement_batch SET notice_ends_at = ? WHERE id = ?",
                        now.minus(Duration.ofHours(1)),
                        batches.get(i));
            }
            case "SETTLEMENT_INSTRUCTION_APPROVAL" -> putBatch(i, "NOTICED", true, later());
            case "SETTLEMENT_RESULTS" -> putBatch(i, "INSTRUCTED", true, earlier());
            case "SETTLEMENT_OBJECTION" -> putObjection(i, true, later());
            case "SETTLEMENT_PAYEE_ACCOUNT" -> {
                putClaim(i, "BANK_FAILED", false, later());
                putLine(i, "FAILED", BankFailure.ACCOUNT_CLOSED, false);
                execute(
                        "UPDATE payee_account SET status = 'WITHDRAWN', decided_by = ?, decided_at = now(), reason = '撤回',"
                                + " effective_from = NULL WHERE organization_id = ?",
                        Ids.next(),
                        organizations.get(i % 2 == 0 ? next(i) : i));
            }
            case "SETTLEMENT_FAILURE" -> {
                putClaim(i, "BANK_FAILED", false, later());
                putLine(i, "FAILED", BankFailure.INSUFFICIENT_FUNDS, false);
            }
            case "RECOVERY_PAYMENT" -> putRecovery(i, "DEMANDED", false, false, later());
            case "RECOVERY_OVERDUE" -> putRecovery(i, "IN_INSTALMENTS", false, false, earlier());
            case "RECOVERY_PLAN" -> putRecovery(i, "DEMANDED", true, false, later());
            case "RECOVERY_WRITE_OFF" -> putRecovery(i, "DEMANDED", false, true, later());
            default -> throw new IllegalArgumentException("nothing stages " + kind);
        }
    }

    private void putClaim(int i, String status, boolean isPaused, Instant due) throws SQLException {
        boolean isEnd = status.equals("WITHDRAWN");
        execute(
                "UPDATE settlement_claim SET status = ?, submitted_by = ?, confirmed_by = ?, confirmed_at = now(),"
                        + " colour = 'AMBER', since = ?, due_at = ?, paused_at = ? WHERE id = ?",
                status,
                any(people),
                any(people),
                earlier(),
                isEnd ? null : due,
                isPaused && !isEnd ? earlier() : null,
                claims.get(i));
    }

    private void putBatch(int i, String status, boolean isProposed, Instant due) throws SQLException {
        boolean isInstructed = Set.of("INSTRUCTED", "SETTLED").contains(status);
        boolean isNoticed = isInstructed || status.equals("NOTICED");
        boolean isApproved = isNoticed || status.equals("APPROVED");
        boolean isEnd = Set.of("SETTLED", "CANCELLED").contains(status);
        UUID proposer = isInstructed || isProposed && status.equals("NOTICED") ? any(people) : null;
        UUID builder = any(people);
        Instant ends = isInstructed ? earlier() : moment();
        execute(
                "UPDATE settlement_batch SET status = ?, built_by = ?, built_at = ?, approved_by = ?, approved_at = ?,"
                        + " approved_lines = ?, approved_fen = ?, digest = ?, noticed_by = ?, noticed_at = ?,"
                        + " notice_ends_at = ?, proposed_by = ?, proposed_at = ?, instructed_by = ?, instructed_at = ?,"
                        + " paid_lines = ?, paid_fen = ?, settled_at = ?, due_at = ? WHERE id = ?",
                status,
                builder,
                earlier(),
                isApproved ? Ids.next() : null,
                isApproved ? earlier() : null,
                isApproved ? 1 : null,
                isApproved ? 1L : null,
                isApproved ? "测试" : null,
                isNoticed ? any(people) : null,
                isNoticed ? earlier() : null,
                isNoticed ? ends : null,
                proposer,
                proposer == null ? null : earlier(),
                isInstructed ? Ids.next() : null,
                isInstructed ? now : null,
                status.equals("SETTLED") ? 1 : 0,
                status.equals("SETTLED") ? 1L : 0L,
                status.equals("SETTLED") ? now : null,
                isEnd ? null : due,
                batches.get(i));
    }

    private void putLine(int i, String status, BankFailure failure, boolean isReinstated) throws SQLException {
        boolean isFailed = Set.of("FAILED", "RETURNED").contains(status);
        boolean isPaid = status.equals("RETURNED");
        boolean isContradicted = failure == BankFailure.OTHER && random.nextBoolean();
        execute(
                "UPDATE settlement_line SET status = ?, removal_cause = ?, paid_reference = ?, paid_on = ?::date,"
                        + " failure = ?, failed_reference = ?, failed_on = ?::date, recorded_by = ?, contradiction = ?,"
                        + " contradicted_at = ?, reinstated_at = ?, moved_at = ? WHERE id = ?",
                status,
                status.equals("REMOVED") ? "WITHDRAWN" : null,
                isPaid ? "P" : null,
                isPaid ? "2018-07-01" : null,
                isFailed ? failure.name() : null,
                isFailed ? "F" : null,
                isFailed ? "2018-07-02" : null,
                isFailed ? any(people) : null,
                isFailed && isContradicted ? "Q" : null,
                isFailed && isContradicted ? earlier() : null,
                isFailed && isReinstated ? now : null,
                earlier(),
                lines.get(i));
    }

    private void putObjection(int i, boolean isOpen, Instant due) throws SQLException {
        execute(
                "UPDATE settlement_objection SET status = ?, filed_by = ?, filed_at = ?, decided_by = ?, decided_at = ?,"
                        + " reason = ?, due_at = ? WHERE id = ?",
                isOpen ? "OPEN" : "DISMISSED",
                any(people),
                earlier(),
                isOpen ? null : Ids.next(),
                isOpen ? null : now,
                isOpen ? null : "不属实",
                isOpen ? due : null,
                objections.get(i));
    }

    private void putRecovery(int i, String status, boolean isPlanned, boolean isGivenUp, Instant due)
            throws SQLException {
        boolean isRecovered = status.equals("RECOVERED");
        boolean isWrittenOff = status.equals("WRITTEN_OFF");
        boolean isEnd = isRecovered || isWrittenOff;
        boolean isPlan = isPlanned && !isEnd;
        boolean isWriteOff = isWrittenOff || isGivenUp && !isRecovered;
        boolean isAgreed = status.equals("IN_INSTALMENTS");
        execute(
                "UPDATE recovery SET status = ?, received_fen = ?, written_off_fen = ?, due_at = ?, ended_at = ?,"
                        + " proposed_instalments = ?, plan_proposed_by = ?, plan_proposed_at = ?, instalments = ?,"
                        + " plan_from_fen = ?, plan_agreed_by = ?, plan_agreed_at = ?, write_off_proposed_by = ?,"
                        + " write_off_proposed_at = ?, write_off_reason = ?, write_off_by = ? WHERE id = ?",
                status,
                isRecovered ? 1L : 0L,
                isWrittenOff ? 1L : 0L,
                isEnd ? null : due,
                isEnd ? now : null,
                isPlan ? "2018-10-31:1" : null,
                isPlan ? any(people) : null,
                isPlan ? earlier() : null,
                isAgreed ? "2018-10-31:1" : null,
                isAgreed ? 0L : null,
                isAgreed ? Ids.next() : null,
                isAgreed ? earlier() : null,
                isWriteOff ? any(people) : null,
                isWriteOff ? earlier() : null,
                isWriteOff ? "无法追回" : null,
                isWrittenOff ? Ids.next() : null,
                recoveries.get(i));
    }

    /** Takes all of it away again. */
    void clear() throws SQLException {
        for (int i = 0; i < claims.size(); i++) {
            execute("DELETE FROM recovery WHERE id = ?", recoveries.get(i));
            execute("DELETE FROM settlement_objection WHERE id = ?", objections.get(i));
            execute("DELETE FROM settlement_line WHERE id = ?", lines.get(i));
            execute("DELETE FROM settlement_batch WHERE id = ?", batches.get(i));
            execute("DELETE FROM settlement_claim WHERE id = ?", claims.get(i));
        }
    }

    private int next(int i) {
        return (i + 1) % organizations.size();
    }

    /** Every other one is of the enterprise, which has paid all of it itself. */
    private UUID claim(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO settlement_claim (id, version, number, redemption_id, reservation_id, voucher_id, voucher_code,"
                        + " programme_id, organization_id, organization_name, region_code, provider_id,"
                        + " provider_organization_id, provider_name, offering_id, offering_version, worth_fen, payee, captured_at,"
                        + " claimed_fen, amount_fen, status, is_sampled, round, submitted_by, submitted_at, since,"
                        + " updated_at) VALUES (?, 0, ?, ?, ?, ?, 'V', ?, ?, '测试企业', ?, ?, ?, '测试服务商', ?, 1, 1, ?, now(), 1,"
                        + " 1, 'WITHDRAWN', false, 0, ?, now(), now(), now())",
                id,
                id.toString(),
                Ids.next(),
                Ids.next(),
                Ids.next(),
                Ids.next(),
                organizations.get(next(i)),
                regions.get(next(i)),
                providers.get(i),
                organizations.get(i),
                Ids.next(),
                i % 2 == 0 ? "ENTERPRISE" : "PROVIDER",
                any(people));
        return id;
    }

    private UUID batch() throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO settlement_batch (id, version, number, programme_id, programme_name, organization_id,"
                        + " organization_name, region_code, status, lines, amount_fen, left_out, built_by, built_at,"
                        + " paid_lines, paid_fen, failed_lines, failed_fen, updated_at) VALUES (?, 0, ?, ?, '测试项目', ?,"
                        + " '测试财政', ?, 'CANCELLED', 1, 1, 0, ?, now(), 0, 0, 0, 0, now())",
                id,
                id.toString(),
                Ids.next(),
                treasury,
                WorkWorld.PROVINCE,
                any(people));
        return id;
    }

    private UUID line(int i) throws SQLException {
        UUID id = Ids.next();
        boolean isToProvider = i % 2 != 0;
        execute(
                "INSERT INTO settlement_line (id, batch_id, line, end_to_end_id, claim_id, claim_number, organization_id,"
                        + " payee_organization_id, payee_id, is_to_provider, payee_name, enterprise_name, account_id,"
                        + " account_tail, amount_fen, status, moved_at, voucher_id, redemption_id) VALUES (?, ?, 1, ?, ?, 'S', ?, ?, ?, ?,"
                        + " '收款人', '测试企业', ?, '0001', 1, 'INCLUDED', now(), ?, ?)",
                id,
                batches.get(i),
                id.toString().replace("-", "").toUpperCase(Locale.ROOT),
                claims.get(i),
                organizations.get(next(i)),
                organizations.get(isToProvider ? i : next(i)),
                Ids.next(),
                isToProvider,
                Ids.next(),
                Ids.next(),
                Ids.next());
        return id;
    }

    private UUID objection(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO settlement_objection (id, version, batch_id, line_id, claim_id, organization_id, region_code,"
                        + " filer_id, filed_by, checked_by, filed_at, statement, status, due_at) VALUES (?, 0, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?, now(), '有异议', 'OPEN', now())",
                id,
                batches.get(i),
                lines.get(i),
                claims.get(i),
                treasury,
                WorkWorld.PROVINCE,
                organizations.get(i),
                any(people),
                any(people));
        return id;
    }

    /** Of the line; whoever it was paid to owes it. */
    private UUID recovery(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO recovery (id, version, number, cause, cause_id, line_id, claim_id, claim_number, redemption_id,"
                        + " voucher_id, programme_id, order_id, order_number, delivery_id, enterprise_name, organization_id,"
                        + " organization_name, region_code, debtor_organization_id, debtor_id, debtor_name, amount_fen,"
                        + " received_fen, written_off_fen, status, ground, reason, demanded_at, ended_at, updated_at) VALUES"
                        + " (?, 0, ?, 'DISPUTE_DECISION', ?, ?, ?, 'S', ?, ?, ?, ?, 'D', ?, '测试企业', ?, '测试财政', ?, ?, ?,"
                        + " '收款人', 1, 1, 0, 'RECOVERED', 'UNJUST_ENRICHMENT', '核减', now(), now(), now())",
                id,
                id.toString(),
                Ids.next(),
                lines.get(i),
                claims.get(i),
                Ids.next(),
                Ids.next(),
                Ids.next(),
                Ids.next(),
                Ids.next(),
                treasury,
                regions.get(next(i)),
                organizations.get(i),
                Ids.next());
        return id;
    }
}
