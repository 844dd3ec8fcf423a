package cn.dengyun.platform.outbox;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Writes events in the unit of work that makes them true: either both are there or neither. */
@ApplicationScoped
public class Outbox {

    private static final Statement INSERT = Statement.of(
            "INSERT INTO event %s".formatted(RowMapper.of(DomainEvent.class).values()));

    private final EventSequencer sequencer;

    Outbox(EventSequencer sequencer) {
        this.sequencer = sequencer;
    }

    /** Writes the event through the connection that holds the caller's unit of work. */
    public Uni<Void> write(SqlConnection connection, DomainEvent event) {
        return INSERT.execute(connection, event).invoke(sequencer::soon).replaceWithVoid();
    }

    /** Writes several events through the connection that holds the caller's unit of work. */
    public Uni<Void> writeAll(SqlConnection connection, List<DomainEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return INSERT.executeAll(connection, events.stream().map(Parameters::of).toList())
                .invoke(sequencer::soon)
                .replaceWithVoid();
    }
}
