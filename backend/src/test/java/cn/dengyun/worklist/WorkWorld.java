package cn.dengyun.worklist;

import cn.dengyun.application.domain.ApplicationSignals;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.identity.organization.domain.CertificationStatus;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.RuleResult;
import cn.dengyun.policy.domain.fraud.FraudDisposition;
import cn.dengyun.policy.domain.fraud.FraudFinding;
import cn.dengyun.policy.domain.fraud.FraudRule;
import cn.dengyun.programme.domain.MovementKind;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
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

/**
 * A small province of its own, and Susong with the city around it, in which every lifecycle is moved at random: not
 * only along its table, so that what the services would never leave behind is there too.
 */
final class WorkWorld extends RandomRows implements AutoCloseable {

    static final String PROVINCE = "880000";
    private static final List<String> REGIONS =
            List.of("880101", "880102", "880100", "880201", "880200", "880000", "340826", "340822");
    private static final List<String> OFFICES = List.of("880000", "880100", "880101", "880201", "340800", "340826");

    private final List<UUID> organizations = new ArrayList<>();
    private final List<UUID> enterprises = new ArrayList<>();
    private final List<String> regions = new ArrayList<>();
    private final List<UUID> people = new ArrayList<>();
    private final List<Actor> callers = new ArrayList<>();
    private final List<UUID> programmes = new ArrayList<>();
    private final List<UUID> applications = new ArrayList<>();
    private final List<UUID> notices = new ArrayList<>();
    private final List<UUID> certifications = new ArrayList<>();
    private final List<UUID> vouchers = new ArrayList<>();
    private final List<UUID> grants = new ArrayList<>();
    private final List<UUID> movements = new ArrayList<>();
    private final List<UUID> erasures = new ArrayList<>();
    private final List<String> mobiles = new ArrayList<>();
    private final ProviderWorld providers;
    private final PlanWorld plans;
    private final AwardWorld awards;
    private final AssessmentWorld assessments;
    private final ActivityWorld activities;
    private final ContestWorld contests;

    WorkWorld(Connection database, long seed) throws SQLException {
        super(database, new Random(seed));
        for (String region : OFFICES) {
            UUID office = organization("AUTHORITY", region);
            person(Roles.AUTHORITY, office, region, Actor.OWNER);
            person(Roles.AUTHORITY, office, region, Actor.HANDLER);
        }
        UUID treasury = organization("AUTHORITY", PROVINCE);
        person(Roles.FINANCE, treasury, null, Actor.OWNER);
        person(Roles.FINANCE, treasury, null, Actor.HANDLER);
        person(Roles.AUDITOR, treasury, null, Actor.HANDLER);
        person(Roles.AUDITOR, treasury, null, Actor.VIEWER);
        person(Roles.SYSADMIN, null, null, null);
        person(Roles.SYSADMIN, null, null, null);
        for (int i = 0; i < REGIONS.size(); i++) {
            enterprises.add(organization("ENTERPRISE", REGIONS.get(i)));
            regions.add(REGIONS.get(i));
        }
        person(Roles.ENTERPRISE, enterprises.get(0), null, Actor.OWNER);
        person(Roles.ENTERPRISE, enterprises.get(0), null, Actor.VIEWER);
        person(Roles.ENTERPRISE, enterprises.get(6), null, Actor.HANDLER);
        person(Roles.PROVIDER, enterprises.get(3), null, Actor.HANDLER);
        for (String region : List.of(PROVINCE, "880100", "340800")) {
            programmes.add(programme(region));
        }
        for (int i = 0; i < 16; i++) {
            applications.add(application(i));
            vouchers.add(voucher(i));
            movements.add(movement());
            grants.add(grant());
        }
        for (String region : List.of(PROVINCE, "880100", "340826")) {
            notices.add(notice(region));
        }
        for (int i = 0; i < enterprises.size(); i++) {
            certifications.add(certification(i));
        }
        for (int i = 0; i < 4; i++) {
            erasures.add(erasure());
        }
        for (int i = 0; i < 2 * OFFICES.size(); i += 3) {
            mobiles.add(mobile(people.get(i)));
        }
        providers = new ProviderWorld(database, random, people, enterprises, regions, treasury);
        plans = new PlanWorld(database, random, people, organizations);
        awards = new AwardWorld(database, random, people, enterprises, organizations.get(OFFICES.indexOf("880101")));
        assessments = new AssessmentWorld(database, random, people, enterprises, regions);
        activities = new ActivityWorld(database, random, enterprises);
        contests = new ContestWorld(database, random, people, organizations, enterprises);
    }

    /** Those whose lists are compared. */
    List<Actor> callers() {
        return callers;
    }

    /** Moves something of any lifecycle. */
    void move() throws SQLException {
        switch (random.nextInt(28)) {
            case 0, 1, 2 -> putApplication(random.nextInt(applications.size()), anyStatus());
            case 3 -> putSignals(any(applications), anyDisposition());
            case 4 -> putAppeal(any(applications), random.nextInt(3) == 0);
            case 5 -> putObjection(any(applications), random.nextBoolean());
            case 6 -> putNotice(any(notices), moment(), random.nextInt(3) == 0);
            case 7 -> putCertification(random.nextInt(certifications.size()), any(CertificationStatus.values()));
            case 8 -> putVoucher(random.nextInt(vouchers.size()), random.nextInt(6));
            case 9, 10 -> moveGrant();
            case 11, 12 -> moveProgramme();
            case 13 -> putMovement(any(movements), random.nextBoolean());
            case 14 -> putErasure(any(erasures), random.nextBoolean());
            case 15 -> putPriceCut(random.nextInt(applications.size()), random.nextInt(3) == 0);
            case 16, 17, 18, 19 -> providers.move();
            case 20, 21 -> plans.move();
            case 22 -> awards.move();
            case 23 -> assessments.move();
            case 24 -> activities.move();
            case 25 -> contests.move();
            default -> moveStanding();
        }
    }

    /** Has something of a kind wait, whatever was there before. */
    void stage(String kind) throws SQLException {
        UUID first = applications.get(0);
        switch (kind) {
            case "APPLICATION_REVIEW" -> putApplication(0, ApplicationStatus.COUNTY_REVIEW);
            case "APPLICATION_CORRECTION" -> {
                unfreeze(0);
                putApplication(0, ApplicationStatus.RETURNED);
            }
            case "SIGNAL" -> {
                putApplication(0, ApplicationStatus.COUNTY_REVIEW);
                putSignals(
                        first,
                        List.of(finding(FraudRule.RELATED_PARTIES, 0, FraudDisposition.HOLD_FOR_REVIEW)),
                        List.of());
            }
            case "APPEAL" -> putAppeal(first, false);
            case "OBJECTION" -> putObjection(first, false);
            case "NOTICE_PUBLICATION" -> putApplication(0, ApplicationStatus.APPROVED);
            case "NOTICE_ISSUE" -> {
                putApplication(0, ApplicationStatus.PUBLIC_NOTICE);
                execute("UPDATE voucher_application SET notice_id = ? WHERE id = ?", notices.get(0), first);
                execute("DELETE FROM notice_objection WHERE application_id = ?", first);
                putNotice(notices.get(0), earlier(), false);
            }
            case "PRICE_CUT" -> putPriceCut(0, false);
            case "CERTIFICATION" -> putCertification(0, CertificationStatus.SUBMITTED);
            case "CERTIFICATION_CORRECTION" -> {
                unfreeze(0);
                putCertification(0, CertificationStatus.RETURNED);
            }
            case "VOUCHER_ACCEPTANCE" -> {
                unfreeze(0);
                putVoucher(0, 0);
            }
            case "VOUCHER_REVOCATION" -> putVoucher(0, 4);
            case "ROLE_GRANT" -> putGrant(grants.get(0), later(), administrator());
            case "PROGRAMME_APPROVAL" -> putProgramme(programmes.get(0), ProgrammeStatus.SIMULATED);
            case "RULE_APPROVAL" -> {
                putProgramme(programmes.get(0), ProgrammeStatus.OPEN);
                addRules(programmes.get(0), false);
            }
            case "BUDGET_MOVEMENT" -> putMovement(movements.get(0), false);
            case "AUDIT_ERASURE" -> putErasure(erasures.get(0), false);
            default -> {
                unfreeze(ProviderWorld.STAGED);
                if (plans.stage(kind) || assessments.stage(kind) || activities.stage(kind) || contests.stage(kind)) {
                    return;
                }
                if (awards.isOf(kind)) {
                    awards.stage(kind);
                } else {
                    providers.stage(kind);
                }
            }
        }
    }

    private void unfreeze(int enterprise) throws SQLException {
        execute(
                "UPDATE organization SET frozen_at = NULL, frozen_reason = NULL WHERE id = ?",
                enterprises.get(enterprise));
    }

    private ApplicationStatus anyStatus() {
        return random.nextInt(3) == 0
                ? any(List.of(ApplicationStatus.COUNTY_REVIEW, ApplicationStatus.CITY_REVIEW))
                : any(ApplicationStatus.values());
    }

    private void putApplication(int i, ApplicationStatus status) throws SQLException {
        UUID id = applications.get(i);
        String region = regions.get(i % regions.size());
        boolean isNoticed = status == ApplicationStatus.PUBLIC_NOTICE || status == ApplicationStatus.ISSUED;
        UUID last = random.nextBoolean() ? any(people) : null;
        execute(
                "UPDATE voucher_application SET status = ?, held_fen = ?, stages = string_to_array(?, ','), due_at = ?,"
                        + " last_step_by = ?, notice_id = ?, voucher_id = ?, awaits_certification = ?, review = ?,"
                        + " price_cut_prices = NULL, price_cut_worth_fen = NULL, price_cut_reason = NULL,"
                        + " price_cut_proposed_by = NULL, price_cut_proposed_at = NULL, price_cut_approved_by = NULL,"
                        + " updated_at = ? WHERE id = ?",
                status.name(),
                status.isHolding() ? 100L : 0L,
                stages(region),
                status == ApplicationStatus.RETURNED ? later() : moment(),
                last,
                isNoticed ? any(notices) : null,
                status == ApplicationStatus.ISSUED ? Ids.next() : null,
                status == ApplicationStatus.WAITLISTED,
                "{\"stage\":\"" + any(stages(region).split(",", -1)) + "\"}",
                earlier(),
                id);
        if (last != null) {
            execute(
                    "INSERT INTO voucher_application_step (id, application_id, move, status, actor_id, actor_region, taken_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    Ids.next(),
                    id,
                    any(List.of("REJECT", "PUBLISH", "TAKE_UP_BY_CITY")),
                    status.name(),
                    last,
                    random.nextInt(4) == 0 ? null : region,
                    earlier());
        }
    }

    private void putPriceCut(int i, boolean isApproved) throws SQLException {
        putApplication(i, ApplicationStatus.ISSUED);
        execute(
                "UPDATE voucher_application SET price_cut_prices = '[]', price_cut_worth_fen = 1, price_cut_reason = '降价',"
                        + " price_cut_proposed_by = ?, price_cut_proposed_at = ?, price_cut_approved_by = ? WHERE id = ?",
                any(people),
                earlier(),
                isApproved ? Ids.next() : null,
                applications.get(i));
    }

    private FraudDisposition anyDisposition() {
        return random.nextInt(3) > 0 ? FraudDisposition.HOLD_FOR_REVIEW : any(FraudDisposition.values());
    }

    private void putSignals(UUID application, FraudDisposition disposition) throws SQLException {
        FraudFinding found = finding(FraudRule.EVIDENCE_USED_BEFORE, random.nextInt(3), disposition);
        FraudFinding other = finding(FraudRule.RELATED_PARTIES, 0, anyDisposition());
        List<ApplicationSignals.Disposed> disposed = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            FraudFinding of = random.nextBoolean() ? found : other;
            List<String> uses = switch (random.nextInt(3)) {
                case 0 -> null;
                case 1 -> of.uses();
                default -> List.of("0");
            };
            disposed.add(
                    new ApplicationSignals.Disposed(of.rule(), random.nextBoolean(), "已核查", any(people), now, uses));
        }
        putSignals(application, List.of(found, other), disposed);
    }

    private void putSignals(UUID application, List<FraudFinding> found, List<ApplicationSignals.Disposed> disposed)
            throws SQLException {
        execute(
                "UPDATE voucher_application SET signals = ? WHERE id = ?",
                DecisionRecords.toJson(new ApplicationSignals(found, disposed, now)),
                application);
    }

    private static FraudFinding finding(FraudRule rule, int uses, FraudDisposition disposition) {
        List<RuleResult.Input> inputs = new ArrayList<>(List.of(new RuleResult.Input("count", "3")));
        for (int i = 0; i < uses; i++) {
            inputs.add(new RuleResult.Input("usedFor", String.valueOf(i)));
        }
        return new FraudFinding(rule, 1, 1, disposition, inputs, List.of());
    }

    private void putAppeal(UUID application, boolean isDecided) throws SQLException {
        execute("DELETE FROM voucher_appeal WHERE application_id = ?", application);
        execute(
                "INSERT INTO voucher_appeal (id, application_id, reason, filed_at, filed_by, due_at, outcome, decision_reason,"
                        + " decided_at, decided_by) VALUES (?, ?, '不服', ?, ?, ?, ?, ?, ?, ?)",
                Ids.next(),
                application,
                earlier(),
                any(people),
                moment(),
                isDecided ? "UPHELD" : null,
                isDecided ? "成立" : null,
                isDecided ? now : null,
                isDecided ? any(people) : null);
    }

    private void putObjection(UUID application, boolean isDecided) throws SQLException {
        UUID person = any(people);
        if (random.nextBoolean()) {
            execute("DELETE FROM notice_objection WHERE application_id = ?", application);
        }
        execute("DELETE FROM notice_objection WHERE application_id = ? AND filed_by = ?", application, person);
        execute(
                "INSERT INTO notice_objection (id, notice_id, application_id, statement, filed_at, filed_by, due_at, outcome,"
                        + " decision_reason, decided_at, decided_by) SELECT ?, coalesce(a.notice_id, ?), a.id, '有异议', ?, ?, ?,"
                        + " ?, ?, ?::timestamptz, ?::uuid FROM voucher_application a WHERE a.id = ?",
                Ids.next(),
                notices.get(0),
                earlier(),
                person,
                moment(),
                isDecided ? "DISMISSED" : null,
                isDecided ? "不成立" : null,
                isDecided ? now : null,
                isDecided ? any(people) : null,
                application);
    }

    private void putNotice(UUID notice, Instant end, boolean isIssued) throws SQLException {
        execute(
                "UPDATE public_notice SET ends_at = ?, published_at = ?, published_by = ? WHERE id = ?",
                end,
                now.minus(Duration.ofDays(100)),
                any(people),
                notice);
        execute(
                "UPDATE job SET state = 'SUCCEEDED' WHERE id IN (SELECT id FROM notice_issue WHERE notice_id = ?)",
                notice);
        if (isIssued) {
            UUID issue = Ids.next();
            execute(
                    "INSERT INTO notice_issue (id, notice_id, reason, decided_at, decided_by, after_id)"
                            + " VALUES (?, ?, '发放', ?, ?, ?)",
                    issue,
                    notice,
                    now,
                    any(people),
                    Ids.OLDEST);
            execute(
                    "INSERT INTO job (id, kind, lane, state, lease_until, created_at) VALUES (?, 'of-nobody', ?, ?, ?, ?)",
                    issue,
                    notice,
                    any(List.of("RUNNING", "PREPARING", "FAILED")),
                    now.plus(Duration.ofDays(300)),
                    now);
        }
    }

    private void putCertification(int i, CertificationStatus status) throws SQLException {
        execute(
                "UPDATE certification SET status = ?, submitted_at = ?, outcome = ?, reason = ?, decided_at = ?,"
                        + " decided_by = ?, region_code = ?, updated_at = ? WHERE id = ?",
                status.name(),
                earlier(),
                status == CertificationStatus.RETURNED ? "RETURN" : null,
                status == CertificationStatus.RETURNED ? "补正" : null,
                status == CertificationStatus.RETURNED ? earlier() : null,
                status == CertificationStatus.RETURNED ? any(people) : null,
                any(REGIONS),
                earlier(),
                certifications.get(i));
    }

    private void putVoucher(int i, int state) throws SQLException {
        UUID id = vouchers.get(i);
        execute(
                "UPDATE voucher SET accept_until = NULL, accepted_at = NULL, frozen_at = NULL, frozen_reason = NULL,"
                        + " revoked_at = NULL, revoked_reason = NULL, expired_at = NULL, revocation_proposed_by = NULL,"
                        + " revocation_proposed_at = NULL, revocation_reason = NULL, revocation_approved_by = NULL"
                        + " WHERE id = ?",
                id);
        UUID maker = any(people);
        switch (state) {
            case 0, 1 -> execute("UPDATE voucher SET accept_until = ? WHERE id = ?", later(), id);
            case 2 ->
                execute(
                        "UPDATE voucher SET accept_until = ?, frozen_at = ?, frozen_reason = '核查' WHERE id = ?",
                        later(),
                        now,
                        id);
            case 3 -> execute("UPDATE voucher SET accept_until = ?, accepted_at = ? WHERE id = ?", later(), now, id);
            case 4 ->
                execute(
                        "UPDATE voucher SET frozen_at = ?, frozen_reason = '核查', revocation_proposed_at = ?,"
                                + " revocation_proposed_by = ?, revocation_reason = '核查' WHERE id = ?",
                        now,
                        earlier(),
                        maker,
                        id);
            default ->
                execute(
                        "UPDATE voucher SET revoked_at = ?, revoked_reason = '核查', revocation_proposed_at = ?,"
                                + " revocation_proposed_by = ?, revocation_reason = '核查', revocation_approved_by = ?"
                                + " WHERE id = ?",
                        now,
                        earlier(),
                        maker,
                        Ids.next(),
                        id);
        }
    }

    private void moveGrant() throws SQLException {
        UUID id = any(grants);
        if (random.nextInt(4) == 0) {
            execute(
                    "UPDATE role_grant SET status = 'REJECTED', decided_by = ?, decided_at = ?, reason = '不同意' WHERE id = ?",
                    any(people),
                    now,
                    id);
            return;
        }
        UUID maker = random.nextBoolean() ? administrator() : any(people);
        Instant end = random.nextInt(4) == 0 ? earlier() : later();
        if (random.nextInt(8) > 0) {
            putGrant(id, end, maker);
        } else {
            proposeGrant(id, end, maker);
        }
    }

    private void putGrant(UUID id, Instant end, UUID maker) throws SQLException {
        proposeGrant(id, end, maker);
        execute(
                "UPDATE account a SET version = g.account_version, disabled_at = NULL FROM role_grant g WHERE g.id = ?"
                        + " AND a.id = g.account_id",
                id);
    }

    private void proposeGrant(UUID id, Instant end, UUID maker) throws SQLException {
        execute(
                "UPDATE role_grant SET status = 'PROPOSED', decided_by = NULL, decided_at = NULL, reason = NULL,"
                        + " expires_at = ?, proposed_by = ? WHERE id = ?",
                end,
                maker,
                id);
    }

    private void moveProgramme() throws SQLException {
        UUID id = any(programmes);
        putProgramme(id, random.nextBoolean() ? ProgrammeStatus.SIMULATED : any(ProgrammeStatus.values()));
        addRules(id, random.nextInt(4) == 0);
    }

    private void putProgramme(UUID id, ProgrammeStatus status) throws SQLException {
        execute(
                "UPDATE programme SET status = ?, opens_at = ?, closes_at = ?, created_by = ?, simulation_id = ?,"
                        + " simulated_rule_version = 1, simulation_summary = '{}', simulated_at = ? WHERE id = ?",
                status.name(),
                random.nextBoolean() ? earlier() : null,
                random.nextBoolean() ? later() : null,
                any(people),
                Ids.next(),
                earlier(),
                id);
    }

    private void addRules(UUID programme, boolean areApproved) throws SQLException {
        execute(
                "INSERT INTO rule_version (programme_id, version, rules, content_hash, reason, created_at, created_by,"
                        + " approved_at, approved_by) SELECT ?, coalesce(max(version), 0) + 1, '{}', 'x', '调整', ?, ?,"
                        + " ?::timestamptz, ?::uuid"
                        + " FROM rule_version WHERE programme_id = ?",
                programme,
                earlier(),
                any(people),
                areApproved ? now : null,
                areApproved ? Ids.next() : null,
                programme);
    }

    private void putMovement(UUID movement, boolean isDecided) throws SQLException {
        MovementKind kind = any(MovementKind.values());
        execute(
                "UPDATE budget_movement SET kind = ?, reverses_id = ?, status = ?, decided_at = ?, decided_by = ?,"
                        + " decision_reason = ?, proposed_by = ?, proposed_at = ? WHERE id = ?",
                kind.name(),
                kind == MovementKind.REVERSAL ? movement : null,
                isDecided ? "REJECTED" : "PROPOSED",
                isDecided ? now : null,
                isDecided ? any(people) : null,
                isDecided ? "不同意" : null,
                any(people),
                earlier(),
                movement);
    }

    private void putErasure(UUID erasure, boolean isRejected) throws SQLException {
        execute(
                "UPDATE audit_erasure SET status = ?, decided_at = ?, decided_by = ?, decision_reason = ?, proposed_by = ?,"
                        + " actor_id = ?, subject = NULL, proposed_at = ? WHERE id = ?",
                isRejected ? "REJECTED" : "PROPOSED",
                isRejected ? now : null,
                isRejected ? any(people) : null,
                isRejected ? "不同意" : null,
                any(people),
                any(people),
                earlier(),
                erasure);
    }

    /** Organisations are frozen, people leave or turn up elsewhere: who is there decides who is next. */
    private void moveStanding() throws SQLException {
        if (random.nextInt(3) == 0) {
            String mobile = any(mobiles);
            execute(
                    "UPDATE organization SET contact_phone = ? WHERE id = ?",
                    any(List.of(mobile, "+86 " + mobile.substring(0, 3) + "-" + mobile.substring(3), "0556-123456")),
                    any(enterprises));
            return;
        }
        if (random.nextBoolean()) {
            boolean isFrozen = random.nextInt(3) == 0;
            execute(
                    "UPDATE organization SET frozen_at = ?, frozen_reason = ? WHERE id = ?",
                    isFrozen ? now : null,
                    isFrozen ? "核查" : null,
                    any(enterprises));
            return;
        }
        execute(
                "UPDATE account SET disabled_at = ? WHERE organization_id = (SELECT organization_id FROM account WHERE id = ?)",
                random.nextInt(3) == 0 ? now : null,
                any(people));
    }

    /** Takes all of it away again. */
    @Override
    public void close() throws SQLException {
        providers.clear();
        plans.clear();
        awards.clear();
        assessments.clear();
        activities.clear();
        contests.clear();
        for (UUID application : applications) {
            execute("DELETE FROM voucher_application_step WHERE application_id = ?", application);
            execute("DELETE FROM voucher_appeal WHERE application_id = ?", application);
            execute("DELETE FROM notice_objection WHERE application_id = ?", application);
            execute("DELETE FROM voucher_application WHERE id = ?", application);
        }
        for (UUID notice : notices) {
            execute("DELETE FROM job WHERE lane = ?", notice);
            execute("DELETE FROM notice_issue WHERE notice_id = ?", notice);
            execute("DELETE FROM public_notice WHERE id = ?", notice);
        }
        for (UUID programme : programmes) {
            execute("DELETE FROM voucher WHERE programme_id = ?", programme);
            execute("DELETE FROM budget_movement WHERE programme_id = ?", programme);
            execute("DELETE FROM rule_version WHERE programme_id = ?", programme);
            execute("DELETE FROM programme WHERE id = ?", programme);
        }
        for (UUID erasure : erasures) {
            execute("DELETE FROM audit_erasure WHERE id = ?", erasure);
        }
        for (UUID certification : certifications) {
            execute("DELETE FROM certification WHERE id = ?", certification);
        }
        for (UUID grant : grants) {
            execute("DELETE FROM role_grant WHERE id = ?", grant);
        }
        for (UUID person : people) {
            // A round of reminders may have told them something.
            execute("DELETE FROM notification WHERE account_id = ?", person);
            execute("DELETE FROM account WHERE id = ?", person);
        }
        for (UUID organization : organizations) {
            execute("DELETE FROM organization WHERE id = ?", organization);
        }
    }

    private UUID organization(String kind, String region) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO organization (id, credit_code, kind, name_zh, region_code, created_at, updated_at)"
                        + " VALUES (?, ?, ?, '测试单位', ?, now(), now())",
                id,
                TestEnterprise.aCreditCode(),
                kind,
                region);
        organizations.add(id);
        return id;
    }

    private void person(String role, UUID organization, String region, String organizationRole) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO account (id, username, display_name, password_hash, password_changed_at, roles,"
                        + " organization_id, organization_role, created_at) VALUES (?, ?, '测试人员', 'none', now(),"
                        + " string_to_array(?, ','), ?, ?, now())",
                id,
                "worker-" + id,
                role,
                organization,
                organizationRole);
        people.add(id);
        callers.add(new Actor(id, false, organization, Set.of(role), Set.of(), region, organizationRole, null));
    }

    private String mobile(UUID person) throws SQLException {
        String mobile = "199" + String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000));
        execute("UPDATE account SET mobile = ? WHERE id = ?", mobile, person);
        return mobile;
    }

    private UUID programme(String region) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO programme (id, name_zh, funding_level, region_code, owner_organization_id, fiscal_year, status,"
                        + " created_at, created_by, updated_at, updated_by) VALUES (?, '测试项目', 'CITY', ?, ?, 2026, 'DRAFT',"
                        + " now(), ?, now(), ?)",
                id,
                region,
                Ids.next(),
                any(people),
                any(people));
        return id;
    }

    private UUID application(int i) throws SQLException {
        UUID id = Ids.next();
        int at = i % enterprises.size();
        execute(
                "INSERT INTO voucher_application (id, programme_id, organization_id, region_code, status, request,"
                        + " rule_version, budget_id, sequence, submitted_at, created_at, created_by, updated_at)"
                        + " VALUES (?, ?, ?, ?, 'WITHDRAWN', '{}', 1, ?, ?, now(), now(), ?, now())",
                id,
                any(programmes),
                enterprises.get(at),
                regions.get(at),
                id,
                (long) i,
                any(people));
        return id;
    }

    private UUID notice(String region) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO public_notice (id, programme_id, region_code, title, reason, items, amount_fen, published_at,"
                        + " published_by, ends_at) VALUES (?, ?, ?, '公示', '公示', 1, 1, ?, ?, ?)",
                id,
                any(programmes),
                region,
                now.minus(Duration.ofDays(100)),
                any(people),
                later());
        return id;
    }

    private UUID voucher(int i) throws SQLException {
        UUID id = Ids.next();
        int at = i % enterprises.size();
        execute(
                "INSERT INTO voucher (id, code, programme_id, rule_version, budget_id, region_code, organization_id,"
                        + " status_index, face_fen, available_fen, issued_at, valid_until, moved_at)"
                        + " VALUES (?, ?, ?, 1, ?, ?, ?, ?, 100, 100, now(), ?, now())",
                id,
                "TEST-" + id,
                programmes.get(0),
                id,
                regions.get(at),
                enterprises.get(at),
                i,
                now.plus(Duration.ofDays(200)));
        return id;
    }

    private UUID certification(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO certification (id, organization_id, status, name_zh, region_code, size, tags, version,"
                        + " created_at, created_by, updated_at, updated_by)"
                        + " VALUES (?, ?, 'DRAFT', '测试单位', ?, 'SMALL', '{}', 0, now(), ?, now(), ?)",
                id,
                enterprises.get(i),
                regions.get(i),
                any(people),
                any(people));
        return id;
    }

    private UUID grant() throws SQLException {
        UUID id = Ids.next();
        Actor about = callers.get(random.nextInt(2 * OFFICES.size()));
        execute(
                "INSERT INTO role_grant (id, organization_id, account_id, account_version, organization_role, roles,"
                        + " added_roles, status, exempt, proposed_by, proposed_at, expires_at) SELECT ?, organization_id, id,"
                        + " ?, 'OWNER', string_to_array(?, ','), string_to_array(?, ','), 'PROPOSED', false, ?, now(), now()"
                        + " FROM account WHERE id = ?",
                id,
                grants.size(),
                "AUTHORITY",
                any(List.of("AUTHORITY", "AUTHORITY,FINANCE")),
                any(people),
                about.id());
        return id;
    }

    private UUID movement() throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO budget_movement (id, programme_id, kind, reason, status, proposed_at, proposed_by)"
                        + " VALUES (?, ?, 'APPROPRIATION', '拨付', 'PROPOSED', now(), ?)",
                id,
                any(programmes),
                any(people));
        return id;
    }

    private UUID erasure() throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO audit_erasure (id, subject, reason, concerned, status, proposed_at, proposed_by, erased, has_more)"
                        + " VALUES (?, '/api/v1/test', '申请', 1, 'PROPOSED', now(), ?, 0, false)",
                id,
                any(people));
        return id;
    }

    private UUID administrator() {
        return any(callers.stream().filter(caller -> caller.has(Roles.SYSADMIN)).toList())
                .id();
    }

    private String stages(String region) {
        if (region.endsWith("0000")) {
            return "PROVINCE";
        }
        if (region.endsWith("00")) {
            return any(List.of("CITY", "CITY,PROVINCE"));
        }
        return region.equals("340826")
                ? any(List.of("COUNTY", "COUNTY,PROVINCE"))
                : any(List.of("COUNTY", "COUNTY,CITY", "COUNTY,CITY,PROVINCE"));
    }
}
