package cn.dengyun.platform.outbox;

import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes events in the unit of work that makes them true: either both are there or neither. */
@ApplicationScoped
public class Outbox {

    private static final Statement INSERT = Statement.of("""
            INSERT INTO event (id, type, subject, organization_id, region_code, is_public, data, occurred_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """);

    private final EventSequencer sequencer;

    Outbox(EventSequencer sequencer) {
        this.sequencer = sequencer;
    }

    /** Writes the event through the connection that holds the caller's unit of work. */
    public Uni<Void> write(SqlConnection connection, DomainEvent event) {
        return INSERT.execute(connection, Tuple.from(parameters(event)))
                .invoke(sequencer::soon)
                .replaceWithVoid();
    }

    /** Writes several events through the connection that holds the caller's unit of work. */
    public Uni<Void> writeAll(SqlConnection connection, List<DomainEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return INSERT.executeAll(
                        connection,
                        events.stream()
                                .map(event -> Tuple.from(parameters(event)))
                                .toList())
                .invoke(sequencer::soon)
                .replaceWithVoid();
    }

    /** Writes the event through the session that holds the caller's unit of work. */
    public Uni<Void> write(Mutiny.Session session, DomainEvent event) {
        Mutiny.Query<Object> insert = session.createNativeQuery(
                "INSERT INTO event (id, type, subject, organization_id, region_code, is_public, data,"
                        + " occurred_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        Object[] parameters = parameters(event);
        for (int i = 0; i < parameters.length; i++) {
            insert.setParameter(i + 1, parameters[i]);
        }
        return insert.executeUpdate().invoke(sequencer::soon).replaceWithVoid();
    }

    private static Object[] parameters(DomainEvent event) {
        return new Object[] {
            event.id(),
            event.type(),
            event.subject(),
            event.organizationId(),
            event.regionCode(),
            event.isPublic(),
            event.data(),
            event.occurredAt().atOffset(ZoneOffset.UTC)
        };
    }
}
