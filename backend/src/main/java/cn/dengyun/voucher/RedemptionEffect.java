package cn.dengyun.voucher;

import cn.dengyun.voucher.domain.Redemption;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * Who knows what became of captured money is asked before it is taken back: a slice that pays it out makes one bean of
 * this type, and there is one at most. While there is none, captured money is owed and nothing more.
 */
public interface RedemptionEffect {

    /**
     * How captured money is taken back.
     *
     * @param notBefore the ledger takes it back no earlier: what was done with it since stays before
     */
    record Way(Kind kind, Instant notBefore) {

        /** Whether the money is still here. */
        public enum Kind {
            /** It is owed and not paid: it goes back to where it came from. */
            PAYABLE,
            /** It was paid: whoever got it owes it back, and voucher and capture stay as they are. */
            RECOVER
        }
    }

    /**
     * Asked before {@link #refunding} where one unit of work may take back several captures: it holds what is known of
     * them, in the order in which everybody does.
     *
     * @return those of which {@link #refunding} would take nothing back now
     */
    Uni<Set<UUID>> hold(SqlConnection connection, Collection<UUID> redemptionIds);

    /**
     * Asked with the voucher locked, in the unit of work that takes it back. Rejects with {@code refund-in-payment}
     * (409) while nobody knows whether it was paid, and with {@code refund-after-payment} (409) where whoever pays out
     * recovers what was paid otherwise.
     *
     * @param fen what is taken back of it, in fen
     */
    Uni<Way> refunding(SqlConnection connection, Redemption redemption, long fen, Instant now);
}
