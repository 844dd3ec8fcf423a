package cn.dengyun.voucher;

import cn.dengyun.ledger.domain.TransferCause;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.store.VoucherStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Takes from vouchers what they are worth less than when they were issued. */
@ApplicationScoped
public class VoucherReduction {

    private final VoucherStore vouchers;
    private final VoucherWriter writer;
    private final Clock clock;

    VoucherReduction(VoucherStore vouchers, VoucherWriter writer, Clock clock) {
        this.vouchers = vouchers;
        this.writer = writer;
        this.clock = clock;
    }

    /** A voucher before and after a change. */
    public record Change(Voucher before, Voucher after) {}

    /**
     * What {@link #reduce} would do now, and nobody can do to the voucher before the caller's unit of work ends.
     * Rejects like it.
     */
    public Uni<Change> wouldReduce(SqlConnection connection, UUID id, long worthFen) {
        return vouchers.lock(connection, id).map(before -> new Change(before, before.reduce(worthFen, now())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Gives back to the budget, in the caller's unit of work, what a voucher holds above an amount, as far as it is
     * free; what is held or captured stays.
     *
     * <p>Rejects with {@code voucher-transition-not-allowed} and {@code price-cut-without-effect} (409).
     *
     * @param worthFen what it shall come to, in fen
     * @param reason kept on record
     * @param told to the enterprise
     * @return the voucher before and afterwards
     */
    public Uni<Change> reduce(SqlConnection connection, UUID id, long worthFen, String reason, String told) {
        Instant now = now();
        return vouchers.lock(connection, id).chain(before -> {
            Voucher reduced = before.reduce(worthFen, now);
            long back = reduced.voidFen() - before.voidFen();
            VoucherStep step = VoucherStep.of(VoucherEvent.REDUCED, before, reduced, now)
                    .returning(back)
                    .posting(after -> VoucherTransfers.end(after, TransferCause.PRICE_CUT, back))
                    .because(reason)
                    .telling(told);
            return writer.carryOut(connection, step).map(after -> new Change(before, after));
        });
    }
}
