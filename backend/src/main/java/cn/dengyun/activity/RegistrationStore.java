package cn.dengyun.activity;

import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Seats and registrations. */
@ApplicationScoped
class RegistrationStore {

    /** The constraint that a person who is registered twice breaks. */
    static final String PERSON_ONCE = "activity_registration_person_once";

    private static final RowMapper<ActivityRegistration> REGISTRATIONS = RowMapper.of(ActivityRegistration.class);
    private static final RowMapper<ActivitySeats> SEATS = RowMapper.of(ActivitySeats.class);
    private static final RowMapper<Came> CAMES = RowMapper.of(Came.class);
    private static final RowMapper<Listed> LISTED = RowMapper.of(Listed.class);

    /** Where it stands among those who wait; null where it does not. */
    private static final String POSITION = """
            CASE WHEN r.status = 'WAITING' THEN (SELECT count(*) FROM activity_registration w
                WHERE w.activity_id = r.activity_id AND w.status = 'WAITING' AND w.turn <= r.turn) END AS position
            """;

    private static final Statement INSERT_SEATS = Statement.of("INSERT INTO activity_seats " + SEATS.values());
    private static final Statement LOCK_SEATS =
            Statement.of("SELECT %s FROM activity_seats WHERE activity_id = $1 FOR UPDATE".formatted(SEATS.columns()));
    private static final Statement SEATS_OF =
            Statement.of("SELECT %s FROM activity_seats WHERE activity_id = ANY($1)".formatted(SEATS.columns()));
    private static final Statement UPDATE_SEATS = Statement.of("""
            UPDATE activity_seats SET seated = $2, waiting = $3, turns = $4
            WHERE activity_id = $1
            """);

    private static final Statement INSERT = Statement.of("INSERT INTO activity_registration " + REGISTRATIONS.values());
    private static final Statement OF_ENTERPRISE = Statement.of("""
            SELECT count(*) FROM activity_registration
            WHERE activity_id = $1 AND organization_id = $2 AND status <> 'WITHDRAWN'
            """);
    private static final Statement LOCK = Statement.of(
            "SELECT %s FROM activity_registration WHERE id = $1 FOR UPDATE".formatted(REGISTRATIONS.columns()));
    private static final Statement FIND = Statement.of("SELECT %s, %s FROM activity_registration r WHERE r.id = $1"
            .formatted(REGISTRATIONS.columns("r"), POSITION));
    private static final Statement PAGE = Statement.of("""
            SELECT %s, %s FROM activity_registration r
            WHERE r.id < $1 AND ($3::uuid IS NULL OR r.activity_id = $3::uuid)
                AND ($4::uuid IS NULL OR r.organization_id = $4::uuid) AND ($5::text IS NULL OR r.status = $5::text)
            ORDER BY r.id DESC LIMIT $2
            """.formatted(REGISTRATIONS.columns("r"), POSITION));
    private static final Statement IN_TURN = Statement.of("""
            SELECT %s FROM activity_registration
            WHERE activity_id = $1 AND ($2::uuid IS NULL OR organization_id = $2::uuid) AND turn > $3
            ORDER BY turn LIMIT $4
            """.formatted(REGISTRATIONS.columns()));
    private static final Statement WITHDRAW =
            Statement.of("UPDATE activity_registration SET status = 'WITHDRAWN', withdrawn_at = $2 WHERE id = $1");
    private static final Statement SEAT_NEXT = Statement.of("""
            UPDATE activity_registration SET status = 'SEATED', seated_at = $3
            WHERE id IN (SELECT id FROM activity_registration WHERE activity_id = $1 AND status = 'WAITING'
                ORDER BY turn LIMIT $2)
            RETURNING %s
            """.formatted(REGISTRATIONS.columns()));
    private static final Statement LOCK_TURNS = Statement.of("""
            SELECT %s FROM activity_registration
            WHERE activity_id = $1 AND turn = ANY(string_to_array($2, ',')::integer[]) ORDER BY id FOR UPDATE
            """.formatted(REGISTRATIONS.columns()));
    private static final Statement LOCK_PERSON = Statement.of("""
            SELECT %s FROM activity_registration
            WHERE id = (SELECT id FROM activity_registration WHERE activity_id = $1 AND phone = $2
                ORDER BY status = 'WITHDRAWN', turn DESC LIMIT 1)
            FOR UPDATE
            """.formatted(REGISTRATIONS.columns()));
    private static final Statement CHECK_IN =
            Statement.of("UPDATE activity_registration SET checked_in_at = $2, check_in_device = $3 WHERE id = $1");
    private static final Statement REVOKE_CHECK_IN = Statement.of("""
            UPDATE activity_registration SET checked_in_at = NULL, check_in_device = NULL, check_in_revoked_at = $2
            WHERE id = $1
            """);
    private static final Statement ATTENDED = Statement.of(
            "SELECT count(*) FROM activity_registration WHERE activity_id = $1 AND checked_in_at IS NOT NULL");

    private static final Statement CAME = Statement.of("""
            SELECT DISTINCT organization_id, is_provider FROM activity_registration
            WHERE activity_id = $1 AND checked_in_at IS NOT NULL
            """);

    private static final Statement REMIND = Statement.of("""
            UPDATE activity_registration SET reminded_at = $2
            WHERE activity_id = $1 AND status = 'SEATED' AND reminded_at IS NULL AND seated_at <= $3
            RETURNING %s
            """.formatted(REGISTRATIONS.columns()));
    private static final Statement LIVING = Statement.of("""
            SELECT %s FROM activity_registration WHERE activity_id = $1 AND status <> 'WITHDRAWN' ORDER BY id
            """.formatted(REGISTRATIONS.columns()));

    private final Pool pool;
    private final Cursors cursors;

    RegistrationStore(Pool pool, Cursors cursors) {
        this.pool = pool;
        this.cursors = cursors;
    }

    /**
     * A registration as it stands.
     *
     * @param position among those who wait, from 1; null where it does not wait
     */
    record Listed(ActivityRegistration registration, Long position) {}

    /** An organisation of which somebody was checked in. */
    record Came(UUID organizationId, boolean isProvider) {}

    Uni<Void> insert(SqlConnection connection, ActivitySeats seats) {
        return INSERT_SEATS.execute(connection, seats).replaceWithVoid();
    }

    /** Those of an activity, held alone until the unit of work ends; null where there is no such activity. */
    Uni<ActivitySeats> lockSeats(SqlConnection connection, UUID activity) {
        return LOCK_SEATS.execute(connection, activity).map(SEATS::first);
    }

    Uni<Map<UUID, ActivitySeats>> seats(SqlClient client, Collection<UUID> activities) {
        return SEATS_OF.execute(client, Parameters.ids(activities))
                .map(rows -> SEATS.by(ActivitySeats::activityId, rows));
    }

    Uni<Void> update(SqlConnection connection, ActivitySeats seats) {
        return UPDATE_SEATS
                .execute(connection, seats.activityId(), seats.seated(), seats.waiting(), seats.turns())
                .invoke(Rows.exactly(1, "the seats of an activity are gone"))
                .replaceWithVoid();
    }

    Uni<Void> insert(SqlConnection connection, ActivityRegistration registration) {
        return INSERT.execute(connection, registration).replaceWithVoid();
    }

    /** How many of an enterprise have not withdrawn. */
    Uni<Long> ofEnterprise(SqlConnection connection, UUID activity, UUID organization) {
        return OF_ENTERPRISE.execute(connection, activity, organization).map(Rows::number);
    }

    /** One, held until the unit of work ends; null where there is none. */
    Uni<ActivityRegistration> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(REGISTRATIONS::first);
    }

    /** One as it stands; null where there is none. */
    Uni<Listed> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(LISTED::first);
    }

    /**
     * Those of an activity, of an enterprise, or in a status, newest first; each null for any. Rejects with
     * {@code cursor-invalid} (400).
     */
    Uni<Page<Listed>> page(UUID activity, UUID organization, RegistrationStatus status, String cursor, int limit) {
        String query = "activity_registration&" + activity + "&" + organization + "&" + status;
        return PAGE.execute(
                        pool,
                        cursors.idBehind(query, cursor, Ids.NEWEST),
                        limit + 1,
                        activity,
                        organization,
                        status == null ? null : status.name())
                .map(found -> cursors.pageById(
                        query,
                        LISTED.list(found),
                        limit,
                        listed -> listed.registration().id()));
    }

    /**
     * Those of an activity behind a turn, in the order of their turns.
     *
     * @param organization null for any
     */
    Uni<List<ActivityRegistration>> inTurn(UUID activity, UUID organization, int after, int rows) {
        return IN_TURN.execute(pool, activity, organization, after, rows).map(REGISTRATIONS::list);
    }

    Uni<Void> withdraw(SqlConnection connection, UUID id, Instant now) {
        return WITHDRAW.execute(connection, id, now)
                .invoke(Rows.exactly(1, "the registration is gone"))
                .replaceWithVoid();
    }

    /** Gives so many of those who wait a seat, in their order. */
    Uni<List<ActivityRegistration>> seatNext(SqlConnection connection, UUID activity, int people, Instant now) {
        return SEAT_NEXT
                .execute(connection, activity, people, now)
                .invoke(Rows.exactly(people, "fewer wait than are counted"))
                .map(REGISTRATIONS::list);
    }

    /** Those of some turns, held until the unit of work ends. */
    Uni<List<ActivityRegistration>> lock(SqlConnection connection, UUID activity, Collection<Integer> turns) {
        String all = turns.stream().map(String::valueOf).collect(Collectors.joining(","));
        return LOCK_TURNS.execute(connection, activity, all).map(REGISTRATIONS::list);
    }

    /**
     * That of a person by the mobile number, held until the unit of work ends: the one that stands, else the last that
     * was withdrawn; null where there is none.
     */
    Uni<ActivityRegistration> lockPerson(SqlConnection connection, UUID activity, String phone) {
        return LOCK_PERSON.execute(connection, activity, phone).map(REGISTRATIONS::first);
    }

    Uni<Void> checkIn(SqlConnection connection, UUID id, Instant at, String device) {
        return CHECK_IN.execute(connection, id, at, device)
                .invoke(Rows.exactly(1, "the registration is gone"))
                .replaceWithVoid();
    }

    Uni<Void> revokeCheckIn(SqlConnection connection, UUID id, Instant now) {
        return REVOKE_CHECK_IN
                .execute(connection, id, now)
                .invoke(Rows.exactly(1, "the registration is gone"))
                .replaceWithVoid();
    }

    /** How many were checked in. */
    Uni<Long> attended(SqlConnection connection, UUID activity) {
        return ATTENDED.execute(connection, activity).map(Rows::number);
    }

    /** Whose people were checked in, each organisation once. */
    Uni<List<Came>> came(UUID activity) {
        return CAME.execute(pool, activity).map(CAMES::list);
    }

    /** Notes of those who have had a seat since a moment or before that they are reminded; of each once. */
    Uni<List<ActivityRegistration>> remind(SqlConnection connection, UUID activity, Instant now, Instant seatedBy) {
        return REMIND.execute(connection, activity, now, seatedBy).map(REGISTRATIONS::list);
    }

    /** Those of an activity that have not withdrawn. */
    Uni<List<ActivityRegistration>> living(SqlConnection connection, UUID activity) {
        return LIVING.execute(connection, activity).map(REGISTRATIONS::list);
    }
}
