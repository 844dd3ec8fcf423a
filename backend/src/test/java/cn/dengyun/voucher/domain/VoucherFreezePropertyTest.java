package cn.dengyun.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * However often a voucher is frozen: its validity moves by exactly the time that it was, up to the last day of its
 * rules.
 */
class VoucherFreezePropertyTest {

    /** A freeze, that much time after what was before, and its end. */
    record Freeze(Duration after, Duration time) {}

    @Provide
    Arbitrary<List<Freeze>> histories() {
        // Mostly short beside the half year that is left, so that many fit; some go beyond the last day of the rules.
        Arbitrary<Duration> times =
                Arbitraries.longs().between(0, Duration.ofDays(60).toMillis()).map(Duration::ofMillis);
        return Combinators.combine(times, times).as(Freeze::new).list().ofMaxSize(20);
    }

    @Property(tries = 100_000, shrinking = ShrinkingMode.BOUNDED)
    void validityMovesByTheTimeFrozen(@ForAll("histories") List<Freeze> history) {
        Voucher voucher = Vouchers.anActiveVoucher();
        Instant now = Vouchers.NOW;
        Duration frozen = Duration.ZERO;
        for (Freeze freeze : history) {
            now = now.plus(freeze.after());
            if (voucher.statusAt(now) != VoucherStatus.ACTIVE) {
                break;
            }
            voucher = voucher.freeze("核查", now);
            now = now.plus(freeze.time());
            voucher = voucher.unfreeze(Vouchers.LATEST, now);
            frozen = frozen.plus(freeze.time());

            Instant moved = Vouchers.END.plus(frozen);
            assertThat(voucher.validity().validUntil())
                    .isEqualTo(moved.isAfter(Vouchers.LATEST) ? Vouchers.LATEST : moved);
        }
    }
}
