package cn.dengyun.voucher.store;

import static cn.dengyun.voucher.store.VoucherRows.instant;
import static cn.dengyun.voucher.store.VoucherRows.moment;

import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationFilter;
import cn.dengyun.voucher.domain.ReservationLine;
import cn.dengyun.voucher.domain.ReservationStatus;
import cn.dengyun.voucher.domain.VoucherSight;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reservations. Their voucher's row is always locked before they are changed. */
@ApplicationScoped
public class ReservationStore {

    private static final TypeReference<List<ReservationLine>> LINES = new TypeReference<>() {};
    private static final String COLUMNS = "r.id, r.voucher_id, r.organization_id, r.provider_id, r.offering_id,"
            + " r.offering_version, r.external_reference, r.lines, r.amount_fen, r.captured_fen, r.status, r.revision,"
            + " r.created_at, r.created_by, r.expires_at, r.ended_at";
    /** $1 everything, $2 organisation, $3 region pattern, $4 exceptions. */
    private static final String SEEN = "($1 OR r.organization_id = $2"
            + " OR EXISTS (SELECT 1 FROM provider p WHERE p.id = r.provider_id AND p.organization_id = $2)"
            + " OR EXISTS (SELECT 1 FROM voucher v WHERE v.id = r.voucher_id AND is_overseen(v.region_code, $3, $4)))";

    private static final String FIND = "SELECT " + COLUMNS + " FROM reservation r WHERE r.id = $5 AND " + SEEN;
    /** The status of a moment ($12), as the domain has it. */
    private static final String STATUS =
            "CASE WHEN r.status = 'HELD' AND r.expires_at <= $12 THEN 'EXPIRED' ELSE r.status END";

    private static final String PAGE = "SELECT " + COLUMNS + " FROM reservation r WHERE " + SEEN
            + " AND r.id < $5 AND ($6::uuid IS NULL OR r.voucher_id = $6) AND ($7::text IS NULL OR $7 = " + STATUS + ")"
            + " AND ($8::uuid IS NULL OR r.provider_id = $8) AND ($9::text IS NULL OR r.external_reference = $9)"
            + " AND ($10::timestamptz IS NULL OR r.created_at >= $10)"
            + " AND ($11::timestamptz IS NULL OR r.created_at < $11) ORDER BY r.id DESC LIMIT $13";
    private static final String GET = "SELECT " + COLUMNS + " FROM reservation r WHERE r.id = $1";
    private static final String HELD =
            "SELECT " + COLUMNS + " FROM reservation r WHERE r.voucher_id = $1 AND r.status = 'HELD' ORDER BY r.id";
    private static final String PARTNERS = "SELECT DISTINCT p.id, p.organization_id FROM reservation r"
            + " JOIN provider p ON p.id = r.provider_id WHERE r.voucher_id = $1 AND r.status = 'HELD'";
    private static final String DUE =
            "SELECT r.id, r.voucher_id, r.provider_id FROM reservation r WHERE r.status = 'HELD'"
                    + " AND r.expires_at <= $1 ORDER BY r.expires_at, r.id LIMIT $2";
    private static final String INSERT =
            "INSERT INTO reservation (id, voucher_id, organization_id, provider_id, offering_id,"
                    + " offering_version, external_reference, lines, amount_fen, status, created_at, created_by, expires_at)"
                    + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'HELD', $10, $11, $12)";
    private static final String END = "UPDATE reservation SET status = $3, captured_fen = $4, ended_at = $5,"
            + " revision = $2 + 1 WHERE id = $1 AND revision = $2 AND status = 'HELD'";

    private final Pool pool;
    private final ObjectMapper json;

    ReservationStore(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** A hold that is due, and whose. */
    public record Due(UUID id, UUID voucherId, UUID providerId) {}

    /** Rejects with {@code reservation-not-found} (404), also for those whom it does not concern. */
    public Uni<Reservation> find(UUID id, VoucherSight sight) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(
                        sight.isEverything(),
                        sight.organizationId(),
                        sight.oversight().pattern(),
                        sight.oversight().exceptions(),
                        id))
                .map(this::only);
    }

    /** Newest first. */
    public Uni<List<Reservation>> page(
            VoucherSight sight, ReservationFilter filter, Instant now, UUID before, int rows) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.from(new Object[] {
                    sight.isEverything(),
                    sight.organizationId(),
                    sight.oversight().pattern(),
                    sight.oversight().exceptions(),
                    before,
                    filter.voucherId(),
                    filter.status() == null ? null : filter.status().name(),
                    filter.providerId(),
                    filter.externalReference(),
                    moment(filter.from()),
                    moment(filter.to()),
                    moment(now),
                    rows
                }))
                .map(this::all);
    }

    /** As it is now. Rejects with {@code reservation-not-found} (404). */
    public Uni<Reservation> get(SqlConnection connection, UUID id) {
        return connection.preparedQuery(GET).execute(Tuple.of(id)).map(this::only);
    }

    /** The holds of a voucher that this unit of work has locked. */
    public Uni<List<Reservation>> held(SqlConnection connection, UUID voucherId) {
        return connection.preparedQuery(HELD).execute(Tuple.of(voucherId)).map(this::all);
    }

    /** The organisations of the providers of those holds, by provider. */
    public Uni<Map<UUID, UUID>> partners(SqlConnection connection, UUID voucherId) {
        return connection.preparedQuery(PARTNERS).execute(Tuple.of(voucherId)).map(rows -> {
            Map<UUID, UUID> partners = new HashMap<>();
            rows.forEach(row -> partners.put(row.getUUID("id"), row.getUUID("organization_id")));
            return partners;
        });
    }

    /** Holds whose time is over, the oldest first. */
    public Uni<List<Due>> due(Instant now, int rows) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(moment(now), rows))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(row -> new Due(row.getUUID("id"), row.getUUID("voucher_id"), row.getUUID("provider_id")))
                        .toList());
    }

    public Uni<Void> insert(SqlConnection connection, List<Reservation> reservations) {
        if (reservations.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(INSERT)
                .executeBatch(reservations.stream().map(this::inserted).toList())
                .replaceWithVoid();
    }

    /** Writes the ends of holds of vouchers that this unit of work has locked. */
    public Uni<Void> end(SqlConnection connection, List<Reservation> ended) {
        if (ended.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(END)
                .executeBatch(ended.stream()
                        .map(reservation -> Tuple.of(
                                reservation.id(),
                                reservation.revision() - 1,
                                reservation.status().name(),
                                reservation.capturedFen(),
                                moment(reservation.endedAt())))
                        .toList())
                .invoke(ReservationStore::requireOne)
                .replaceWithVoid();
    }

    private static void requireOne(RowSet<Row> ended) {
        for (RowSet<Row> each = ended; each != null; each = each.next()) {
            if (each.rowCount() != 1) {
                throw new IllegalStateException("a reservation ended whose voucher was not locked");
            }
        }
    }

    private Tuple inserted(Reservation reservation) {
        try {
            return Tuple.from(new Object[] {
                reservation.id(),
                reservation.voucherId(),
                reservation.organizationId(),
                reservation.providerId(),
                reservation.offeringId(),
                reservation.offeringVersion(),
                reservation.externalReference(),
                json.writeValueAsString(reservation.lines()),
                reservation.amountFen(),
                moment(reservation.createdAt()),
                reservation.createdBy(),
                moment(reservation.expiresAt())
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record can be written", e);
        }
    }

    private Reservation only(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Rejection.notFound("reservation-not-found");
        }
        return toReservation(rows.iterator().next());
    }

    private List<Reservation> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(this::toReservation)
                .toList();
    }

    private Reservation toReservation(Row row) {
        try {
            return new Reservation(
                    row.getUUID("id"),
                    row.getUUID("voucher_id"),
                    row.getUUID("organization_id"),
                    row.getUUID("provider_id"),
                    row.getUUID("offering_id"),
                    row.getInteger("offering_version"),
                    row.getString("external_reference"),
                    json.readValue(row.getString("lines"), LINES),
                    row.getLong("amount_fen"),
                    row.getLong("captured_fen"),
                    ReservationStatus.valueOf(row.getString("status")),
                    row.getInteger("revision"),
                    instant(row, "created_at"),
                    row.getUUID("created_by"),
                    instant(row, "expires_at"),
                    instant(row, "ended_at"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the lines of a reservation cannot be read", e);
        }
    }
}
