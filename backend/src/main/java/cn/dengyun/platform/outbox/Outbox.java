package cn.dengyun.platform.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes facts in the unit of work that makes them true: either both are there or neither. */
@ApplicationScoped
public class Outbox {

    private static final String INSERT =
            "INSERT INTO fact (id, type, subject, organization_id, region_code, is_public, data, occurred_at)"
                    + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    private final FactSequencer sequencer;

    Outbox(FactSequencer sequencer) {
        this.sequencer = sequencer;
    }

    /** Writes the fact through the connection that holds the caller's unit of work. */
    public Uni<Void> write(SqlConnection connection, Fact fact) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(parameters(fact)))
                .invoke(sequencer::soon)
                .replaceWithVoid();
    }

    /** Writes several facts through the connection that holds the caller's unit of work. */
    public Uni<Void> writeAll(SqlConnection connection, List<Fact> facts) {
        if (facts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(INSERT)
                .executeBatch(
                        facts.stream().map(fact -> Tuple.from(parameters(fact))).toList())
                .invoke(sequencer::soon)
                .replaceWithVoid();
    }

    /** Writes the fact through the session that holds the caller's unit of work. */
    public Uni<Void> write(Mutiny.Session session, Fact fact) {
        Mutiny.Query<Object> insert = session.createNativeQuery(
                "INSERT INTO fact (id, type, subject, organization_id, region_code, is_public, data,"
                        + " occurred_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        Object[] parameters = parameters(fact);
        for (int i = 0; i < parameters.length; i++) {
            insert.setParameter(i + 1, parameters[i]);
        }
        return insert.executeUpdate().invoke(sequencer::soon).replaceWithVoid();
    }

    private static Object[] parameters(Fact fact) {
        return new Object[] {
            fact.id(),
            fact.type(),
            fact.subject(),
            fact.organizationId(),
            fact.regionCode(),
            fact.isPublic(),
            fact.data(),
            fact.occurredAt().atOffset(ZoneOffset.UTC)
        };
    }
}
