package cn.dengyun.adoption.certificate;

import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives away the places of the status list, each once. */
@ApplicationScoped
public class CertificatePlaces {

    private static final Statement NEXT =
            Statement.of("UPDATE adoption_counter SET issued = issued + $1 WHERE id = 1 RETURNING issued - $1");
    private static final Statement ISSUED = Statement.of("SELECT issued FROM adoption_counter WHERE id = 1");

    private final Pool pool;

    CertificatePlaces(Pool pool) {
        this.pool = pool;
    }

    /** The first of so many that nobody else has. */
    public Uni<Integer> next(SqlConnection connection, int count) {
        return NEXT.execute(connection, count).map(found -> Rows.first(found, row -> row.getInteger(0)));
    }

    /** How many are given away. */
    Uni<Integer> issued() {
        return ISSUED.execute(pool).map(found -> Rows.first(found, row -> row.getInteger(0)));
    }
}
