package cn.dengyun.platform.rows;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** A statement with numbered parameters, kept in a constant and prepared once for each connection. */
public final class Statement {

    /** From here on the client prepares a statement again on every call, and holds its pipeline meanwhile. */
    static final int LONGEST = 2_047;

    private final String sql;

    private Statement(String sql) {
        this.sql = sql;
    }

    /** Refuses with {@link IllegalArgumentException} what is too long to stay prepared. */
    public static Statement of(String sql) {
        if (sql.length() > LONGEST) {
            throw new IllegalArgumentException("a statement of " + sql.length() + " characters: " + sql);
        }
        return new Statement(sql);
    }

    /** Executes it with these parameters, as {@link Parameters#of} has them. */
    public Uni<RowSet<Row>> execute(SqlClient client, Object... parameters) {
        return client.preparedQuery(sql).execute(Parameters.of(parameters));
    }

    /** Executes it with the arrays that a {@link RowMapper} has made of records. */
    public Uni<RowSet<Row>> execute(SqlClient client, Tuple parameters) {
        return client.preparedQuery(sql).execute(parameters);
    }

    /** Executes it once for each of the parameters, at least one, in one round trip. */
    public Uni<RowSet<Row>> executeAll(SqlClient client, List<Tuple> parameters) {
        return client.preparedQuery(sql).executeBatch(parameters);
    }

    /** Its text. */
    @Override
    public String toString() {
        return sql;
    }
}
