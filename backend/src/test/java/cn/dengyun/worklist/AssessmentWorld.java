package cn.dengyun.worklist;

import cn.dengyun.shared.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** For each enterprise of the world an assessment. */
final class AssessmentWorld extends RandomRows {

    private static final List<String> KINDS = List.of(
            "ASSESSMENT_REVIEW",
            "ASSESSMENT_OBJECTION",
            "ASSESSMENT_APPEAL",
            "ASSESSMENT_CONFIRMATION",
            "SPOT_CHECK_ANSWER",
            "SPOT_CHECK_RESULT",
            "SPOT_CHECK_DECISION",
            "ASSESSMENT_OPINION",
            "ASSESSMENT_EXPERT_DRAW");
    private static final int NUMBER = 1_000_000;

    private final List<UUID> people;
    private final List<UUID> enterprises;
    private final List<String> regions;
    private final UUID standard = Ids.next();
    private final UUID draw = Ids.next();
    private final UUID expert = Ids.next();
    private final List<UUID> assessments = new ArrayList<>();

    AssessmentWorld(Connection database, Random random, List<UUID> people, List<UUID> enterprises, List<String> regions)
            throws SQLException {
        super(database, random);
        this.people = people;
        this.enterprises = enterprises;
        this.regions = regions;
        execute(
                "INSERT INTO assessment_standard (id, version, number, organization_id, region_code, content, status,"
                        + " edited_by, created_at, updated_at) VALUES (?, 0, ?, ?, '340000', '{}', 'DRAFT', ?, now(),"
                        + " now())",
                standard,
                NUMBER,
                enterprises.get(0),
                Ids.next());
        execute(
                "INSERT INTO spot_check_draw (id, version, organization_id, region_code, period, levels,"
                        + " drawn_region_code, size, is_percent, answer_working_days, seed, candidates, drawn, reason,"
                        + " drawn_by, drawn_at) VALUES (?, 0, ?, '340000', '2018', ARRAY['L2'], '340000', 1, false, 10,"
                        + " 'seed', 1, 1, '抽查', ?, now())",
                draw,
                enterprises.get(0),
                Ids.next());
        execute(
                "INSERT INTO assessment_expert (id, version, organization_id, region_code, account_id, name,"
                        + " stated_organization, industries, added_by, added_at) VALUES (?, 0, ?, '340000', ?, '专家', '单位',"
                        + " '{}', ?, now())",
                expert,
                enterprises.get(0),
                Ids.next(),
                Ids.next());
        for (int i = 0; i < enterprises.size(); i++) {
            assessments.add(assessment(i));
        }
    }

    void move() throws SQLException {
        int i = random.nextInt(assessments.size());
        if (random.nextInt(3) == 0) {
            put(i, random.nextInt(3) != 0);
            for (int live = random.nextInt(3); live > 0; live--) {
                opinion(assessments.get(i), random.nextBoolean() ? "ASKED" : "STATED");
            }
        } else {
            wait(i, KINDS.get(1 + random.nextInt(KINDS.size() - 1)));
        }
    }

    /** Has something of a kind wait; whether it is one of these. */
    boolean stage(String kind) throws SQLException {
        if (!KINDS.contains(kind)) {
            return false;
        }
        if (kind.equals(KINDS.get(0))) {
            put(0, true);
        } else {
            wait(0, kind);
        }
        return true;
    }

    private void wait(int i, String kind) throws SQLException {
        put(i, false);
        UUID id = assessments.get(i);
        switch (kind) {
            case "ASSESSMENT_OPINION" -> opinion(id, "ASKED");
            case "ASSESSMENT_EXPERT_DRAW" -> put(i, true, true);
            case "ASSESSMENT_OBJECTION" -> {
                hold(id, "PUBLIC_NOTICE", "NULL");
                execute(
                        "INSERT INTO assessment_objection (id, version, organization_id, region_code, assessment_id,"
                                + " enterprise_name, notice_until, deciding_region_code, statement, status, filed_by,"
                                + " filed_for, barred, filed_at, due_at, updated_at) VALUES (?, 0, ?, ?, ?, '测试企业', now()"
                                + " + interval '1 day', ?, '有误', 'PENDING', ?, ?, ARRAY[?]::uuid[], now(), ?, now())",
                        Ids.next(),
                        enterprises.get(i),
                        regions.get(i),
                        id,
                        cityOf(regions.get(i)),
                        any(people),
                        Ids.next(),
                        any(people),
                        earlier());
            }
            case "ASSESSMENT_APPEAL" ->
                execute(
                        "INSERT INTO assessment_appeal (id, version, organization_id, region_code, assessment_id,"
                                + " enterprise_name, against, statement, status, filed_by, barred, filed_at, due_at,"
                                + " updated_at) VALUES (?, 0, ?, ?, ?, '测试企业', 'REJECTED', '有误', 'PENDING', ?,"
                                + " ARRAY[?]::uuid[], now(), ?, now())",
                        Ids.next(),
                        enterprises.get(i),
                        regions.get(i),
                        id,
                        any(people),
                        any(people),
                        earlier());
            case "SPOT_CHECK_ANSWER", "SPOT_CHECK_RESULT", "SPOT_CHECK_DECISION" -> check(i, id, kind);
            default -> hold(id, "CONFIRMED", "now() + interval '" + (random.nextInt(90) + 1) + " days'");
        }
    }

    /** Held until a confirmation is far away, so that nothing else waits of it. */
    private void check(int i, UUID id, String kind) throws SQLException {
        hold(id, "CONFIRMED", "now() + interval '1 year'");
        boolean isOpen = kind.equals("SPOT_CHECK_ANSWER");
        boolean isProposed = kind.equals("SPOT_CHECK_DECISION");
        String status = isOpen ? "OPEN" : isProposed ? "PROPOSED" : random.nextBoolean() ? "ANSWERED" : "UNANSWERED";
        UUID barred = any(people);
        UUID checker = any(people);
        execute(
                "INSERT INTO spot_check (id, version, organization_id, region_code, enterprise_name, assessment_id,"
                        + " draw_id, office_region_code, period, level, barred, status, findings, proposed_level,"
                        + " checked_by, checked_at, opened_at, due_at, updated_at) VALUES (?, 0, ?, ?, '测试企业', ?, ?, ?,"
                        + " '2018', 'L2', ARRAY[?]::uuid[], '" + status + "', "
                        + (isProposed ? "'停用', 'L1', '" + checker + "', now()" : "NULL, NULL, NULL, NULL")
                        + ", now(), ?, now())",
                Ids.next(),
                enterprises.get(i),
                regions.get(i),
                id,
                draw,
                random.nextBoolean() ? "340000" : cityOf(regions.get(i)),
                isProposed && barred.equals(checker) ? Ids.next() : barred,
                isOpen ? later() : moment());
    }

    /** Each of another draw, and of the submission as it stands. */
    private void opinion(UUID id, String status) throws SQLException {
        UUID made = Ids.next();
        UUID account = any(people);
        execute(
                "INSERT INTO assessment_expert_draw (id, version, organization_id, region_code, assessment_id,"
                        + " submitted_at, seed, wanted, candidates, barred, reason, drawn_by, drawn_at)"
                        + " SELECT ?, 0, organization_id, '340000', id, submitted_at, 'seed', 2, 2, 0, '评议', ?, now()"
                        + " FROM assessment WHERE id = ?",
                made,
                Ids.next(),
                id);
        boolean isAsked = status.equals("ASKED");
        execute("DELETE FROM assessment_opinion WHERE assessment_id = ? AND account_id = ?", id, account);
        execute(
                "INSERT INTO assessment_opinion (id, version, organization_id, region_code, draw_id, assessment_id,"
                        + " enterprise_id, enterprise_name, submitted_at, expert_id, account_id, expert_name, place,"
                        + " draw_key, status, level, reason, remarks, asked_at, due_at, ended_at, updated_at)"
                        + " SELECT ?, 0, ?, '340000', ?, id, organization_id, '测试企业', submitted_at, ?, ?, '专家', 1,"
                        + " 'key', '" + status + "', "
                        + (isAsked ? "NULL, NULL, NULL" : "'L4', '属实', '[]'")
                        + ", now(), ?::timestamptz, " + (isAsked ? "NULL" : "now()")
                        + ", now() FROM assessment WHERE id = ?",
                Ids.next(),
                enterprises.get(0),
                made,
                expert,
                account,
                isAsked ? later() : null,
                id);
    }

    private void hold(UUID id, String status, String lapses) throws SQLException {
        execute(
                "UPDATE assessment SET status = '" + status + "', level = 'L2', reviewed_by = NULL, reviewed_at = NULL,"
                        + " notice_until = now(), acts_at = now() + interval '1 year', valid_until = " + lapses
                        + ", lapses_at = " + lapses + ", confirmed_until = (" + lapses
                        + ")::timestamptz - interval '30 days' WHERE id = ?",
                id);
    }

    /** Takes all of it away again. */
    void clear() throws SQLException {
        for (UUID each : assessments) {
            execute("DELETE FROM assessment_objection WHERE assessment_id = ?", each);
            execute("DELETE FROM assessment_appeal WHERE assessment_id = ?", each);
            execute("DELETE FROM spot_check WHERE assessment_id = ?", each);
            execute("DELETE FROM assessment_opinion WHERE assessment_id = ?", each);
            execute("DELETE FROM assessment_expert_draw WHERE assessment_id = ?", each);
            execute("DELETE FROM assessment WHERE id = ?", each);
        }
        execute("DELETE FROM spot_check_draw WHERE id = ?", draw);
        execute("DELETE FROM assessment_expert WHERE id = ?", expert);
        execute("DELETE FROM assessment_standard WHERE id = ?", standard);
    }

    private void put(int i, boolean isSubmitted) throws SQLException {
        put(i, isSubmitted, random.nextBoolean());
    }

    private void put(int i, boolean isSubmitted, boolean isOfProvince) throws SQLException {
        execute("DELETE FROM assessment_objection WHERE assessment_id = ?", assessments.get(i));
        execute("DELETE FROM assessment_appeal WHERE assessment_id = ?", assessments.get(i));
        execute("DELETE FROM spot_check WHERE assessment_id = ?", assessments.get(i));
        execute("DELETE FROM assessment_opinion WHERE assessment_id = ?", assessments.get(i));
        execute("DELETE FROM assessment_expert_draw WHERE assessment_id = ?", assessments.get(i));
        execute(
                "UPDATE assessment SET level = NULL, acts_at = NULL, valid_until = NULL, lapses_at = NULL,"
                        + " confirmed_until = NULL, status = ?, own_level = ?, review_region_code = ?, submitted_by = ?,"
                        + " submitted_at = ? WHERE id = ?",
                isSubmitted ? "SUBMITTED" : "RETURNED",
                isOfProvince ? "L4" : "L2",
                isOfProvince ? "340000" : cityOf(regions.get(i)),
                any(people),
                earlier(),
                assessments.get(i));
    }

    /** The city around a county, but for those that the province administers directly. */
    private static String cityOf(String region) {
        return region.endsWith("0000") || region.equals("340826") || region.equals("341822")
                ? region
                : region.substring(0, 4) + "00";
    }

    private UUID assessment(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO assessment (id, version, organization_id, enterprise_name, credit_code, region_code,"
                        + " standard_id, standard_number, answers, status, returns, score, own_level, review_region_code,"
                        + " findings, document_ids, repeated_documents, submitted_by, submitted_at, created_at,"
                        + " updated_at) VALUES (?, 0, ?, '测试企业', ?, ?, ?, ?, '{}', 'RETURNED', 1, 50, 'L2', ?, '{}', '{}',"
                        + " 0, ?, now(), now(), now())",
                id,
                enterprises.get(i),
                "ASSESSMENT-" + i,
                regions.get(i),
                standard,
                NUMBER,
                cityOf(regions.get(i)),
                any(people));
        return id;
    }
}
