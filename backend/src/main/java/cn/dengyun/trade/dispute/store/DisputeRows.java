package cn.dengyun.trade.dispute.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.trade.dispute.domain.DisputeMessage;
import cn.dengyun.trade.dispute.domain.DisputeSpeaker;
import cn.dengyun.trade.dispute.domain.OrderDispute;
import cn.dengyun.trade.order.domain.OrderSide;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is said in disputes, and what the clock does with them. */
@ApplicationScoped
public class DisputeRows {

    private static final RowMapper<OrderDispute> DISPUTES = RowMapper.of(OrderDispute.class);
    private static final RowMapper<DisputeMessage> MESSAGES = RowMapper.of(DisputeMessage.class);

    private static final String IS_DUE =
            "(status = 'DECIDED' AND due_at <= $1" + " OR status IN ('OPEN', 'APPEALED') AND lapses_at <= $1)";

    private static final Statement DUE = Statement.of("""
            SELECT %s FROM order_dispute WHERE status IN ('OPEN', 'DECIDED', 'APPEALED') AND %s AND id > $2
            ORDER BY id LIMIT $3
            """.formatted(DISPUTES.columns(), IS_DUE));
    private static final Statement NEXT_DUE = Statement.of("""
            SELECT least(min(due_at) FILTER (WHERE status = 'DECIDED' AND due_at > $1),
                min(lapses_at) FILTER (WHERE status IN ('OPEN', 'APPEALED') AND lapses_at > $1))
            FROM order_dispute WHERE status IN ('OPEN', 'DECIDED', 'APPEALED')
            """);
    private static final Statement LOCK =
            Statement.of("SELECT %s FROM order_dispute WHERE id = $1 FOR UPDATE".formatted(DISPUTES.columns()));
    private static final Statement COUNT =
            Statement.of("SELECT count(*) FROM order_dispute WHERE order_id = $1 AND filed_side = $2");
    private static final Statement SAY = Statement.of("INSERT INTO order_dispute_message " + MESSAGES.values());
    private static final Statement SAID =
            Statement.of("SELECT count(*) FROM order_dispute_message WHERE dispute_id = $1 AND speaker = $2");
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM order_dispute_message WHERE dispute_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(MESSAGES.columns()));

    private static final Statement OF_ORDERS = Statement.of(
            "SELECT %s FROM order_dispute WHERE order_id = ANY($1) ORDER BY id".formatted(DISPUTES.columns()));
    private static final Statement SAID_IN =
            Statement.of("SELECT %s FROM order_dispute_message WHERE dispute_id = ANY($1) ORDER BY id"
                    .formatted(MESSAGES.columns()));

    private final Pool pool;

    DisputeRows(Pool pool) {
        this.pool = pool;
    }

    /** Those that the clock has decided on, by id. */
    public Uni<List<OrderDispute>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(DISPUTES::list);
    }

    /** When it decides on the next; empty when it will not. */
    public Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    /** One as it is now, held until the unit of work ends, whoever may know of it. */
    public Uni<OrderDispute> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(DISPUTES::first);
    }

    /** Those about orders, oldest first; for whoever has seen to who may know of them. */
    public Uni<List<OrderDispute>> ofOrders(SqlConnection connection, Collection<UUID> orders) {
        return OF_ORDERS.execute(connection, Parameters.ids(orders)).map(DISPUTES::list);
    }

    /** What was said in disputes, by dispute, oldest first. */
    public Uni<Map<UUID, List<DisputeMessage>>> saidIn(SqlConnection connection, Collection<UUID> disputes) {
        return SAID_IN.execute(connection, Parameters.ids(disputes))
                .map(found -> MESSAGES.list(found).stream().collect(Collectors.groupingBy(DisputeMessage::disputeId)));
    }

    /** How often a side has complained about an order. */
    public Uni<Long> count(SqlConnection connection, UUID orderId, OrderSide side) {
        return COUNT.execute(connection, orderId, side).map(Rows::number);
    }

    public Uni<Void> say(SqlConnection connection, DisputeMessage message) {
        return SAY.execute(connection, message).replaceWithVoid();
    }

    /** How often somebody has said something. */
    public Uni<Long> said(SqlConnection connection, UUID disputeId, DisputeSpeaker speaker) {
        return SAID.execute(connection, disputeId, speaker).map(Rows::number);
    }

    /** Newest first. */
    public Uni<List<DisputeMessage>> page(UUID disputeId, UUID before, int rows) {
        return PAGE.execute(pool, disputeId, before, rows).map(MESSAGES::list);
    }
}
