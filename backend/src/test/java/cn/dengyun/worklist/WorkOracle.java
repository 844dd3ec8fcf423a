package cn.dengyun.worklist;

import cn.dengyun.application.domain.ApplicationSignals;
import cn.dengyun.application.domain.ReviewStage;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.fraud.FraudDisposition;
import cn.dengyun.policy.domain.fraud.FraudFinding;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What waits, computed from the tables in Java: neither the views nor the statements of the list have a part in it. */
final class WorkOracle {

    private static final List<String> REVIEWED =
            List.of("SUBMITTED", "COUNTY_REVIEW", "CITY_REVIEW", "PROVINCE_REVIEW");

    private final Connection database;
    private final List<Open> open = new ArrayList<>();
    private static final Predicate<UUID> NOBODY = person -> false;

    private final Map<String, Set<UUID>> staffed = new HashMap<>();
    private final Map<UUID, String> mobiles = new HashMap<>();
    private final Map<UUID, String> telephones = new HashMap<>();
    private final Set<UUID> frozen = new HashSet<>();
    private Instant now;

    WorkOracle(Connection database) {
        this.database = database;
    }

    /** Something that waits, and for whom: a predicate on callers. */
    private record Open(String kind, UUID item, Instant due, Predicate<Actor> asks) {

        String text() {
            return due + " " + kind + " " + item;
        }
    }

    /** Reads everything as it stands. */
    void read() throws SQLException {
        now = Instant.now();
        open.clear();
        staffed.clear();
        mobiles.clear();
        telephones.clear();
        frozen.clear();
        frozen.addAll(ids("SELECT id FROM organization WHERE frozen_at IS NOT NULL"));
        for (Row organization : rows("SELECT * FROM organization WHERE contact_phone IS NOT NULL")) {
            telephones.put(
                    organization.id("id"), organization.text("contact_phone").replaceAll("[^0-9]", ""));
        }
        for (Row account :
                rows("SELECT a.*, o.region_code FROM account a JOIN organization o ON o.id = a.organization_id"
                        + " WHERE a.disabled_at IS NULL")) {
            if (account.texts("roles").contains(Roles.AUTHORITY)
                    && !account.text("organization_role").equals(Actor.VIEWER)) {
                staffed.computeIfAbsent(account.text("region_code"), region -> new HashSet<>())
                        .add(account.id("id"));
            }
            if (account.text("mobile") != null) {
                mobiles.put(account.id("id"), account.text("mobile"));
            }
        }
        applications();
        certifications();
        vouchers();
        grants();
        programmes();
        supervision();
        payeeAccounts();
        hostings();
        concessions();
        orders();
        demands();
        trials();
        slots();
        provisionings();
        bills();
        claims();
        batches();
        awards();
        purchases();
        entitlements();
        qualifications();
        plans();
        issuesAndPilots();
        articles();
        evaluations();
        bulletins();
        contests();
        adoption();
        assessments();
        activities();
        for (Row erasure : rows("SELECT * FROM audit_erasure WHERE status <> 'REJECTED'")) {
            if (erasure.text("status").equals("PROPOSED") || erasure.is("has_more")) {
                List<UUID> barred = Arrays.asList(erasure.id("proposed_by"), erasure.id("actor_id"));
                open.add(new Open(
                        "AUDIT_ERASURE",
                        erasure.id("id"),
                        after(erasure.at("proposed_at"), 15),
                        caller -> caller.has(Roles.AUDITOR) && !barred.contains(caller.id())));
            }
        }
    }

    /** What waits for somebody, each as a line, by due time. */
    List<String> of(Actor caller) {
        return open.stream()
                .filter(each -> !caller.isViewer() && each.asks().test(caller))
                .sorted(Comparator.comparing(Open::due)
                        .thenComparing(Open::kind)
                        .thenComparing(each -> each.item().toString()))
                .map(Open::text)
                .toList();
    }

    /** The kinds of which something waits for anybody. */
    Set<String> kinds() {
        Set<String> kinds = new HashSet<>();
        open.forEach(each -> kinds.add(each.kind()));
        return kinds;
    }

    static String text(WorkItem item) {
        return item.dueAt() + " " + item.kind() + " " + item.item();
    }

    private void applications() throws SQLException {
        Map<UUID, Set<UUID>> decided = new HashMap<>();
        for (Row step : rows("SELECT * FROM voucher_application_step WHERE actor_region IS NOT NULL"
                + " AND actor_id IS NOT NULL")) {
            if (!Set.of("PUBLISH", "ISSUE").contains(step.text("move"))) {
                decided.computeIfAbsent(step.id("application_id"), id -> new HashSet<>())
                        .add(step.id("actor_id"));
            }
        }
        Map<UUID, Row> byId = new HashMap<>();
        Map<String, List<Row>> approved = new TreeMap<>();
        for (Row file :
                rows("SELECT * FROM voucher_application WHERE status NOT IN ('DRAFT', 'WITHDRAWN', 'LAPSED')")) {
            byId.put(file.id("id"), file);
            String status = file.text("status");
            Instant due = file.at("due_at") == null ? after(file.at("updated_at"), 14) : file.at("due_at");
            if (REVIEWED.contains(status)) {
                ReviewStage stage = status.equals("SUBMITTED")
                        ? ReviewStage.valueOf(file.texts("stages").get(0))
                        : ReviewStage.valueOf(status.replace("_REVIEW", ""));
                if (file.texts("stages").contains(stage.name())) {
                    String region = authority(stage, file);
                    Set<UUID> own = new HashSet<>(Arrays.asList(file.id("last_step_by"), file.id("created_by")));
                    open.add(new Open(
                            "APPLICATION_REVIEW",
                            file.id("id"),
                            due,
                            caller -> !own.contains(caller.id())
                                    && isImpartial(caller, file)
                                    && (isOffice(caller, region) || isAbove(caller, region) && due.isBefore(now))
                                    && Oversight.of(caller).covers(file.text("region_code"))));
                    if (!status.equals("SUBMITTED") && awaitsLook(file.text("signals"))) {
                        Set<UUID> barred = actors(file, decided);
                        open.add(new Open(
                                "SIGNAL",
                                file.id("id"),
                                due,
                                caller -> !barred.contains(caller.id())
                                        && isImpartial(caller, file)
                                        && isNearest(
                                                caller,
                                                region,
                                                file.text("region_code"),
                                                due,
                                                person -> barred.contains(person) || isContact(person, file))));
                    }
                }
            }
            boolean isInTime = file.at("due_at") == null || !now.isAfter(file.at("due_at"));
            if (status.equals("RETURNED") && isInTime && !frozen.contains(file.id("organization_id"))) {
                open.add(new Open(
                        "APPLICATION_CORRECTION",
                        file.id("id"),
                        due,
                        caller -> caller.has(Roles.ENTERPRISE) && caller.actsFor(file.id("organization_id"))));
            }
            if (file.at("price_cut_proposed_at") != null && file.id("price_cut_approved_by") == null) {
                priceCut(file);
            }
            if (status.equals("APPROVED")) {
                List<String> stages = file.texts("stages");
                String region = authority(ReviewStage.valueOf(stages.get(stages.size() - 1)), file);
                approved.computeIfAbsent(file.id("programme_id") + "/" + region, key -> new ArrayList<>())
                        .add(file);
            }
        }
        approved.forEach((key, files) -> {
            Instant first = files.stream()
                    .map(file -> file.at("updated_at"))
                    .min(Instant::compareTo)
                    .orElseThrow();
            String region = key.substring(key.indexOf('/') + 1);
            open.add(new Open(
                    "NOTICE_PUBLICATION",
                    digest(key),
                    after(first, 14),
                    caller -> isNearest(caller, region, region, after(first, 14), NOBODY)));
        });
        for (Row appeal : rows("SELECT * FROM voucher_appeal WHERE outcome IS NULL")) {
            Row file = byId.get(appeal.id("application_id"));
            if (file == null) {
                file = rows("SELECT * FROM voucher_application WHERE id = '" + appeal.id("application_id") + "'")
                        .get(0);
            }
            String stage = file.text("review") == null
                    ? null
                    : file.text("review").replaceAll(".*\"stage\":\"([A-Z]+)\".*", "$1");
            boolean isStage = stage != null && file.texts("stages").contains(stage);
            String region = isStage ? authority(ReviewStage.valueOf(stage), file) : file.text("region_code");
            decision("APPEAL", appeal, file, region, decided);
        }
        objections(byId, decided);
    }

    private void priceCut(Row file) {
        Instant end = after(file.at("price_cut_proposed_at"), 7);
        String region = file.text("region_code");
        open.add(new Open(
                "PRICE_CUT",
                file.id("id"),
                end,
                caller -> !caller.id().equals(file.id("price_cut_proposed_by"))
                        && !caller.id().equals(file.id("created_by"))
                        && isImpartial(caller, file)
                        && isNearest(
                                caller,
                                region,
                                region,
                                end,
                                person -> person.equals(file.id("price_cut_proposed_by"))
                                        || person.equals(file.id("created_by"))
                                        || isContact(person, file))));
    }

    private void objections(Map<UUID, Row> byId, Map<UUID, Set<UUID>> decided) throws SQLException {
        Map<UUID, Row> notices = new HashMap<>();
        for (Row notice : rows("SELECT * FROM public_notice")) {
            notices.put(notice.id("id"), notice);
        }
        Set<UUID> objected = new HashSet<>();
        for (Row objection : rows("SELECT * FROM notice_objection WHERE outcome IS NULL")) {
            objected.add(objection.id("application_id"));
            Row file = byId.get(objection.id("application_id"));
            if (file == null) {
                file = rows("SELECT * FROM voucher_application WHERE id = '" + objection.id("application_id") + "'")
                        .get(0);
            }
            String region = notices.get(objection.id("notice_id")).text("region_code");
            decision("OBJECTION", objection, file, region, decided);
        }
        Set<UUID> running =
                ids("SELECT i.notice_id FROM notice_issue i JOIN job j USING (id) WHERE j.finished_at IS NULL"
                        + " AND j.state NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED')");
        Set<UUID> toIssue = new HashSet<>();
        byId.values().stream()
                .filter(file -> file.text("status").equals("PUBLIC_NOTICE") && !objected.contains(file.id("id")))
                .forEach(file -> toIssue.add(file.id("notice_id")));
        for (Row notice : notices.values()) {
            boolean isOver = !now.isBefore(notice.at("ends_at"));
            if (isOver && toIssue.contains(notice.id("id")) && !running.contains(notice.id("id"))) {
                Instant due = after(notice.at("ends_at"), 14);
                String region = notice.text("region_code");
                open.add(new Open(
                        "NOTICE_ISSUE",
                        notice.id("id"),
                        due,
                        caller -> !caller.id().equals(notice.id("published_by"))
                                && isNearest(caller, region, region, due, notice.id("published_by")::equals)));
            }
        }
    }

    private void decision(String kind, Row row, Row file, String region, Map<UUID, Set<UUID>> decided) {
        Set<UUID> barred = actors(file, decided);
        open.add(new Open(
                kind,
                row.id("id"),
                row.at("due_at"),
                caller -> !barred.contains(caller.id())
                        && isImpartial(caller, file)
                        && isNearest(
                                caller,
                                region,
                                file.text("region_code"),
                                row.at("due_at"),
                                person -> barred.contains(person) || isContact(person, file))));
    }

    private void certifications() throws SQLException {
        Set<UUID> closed = ids("SELECT id FROM organization WHERE closed_at IS NOT NULL");
        for (Row each : rows("SELECT * FROM certification WHERE status IN ('SUBMITTED', 'RETURNED')")) {
            UUID organization = each.id("organization_id");
            if (closed.contains(organization)) {
                continue;
            }
            if (each.text("status").equals("SUBMITTED")) {
                Instant due = after(each.at("submitted_at"), 14);
                String region = each.text("region_code");
                open.add(new Open(
                        "CERTIFICATION",
                        each.id("id"),
                        due,
                        caller -> isOtherSide(caller, each) && isNearest(caller, region, region, due, NOBODY)));
            } else if (!frozen.contains(organization)) {
                Instant since = each.at("decided_at") == null ? each.at("updated_at") : each.at("decided_at");
                open.add(new Open(
                        "CERTIFICATION_CORRECTION",
                        each.id("id"),
                        after(since, 30),
                        caller -> caller.actsFor(organization)));
            }
        }
    }

    private void vouchers() throws SQLException {
        for (Row each :
                rows("SELECT * FROM voucher WHERE accept_until IS NOT NULL OR revocation_proposed_at IS NOT NULL")) {
            UUID organization = each.id("organization_id");
            Instant accept = each.at("accept_until");
            if (accept != null && each.at("accepted_at") == null) {
                Instant end = accept.isBefore(each.at("valid_until")) ? accept : each.at("valid_until");
                boolean isIssued = each.at("frozen_at") == null
                        && each.at("revoked_at") == null
                        && each.at("expired_at") == null
                        && now.isBefore(end);
                if (isIssued && !frozen.contains(organization)) {
                    open.add(new Open(
                            "VOUCHER_ACCEPTANCE",
                            each.id("id"),
                            end,
                            caller -> caller.has(Roles.ENTERPRISE) && caller.actsFor(organization)));
                }
            }
            if (each.at("revocation_proposed_at") != null && each.id("revocation_approved_by") == null) {
                Instant due = after(each.at("revocation_proposed_at"), 7);
                String region = each.text("region_code");
                open.add(new Open(
                        "VOUCHER_REVOCATION",
                        each.id("id"),
                        due,
                        caller -> !caller.id().equals(each.id("revocation_proposed_by"))
                                && isOtherSide(caller, each)
                                && isNearest(caller, region, region, due, each.id("revocation_proposed_by")::equals)));
            }
        }
    }

    private void grants() throws SQLException {
        Map<UUID, Row> accounts = new HashMap<>();
        for (Row account : rows("SELECT * FROM account WHERE disabled_at IS NULL")) {
            accounts.put(account.id("id"), account);
        }
        Set<UUID> invited = ids("SELECT role_grant_id FROM invitation WHERE role_grant_id IS NOT NULL"
                + " AND withdrawn_at IS NULL AND accepted_at IS NULL");
        for (Row grant : rows("SELECT * FROM role_grant WHERE status = 'PROPOSED'")) {
            Row maker = accounts.get(grant.id("proposed_by"));
            Row member = accounts.get(grant.id("account_id"));
            Collection<String> added = grant.texts("added_roles");
            UUID organization = grant.id("organization_id");
            boolean mayPropose = maker != null
                    && (maker.texts("roles").contains(Roles.SYSADMIN)
                            || Actor.OWNER.equals(maker.text("organization_role"))
                                    && maker.id("organization_id").equals(organization)
                                    && maker.texts("roles").containsAll(added));
            boolean isFor = member != null && Objects.equals(member.number("version"), grant.number("account_version"))
                    || invited.contains(grant.id("id"));
            if (!mayPropose || !isFor || !grant.at("expires_at").isAfter(now)) {
                continue;
            }
            open.add(new Open("ROLE_GRANT", grant.id("id"), grant.at("expires_at"), caller -> {
                boolean manages = caller.has(Roles.SYSADMIN)
                        || caller.owns(organization) && caller.roles().containsAll(added);
                return manages
                        && !caller.id().equals(grant.id("proposed_by"))
                        && !caller.id().equals(grant.id("account_id"));
            }));
        }
    }

    private void programmes() throws SQLException {
        Map<UUID, Row> programmes = new HashMap<>();
        for (Row programme : rows("SELECT * FROM programme")) {
            programmes.put(programme.id("id"), programme);
        }
        Map<UUID, Integer> newest = new HashMap<>();
        Map<String, UUID> authors = new HashMap<>();
        List<Row> rules = rows("SELECT * FROM rule_version");
        for (Row each : rules) {
            authors.put(each.id("programme_id") + "/" + each.number("version"), each.id("created_by"));
            if (each.at("approved_at") != null) {
                newest.merge(each.id("programme_id"), each.number("version").intValue(), Math::max);
            }
        }
        for (Row programme : programmes.values()) {
            if (programme.text("status").equals("SIMULATED")) {
                UUID author = authors.get(programme.id("id") + "/" + programme.number("simulated_rule_version"));
                open.add(new Open(
                        "PROGRAMME_APPROVAL",
                        programme.id("id"),
                        after(programme.at("simulated_at"), 14),
                        caller -> isFinanceOr(caller, programme.text("region_code"))
                                && !caller.id().equals(programme.id("created_by"))
                                && !caller.id().equals(author)));
            }
        }
        for (Row each : rules) {
            Row programme = programmes.get(each.id("programme_id"));
            boolean isLast = newest.getOrDefault(each.id("programme_id"), 0)
                    < each.number("version").intValue();
            if (each.at("approved_at") == null && isLast && takesRules(programme)) {
                open.add(new Open(
                        "RULE_APPROVAL",
                        digest(programme.id("id") + "/" + each.number("version")),
                        after(each.at("created_at"), 14),
                        caller -> isFinanceOr(caller, programme.text("region_code"))
                                && !caller.id().equals(each.id("created_by"))));
            }
        }
        for (Row each : rows("SELECT * FROM budget_movement WHERE status = 'PROPOSED'")) {
            boolean isOfFinance =
                    Set.of("APPROPRIATION", "RETURN", "CARRY_OVER", "REVERSAL").contains(each.text("kind"));
            String region = programmes.get(each.id("programme_id")).text("region_code");
            open.add(new Open(
                    "BUDGET_MOVEMENT",
                    each.id("id"),
                    after(each.at("proposed_at"), 7),
                    caller -> (isOfFinance ? caller.has(Roles.FINANCE) : isFinanceOr(caller, region))
                            && !caller.id().equals(each.id("proposed_by"))));
        }
    }

    private void supervision() throws SQLException {
        Set<UUID> sanctioned = new HashSet<>();
        Map<UUID, Row> sanctions = new HashMap<>();
        for (Row sanction : rows("SELECT * FROM sanction")) {
            sanctions.put(sanction.id("id"), sanction);
            sanction(sanction);
            if (sanction.text("status").equals("EFFECTIVE")) {
                sanctioned.add(sanction.id("incident_id"));
            }
        }
        for (Row incident : rows("SELECT * FROM security_incident")) {
            String status = incident.text("status");
            if (status.equals("REPORTED")) {
                supervised("SECURITY_INCIDENT", incident, after(incident.at("created_at"), 7), null);
            } else if (status.equals("INVESTIGATING")) {
                supervised(
                        "SECURITY_INCIDENT",
                        incident,
                        after(incident.at("created_at"), 60),
                        incident.id("recorded_by"));
            }
            Instant end = incident.at("suspended_until");
            boolean isRunning = end != null && incident.at("suspension_lifted_at") == null && now.isBefore(end);
            if (isRunning && !after(now, 7).isBefore(end) && !sanctioned.contains(incident.id("id"))) {
                supervised("INTERIM_SUSPENSION", incident, end, null);
            }
        }
        for (Row appeal : rows("SELECT * FROM sanction_appeal WHERE status = 'PENDING'")) {
            Row sanction = sanctions.get(appeal.id("sanction_id"));
            List<UUID> barred = Arrays.asList(sanction.id("proposed_by"), sanction.id("decided_by"));
            open.add(new Open(
                    "SANCTION_APPEAL",
                    appeal.id("id"),
                    after(appeal.at("filed_at"), 60),
                    caller -> !barred.contains(caller.id())
                            && isOtherSide(caller, appeal)
                            && isAbove(caller, appeal.text("region_code"))
                            && new RegionCode(caller.regionCode()).isProvince()));
        }
    }

    private void sanction(Row sanction) {
        UUID proposer = sanction.id("proposed_by");
        switch (sanction.text("status")) {
            case "PROPOSED" -> supervised("SANCTION", sanction, after(sanction.at("proposed_at"), 7), null);
            case "HEARING" -> {
                Instant heard = sanction.at("hearing_until");
                if (!now.isBefore(heard)) {
                    supervised("SANCTION", sanction, after(heard, 14), proposer);
                } else if (sanction.text("statement") == null) {
                    open.add(new Open(
                            "SANCTION_STATEMENT",
                            sanction.id("id"),
                            heard,
                            caller -> caller.has(Roles.PROVIDER) && caller.actsFor(sanction.id("organization_id"))));
                }
            }
            case "EFFECTIVE" -> {
                UUID maker = sanction.id("revocation_proposed_by");
                if (maker != null && now.isBefore(sanction.at("ends_at"))) {
                    supervised("SANCTION_REVOCATION", sanction, after(sanction.at("updated_at"), 7), maker);
                }
            }
            default -> {
                // It is over.
            }
        }
    }

    /** Waits for the highest authority that has acted on it. */
    private void supervised(String kind, Row row, Instant due, UUID maker) {
        String region = row.text("region_code");
        String supervisor = row.text("authority_code");
        open.add(new Open(
                kind,
                row.id("id"),
                due,
                caller -> !caller.id().equals(maker)
                        && isOtherSide(caller, row)
                        && isNearest(caller, supervisor, region, due, person -> person.equals(maker))));
    }

    private void plans() throws SQLException {
        for (Row plan : rows("SELECT * FROM annual_plan WHERE status = 'PROPOSED'")) {
            List<UUID> barred = Arrays.asList(plan.id("edited_by"), plan.id("proposed_by"));
            open.add(new Open(
                    "ANNUAL_PLAN_PUBLICATION",
                    plan.id("id"),
                    after(plan.at("proposed_at"), 7),
                    caller -> isOffice(caller, plan.text("region_code")) && !barred.contains(caller.id())));
        }
        for (Row plan : rows("SELECT * FROM implementation_plan WHERE status IN ('DRAFT', 'RETURNED', 'SUBMITTED',"
                + " 'ACCEPTED')")) {
            String region = plan.text("region_code");
            switch (plan.text("status")) {
                case "SUBMITTED" -> {
                    Instant due = after(plan.at("submitted_at"), 14);
                    UUID submitter = plan.id("submitted_by");
                    open.add(new Open(
                            "IMPLEMENTATION_PLAN_REVIEW",
                            plan.id("id"),
                            due,
                            caller -> !caller.id().equals(submitter)
                                    && isOtherSide(caller, plan)
                                    && isNearest(
                                            caller, plan.text("review_region_code"), region, due, submitter::equals)));
                }
                case "ACCEPTED" ->
                    open.add(new Open(
                            "IMPLEMENTATION_PLAN_PUBLICATION",
                            plan.id("id"),
                            after(plan.at("reviewed_at"), 7),
                            caller -> isOffice(caller, region)));
                default -> {
                    Instant due = plan.at("filing_due_at");
                    open.add(new Open(
                            "IMPLEMENTATION_PLAN_FILING",
                            plan.id("id"),
                            due,
                            caller -> isOffice(caller, region) || due.isBefore(now) && isAbove(caller, region)));
                }
            }
        }
    }

    private void issuesAndPilots() throws SQLException {
        for (Row issue : rows("SELECT * FROM coordination_issue WHERE status IN ('RAISED', 'ESCALATED', 'ANSWERED')")) {
            String region = issue.text("region_code");
            if (issue.text("status").equals("ANSWERED")) {
                open.add(new Open(
                        "COORDINATION_ISSUE_SETTLEMENT",
                        issue.id("id"),
                        issue.at("settle_due_at"),
                        caller -> isOffice(caller, region)));
                continue;
            }
            Instant due = issue.at("answer_due_at");
            open.add(new Open(
                    "COORDINATION_ISSUE_ANSWER",
                    issue.id("id"),
                    due,
                    caller -> isOtherSide(caller, issue)
                            && isNearest(caller, issue.text("owner_region_code"), region, due, NOBODY)));
        }
        for (Row pilot : rows("SELECT *, (until_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS over_at,"
                + " (until_on + 15)::timestamp AT TIME ZONE 'Asia/Shanghai' AS told_by"
                + " FROM pilot_enterprise WHERE status = 'RUNNING'")) {
            String region = pilot.text("region_code");
            Instant due = pilot.at("told_by");
            if (!now.isBefore(pilot.at("over_at"))) {
                open.add(new Open(
                        "PILOT_RESULT", pilot.id("id"), due, caller -> isNearest(caller, region, region, due, NOBODY)));
            }
        }
    }

    private void articles() throws SQLException {
        for (Row article : rows("SELECT *, makers::text[] AS maker_ids FROM article WHERE status = 'REVIEW'")) {
            Instant due = after(article.at("submitted_at"), 7);
            String region = article.text("region_code");
            List<String> makers = article.texts("maker_ids");
            Predicate<UUID> isMaker = person -> makers.contains(person.toString());
            open.add(new Open(
                    "ARTICLE_REVIEW",
                    article.id("id"),
                    due,
                    caller -> !isMaker.test(caller.id()) && isNearest(caller, region, region, due, isMaker)));
        }
    }

    /** Another person of the province decides objections; two decide the whole, and one publishes it. */
    private void evaluations() throws SQLException {
        for (Row objection : rows("SELECT o.*, e.region_code AS office, e.makers::text[] AS maker_ids"
                + " FROM evaluation_objection o JOIN city_evaluation e ON e.id = o.evaluation_id"
                + " WHERE o.status = 'OPEN' AND e.status = 'CONSULTATION'")) {
            List<String> makers = objection.texts("maker_ids");
            open.add(new Open(
                    "EVALUATION_OBJECTION",
                    objection.id("id"),
                    after(objection.at("objected_at"), 14),
                    caller -> isOffice(caller, objection.text("office"))
                            && !makers.contains(caller.id().toString())));
        }
        for (Row each : rows("SELECT *, coalesce(decided_at, agreed_at, objections_until) AS waits_since"
                + " FROM city_evaluation WHERE status IN ('CONSULTATION', 'DECIDED') AND open_objections = 0")) {
            UUID first = each.text("status").equals("DECIDED") ? null : each.id("agreed_by");
            if (!now.isBefore(each.at("objections_until"))) {
                open.add(new Open(
                        "EVALUATION_DECISION",
                        each.id("id"),
                        after(each.at("waits_since"), 14),
                        caller -> isOffice(caller, each.text("region_code"))
                                && !caller.id().equals(first)));
            }
        }
    }

    /**
     * Two others of the province approve a bulletin, anybody there publishes it; another person publishes an erratum.
     */
    private void bulletins() throws SQLException {
        for (Row each : rows("SELECT *, makers::text[] AS maker_ids, approvers::text[] AS approver_ids FROM bulletin"
                + " WHERE status IN ('SUBMITTED', 'APPROVED')")) {
            boolean isApproved = each.text("status").equals("APPROVED");
            Set<String> barred = new HashSet<>(isApproved ? List.of() : each.texts("maker_ids"));
            barred.addAll(isApproved ? List.of() : each.texts("approver_ids"));
            open.add(new Open(
                    isApproved ? "BULLETIN_PUBLICATION" : "BULLETIN_APPROVAL",
                    each.id("id"),
                    after(each.at(isApproved ? "updated_at" : "submitted_at"), 7),
                    caller -> isOffice(caller, each.text("region_code"))
                            && !barred.contains(caller.id().toString())));
        }
        for (Row erratum : rows("SELECT * FROM bulletin_erratum WHERE status = 'PROPOSED'")) {
            open.add(new Open(
                    "BULLETIN_ERRATUM",
                    erratum.id("id"),
                    after(erratum.at("created_at"), 7),
                    caller -> isOffice(caller, erratum.text("region_code"))
                            && !caller.id().equals(erratum.id("proposed_by"))));
        }
    }

    /** The organiser takes the next step when it is possible, jurors score what they may, and somebody else decides. */
    private void contests() throws SQLException {
        Map<UUID, Set<String>> apart = new HashMap<>();
        for (Row conflict : rows("SELECT * FROM contest_conflict")) {
            apart.computeIfAbsent(conflict.id("entry_id"), entry -> new HashSet<>())
                    .add(conflict.id("account_id").toString());
        }
        Map<UUID, Set<String>> scored = new HashMap<>();
        for (Row score : rows("SELECT * FROM contest_score")) {
            scored.computeIfAbsent(score.id("entry_id"), entry -> new HashSet<>())
                    .add(score.id("account_id").toString());
        }
        List<Row> entries = rows("SELECT * FROM contest_entry WHERE status = 'NOMINATED'");
        for (Row contest : rows("SELECT *, jurors::text[] AS juror_ids FROM contest")) {
            List<String> jurors = contest.texts("juror_ids");
            String status = contest.text("status");
            Instant since = contest.at(
                    switch (status) {
                        case "ANNOUNCED" -> "nominations_until";
                        case "NOTICE" -> "notice_until";
                        default -> "judging_at";
                    });
            boolean isReady = List.of("ANNOUNCED", "JUDGING", "NOTICE").contains(status)
                    && !now.isBefore(since)
                    && contest.number("open_objections").intValue() == 0;
            if (status.equals("JUDGING")) {
                for (Row entry : entries) {
                    if (!entry.id("contest_id").equals(contest.id("id"))) {
                        continue;
                    }
                    Set<String> left = new HashSet<>(jurors);
                    left.removeAll(apart.getOrDefault(entry.id("id"), Set.of()));
                    Set<String> given = new HashSet<>(left);
                    given.retainAll(scored.getOrDefault(entry.id("id"), Set.of()));
                    isReady = isReady && given.size() >= 3;
                    left.removeAll(given);
                    left.forEach(juror -> open.add(new Open(
                            "CONTEST_SCORE",
                            entry.id("id"),
                            after(contest.at("judging_at"), 14),
                            caller -> juror.equals(caller.id().toString()))));
                }
            }
            if (isReady) {
                open.add(new Open(
                        "CONTEST_STEP",
                        contest.id("id"),
                        after(since, 14),
                        caller -> isOffice(caller, contest.text("region_code"))));
            }
        }
        for (Row objection : rows("SELECT o.*, c.region_code AS office, c.announced_by, c.noticed_by,"
                + " c.jurors::text[] AS juror_ids FROM contest_objection o JOIN contest c ON c.id = o.contest_id"
                + " WHERE o.status = 'PENDING' AND c.status = 'NOTICE'")) {
            List<String> jurors = objection.texts("juror_ids");
            open.add(new Open(
                    "CONTEST_OBJECTION",
                    objection.id("id"),
                    after(objection.at("filed_at"), 14),
                    caller -> isOffice(caller, objection.text("office"))
                            && !caller.actsFor(objection.id("organization_id"))
                            && !caller.id().equals(objection.id("announced_by"))
                            && !caller.id().equals(objection.id("noticed_by"))
                            && !jurors.contains(caller.id().toString())));
        }
    }

    private void payeeAccounts() throws SQLException {
        for (Row account : rows("SELECT * FROM payee_account WHERE status = 'PROPOSED'")) {
            Instant due = after(account.at("proposed_at"), 7);
            String region = account.text("region_code");
            if (!frozen.contains(account.id("organization_id"))) {
                open.add(new Open(
                        "PAYEE_ACCOUNT",
                        account.id("id"),
                        due,
                        caller -> !caller.id().equals(account.id("proposed_by"))
                                && (caller.has(Roles.FINANCE)
                                        || isOtherSide(caller, account)
                                                && isNearest(
                                                        caller,
                                                        region,
                                                        region,
                                                        due,
                                                        account.id("proposed_by")::equals))));
            }
        }
    }

    private void concessions() throws SQLException {
        for (Row concession : rows("SELECT *, from_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS"
                + " begins FROM concession WHERE status IN ('DRAFT', 'AGREED')")) {
            UUID provider = concession.id("provider_organization_id");
            List<UUID> barred = Arrays.asList(concession.id("proposed_by"), concession.id("confirmed_by"));
            boolean isAgreed = concession.text("status").equals("AGREED");
            if (isAgreed) {
                open.add(new Open(
                        "CONCESSION",
                        concession.id("id"),
                        concession.at("begins"),
                        caller -> isOffice(caller, concession.text("region_code")) && !barred.contains(caller.id())));
            }
            if (!isAgreed && !frozen.contains(provider)) {
                open.add(new Open(
                        "CONCESSION_CONFIRMATION",
                        concession.id("id"),
                        after(concession.at("proposed_at"), 14),
                        caller ->
                                caller.has(Roles.PROVIDER) && caller.owns(provider) && !barred.contains(caller.id())));
            }
        }
    }

    private void hostings() throws SQLException {
        Map<UUID, Row> providers = new HashMap<>();
        for (Row provider : rows("SELECT * FROM provider")) {
            providers.put(provider.id("id"), provider);
        }
        for (Row hosting : rows("SELECT * FROM hosting WHERE status = 'PROPOSED'")) {
            UUID counterpart = hosting.id("counterpart_id");
            boolean areQualified = isQualified(providers.get(hosting.id("host_id")))
                    && isQualified(providers.get(hosting.id("developer_id")));
            if (areQualified && !frozen.contains(counterpart)) {
                open.add(new Open(
                        "HOSTING",
                        hosting.id("id"),
                        after(hosting.at("proposed_at"), 14),
                        caller -> caller.has(Roles.PROVIDER) && caller.actsFor(counterpart)));
            }
        }
    }

    private void orders() throws SQLException {
        Map<UUID, Row> inService = new HashMap<>();
        for (Row order : rows("SELECT * FROM service_order")) {
            UUID provider = order.id("provider_organization_id");
            Predicate<Actor> asks = caller -> caller.has(Roles.PROVIDER) && caller.actsFor(provider);
            boolean isInTime = now.isBefore(order.at("due_at"));
            String kind = switch (order.text("status")) {
                case "PLACED" -> isInTime ? "ORDER_ANSWER" : null;
                case "ACCEPTED" -> isInTime ? "ORDER_ACTIVATION" : null;
                case "ACTIVE" -> isNearItsEnd(order) ? "ORDER_DELIVERY" : null;
                default -> null;
            };
            if (kind != null && !frozen.contains(provider)) {
                open.add(new Open(kind, order.id("id"), order.at("due_at"), asks));
            }
            if (Set.of("ACTIVE", "DELIVERED").contains(order.text("status"))) {
                inService.put(order.id("id"), order);
            }
        }
        for (Row delivery : rows("SELECT * FROM order_delivery WHERE status = 'REPORTED'")) {
            if (inService.containsKey(delivery.id("order_id"))) {
                delivery(delivery, inService.get(delivery.id("order_id")));
            }
        }
        readings();
        witnesses();
        for (Row dispute : rows("SELECT * FROM order_dispute")) {
            dispute(dispute);
        }
        for (Row complaint : rows("SELECT * FROM order_complaint WHERE status IN ('FILED', 'ESCALATED')")) {
            complaint(complaint);
        }
        for (Row complaint : rows("SELECT * FROM order_complaint WHERE kind = 'DATA_SECURITY'"
                + " AND num_nonnulls(incident_id, ruled_out_at) = 0")) {
            String supervisor = complaint.text("supervisor_region_code");
            String region = complaint.text("provider_region_code");
            Instant due = after(complaint.at("filed_at"), 7);
            open.add(new Open(
                    "COMPLAINT_SECURITY",
                    complaint.id("id"),
                    due,
                    caller -> isOtherSide(caller, complaint) && isNearest(caller, supervisor, region, due, NOBODY)));
        }
        for (Row complaint : rows("SELECT *, coalesce(done_at,"
                + " (measures_due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai') AS over_at"
                + " FROM order_complaint WHERE measures IS NOT NULL AND confirmed_at IS NULL")) {
            measures(complaint);
        }
        for (Row amendment : rows("SELECT * FROM order_amendment WHERE status = 'PROPOSED'")) {
            UUID addressee = amendment.id("addressee_id");
            String role = amendment.text("proposed_side").equals("ENTERPRISE") ? Roles.PROVIDER : Roles.ENTERPRISE;
            if (now.isBefore(amendment.at("due_at")) && !frozen.contains(addressee)) {
                open.add(new Open(
                        "ORDER_AMENDMENT",
                        amendment.id("id"),
                        amendment.at("due_at"),
                        caller -> caller.has(role) && caller.actsFor(addressee)));
            }
        }
    }

    private void readings() throws SQLException {
        for (Row meter : rows("SELECT m.*, (SELECT min(e.received_at) FROM usage_event e WHERE e.meter_id = m.id AND"
                + " e.status = 'QUARANTINED') AS held, (SELECT min(e.received_at) FROM usage_event e WHERE e.meter_id ="
                + " m.id AND e.status = 'QUARANTINED' AND e.quarantine <> 'TOO_MANY_DIGITS') AS doubted FROM"
                + " usage_meter m")) {
            UUID enterprise = meter.id("organization_id");
            UUID provider = meter.id("provider_organization_id");
            if (meter.at("doubted") != null) {
                open.add(new Open(
                        "USAGE_RELEASE",
                        meter.id("id"),
                        after(meter.at("doubted"), 14),
                        caller -> caller.has(Roles.ENTERPRISE) && caller.actsFor(enterprise)));
            }
            if (meter.at("held") != null) {
                open.add(new Open(
                        "USAGE_DISMISSAL",
                        meter.id("id"),
                        after(meter.at("held"), 14),
                        caller -> caller.has(Roles.PROVIDER) && caller.actsFor(provider)));
            }
        }
    }

    private void witnesses() throws SQLException {
        for (Row witness : rows("SELECT * FROM usage_witness WHERE status = 'PROPOSED'")) {
            UUID maker = witness.id("proposed_by");
            open.add(new Open(
                    "USAGE_WITNESS",
                    witness.id("id"),
                    after(witness.at("proposed_at"), 14),
                    caller -> isOtherSide(caller, witness)
                            && isOffice(caller, witness.text("region_code"))
                            && !maker.equals(caller.id())));
        }
        for (Row comparison : rows("SELECT * FROM usage_comparison WHERE status = 'OPEN'")) {
            String region = comparison.text("region_code");
            Instant due = after(comparison.at("since"), 14);
            open.add(new Open(
                    "USAGE_DIFFERENCE",
                    comparison.id("id"),
                    due,
                    caller -> isOtherSide(caller, comparison) && isNearest(caller, region, region, due, NOBODY)));
        }
    }

    private void bills() throws SQLException {
        for (Row bill : rows("SELECT * FROM bill WHERE status IN ('LOCKED', 'ACCEPTED', 'DISPUTED')")) {
            UUID enterprise = bill.id("organization_id");
            UUID provider = bill.id("provider_organization_id");
            Instant due = bill.at("due_at");
            Predicate<Actor> isProvider = caller -> caller.has(Roles.PROVIDER) && caller.actsFor(provider);
            boolean isProviderFrozen = frozen.contains(provider);
            switch (bill.text("status")) {
                case "LOCKED" -> {
                    if (!isProviderFrozen && !frozen.contains(enterprise)) {
                        open.add(new Open(
                                "BILL_ACCEPTANCE",
                                bill.id("id"),
                                due,
                                caller -> caller.has(Roles.ENTERPRISE) && caller.actsFor(enterprise)));
                    }
                }
                case "ACCEPTED" -> {
                    if (!isProviderFrozen && now.isBefore(due)) {
                        open.add(new Open("BILL_CONFIRMATION", bill.id("id"), due, isProvider));
                    }
                }
                default -> dispute(bill, due, isProviderFrozen, isProvider);
            }
        }
    }

    private void claims() throws SQLException {
        for (Row claim : rows("SELECT * FROM settlement_claim WHERE paused_at IS NULL")) {
            boolean isOfProvider = claim.text("payee").equals("PROVIDER");
            UUID enterprise = claim.id("organization_id");
            UUID provider = claim.id("provider_organization_id");
            Predicate<Actor> buyer = caller -> caller.has(Roles.ENTERPRISE) && caller.actsFor(enterprise);
            Predicate<Actor> seller = caller -> caller.has(Roles.PROVIDER) && caller.actsFor(provider);
            Predicate<Actor> beneficiary = caller -> caller.actsFor(enterprise);
            boolean isAward = claim.text("source").equals("AWARD");
            Predicate<Actor> claimant = isAward ? beneficiary : isOfProvider ? seller : buyer;
            Predicate<Actor> other = isOfProvider ? buyer : seller;
            UUID id = claim.id("id");
            Instant due = claim.at("due_at");
            UUID submitter = claim.id("submitted_by");
            switch (claim.text("status")) {
                case "SUBMITTED" -> {
                    open.add(new Open(
                            "CLAIM_CONFIRMATION",
                            id,
                            due,
                            caller -> other.test(caller) && !submitter.equals(caller.id())));
                    if (!now.isBefore(due)) {
                        open.add(office("CLAIM_OVERDUE", claim, after(due, 14), List.of()));
                    }
                }
                case "RETURNED" -> open.add(new Open("CLAIM_CORRECTION", id, due, claimant));
                case "CHECKED" ->
                    open.add(office("CLAIM_REVIEW", claim, due, Arrays.asList(submitter, claim.id("confirmed_by"))));
                default -> {
                    // Nobody has to act.
                }
            }
        }
    }

    private void batches() throws SQLException {
        for (Row batch : rows("SELECT * FROM settlement_batch WHERE due_at IS NOT NULL AND lines > 0")) {
            UUID id = batch.id("id");
            Instant due = batch.at("due_at");
            UUID office = batch.id("organization_id");
            UUID proposer = batch.id("proposed_by");
            boolean isOver = batch.at("notice_ends_at") != null && !now.isBefore(batch.at("notice_ends_at"));
            switch (batch.text("status")) {
                case "DRAFT" ->
                    open.add(new Open("SETTLEMENT_APPROVAL", id, due, finance(office, batch.id("built_by"))));
                case "APPROVED" -> open.add(new Open("SETTLEMENT_NOTICE", id, due, finance(office)));
                case "NOTICED" -> {
                    if (proposer != null) {
                        open.add(new Open("SETTLEMENT_INSTRUCTION_APPROVAL", id, due, finance(office, proposer)));
                    } else if (isOver) {
                        open.add(new Open("SETTLEMENT_INSTRUCTION", id, due, finance(office)));
                    }
                }
                default -> {
                    if (!now.isBefore(due)) {
                        open.add(new Open("SETTLEMENT_RESULTS", id, due, finance(office)));
                    }
                }
            }
        }
        for (Row objection : rows("SELECT * FROM settlement_objection WHERE status = 'OPEN'")) {
            open.add(new Open(
                    "SETTLEMENT_OBJECTION",
                    objection.id("id"),
                    objection.at("due_at"),
                    finance(objection.id("organization_id"), objection.id("filed_by"), objection.id("checked_by"))));
        }
        payments();
        recoveries();
    }

    private static Set<UUID> peopleOf(Row row, String column) throws SQLException {
        Set<UUID> people = new HashSet<>();
        row.texts(column).forEach(each -> people.add(UUID.fromString(each)));
        return people;
    }

    /** Whoever holds an activity publishes it before it would begin, and tells afterwards what came of it. */
    private void activities() throws SQLException {
        for (Row each : rows("SELECT * FROM activity WHERE status IN ('DRAFT', 'PUBLISHED')")) {
            Predicate<Actor> isOrganizer = each.text("organizer_region") == null
                    ? caller -> caller.has(Roles.PROVIDER) && caller.actsFor(each.id("organization_id"))
                    : caller -> isOffice(caller, each.text("organizer_region"));
            Instant start = each.at("starts_at");
            Instant end = each.at("ends_at");
            if (each.text("status").equals("PUBLISHED") && !now.isBefore(end)) {
                open.add(new Open("ACTIVITY_OUTCOME", each.id("id"), after(end, 7), isOrganizer));
            }
            boolean isSoon = !now.isBefore(start.minus(Duration.ofDays(3))) && now.isBefore(start);
            if (each.text("status").equals("DRAFT") && isSoon) {
                open.add(new Open("ACTIVITY_PUBLICATION", each.id("id"), start, isOrganizer));
            }
        }
    }

    /** The city or the province reviews what an enterprise has submitted of its level. */
    private void assessments() throws SQLException {
        Map<UUID, Set<UUID>> asked = asked();
        for (Row each : rows("SELECT * FROM assessment WHERE status = 'SUBMITTED'")) {
            Set<UUID> barred = new HashSet<>(Set.of(each.id("submitted_by")));
            if (each.text("review_region_code").equals("340000")) {
                barred.addAll(asked.getOrDefault(each.id("id"), Set.of()));
            }
            Instant due = after(each.at("submitted_at"), 20);
            open.add(new Open(
                    "ASSESSMENT_REVIEW",
                    each.id("id"),
                    due,
                    caller -> !barred.contains(caller.id())
                            && isOtherSide(caller, each)
                            && isNearest(
                                    caller,
                                    each.text("review_region_code"),
                                    each.text("region_code"),
                                    due,
                                    barred::contains)));
        }
        Map<UUID, String> statuses = new HashMap<>();
        for (Row each : rows("SELECT * FROM assessment")) {
            statuses.put(each.id("id"), each.text("status"));
            boolean isHeld = List.of("CONFIRMED", "DOWNGRADED").contains(each.text("status"));
            if (isHeld && each.at("confirmed_until").isBefore(each.at("lapses_at"))) {
                Instant due = each.at("confirmed_until");
                if (!now.isBefore(due.minus(Duration.ofDays(60))) && now.isBefore(each.at("lapses_at"))) {
                    open.add(new Open(
                            "ASSESSMENT_CONFIRMATION",
                            each.id("id"),
                            due,
                            caller -> caller.has(Roles.ENTERPRISE) && caller.actsFor(each.id("organization_id"))));
                }
            }
        }
        for (Row each : rows("SELECT *, (filed_by || barred)::text[] AS people FROM assessment_objection WHERE status ="
                + " 'PENDING'")) {
            if (!statuses.get(each.id("assessment_id")).equals("PUBLIC_NOTICE")) {
                continue;
            }
            Set<UUID> barred = peopleOf(each, "people");
            open.add(new Open(
                    "ASSESSMENT_OBJECTION",
                    each.id("id"),
                    each.at("due_at"),
                    caller -> !barred.contains(caller.id())
                            && isOtherSide(caller, each)
                            && isNearest(
                                    caller,
                                    each.text("deciding_region_code"),
                                    each.text("region_code"),
                                    each.at("due_at"),
                                    barred::contains)));
        }
        for (Row each : rows("SELECT *, barred::text[] AS people FROM assessment_appeal WHERE status = 'PENDING'")) {
            Set<UUID> barred = peopleOf(each, "people");
            open.add(new Open(
                    "ASSESSMENT_APPEAL",
                    each.id("id"),
                    each.at("due_at"),
                    caller -> !barred.contains(caller.id())
                            && isOtherSide(caller, each)
                            && isOffice(caller, each.text("region_code").substring(0, 2) + "0000")));
        }
        spotChecks();
        experts();
    }

    /** Who was ever asked for an opinion on an assessment decides nothing of it. */
    private Map<UUID, Set<UUID>> asked() throws SQLException {
        Map<UUID, Set<UUID>> asked = new HashMap<>();
        for (Row each : rows("SELECT * FROM assessment_opinion WHERE asked_at IS NOT NULL")) {
            asked.computeIfAbsent(each.id("assessment_id"), of -> new HashSet<>())
                    .add(each.id("account_id"));
        }
        return asked;
    }

    /** Experts who were drawn state opinions in time; the province draws who is missing for what comes to L4 or L5. */
    private void experts() throws SQLException {
        Map<String, Integer> live = new HashMap<>();
        Map<UUID, Set<UUID>> asked = asked();
        for (Row each : rows("SELECT * FROM assessment_opinion WHERE status IN ('ASKED', 'STATED')")) {
            live.merge(each.id("assessment_id") + " " + each.at("submitted_at"), 1, Integer::sum);
            if (each.text("status").equals("ASKED") && now.isBefore(each.at("due_at"))) {
                UUID account = each.id("account_id");
                open.add(new Open(
                        "ASSESSMENT_OPINION", each.id("id"), each.at("due_at"), caller -> account.equals(caller.id())));
            }
        }
        for (Row each : rows("SELECT * FROM assessment WHERE status = 'SUBMITTED' AND own_level IN ('L4', 'L5')")) {
            if (live.getOrDefault(each.id("id") + " " + each.at("submitted_at"), 0) < 2) {
                UUID submitter = each.id("submitted_by");
                open.add(new Open(
                        "ASSESSMENT_EXPERT_DRAW",
                        each.id("id"),
                        after(each.at("submitted_at"), 20),
                        caller -> !submitter.equals(caller.id())
                                && !asked.getOrDefault(each.id("id"), Set.of()).contains(caller.id())
                                && isOtherSide(caller, each)
                                && isOffice(caller, "340000")));
            }
        }
    }

    /** An enterprise answers in time, the office that has drawn checks, and another person decides. */
    private void spotChecks() throws SQLException {
        for (Row each : rows("SELECT *, (coalesce(checked_by, id) || barred)::text[] AS people FROM spot_check"
                + " WHERE ended_at IS NULL")) {
            Instant due = each.at("due_at");
            if (each.text("status").equals("OPEN")) {
                if (now.isBefore(due)) {
                    open.add(new Open(
                            "SPOT_CHECK_ANSWER",
                            each.id("id"),
                            due,
                            caller -> caller.has(Roles.ENTERPRISE) && caller.actsFor(each.id("organization_id"))));
                }
                continue;
            }
            boolean isProposed = each.text("status").equals("PROPOSED");
            Set<UUID> barred = peopleOf(each, "people");
            open.add(new Open(
                    isProposed ? "SPOT_CHECK_DECISION" : "SPOT_CHECK_RESULT",
                    each.id("id"),
                    due,
                    caller -> !barred.contains(caller.id())
                            && isOtherSide(caller, each)
                            && isNearest(
                                    caller,
                                    each.text("office_region_code"),
                                    each.text("region_code"),
                                    due,
                                    barred::contains)));
        }
    }

    /** Counties look at what was drawn and decide on objections; enterprises confirm; the province approves rules. */
    private void adoption() throws SQLException {
        for (Row batch : rows("SELECT * FROM adoption_batch WHERE status = 'CHECKING'")) {
            String region = batch.text("region_code");
            Instant due = batch.at("due_at");
            boolean isLookedAt = batch.number("inspected").intValue()
                    == batch.number("sample_size").intValue();
            List<?> inspectors = (List<?>) batch.values().get("inspectors");
            open.add(new Open(
                    "ADOPTION_BATCH",
                    batch.id("id"),
                    due,
                    caller -> !(isLookedAt && inspectors.contains(caller.id()))
                            && isOtherSide(caller, batch)
                            && isCountyOrLate(caller, region, due)));
        }
        for (Row record : rows("SELECT * FROM adoption_record WHERE status = 'OBJECTED'")) {
            Instant due = record.at("objection_due_at");
            open.add(new Open(
                    "ADOPTION_OBJECTION",
                    record.id("id"),
                    due,
                    caller -> isOtherSide(caller, record) && isCountyOrLate(caller, record.text("region_code"), due)));
        }
        for (Row enterprise : rows("SELECT * FROM adopted_enterprise WHERE status = 'ADOPTED'")) {
            UUID organization = enterprise.id("organization_id");
            Instant due = enterprise.at("confirmed_until");
            boolean isOpen =
                    !now.isBefore(due.minus(Duration.ofDays(60))) && now.isBefore(enterprise.at("valid_until"));
            if (isOpen && organization != null && !frozen.contains(organization)) {
                open.add(new Open(
                        "ADOPTION_CONFIRMATION",
                        enterprise.id("id"),
                        due,
                        caller -> caller.has(Roles.ENTERPRISE) && caller.actsFor(organization)));
            }
        }
        for (Row rule : rows("SELECT *, effective_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS first_at"
                + " FROM adoption_rule WHERE status = 'DRAFT'")) {
            open.add(new Open(
                    "ADOPTION_RULE",
                    rule.id("id"),
                    rule.at("first_at"),
                    caller -> isOffice(caller, rule.text("region_code"))
                            && !caller.id().equals(rule.id("proposed_by"))));
        }
    }

    /** The county's until its time is over, and then that of those above it too. */
    private boolean isCountyOrLate(Actor caller, String region, Instant due) {
        return isOffice(caller, region) || isAbove(caller, region) && due.isBefore(now);
    }

    /** Whoever owes it pays it back; finance asks for it when it is late, and answers what is proposed. */
    private void recoveries() throws SQLException {
        for (Row recovery : rows("SELECT * FROM recovery WHERE status IN ('DEMANDED', 'IN_INSTALMENTS')")) {
            UUID id = recovery.id("id");
            UUID office = recovery.id("organization_id");
            UUID debtor = recovery.id("debtor_organization_id");
            Instant due = recovery.at("due_at");
            Instant planned = recovery.at("plan_proposed_at");
            Instant givenUp = recovery.at("write_off_proposed_at");
            open.add(new Open("RECOVERY_PAYMENT", id, due, caller -> caller.actsFor(debtor)));
            if (!now.isBefore(due)) {
                open.add(new Open("RECOVERY_OVERDUE", id, due, finance(office)));
            }
            if (planned != null) {
                open.add(new Open(
                        "RECOVERY_PLAN",
                        id,
                        planned.plus(Duration.ofDays(5)),
                        finance(office, recovery.id("plan_proposed_by"))));
            }
            if (givenUp != null) {
                open.add(new Open(
                        "RECOVERY_WRITE_OFF",
                        id,
                        givenUp.plus(Duration.ofDays(5)),
                        finance(office, recovery.id("write_off_proposed_by"))));
            }
        }
    }

    /** Of what the bank could not pay: the payee corrects its account, then finance lets it be paid again. */
    private void payments() throws SQLException {
        List<Row> accounts = rows("SELECT * FROM payee_account WHERE status IN ('PROPOSED', 'VERIFIED')"
                + " AND effective_until IS NULL");
        for (Row line : rows("SELECT l.*, b.organization_id AS office, c.due_at FROM settlement_line l"
                + " JOIN settlement_batch b ON b.id = l.batch_id JOIN settlement_claim c ON c.id = l.claim_id"
                + " WHERE l.status IN ('FAILED', 'RETURNED') AND (l.contradicted_at IS NOT NULL"
                + " OR l.reinstated_at IS NULL AND c.status = 'BANK_FAILED' AND c.paused_at IS NULL)")) {
            Instant contradicted = line.at("contradicted_at");
            if (contradicted != null) {
                open.add(new Open(
                        "SETTLEMENT_FAILURE",
                        line.id("id"),
                        contradicted.plus(Duration.ofDays(3)),
                        finance(line.id("office"), line.id("recorded_by"))));
                continue;
            }
            UUID payee = line.id("payee_organization_id");
            List<Row> others = accounts.stream()
                    .filter(account -> account.id("organization_id").equals(payee)
                            && !account.id("id").equals(line.id("account_id")))
                    .toList();
            boolean isOfOthers = Set.of("INSUFFICIENT_FUNDS", "OTHER").contains(line.text("failure"));
            boolean isOpen = isOfOthers || line.text("failure").equals("ACCOUNT_BLOCKED");
            boolean isCorrected = others.stream()
                    .anyMatch(account ->
                            account.text("status").equals("VERIFIED") && !now.isBefore(account.at("effective_from")));
            if (isOpen || isCorrected) {
                open.add(new Open(
                        "SETTLEMENT_FAILURE",
                        line.id("id"),
                        line.at("due_at"),
                        finance(line.id("office"), line.id("recorded_by"))));
            }
            if (!isOfOthers && others.isEmpty()) {
                open.add(new Open(
                        "SETTLEMENT_PAYEE_ACCOUNT", line.id("id"), line.at("due_at"), caller -> caller.actsFor(payee)));
            }
        }
    }

    private void awards() throws SQLException {
        for (Row list : rows("SELECT * FROM award_list WHERE due_at IS NOT NULL")) {
            UUID id = list.id("id");
            Instant due = list.at("due_at");
            UUID office = list.id("organization_id");
            switch (list.text("status")) {
                case "DRAFT" ->
                    open.add(new Open("AWARD_GRANT", id, due, member(Roles.AUTHORITY, office, list.id("drawn_up_by"))));
                case "GRANTED" -> open.add(new Open("AWARD_NOTICE", id, due, member(Roles.AUTHORITY, office)));
                default -> {
                    if (!now.isBefore(list.at("notice_ends_at"))) {
                        open.add(new Open(
                                "AWARD_CONFIRMATION", id, due, member(Roles.AUTHORITY, office, list.id("noticed_by"))));
                    }
                }
            }
        }
    }

    private void purchases() throws SQLException {
        for (Row contract : rows("SELECT * FROM purchase_contract WHERE status = 'DRAFT'")) {
            open.add(new Open(
                    "PURCHASE_CONCLUSION",
                    contract.id("id"),
                    contract.at("due_at"),
                    member(Roles.AUTHORITY, contract.id("organization_id"), contract.id("drawn_up_by"))));
        }
        for (Row stage : rows("SELECT s.*, p.organization_id, p.provider_organization_id FROM purchase_stage s"
                + " JOIN purchase_contract p ON p.id = s.contract_id WHERE p.status = 'CONCLUDED'")) {
            UUID id = stage.id("id");
            UUID office = stage.id("organization_id");
            UUID provider = stage.id("provider_organization_id");
            LocalDate day = ((java.sql.Date) stage.values().get("due_on")).toLocalDate();
            Instant delivered =
                    day.plusDays(1).atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant();
            Instant moved = stage.at("moved_at");
            switch (stage.text("status")) {
                case "PLANNED" ->
                    open.add(new Open("PURCHASE_DELIVERY", id, delivered, caller -> caller.actsFor(provider)));
                case "DELIVERED" ->
                    open.add(new Open("PURCHASE_CHECK", id, after(moved, 10), member(Roles.AUTHORITY, office)));
                case "CHECKED" ->
                    open.add(new Open(
                            "PURCHASE_ACCEPTANCE",
                            id,
                            after(moved, 5),
                            member(Roles.AUTHORITY, office, stage.id("checked_by"))));
                default -> {
                    // Nobody has to act.
                }
            }
        }
    }

    private void entitlements() throws SQLException {
        for (Row doubted : rows("SELECT * FROM settlement_entitlement WHERE revocation_proposed_by IS NOT NULL"
                + " AND status <> 'REVOKED'")) {
            open.add(new Open(
                    "ENTITLEMENT_REVOCATION",
                    doubted.id("id"),
                    after(doubted.at("revocation_proposed_at"), 5),
                    member(Roles.AUTHORITY, doubted.id("office_id"), doubted.id("revocation_proposed_by"))));
        }
        for (Row owed : rows(
                "SELECT * FROM settlement_entitlement WHERE status = 'OWED'" + " AND revocation_proposed_by IS NULL")) {
            UUID claimant =
                    owed.id(owed.text("source").equals("AWARD") ? "organization_id" : "provider_organization_id");
            Instant until = owed.at("claim_until");
            if (now.isBefore(until)) {
                open.add(new Open("ENTITLEMENT_CLAIM", owed.id("id"), until, caller -> caller.actsFor(claimant)));
            }
        }
    }

    private static Predicate<Actor> finance(UUID office, UUID... barred) {
        return member(Roles.FINANCE, office, barred);
    }

    private static Predicate<Actor> member(String role, UUID office, UUID... barred) {
        return caller -> caller.has(role)
                && caller.actsFor(office)
                && !Arrays.asList(barred).contains(caller.id());
    }

    private void dispute(Row dispute) {
        String region = dispute.text("region_code");
        Instant due = dispute.at("due_at");
        if (dispute.text("status").equals("RECOVERY")) {
            open.add(new Open(
                    "ORDER_DISPUTE_RECOVERY",
                    dispute.id("id"),
                    due,
                    caller -> !caller.id().equals(dispute.id("decided_by"))
                            && isOtherSide(caller, dispute)
                            && isNearest(caller, region, region, due, dispute.id("decided_by")::equals)));
        }
        if (!now.isBefore(dispute.at("lapses_at"))) {
            return;
        }
        switch (dispute.text("status")) {
            case "OPEN" ->
                open.add(new Open(
                        "ORDER_DISPUTE",
                        dispute.id("id"),
                        due,
                        caller -> isOtherSide(caller, dispute) && isNearest(caller, region, region, due, NOBODY)));
            case "APPEALED" ->
                open.add(new Open(
                        "ORDER_DISPUTE_APPEAL",
                        dispute.id("id"),
                        due,
                        caller -> !caller.id().equals(dispute.id("decided_by"))
                                && isOtherSide(caller, dispute)
                                && isAbove(caller, region)
                                && new RegionCode(caller.regionCode()).isProvince()));
            default -> {}
        }
    }

    private void complaint(Row complaint) {
        UUID provider = complaint.id("provider_organization_id");
        Instant answered = complaint.at("answer_due_at");
        if (complaint.text("status").equals("FILED") && now.isBefore(answered)) {
            open.add(new Open(
                    "COMPLAINT_ANSWER",
                    complaint.id("id"),
                    answered,
                    caller -> caller.has(Roles.PROVIDER) && caller.actsFor(provider)));
            return;
        }
        String region = complaint.text("region_code");
        Instant decided = complaint.at("decision_due_at");
        open.add(new Open(
                "COMPLAINT_DECISION",
                complaint.id("id"),
                decided,
                caller -> isOtherSide(caller, complaint) && isNearest(caller, region, region, decided, NOBODY)));
    }

    private void measures(Row complaint) {
        UUID provider = complaint.id("provider_organization_id");
        String region = complaint.text("region_code");
        Instant over = complaint.at("over_at");
        if (complaint.text("done") == null) {
            open.add(new Open(
                    "COMPLAINT_FULFILMENT",
                    complaint.id("id"),
                    over,
                    caller -> caller.has(Roles.PROVIDER) && caller.actsFor(provider)));
        }
        if (!now.isBefore(over)) {
            Instant due = after(over, 14);
            open.add(new Open(
                    "COMPLAINT_ENFORCEMENT",
                    complaint.id("id"),
                    due,
                    caller -> isOtherSide(caller, complaint) && isNearest(caller, region, region, due, NOBODY)));
        }
    }

    private void demands() throws SQLException {
        Set<UUID> quoted = ids("SELECT demand_id AS id FROM quote WHERE status = 'SUBMITTED'");
        for (Row demand : rows("SELECT d.*, coalesce(quoting_closed_at, quotes_until) AS closes_at FROM demand d"
                + " WHERE status = 'OPEN'")) {
            UUID enterprise = demand.id("organization_id");
            Instant closes = demand.at("closes_at");
            boolean isDecided = now.isBefore(closes) || !now.isBefore(demand.at("lapses_at"));
            if (!isDecided && quoted.contains(demand.id("id")) && !frozen.contains(enterprise)) {
                open.add(new Open(
                        "DEMAND_DECISION",
                        demand.id("id"),
                        after(closes, 10),
                        caller -> caller.has(Roles.ENTERPRISE) && caller.actsFor(enterprise)));
            }
        }
        for (Row invited : rows("SELECT d.id AS demand, i.id AS provider, md5(d.id::text || i.id)::uuid AS id,"
                + " coalesce(quoting_closed_at, quotes_until) AS closes_at FROM demand d, unnest(d.invited) i (id)"
                + " WHERE status = 'OPEN' AND NOT EXISTS (SELECT FROM quote q WHERE q.demand_id = d.id"
                + " AND q.organization_id = i.id AND q.status = 'SUBMITTED')")) {
            UUID provider = invited.id("provider");
            if (now.isBefore(invited.at("closes_at")) && !frozen.contains(provider)) {
                open.add(new Open(
                        "QUOTE_INVITATION",
                        invited.id("id"),
                        invited.at("closes_at"),
                        caller -> caller.has(Roles.PROVIDER) && caller.actsFor(provider)));
            }
        }
    }

    private void trials() throws SQLException {
        for (Row trial : rows("SELECT * FROM service_trial WHERE status IN ('REQUESTED', 'GRANTED')")) {
            boolean isAsked = trial.text("status").equals("REQUESTED");
            UUID acting = trial.id(isAsked ? "provider_organization_id" : "organization_id");
            String role = isAsked ? Roles.PROVIDER : Roles.ENTERPRISE;
            Instant due = trial.at("due_at");
            boolean isNear = isAsked || !now.isBefore(due.minus(Duration.ofDays(3)));
            if (now.isBefore(due) && isNear && !frozen.contains(acting)) {
                open.add(new Open(
                        isAsked ? "TRIAL_ANSWER" : "TRIAL_END",
                        trial.id("id"),
                        due,
                        caller -> caller.has(role) && caller.actsFor(acting)));
            }
        }
    }

    private void provisionings() throws SQLException {
        for (Row provisioning : rows("SELECT * FROM provisioning WHERE status IN ('FAILED', 'STUCK')")) {
            UUID provider = provisioning.id("provider_organization_id");
            if (!frozen.contains(provider)) {
                open.add(new Open(
                        "PROVISIONING_REPAIR",
                        provisioning.id("id"),
                        after(provisioning.at("since"), 3),
                        caller -> caller.has(Roles.PROVIDER) && caller.actsFor(provider)));
            }
        }
    }

    private void slots() throws SQLException {
        for (Row slot :
                rows("SELECT * FROM capacity_slot WHERE status IN ('HELD', 'CANCELLATION_ASKED', 'CONFIRMED')")) {
            boolean isOver = slot.text("status").equals("CONFIRMED");
            UUID acting = slot.id(isOver ? "organization_id" : "provider_organization_id");
            String role = isOver ? Roles.ENTERPRISE : Roles.PROVIDER;
            String answer = slot.text("status").equals("HELD") ? "SLOT_ANSWER" : "SLOT_CANCELLATION";
            Instant due = slot.at("due_at");
            boolean isOpen = now.isBefore(due) && !(isOver && now.isBefore(slot.at("ends_at")));
            if (isOpen && !frozen.contains(acting)) {
                open.add(new Open(
                        isOver ? "SLOT_COMPLETION" : answer,
                        slot.id("id"),
                        due,
                        caller -> caller.has(role) && caller.actsFor(acting)));
            }
        }
    }

    private void dispute(Row bill, Instant due, boolean isProviderFrozen, Predicate<Actor> isProvider) {
        boolean isAnswered = bill.text("answer") != null;
        if (!isAnswered && !isProviderFrozen) {
            open.add(new Open("BILL_DISPUTE_ANSWER", bill.id("id"), due, isProvider));
        }
        Instant since = isAnswered ? bill.at("answered_at") : due;
        if (!now.isBefore(since)) {
            String region = bill.text("region_code");
            Instant decided = after(since, 14);
            open.add(new Open(
                    "BILL_DISPUTE_DECISION",
                    bill.id("id"),
                    decided,
                    caller -> isOtherSide(caller, bill)
                            && isAbove(caller, region)
                            && (isOffice(caller, region) || decided.isBefore(now))));
        }
    }

    /** The office of the region; those above it once that is late; nobody who had a part in it. */
    private Open office(String kind, Row claim, Instant due, List<UUID> barred) {
        String region = claim.text("region_code");
        boolean isPurchase = claim.text("source").equals("PURCHASE");
        UUID side = claim.id(isPurchase ? "provider_organization_id" : "organization_id");
        return new Open(
                kind,
                claim.id("id"),
                due,
                caller -> !caller.actsFor(side)
                        && isAbove(caller, region)
                        && !barred.contains(caller.id())
                        && (isOffice(caller, region) || due.isBefore(now)));
    }

    /** From a week before its last day on. */
    private boolean isNearItsEnd(Row order) {
        LocalDate last = ((java.sql.Date) order.values().get("ends_on")).toLocalDate();
        return !now.isBefore(
                last.minusDays(7).atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant());
    }

    private void delivery(Row delivery, Row order) {
        UUID enterprise = delivery.id("organization_id");
        String region = delivery.text("region_code");
        boolean isFrozen = frozen.contains(enterprise) || frozen.contains(order.id("provider_organization_id"));
        boolean isLate = !now.isBefore(delivery.at("due_at"));
        if (!isFrozen && (delivery.is("with_subsidy") || !isLate)) {
            open.add(new Open(
                    "DELIVERY_ACCEPTANCE",
                    delivery.id("id"),
                    delivery.at("due_at"),
                    caller -> caller.has(Roles.ENTERPRISE) && caller.actsFor(enterprise)));
        }
        if (delivery.is("with_subsidy") && isLate) {
            Instant due = after(delivery.at("due_at"), 14);
            open.add(new Open(
                    "DELIVERY_OVERDUE",
                    delivery.id("id"),
                    due,
                    caller -> isOtherSide(caller, delivery)
                            && isAbove(caller, region)
                            && (isOffice(caller, region) || due.isBefore(now))));
        }
    }

    private boolean isQualified(Row provider) {
        return !provider.is("organization_frozen")
                && !provider.is("suspended_by_hand")
                && provider.at("qualified_from") != null
                && !now.isBefore(provider.at("qualified_from"))
                && now.isBefore(provider.at("qualified_until"))
                && Stream.of("suspended_until", "disqualified_until")
                        .map(provider::at)
                        .noneMatch(until -> until != null && now.isBefore(until));
    }

    private void qualifications() throws SQLException {
        Set<UUID> closed = ids("SELECT id FROM organization WHERE frozen_at IS NOT NULL");
        Map<UUID, Row> byId = new HashMap<>();
        for (Row each : rows("SELECT * FROM provider_qualification")) {
            byId.put(each.id("id"), each);
        }
        Set<UUID> objected = new HashSet<>();
        for (Row objection : rows("SELECT * FROM qualification_objection WHERE status = 'PENDING'")) {
            objected.add(objection.id("qualification_id"));
            Row file = byId.get(objection.id("qualification_id"));
            if (file.text("status").equals("PUBLIC_NOTICE") && now.isBefore(file.at("valid_until"))) {
                open.add(new Open(
                        "QUALIFICATION_OBJECTION",
                        objection.id("id"),
                        objection.at("due_at"),
                        caller -> !caller.id().equals(objection.id("filed_by")) && grants(caller, file)));
            }
        }
        for (Row each : byId.values()) {
            if (now.isBefore(each.at("valid_until"))) {
                qualification(each, byId.values(), objected, closed);
            }
        }
    }

    private void qualification(Row each, Collection<Row> all, Set<UUID> objected, Set<UUID> frozen) {
        UUID id = each.id("id");
        UUID organization = each.id("organization_id");
        Predicate<Actor> provider = caller -> caller.has(Roles.PROVIDER) && caller.actsFor(organization);
        switch (each.text("status")) {
            case "SUBMITTED" -> {
                Instant due = each.at("due_at");
                String region = each.text("region_code");
                String office = switch (each.text("stage")) {
                    case "COUNTY" -> region;
                    case "CITY" -> region.substring(0, 4) + "00";
                    default -> region.substring(0, 2) + "0000";
                };
                open.add(new Open(
                        "QUALIFICATION_REVIEW",
                        id,
                        due,
                        caller -> isFresh(caller, each)
                                && isAbove(caller, region)
                                && (isOffice(caller, office) || due.isBefore(now) && isAbove(caller, office))));
            }
            case "RETURNED" -> {
                Instant due = after(each.at("updated_at"), 14);
                if (!frozen.contains(organization)) {
                    Instant end = each.at("valid_until");
                    open.add(new Open("QUALIFICATION_CORRECTION", id, due.isBefore(end) ? due : end, provider));
                }
            }
            case "PUBLIC_NOTICE" -> {
                Instant over = each.at("notice_until");
                if (!objected.contains(id) && !now.isBefore(over)) {
                    open.add(new Open("QUALIFICATION_GRANT", id, after(over, 7), caller -> grants(caller, each)));
                }
            }
            case "QUALIFIED" -> {
                int year = each.number("year").intValue();
                Instant from = Instant.parse(year + "-10-31T16:00:00Z");
                boolean isNext = all.stream()
                        .anyMatch(other -> other.id("organization_id").equals(organization)
                                && other.text("kind").equals(each.text("kind"))
                                && other.number("year").intValue() == year + 1
                                && !Set.of("DRAFT", "REJECTED", "WITHDRAWN", "REVOKED")
                                        .contains(other.text("status")));
                if (!now.isBefore(from) && !isNext && !frozen.contains(organization)) {
                    open.add(new Open("QUALIFICATION_RENEWAL", id, each.at("valid_until"), provider));
                }
            }
            default -> {}
        }
    }

    private static boolean grants(Actor caller, Row file) {
        return isFresh(caller, file)
                && isOffice(caller, file.text("region_code").substring(0, 2) + "0000");
    }

    /** Of the other side, and without a part in it. */
    private static boolean isFresh(Actor caller, Row file) {
        return isOtherSide(caller, file)
                && !caller.id().equals(file.id("created_by"))
                && !caller.id().equals(file.id("submitted_by"))
                && !((List<?>) file.values().get("reviewers")).contains(caller.id());
    }

    /** Announced, and not closed by anybody or by the clock. */
    private boolean takesRules(Row programme) {
        String status = programme.text("status");
        if (status.equals("ANNOUNCED")) {
            boolean isOpen = programme.at("opens_at") != null && !now.isBefore(programme.at("opens_at"));
            return !isOpen || programme.at("closes_at") == null || now.isBefore(programme.at("closes_at"));
        }
        return Set.of("OPEN", "SUSPENDED").contains(status)
                && (programme.at("closes_at") == null || now.isBefore(programme.at("closes_at")));
    }

    private static boolean awaitsLook(String json) {
        if (json == null) {
            return false;
        }
        ApplicationSignals signals = DecisionRecords.read(json, ApplicationSignals.class);
        for (FraudFinding finding : signals.findings()) {
            List<ApplicationSignals.Disposed> looks = signals.disposed().stream()
                    .filter(each -> each.rule() == finding.rule())
                    .toList();
            ApplicationSignals.Disposed last = looks.isEmpty() ? null : looks.get(looks.size() - 1);
            boolean isSeen = last != null && (last.uses() == null || last.uses().containsAll(finding.uses()));
            if (finding.disposition() == FraudDisposition.HOLD_FOR_REVIEW && !isSeen) {
                return true;
            }
        }
        return false;
    }

    private static Set<UUID> actors(Row file, Map<UUID, Set<UUID>> decided) {
        Set<UUID> actors = new HashSet<>(decided.getOrDefault(file.id("id"), Set.of()));
        actors.add(file.id("created_by"));
        return actors;
    }

    private static String authority(ReviewStage stage, Row file) {
        return stage.authority(new RegionCode(file.text("region_code"))).value();
    }

    /** Whether the caller is neither of the applicant's people nor its contact, by the telephone. */
    private boolean isImpartial(Actor caller, Row file) {
        return !isContact(caller.id(), file) && isOtherSide(caller, file);
    }

    private boolean isContact(UUID person, Row file) {
        String mobile = mobiles.get(person);
        String telephone = telephones.get(file.id("organization_id"));
        return mobile != null && telephone != null && telephone.endsWith(mobile);
    }

    private static boolean isOtherSide(Actor caller, Row row) {
        return !caller.actsFor(row.id("organization_id"));
    }

    private static boolean isOffice(Actor caller, String region) {
        return caller.has(Roles.AUTHORITY) && region.equals(caller.regionCode());
    }

    private static boolean isAbove(Actor caller, String region) {
        return Oversight.of(caller).covers(region);
    }

    private static boolean isFinanceOr(Actor caller, String region) {
        return caller.has(Roles.FINANCE) || isOffice(caller, region);
    }

    /** Its office, one above it when it is late, or one above it between which and it there is nobody. */
    private boolean isNearest(Actor caller, String region, String subject, Instant due, Predicate<UUID> barred) {
        if (!isAbove(caller, region) || !isAbove(caller, subject)) {
            return false;
        }
        return due.isBefore(now)
                || isOffice(caller, region)
                || staffed.keySet().stream()
                        .noneMatch(other -> !other.equals(caller.regionCode())
                                && Oversight.of(caller).covers(other)
                                && Oversight.of(other).covers(region)
                                && isSomebodyThere(other, barred));
    }

    /** An office of one in which that one may not is none; of more than one it is not asked. */
    private boolean isSomebodyThere(String office, Predicate<UUID> barred) {
        Set<UUID> people = staffed.get(office);
        return people.size() > 1 || people.stream().noneMatch(barred);
    }

    private static Instant after(Instant moment, int days) {
        return moment.plus(Duration.ofDays(days));
    }

    private static UUID digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Set<UUID> ids(String sql) throws SQLException {
        Set<UUID> found = new HashSet<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                found.add(result.getObject(1, UUID.class));
            }
        }
        return found;
    }

    private List<Row> rows(String sql) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                Map<String, Object> values = new HashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    Object value = result.getObject(i);
                    values.put(
                            result.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT),
                            value instanceof Array array ? List.of((Object[]) array.getArray()) : value);
                }
                rows.add(new Row(values));
            }
        }
        return rows;
    }

    /** A row by its columns. */
    private record Row(Map<String, Object> values) {

        UUID id(String column) {
            return (UUID) values.get(column);
        }

        String text(String column) {
            return (String) values.get(column);
        }

        Number number(String column) {
            return (Number) values.get(column);
        }

        boolean is(String column) {
            return (Boolean) values.get(column);
        }

        Instant at(String column) {
            return values.get(column) == null ? null : ((Timestamp) values.get(column)).toInstant();
        }

        @SuppressWarnings("unchecked")
        List<String> texts(String column) {
            return (List<String>) values.get(column);
        }
    }
}
