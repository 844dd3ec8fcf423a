package cn.dengyun.worklist;

import cn.dengyun.shared.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Activities of offices, and of organisations as providers. */
final class ActivityWorld extends RandomRows {

    private static final List<String> REGIONS = List.of("880101", "880100", "880000", "340826");
    private static final int WEEK_DAYS = 7;

    private final List<UUID> activities = new ArrayList<>();

    ActivityWorld(Connection database, Random random, List<UUID> enterprises) throws SQLException {
        super(database, random);
        for (UUID enterprise : enterprises) {
            activities.add(activity(enterprise, any(REGIONS), true));
            activities.add(activity(Ids.next(), any(REGIONS), false));
        }
    }

    void move() throws SQLException {
        UUID id = any(activities);
        switch (random.nextInt(3)) {
            case 0 -> put(id, "DRAFT", random.nextBoolean() ? earlier() : later(WEEK_DAYS));
            case 1 -> put(id, "PUBLISHED", moment());
            default -> put(id, "CANCELLED", moment());
        }
    }

    /** Has something of a kind wait; whether it is one of these. */
    boolean stage(String kind) throws SQLException {
        switch (kind) {
            case "ACTIVITY_OUTCOME" ->
                put(activities.get(0), "PUBLISHED", earlier(WEEK_DAYS).minus(Duration.ofHours(2)));
            case "ACTIVITY_PUBLICATION" -> put(activities.get(0), "DRAFT", later(2));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void put(UUID id, String status, Instant start) throws SQLException {
        execute(
                "UPDATE activity SET status = ?, published_at = ?, explanation = ?, starts_at = ?, ends_at = ?,"
                        + " registration_opens_at = ?, registration_closes_at = ? WHERE id = ?",
                status,
                status.equals("DRAFT") ? null : now,
                status.equals("CANCELLED") ? "取消" : null,
                start,
                start.plus(Duration.ofHours(1)),
                start.minus(Duration.ofHours(2)),
                start,
                id);
    }

    private UUID activity(UUID organization, String region, boolean isOfProvider) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO activity (id, version, organization_id, organizer_name, organizer_region, provider_id, kind,"
                        + " title, description, region_code, venue, starts_at, ends_at, registration_opens_at,"
                        + " registration_closes_at, capacity, max_per_enterprise, industries, status, created_at,"
                        + " updated_at) VALUES (?, 0, ?, '测试单位', ?, ?, 'SALON', '沙龙', '', ?, '报告厅', now(),"
                        + " now() + interval '1 hour', now() - interval '2 hours', now(), 10, 3, '{}', 'DRAFT', now(),"
                        + " now())",
                id,
                organization,
                isOfProvider ? null : region,
                isOfProvider ? Ids.next() : null,
                region);
        return id;
    }

    /** Takes all of it away again. */
    void clear() throws SQLException {
        for (UUID each : activities) {
            execute("DELETE FROM activity WHERE id = ?", each);
        }
    }
}
