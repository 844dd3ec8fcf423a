package cn.dengyun.programme;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/**
 * Whoever pays out captured money says whether something of it is still to be taken back, for then not every fen is
 * where it ends although it was paid. There is one bean of this type at most.
 */
public interface OpenRecoveries {

    /** Of how many orders that vouchers of a programme pay something is disputed, or still to be taken back. */
    Uni<Long> ofProgramme(SqlConnection connection, UUID programmeId);
}
