package cn.dengyun.voucher.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationFilter;
import cn.dengyun.voucher.domain.StandingReservation;
import cn.dengyun.voucher.domain.VoucherSight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reservations. Their voucher's row is always locked before they are changed. */
@ApplicationScoped
public class ReservationStore {

    private static final RowMapper<Reservation> RESERVATIONS =
            RowMapper.of(Reservation.class).text("lines", ReservationLines::read, ReservationLines::write);
    private static final RowMapper<StandingReservation> STANDING = RowMapper.of(StandingReservation.class)
            .text("reservation.lines", ReservationLines::read, ReservationLines::write);
    private static final RowMapper<Due> DUE_HOLDS = RowMapper.of(Due.class);
    private static final String COLUMNS = RESERVATIONS.columns("r");

    /** $1 everything, $2 organisation, $3 region pattern, $4 exceptions. */
    private static final String SEEN = """
            ($1 OR r.organization_id = $2 OR EXISTS (SELECT 1 FROM provider p WHERE p.id = r.provider_id
                AND p.organization_id = $2) OR EXISTS (SELECT 1 FROM voucher v WHERE v.id = r.voucher_id
                AND is_overseen(v.region_code, $3, $4)))
            """;

    private static final Statement FIND =
            Statement.of("SELECT %s FROM reservation r WHERE r.id = $5 AND %s".formatted(COLUMNS, SEEN));
    /** The status of a moment ($12), as the domain has it. */
    private static final String STATUS =
            "CASE WHEN r.status = 'HELD' AND r.delivered_at IS NULL AND r.expires_at <= $12 THEN 'EXPIRED' ELSE r.status END";

    /** With where its voucher stands at a moment (%2$s). */
    private static final String STANDS = """
            SELECT %1$s, %2$s AS voucher_status FROM reservation r JOIN voucher v ON v.id = r.voucher_id
            """;

    private static final Statement STAND = Statement.of(
            "%s WHERE r.id = $5 AND %s".formatted(STANDS.formatted(COLUMNS, VoucherRows.STATUS.formatted(6)), SEEN));
    private static final Statement PAGE =
            Statement.of("""
            %s WHERE %s AND r.id < $5 AND ($6::uuid IS NULL OR r.voucher_id = $6)
                AND ($7::text IS NULL OR $7 = %s) AND ($8::uuid IS NULL OR r.provider_id = $8)
                AND ($9::text IS NULL OR r.external_reference = $9)
                AND ($10::timestamptz IS NULL OR r.created_at >= $10)
                AND ($11::timestamptz IS NULL OR r.created_at < $11)
            ORDER BY r.id DESC LIMIT $13
            """.formatted(STANDS.formatted(COLUMNS, VoucherRows.STATUS.formatted(12)), SEEN, STATUS));
    private static final Statement GET =
            Statement.of("SELECT %s FROM reservation r WHERE r.id = $1".formatted(COLUMNS));
    private static final Statement OF_VOUCHER =
            Statement.of("SELECT %s FROM reservation r WHERE r.voucher_id = $1 ORDER BY r.id".formatted(COLUMNS));
    private static final Statement HELD = Statement.of("""
            SELECT %s FROM reservation r WHERE r.voucher_id = $1 AND r.status = 'HELD' ORDER BY r.id
            """.formatted(COLUMNS));
    private static final Statement HELD_WITH = Statement.of("""
            SELECT %s FROM reservation r WHERE r.provider_id = $1 AND r.status = 'HELD' AND r.delivered_at IS NULL
                AND r.voucher_id = ANY($2)
            ORDER BY r.id
            """.formatted(COLUMNS));
    private static final Statement VOUCHERS_WITH = Statement.of("""
            SELECT DISTINCT r.voucher_id FROM reservation r WHERE r.provider_id = $1 AND r.status = 'HELD'
            """);
    private static final Statement ALL_HELD_WITH = Statement.of("""
            SELECT %s FROM reservation r WHERE r.provider_id = $1 AND r.status = 'HELD' AND r.delivered_at IS NULL
            ORDER BY r.id
            """.formatted(COLUMNS));
    private static final Statement OF_ORDER =
            Statement.of("SELECT %s FROM reservation r WHERE r.order_id = $1 ORDER BY r.id".formatted(COLUMNS));
    private static final Statement VOUCHERS_OF_ORDER =
            Statement.of("SELECT DISTINCT r.voucher_id FROM reservation r WHERE r.order_id = $1");
    private static final Statement PARTNERS = Statement.of("""
            SELECT DISTINCT p.id, p.organization_id FROM reservation r JOIN provider p ON p.id = r.provider_id
            WHERE r.voucher_id = $1 AND r.status IN ('HELD', 'CAPTURED')
            """);
    private static final Statement DUE = Statement.of("""
            SELECT r.id, r.voucher_id, r.provider_id FROM reservation r WHERE r.status = 'HELD'
                AND r.delivered_at IS NULL AND r.expires_at <= $1
            ORDER BY r.expires_at, r.id LIMIT $2
            """);
    private static final Statement NEXT_DUE = Statement.of("""
            SELECT min(r.expires_at) FROM reservation r WHERE r.status = 'HELD' AND r.delivered_at IS NULL
                AND r.expires_at > $1
            """);
    private static final Statement INSERT = Statement.of(
            "INSERT INTO reservation (%s) SELECT * FROM %s".formatted(RESERVATIONS.columns(), RESERVATIONS.unnested()));
    private static final Statement END = Statement.of("""
            UPDATE reservation SET status = $3, captured_fen = $4, ended_at = $5, revision = $2 + 1
            WHERE id = $1 AND revision = $2 AND status = 'HELD'
            """);
    private static final Statement MARK = Statement.of("""
            UPDATE reservation SET delivery_id = $3, delivered_at = $4, expires_at = $5, revision = $2 + 1
            WHERE id = $1 AND revision = $2 AND status = 'HELD'
            """);

    private final Pool pool;

    ReservationStore(Pool pool) {
        this.pool = pool;
    }

    /** The holds with a provider for which nothing was delivered. */
    public Uni<List<Reservation>> heldWith(SqlConnection connection, UUID provider) {
        return ALL_HELD_WITH.execute(connection, provider).map(RESERVATIONS::list);
    }

    /** The vouchers with holds with a provider, delivered ones too, in the order in which they are locked. */
    public Uni<List<UUID>> vouchersWith(SqlConnection connection, UUID provider) {
        return VOUCHERS_WITH
                .execute(connection, provider)
                .map(rows ->
                        Rows.list(rows, row -> row.getUUID(0)).stream().sorted().toList());
    }

    /** The holds of vouchers that this unit of work has locked, with one provider, for which nothing was delivered. */
    public Uni<List<Reservation>> heldWith(SqlConnection connection, UUID provider, Collection<UUID> vouchers) {
        return HELD_WITH.execute(connection, provider, Parameters.ids(vouchers)).map(RESERVATIONS::list);
    }

    /** A hold that is due, and whose. */
    public record Due(UUID id, UUID voucherId, UUID providerId) {}

    /** Rejects with {@code reservation-not-found} (404), also for those whom it does not concern. */
    public Uni<Reservation> find(UUID id, VoucherSight sight) {
        return FIND.execute(pool, sight.isEverything(), sight.organizationId(), sight.oversight(), id)
                .map(RESERVATIONS.orNotFound("reservation-not-found"));
    }

    /** The same with where its voucher stands. Rejects with {@code reservation-not-found} (404) likewise. */
    public Uni<StandingReservation> find(UUID id, VoucherSight sight, Instant now) {
        return STAND.execute(pool, sight.isEverything(), sight.organizationId(), sight.oversight(), id, now)
                .map(STANDING.orNotFound("reservation-not-found"));
    }

    /** Newest first. */
    public Uni<List<StandingReservation>> page(
            VoucherSight sight, ReservationFilter filter, Instant now, UUID before, int rows) {
        return PAGE.execute(
                        pool,
                        sight.isEverything(),
                        sight.organizationId(),
                        sight.oversight(),
                        before,
                        filter,
                        now,
                        rows)
                .map(STANDING::list);
    }

    /** As it is now. Rejects with {@code reservation-not-found} (404). */
    public Uni<Reservation> get(SqlConnection connection, UUID id) {
        return GET.execute(connection, id).map(RESERVATIONS.orNotFound("reservation-not-found"));
    }

    /** All holds that were ever on a voucher, oldest first. */
    public Uni<List<Reservation>> ofVoucher(SqlConnection connection, UUID voucherId) {
        return OF_VOUCHER.execute(connection, voucherId).map(RESERVATIONS::list);
    }

    /** The holds of a voucher that this unit of work has locked. */
    public Uni<List<Reservation>> held(SqlConnection connection, UUID voucherId) {
        return HELD.execute(connection, voucherId).map(RESERVATIONS::list);
    }

    /** All holds that an order ever had, oldest first. */
    public Uni<List<Reservation>> ofOrder(SqlClient client, UUID orderId) {
        return OF_ORDER.execute(client, orderId).map(RESERVATIONS::list);
    }

    /** The vouchers that an order has or had holds of, in the order in which they are locked. */
    public Uni<List<UUID>> vouchersOfOrder(SqlConnection connection, UUID orderId) {
        return VOUCHERS_OF_ORDER
                .execute(connection, orderId)
                .map(rows ->
                        Rows.list(rows, row -> row.getUUID(0)).stream().sorted().toList());
    }

    /** Writes what was delivered for holds of vouchers that this unit of work has locked, and until when they hold. */
    public Uni<Void> mark(SqlConnection connection, List<Reservation> marked) {
        if (marked.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return MARK.executeAll(
                        connection,
                        marked.stream()
                                .map(hold -> Parameters.of(
                                        hold.id(),
                                        hold.revision() - 1,
                                        hold.deliveryId(),
                                        hold.deliveredAt(),
                                        hold.expiresAt()))
                                .toList())
                .invoke(Rows.exactly(marked.size(), "a reservation was marked whose voucher was not locked"))
                .replaceWithVoid();
    }

    /** The organisations of the providers of those holds, and of those that were captured, by provider. */
    public Uni<Map<UUID, UUID>> partners(SqlConnection connection, UUID voucherId) {
        return PARTNERS.execute(connection, voucherId).map(rows -> {
            Map<UUID, UUID> partners = new HashMap<>();
            rows.forEach(row -> partners.put(row.getUUID("id"), row.getUUID("organization_id")));
            return partners;
        });
    }

    /** When the next hold will be over; empty when nothing is held. */
    public Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    /** Holds whose time is over, the oldest first. */
    public Uni<List<Due>> due(Instant now, int rows) {
        return DUE.execute(pool, now, rows).map(DUE_HOLDS::list);
    }

    public Uni<Void> insert(SqlConnection connection, List<Reservation> reservations) {
        if (reservations.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return INSERT.execute(connection, RESERVATIONS.arrays(reservations)).replaceWithVoid();
    }

    /** Writes the ends of holds of vouchers that this unit of work has locked. */
    public Uni<Void> end(SqlConnection connection, List<Reservation> ended) {
        if (ended.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return END.executeAll(
                        connection,
                        ended.stream()
                                .map(reservation -> Parameters.of(
                                        reservation.id(),
                                        reservation.revision() - 1,
                                        reservation.status(),
                                        reservation.capturedFen(),
                                        reservation.endedAt()))
                                .toList())
                .invoke(Rows.exactly(ended.size(), "a reservation ended whose voucher was not locked"))
                .replaceWithVoid();
    }
}
