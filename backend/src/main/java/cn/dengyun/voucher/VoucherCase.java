package cn.dengyun.voucher;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.NumberedTransfer;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Refund;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.store.RedemptionStore;
import cn.dengyun.voucher.store.ReservationStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What became of a voucher: everything that was ever held, captured and taken back of it, and what the ledger says. */
@ApplicationScoped
public class VoucherCase {

    private final ReservationStore reservations;
    private final RedemptionStore redemptions;
    private final LedgerService ledger;

    VoucherCase(ReservationStore reservations, RedemptionStore redemptions, LedgerService ledger) {
        this.reservations = reservations;
        this.redemptions = redemptions;
        this.ledger = ledger;
    }

    /** All of it, oldest first each. */
    public record Content(
            List<Reservation> holds,
            List<Redemption> captures,
            List<Refund> refunds,
            List<NumberedTransfer> transfers) {}

    /** As the unit of work sees it; for whoever has seen to it who may read it. */
    public Uni<Content> of(SqlConnection connection, UUID voucherId) {
        return Uni.combine()
                .all()
                .unis(
                        reservations.ofVoucher(connection, voucherId),
                        redemptions.ofVoucher(connection, voucherId),
                        redemptions.refundsOfVoucher(connection, voucherId),
                        ledger.transfersOfVoucher(connection, voucherId))
                .with(Content::new);
    }
}
