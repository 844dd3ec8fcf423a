package cn.dengyun.worklist;

import cn.dengyun.shared.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Annual plans, what regions file to carry them out, issues, pilots, articles, evaluations and bulletins. */
final class PlanWorld extends RandomRows {

    /** Nobody else plans so far ahead. */
    private static final int FIRST_YEAR = 2_901;

    private static final int EACH = 8;
    private static final List<String> REGIONS =
            List.of("880101", "880102", "880100", "880201", "880200", "880100", "340826", "880101");
    private static final List<String> FILED = List.of("DRAFT", "SUBMITTED", "RETURNED", "ACCEPTED", "PUBLISHED");
    private static final List<String> ISSUES =
            List.of("RAISED", "ESCALATED", "ANSWERED", "SETTLED", "CLOSED", "WITHDRAWN");
    private static final List<String> PILOTS = List.of("PLANNED", "RUNNING", "RUNNING", "COMPLETED", "ABANDONED");

    private final List<UUID> people;
    private final List<UUID> organizations;
    private final List<UUID> plans = new ArrayList<>();
    private final List<UUID> filed = new ArrayList<>();
    private final List<UUID> issues = new ArrayList<>();
    private final List<UUID> pilots = new ArrayList<>();
    private final List<UUID> articles = new ArrayList<>();
    private final List<UUID> evaluations = new ArrayList<>();
    private final List<UUID> bulletins = new ArrayList<>();
    private final List<UUID> errata = new ArrayList<>();

    PlanWorld(Connection database, Random random, List<UUID> people, List<UUID> organizations) throws SQLException {
        super(database, random);
        this.people = people;
        this.organizations = organizations;
        for (int i = 0; i < EACH; i++) {
            plans.add(plan(i));
            filed.add(filed(i));
            issues.add(issue(i));
            pilots.add(pilot(i));
            articles.add(article(i));
            evaluations.add(evaluation(i));
            bulletins.add(bulletin(i));
            errata.add(erratum(bulletins.get(i)));
        }
    }

    void move() throws SQLException {
        int i = random.nextInt(EACH);
        switch (random.nextInt(8)) {
            case 0 -> putPlan(i, random.nextBoolean());
            case 1 -> putFiled(i, any(FILED), moment());
            case 2 -> putIssue(i, any(ISSUES), moment());
            case 3 -> putArticle(i, random.nextBoolean());
            case 4 -> putEvaluation(i, random.nextInt(3), random.nextBoolean(), moment());
            case 5 -> putBulletin(i, random.nextInt(4));
            case 6 -> putErratum(i, random.nextBoolean());
            default -> putPilot(i, any(PILOTS), random.nextInt(60) - 40);
        }
    }

    /** Has something of a kind wait; whether it is one of these. */
    boolean stage(String kind) throws SQLException {
        switch (kind) {
            case "ANNUAL_PLAN_PUBLICATION" -> putPlan(0, true);
            case "IMPLEMENTATION_PLAN_FILING" -> putFiled(0, "RETURNED", later());
            case "IMPLEMENTATION_PLAN_REVIEW" -> putFiled(0, "SUBMITTED", later());
            case "IMPLEMENTATION_PLAN_PUBLICATION" -> putFiled(0, "ACCEPTED", later());
            case "COORDINATION_ISSUE_ANSWER" -> putIssue(0, "RAISED", later());
            case "COORDINATION_ISSUE_SETTLEMENT" -> putIssue(0, "ANSWERED", later());
            case "EVALUATION_DECISION" -> putEvaluation(0, 1, false, earlier());
            case "EVALUATION_OBJECTION" -> putEvaluation(0, 0, true, later());
            case "BULLETIN_APPROVAL" -> putBulletin(0, 1);
            case "BULLETIN_PUBLICATION" -> putBulletin(0, 3);
            case "BULLETIN_ERRATUM" -> putErratum(0, true);
            case "ARTICLE_REVIEW" -> putArticle(0, true);
            case "PILOT_RESULT" -> putPilot(0, "RUNNING", -3);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void putPlan(int i, boolean isProposed) throws SQLException {
        UUID writer = any(people);
        execute(
                "UPDATE annual_plan SET status = ?, edited_by = ?, proposed_by = ?, proposed_at = ? WHERE id = ?",
                isProposed ? "PROPOSED" : "DRAFT",
                writer,
                isProposed ? any(people) : null,
                isProposed ? earlier() : null,
                plans.get(i));
    }

    private void putFiled(int i, String status, Instant due) throws SQLException {
        boolean isSubmitted = !status.equals("DRAFT");
        boolean isReviewed = isSubmitted && !status.equals("SUBMITTED");
        boolean isPublished = status.equals("PUBLISHED");
        execute(
                "UPDATE implementation_plan SET status = ?, filing_due_at = ?, organization_id = ?, submitted_by = ?,"
                        + " submitted_at = ?, reviewed_by = ?, reviewed_at = ?, published_by = ?, published_at = ?"
                        + " WHERE id = ?",
                status,
                due,
                any(organizations),
                isSubmitted ? any(people) : null,
                isSubmitted ? earlier() : null,
                isReviewed ? Ids.next() : null,
                isReviewed ? earlier() : null,
                isPublished ? any(people) : null,
                isPublished ? now : null,
                filed.get(i));
    }

    private void putIssue(int i, String status, Instant due) throws SQLException {
        boolean isEscalated = status.equals("ESCALATED");
        boolean isAnswered = List.of("ANSWERED", "SETTLED", "CLOSED").contains(status);
        boolean isOpen = isEscalated || List.of("RAISED", "ANSWERED").contains(status);
        execute(
                "UPDATE coordination_issue SET status = ?, owner_region_code = ?, organization_id = ?, answer_due_at = ?,"
                        + " answer = ?, answered_by = ?, answered_at = ?, settle_due_at = ?, escalated_at = ?,"
                        + " closed_at = ? WHERE id = ?",
                status,
                isEscalated ? "340000" : above(REGIONS.get(i)),
                any(organizations),
                due,
                isAnswered ? "已协调" : null,
                isAnswered ? any(people) : null,
                isAnswered ? earlier() : null,
                isAnswered ? due : null,
                isEscalated ? earlier() : null,
                isOpen ? null : now,
                issues.get(i));
    }

    private void putPilot(int i, String status, int days) throws SQLException {
        boolean isOver = List.of("COMPLETED", "ABANDONED").contains(status);
        execute(
                "UPDATE pilot_enterprise SET status = ?, from_on = current_date - 90, until_on = current_date + ?,"
                        + " outcome = ?, started_at = ?, ended_at = ? WHERE id = ?",
                status,
                days,
                status.equals("COMPLETED") ? "已完成" : null,
                status.equals("PLANNED") ? null : earlier(),
                isOver ? now : null,
                pilots.get(i));
    }

    private void putArticle(int i, boolean isInReview) throws SQLException {
        execute(
                "UPDATE article SET status = ?, makers = ARRAY[?, ?]::uuid[], submitted_at = ? WHERE id = ?",
                isInReview ? "REVIEW" : "DRAFT",
                any(people),
                any(people),
                isInReview ? earlier() : null,
                articles.get(i));
    }

    /** @param decided how many have decided; only where nothing is open */
    private void putEvaluation(int i, int decided, boolean isObjectedTo, Instant until) throws SQLException {
        int by = isObjectedTo ? 0 : decided;
        UUID first = any(people);
        execute(
                "UPDATE city_evaluation SET status = ?, makers = ARRAY[?]::uuid[], objections_until = ?,"
                        + " open_objections = ?, agreed_by = ?, agreed_at = ?, decided_by = ?, decided_at = ? WHERE id = ?",
                by == 2 ? "DECIDED" : "CONSULTATION",
                any(people),
                until,
                isObjectedTo ? 1 : 0,
                by == 0 ? null : first,
                by == 0 ? null : earlier(),
                by == 2 ? Ids.next() : null,
                by == 2 ? earlier() : null,
                evaluations.get(i));
        execute(
                "UPDATE evaluation_objection SET status = ?, objected_at = ?, decided_by = ?, decided_at = ?, decision = ?"
                        + " WHERE evaluation_id = ?",
                isObjectedTo ? "OPEN" : "REJECTED",
                earlier(),
                isObjectedTo ? null : Ids.next(),
                isObjectedTo ? null : now,
                isObjectedTo ? null : "不采纳",
                evaluations.get(i));
    }

    /** @param step 0 is a draft, 1 submitted, 2 approved by one, 3 by two */
    private void putBulletin(int i, int step) throws SQLException {
        UUID maker = any(people);
        List<UUID> others =
                people.stream().filter(person -> !person.equals(maker)).toList();
        UUID first = any(others);
        execute(
                "UPDATE bulletin SET status = ?, makers = ARRAY[?]::uuid[], submitted_at = ?, updated_at = ?,"
                        + " approvers = array_remove(ARRAY[?, ?]::uuid[], NULL) WHERE id = ?",
                List.of("DRAFT", "SUBMITTED", "SUBMITTED", "APPROVED").get(step),
                maker,
                step == 0 ? null : earlier(),
                earlier(),
                step < 2 ? null : first,
                step < 3 ? null : Ids.next(),
                bulletins.get(i));
    }

    private void putErratum(int i, boolean isProposed) throws SQLException {
        execute(
                "UPDATE bulletin_erratum SET status = ?, proposed_by = ?, created_at = ? WHERE id = ?",
                isProposed ? "PROPOSED" : "DISCARDED",
                any(people),
                earlier(),
                errata.get(i));
    }

    private static String above(String region) {
        return region.equals("340826") || region.endsWith("00")
                ? region.substring(0, 2) + "0000"
                : region.substring(0, 4) + "00";
    }

    private UUID plan(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO annual_plan (id, version, year, edition, title, content, organization_id, region_code, status,"
                        + " divisions_on, implementation_due_on, edited_by, edited_at, created_at, updated_at)"
                        + " VALUES (?, 0, ?, 1, '计划', '{}', ?, '880000', 'DRAFT', make_date(?, 1, 1), current_date, ?, ?, ?,"
                        + " ?)",
                id,
                FIRST_YEAR + i,
                any(organizations),
                FIRST_YEAR + i,
                any(people),
                now,
                now,
                now);
        return id;
    }

    private UUID filed(int i) throws SQLException {
        UUID id = Ids.next();
        String region = REGIONS.get(i);
        execute(
                "INSERT INTO implementation_plan (id, version, plan_id, year, edition, region_code, unit_code,"
                        + " review_region_code, content, status, filing_due_at, created_at, updated_at)"
                        + " VALUES (?, 0, ?, ?, 1, ?, ?, ?, '{}', 'DRAFT', ?, ?, ?)",
                id,
                plans.get(i),
                FIRST_YEAR + i,
                region,
                region,
                above(region),
                later(),
                now,
                now);
        return id;
    }

    private UUID issue(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO coordination_issue (id, version, kind, title, description, region_code, organization_id,"
                        + " owner_region_code, status, raised_by, raised_at, answer_due_at, updated_at)"
                        + " VALUES (?, 0, 'OTHER', '问题', '问题', ?, ?, ?, 'RAISED', ?, ?, ?, ?)",
                id,
                REGIONS.get(i),
                any(organizations),
                above(REGIONS.get(i)),
                any(people),
                now,
                later(),
                now);
        return id;
    }

    private UUID pilot(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO pilot_enterprise (id, version, organization_id, unit_code, provider_name, year, region_code,"
                        + " credit_code, enterprise_name, provider_id, task, from_on, until_on, status, planned_by,"
                        + " planned_at, updated_at)"
                        + " VALUES (?, 0, ?, ?, '服务商', ?, ?, ?, '企业', ?, '试点', current_date, current_date, 'PLANNED', ?,"
                        + " ?, ?)",
                id,
                any(organizations),
                REGIONS.get(i),
                FIRST_YEAR + i,
                REGIONS.get(i),
                "PILOT-" + i,
                Ids.next(),
                any(people),
                now,
                now);
        return id;
    }

    private UUID article(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO article (id, version, first_edition_id, edition, region_code, organization_id, office_name,"
                        + " kind, title, summary, topics, regions, industries, content_hash, status, makers, created_at,"
                        + " updated_at)"
                        + " VALUES (?, 0, ?, 1, ?, ?, '办公室', 'NOTICE', '通知', '', '{}', '{}', '{}', '', 'DRAFT', '{}', ?, ?)",
                id,
                id,
                REGIONS.get(i),
                any(organizations),
                now,
                now);
        return id;
    }

    /** With an objection that is decided. */
    private UUID evaluation(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO city_evaluation (id, version, year, title, organization_id, region_code, status,"
                        + " formula_version, formula, makers, as_of, rows, units, opened_at, objections_until,"
                        + " open_objections, created_at, updated_at)"
                        + " VALUES (?, 0, ?, '考核', ?, '880000', 'CONSULTATION', 1, '{}', '{}', ?, '[]', '{}', ?, ?, 0, ?, ?)",
                id,
                FIRST_YEAR + i,
                any(organizations),
                now,
                now,
                later(),
                now,
                now);
        execute(
                "INSERT INTO evaluation_objection (id, version, evaluation_id, organization_id, region_code, component,"
                        + " reasons, status, objected_by, objected_at, decision, decided_by, decided_at, updated_at)"
                        + " VALUES (?, 0, ?, ?, '880100', 'A', '异议', 'REJECTED', ?, ?, '不采纳', ?, ?, ?)",
                Ids.next(),
                id,
                any(organizations),
                any(people),
                now,
                Ids.next(),
                now,
                now);
        return id;
    }

    private UUID bulletin(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO bulletin (id, version, organization_id, region_code, period, year, from_month, to_month, as_of,"
                        + " figures_hash, title, introduction, assessment, next_steps, status, makers, approvers, created_at,"
                        + " updated_at)"
                        + " VALUES (?, 0, ?, '880000', 'MONTH', ?, make_date(?, 1, 1), make_date(?, 1, 1), ?, '', '通报', '',"
                        + " '', '', 'DRAFT', '{}', '{}', ?, ?)",
                id,
                any(organizations),
                FIRST_YEAR + i,
                FIRST_YEAR + i,
                FIRST_YEAR + i,
                now,
                now,
                now);
        return id;
    }

    private UUID erratum(UUID bulletin) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO bulletin_erratum (id, version, bulletin_id, organization_id, region_code, text, corrections,"
                        + " status, proposed_by, created_at, updated_at)"
                        + " VALUES (?, 0, ?, ?, '880000', '更正', '[]', 'DISCARDED', ?, ?, ?)",
                id,
                bulletin,
                any(organizations),
                any(people),
                now,
                now);
        return id;
    }

    /** Takes all of it away again. */
    void clear() throws SQLException {
        for (UUID each : errata) {
            execute("DELETE FROM bulletin_erratum WHERE id = ?", each);
        }
        for (UUID each : bulletins) {
            execute("DELETE FROM bulletin WHERE id = ?", each);
        }
        for (UUID each : evaluations) {
            execute("DELETE FROM evaluation_objection WHERE evaluation_id = ?", each);
            execute("DELETE FROM city_evaluation WHERE id = ?", each);
        }
        for (UUID each : articles) {
            execute("DELETE FROM article WHERE id = ?", each);
        }
        for (UUID each : pilots) {
            execute("DELETE FROM pilot_enterprise WHERE id = ?", each);
        }
        for (UUID each : issues) {
            execute("DELETE FROM coordination_issue WHERE id = ?", each);
        }
        for (UUID each : filed) {
            execute("DELETE FROM implementation_plan WHERE id = ?", each);
        }
        for (UUID each : plans) {
            execute("DELETE FROM annual_plan WHERE id = ?", each);
        }
    }
}
