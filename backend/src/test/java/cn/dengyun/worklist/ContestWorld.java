package cn.dengyun.worklist;

import cn.dengyun.shared.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Contests with an entry each: some are announced or judged, others are in their notice. */
final class ContestWorld extends RandomRows {

    private static final List<String> REGIONS = List.of("880101", "880100", "880000", "340826");
    private static final int JURORS = 4;

    private final List<UUID> people;
    private final List<UUID> organizations;
    private final List<UUID> enterprises;
    private final List<UUID> judged = new ArrayList<>();
    private final List<UUID> entries = new ArrayList<>();
    private final List<UUID> noticed = new ArrayList<>();

    ContestWorld(
            Connection database, Random random, List<UUID> people, List<UUID> organizations, List<UUID> enterprises)
            throws SQLException {
        super(database, random);
        this.people = people;
        this.organizations = organizations;
        this.enterprises = enterprises;
        for (int i = 0; i < REGIONS.size(); i++) {
            judged.add(contest(i, false));
            entries.add(entry(judged.get(i), i));
            noticed.add(contest(i, true));
            objection(noticed.get(i), entry(noticed.get(i), i), i);
        }
    }

    void move() throws SQLException {
        int i = random.nextInt(REGIONS.size());
        switch (random.nextInt(3)) {
            case 0 -> putAnnounced(i);
            case 1 -> putJudged(i, random.nextInt(JURORS + 1), random.nextInt(2));
            default -> putNoticed(i, random.nextBoolean());
        }
    }

    /** Has something of a kind wait; whether it is one of these. */
    boolean stage(String kind) throws SQLException {
        switch (kind) {
            case "CONTEST_SCORE" -> putJudged(0, 0, 0);
            case "CONTEST_STEP" -> putJudged(0, JURORS, 0);
            case "CONTEST_OBJECTION" -> putNoticed(0, true);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void putAnnounced(int i) throws SQLException {
        putJudged(i, 0, 0);
        execute("UPDATE contest SET status = 'ANNOUNCED', nominations_until = ? WHERE id = ?", moment(), judged.get(i));
    }

    /** @param apart how many of the jury do not judge it */
    private void putJudged(int i, int scores, int apart) throws SQLException {
        UUID id = judged.get(i);
        UUID entry = entries.get(i);
        List<UUID> jury = new ArrayList<>(people);
        Collections.shuffle(jury, random);
        execute("UPDATE contest SET status = 'JUDGING', judging_at = ? WHERE id = ?", earlier(), id);
        execute("DELETE FROM contest_score WHERE contest_id = ?", id);
        execute("DELETE FROM contest_conflict WHERE contest_id = ?", id);
        execute(
                "UPDATE contest SET jurors = ARRAY[?, ?, ?, ?]::uuid[] WHERE id = ?",
                jury.get(0),
                jury.get(1),
                jury.get(2),
                jury.get(3),
                id);
        for (int juror = 0; juror < scores; juror++) {
            execute(
                    "INSERT INTO contest_score (id, version, contest_id, entry_id, account_id, points, scored_at,"
                            + " updated_at) VALUES (?, 0, ?, ?, ?, '[]', ?, ?)",
                    Ids.next(),
                    id,
                    entry,
                    jury.get(juror),
                    now,
                    now);
        }
        for (int juror = 0; juror < apart; juror++) {
            execute(
                    "INSERT INTO contest_conflict (contest_id, entry_id, account_id, kind, stated_at)"
                            + " VALUES (?, ?, ?, 'LINKED', ?)",
                    id,
                    entry,
                    jury.get(juror),
                    now);
        }
    }

    private void putNoticed(int i, boolean isObjectedTo) throws SQLException {
        UUID id = noticed.get(i);
        execute(
                "UPDATE contest SET notice_until = ?, open_objections = ?, announced_by = ?, noticed_by = ?,"
                        + " jurors = ARRAY[?, ?, ?]::uuid[] WHERE id = ?",
                moment(),
                isObjectedTo ? 1 : 0,
                any(people),
                any(people),
                any(people),
                Ids.next(),
                Ids.next(),
                id);
        execute(
                "UPDATE contest_objection SET status = ?, filed_at = ?, decided_by = ?, decided_at = ?, reason = ?"
                        + " WHERE contest_id = ?",
                isObjectedTo ? "PENDING" : "DISMISSED",
                earlier(),
                isObjectedTo ? null : Ids.next(),
                isObjectedTo ? null : now,
                isObjectedTo ? null : "不成立",
                id);
    }

    private UUID contest(int i, boolean isNoticed) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO contest (id, version, organization_id, organizer_name, region_code, kind, title,"
                        + " nominations_from, nominations_until, form, status, jurors, announced_by, announced_at,"
                        + " judging_at, noticed_by, noticed_at, notice_until, sheet, corrections, open_objections,"
                        + " created_at, updated_at) VALUES (?, 0, ?, '办公室', ?, 'CONTEST', '大赛', ?, ?, '{}', ?,"
                        + " ARRAY[?, ?, ?]::uuid[], ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
                id,
                any(organizations),
                REGIONS.get(i),
                earlier().minusSeconds(100_000_000),
                later(),
                isNoticed ? "NOTICE" : "ANNOUNCED",
                Ids.next(),
                Ids.next(),
                Ids.next(),
                Ids.next(),
                now,
                now,
                isNoticed ? Ids.next() : null,
                isNoticed ? now : null,
                isNoticed ? later() : null,
                isNoticed ? "{}" : null,
                isNoticed ? "[]" : null,
                now,
                now);
        return id;
    }

    private UUID entry(UUID contest, int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO contest_entry (id, contest_id, organization_id, organization_name, region_code, title,"
                        + " statement, status, nominated_by, nominated_at) VALUES (?, ?, ?, '企业', ?, '项目', '说明',"
                        + " 'NOMINATED', ?, ?)",
                id,
                contest,
                enterprises.get(i),
                REGIONS.get(i),
                any(people),
                now);
        return id;
    }

    /** One that is decided. */
    private void objection(UUID contest, UUID entry, int i) throws SQLException {
        execute(
                "INSERT INTO contest_objection (id, version, contest_id, entry_id, organization_id, organization_name,"
                        + " region_code, statement, status, filed_by, filed_at, decided_by, decided_at, reason,"
                        + " updated_at) VALUES (?, 0, ?, ?, ?, '企业', ?, '异议', 'DISMISSED', ?, ?, ?, ?, '不成立', ?)",
                Ids.next(),
                contest,
                entry,
                enterprises.get(i),
                REGIONS.get(i),
                any(people),
                now,
                Ids.next(),
                now,
                now);
    }

    /** Takes all of it away again. */
    void clear() throws SQLException {
        for (UUID each : judged) {
            execute("UPDATE contest SET status = 'JUDGING' WHERE id = ?", each);
            execute("DELETE FROM contest_score WHERE contest_id = ?", each);
            execute("DELETE FROM contest_conflict WHERE contest_id = ?", each);
        }
        for (List<UUID> all : List.of(judged, noticed)) {
            for (UUID each : all) {
                execute("DELETE FROM contest_objection WHERE contest_id = ?", each);
                execute("DELETE FROM contest_entry WHERE contest_id = ?", each);
                execute("DELETE FROM contest WHERE id = ?", each);
            }
        }
    }
}
