package cn.dengyun.voucher.status.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Presentations of vouchers; they are only added. */
@ApplicationScoped
public class PresentationStore {

    private static final String INSERT =
            "INSERT INTO voucher_presentation (id, voucher_id, nonce, organization_id, status, available_fen,"
                    + " presented_at, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                    + " ON CONFLICT ON CONSTRAINT voucher_presentation_nonce_unique DO NOTHING";

    /**
     * A voucher that was shown to a provider.
     *
     * @param nonce of its credential; null when its code was read out
     * @param organizationId the provider's
     * @param status of the voucher when it was recorded
     */
    public record Presentation(
            UUID id,
            UUID voucherId,
            String nonce,
            UUID organizationId,
            String status,
            long availableFen,
            Instant presentedAt,
            Instant recordedAt,
            UUID recordedBy) {}

    /** Whether it was the first with its nonce; if not, nothing is written. Waits for one that is being recorded. */
    public Uni<Boolean> insert(SqlConnection connection, Presentation presentation) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(new Object[] {
                    presentation.id(),
                    presentation.voucherId(),
                    presentation.nonce(),
                    presentation.organizationId(),
                    presentation.status(),
                    presentation.availableFen(),
                    presentation.presentedAt().atOffset(ZoneOffset.UTC),
                    presentation.recordedAt().atOffset(ZoneOffset.UTC),
                    presentation.recordedBy()
                }))
                .map(inserted -> inserted.rowCount() == 1);
    }
}
