package cn.dengyun.voucher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How vouchers are used. */
@ConfigMapping(prefix = "dengyun.vouchers")
public interface VoucherConfig {

    /** How long a reservation holds unless it says until when. */
    @WithDefault("P14D")
    Duration hold();

    /** How long it may hold at most. */
    @WithDefault("P90D")
    Duration longestHold();

    /** How often expired vouchers and reservations are looked for. */
    @WithDefault("PT10S")
    Duration sweep();
}
