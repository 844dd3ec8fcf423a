package cn.dengyun.worklist;

import cn.dengyun.shared.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Qualifications, one for each provider of the world, with an objection each. */
final class QualificationWorld extends RandomRows {

    private static final List<String> STATES = List.of(
            "DRAFT",
            "SUBMITTED",
            "SUBMITTED",
            "RETURNED",
            "PUBLIC_NOTICE",
            "PUBLIC_NOTICE",
            "QUALIFIED",
            "REJECTED",
            "WITHDRAWN",
            "REVOKED");

    private final List<UUID> people;
    private final List<UUID> organizations;
    private final List<String> regions;
    private final List<UUID> providers;
    private final List<UUID> qualifications = new ArrayList<>();
    private final List<UUID> objections = new ArrayList<>();

    QualificationWorld(
            Connection database,
            Random random,
            List<UUID> people,
            List<UUID> organizations,
            List<String> regions,
            List<UUID> providers)
            throws SQLException {
        super(database, random);
        this.people = people;
        this.organizations = organizations;
        this.regions = regions;
        this.providers = providers;
        for (int i = 0; i < organizations.size(); i++) {
            qualifications.add(qualification(i));
            objections.add(objection(i));
        }
    }

    void move() throws SQLException {
        int i = random.nextInt(qualifications.size());
        if (random.nextInt(3) == 0) {
            putObjection(i, random.nextBoolean());
        } else {
            put(i, any(STATES), any(List.of("COUNTY", "CITY", "PROVINCE")), moment(), moment());
        }
    }

    void stage(String kind) throws SQLException {
        int i = ProviderWorld.STAGED;
        switch (kind) {
            case "QUALIFICATION_REVIEW" -> put(i, "SUBMITTED", "PROVINCE", later(), later());
            case "QUALIFICATION_CORRECTION" -> put(i, "RETURNED", null, later(), later());
            case "QUALIFICATION_GRANT" -> {
                put(i, "PUBLIC_NOTICE", null, earlier(), later());
                putObjection(i, true);
            }
            case "QUALIFICATION_OBJECTION" -> {
                put(i, "PUBLIC_NOTICE", null, earlier(), later());
                putObjection(i, false);
            }
            case "QUALIFICATION_RENEWAL" -> put(i, "QUALIFIED", null, later(), later());
            default -> throw new IllegalArgumentException("nothing stages " + kind);
        }
    }

    /** As one of last year whose end is still to come, so that it can be renewed on every day of this one. */
    private UUID qualification(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO provider_qualification (id, version, organization_id, organization_name, region_code, kind, year,"
                        + " origin, dossier, status, created_by, reviewers, remarks, valid_until, created_at, updated_at)"
                        + " VALUES (?, 0, ?, '测试服务商', ?, 'SERVICE_INSTITUTION', ?, 'APPLICATION', '{}', 'DRAFT', ?, '{}',"
                        + " '{}', ?, now(), now())",
                id,
                organizations.get(i),
                regions.get(i),
                now.atZone(ZoneId.of("Asia/Shanghai")).getYear() - 1,
                any(people),
                later());
        return id;
    }

    private UUID objection(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO qualification_objection (id, version, organization_id, region_code, qualification_id,"
                        + " organization_name, statement, status, filed_by, filed_for, reviewers, filed_at, due_at, updated_at)"
                        + " VALUES (?, 0, ?, ?, ?, '测试服务商', '材料不实', 'PENDING', ?, ?, '{}', now(), ?, now())",
                id,
                organizations.get(i),
                regions.get(i),
                qualifications.get(i),
                any(people),
                Ids.next(),
                moment());
        return id;
    }

    private void put(int i, String status, String stage, Instant due, Instant end) throws SQLException {
        boolean isSubmitted = status.equals("SUBMITTED");
        boolean isGranted = status.equals("QUALIFIED") || status.equals("REVOKED");
        Instant granted = earlier();
        execute(
                "UPDATE provider_qualification SET status = ?, stage = ?, due_at = ?, notice_until = ?, provider_id = ?,"
                        + " granted_by = ?, granted_at = ?, valid_from = ?, valid_until = ?, reviewers = ARRAY[?]::uuid[],"
                        + " updated_at = ? WHERE id = ?",
                status,
                isSubmitted ? stage : null,
                isSubmitted ? due : null,
                status.equals("PUBLIC_NOTICE") ? due : null,
                isGranted ? providers.get(i) : null,
                isGranted ? Ids.next() : null,
                isGranted ? granted : null,
                isGranted ? granted : null,
                isGranted && end.isBefore(now) ? later() : end,
                any(people),
                earlier(),
                qualifications.get(i));
    }

    private void putObjection(int i, boolean isDecided) throws SQLException {
        execute(
                "UPDATE qualification_objection SET status = ?, filed_by = ?, filed_at = ?, due_at = ?, decided_by = ?,"
                        + " decided_at = ?, reason = ? WHERE id = ?",
                isDecided ? "DISMISSED" : "PENDING",
                any(people),
                earlier(),
                moment(),
                isDecided ? Ids.next() : null,
                isDecided ? now.minus(Duration.ofHours(1)) : null,
                isDecided ? "不成立" : null,
                objections.get(i));
    }

    /** Takes all of it away again. */
    void clear() throws SQLException {
        for (UUID objection : objections) {
            execute("DELETE FROM qualification_objection WHERE id = ?", objection);
        }
        for (UUID qualification : qualifications) {
            execute("DELETE FROM qualification_reminder WHERE qualification_id = ?", qualification);
            execute("DELETE FROM provider_qualification WHERE id = ?", qualification);
        }
    }
}
