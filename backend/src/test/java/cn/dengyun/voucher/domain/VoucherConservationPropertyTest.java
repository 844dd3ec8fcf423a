package cn.dengyun.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is tried with a voucher, in whatever order: its face value is somewhere, and no account is negative. */
class VoucherConservationPropertyTest {

    /** Something that is tried. */
    record Attempt(VoucherMove move, long amount, int which, Duration later) {}

    @Provide
    Arbitrary<List<Attempt>> attempts() {
        return Combinators.combine(
                        Arbitraries.of(VoucherMove.class),
                        Arbitraries.longs().between(1, 60_000),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.longs().between(0, 20).map(Duration::ofDays))
                .as(Attempt::new)
                .list()
                .ofMaxSize(60);
    }

    @Property
    void theFaceIsConservedWhateverIsTried(@ForAll("attempts") List<Attempt> attempts) {
        Model model = new Model(Vouchers.anActiveVoucher());
        for (Attempt attempt : attempts) {
            model.attempt(attempt);
            assertThat(model.voucher.heldFen())
                    .isEqualTo(model.holds.stream().mapToLong(Long::longValue).sum());
            assertThat(model.voucher.capturedFen())
                    .isEqualTo(
                            model.captures.stream().mapToLong(Long::longValue).sum());
        }
    }

    /** The voucher beside the holds and captures that it must agree with. */
    private static final class Model {
        private Voucher voucher;
        private Instant now = Vouchers.NOW;
        private final List<Long> holds = new ArrayList<>();
        private final List<Long> captures = new ArrayList<>();

        Model(Voucher voucher) {
            this.voucher = voucher;
        }

        void attempt(Attempt attempt) {
            now = now.plus(attempt.later());
            Voucher before = voucher;
            try {
                carryOut(attempt);
            } catch (Rejection refused) {
                assertThat(voucher).as("a refusal changes nothing").isSameAs(before);
            }
        }

        private void carryOut(Attempt attempt) {
            switch (attempt.move()) {
                case ACCEPT -> voucher = voucher.accept(now);
                case RESERVE -> {
                    voucher = voucher.reserve(attempt.amount(), now);
                    holds.add(attempt.amount());
                }
                case CAPTURE -> {
                    if (!holds.isEmpty()) {
                        int which = attempt.which() % holds.size();
                        long held = holds.get(which);
                        long captured = Math.min(held, attempt.amount());
                        voucher = voucher.capture(held, captured, now);
                        holds.remove(which);
                        captures.add(captured);
                    }
                }
                case RELEASE -> {
                    if (!holds.isEmpty()) {
                        int which = attempt.which() % holds.size();
                        voucher = voucher.release(holds.get(which), now);
                        holds.remove(which);
                    }
                }
                case FREE -> {
                    if (!holds.isEmpty()) {
                        int which = attempt.which() % holds.size();
                        Duration left = attempt.which() > 4 ? null : Duration.ofDays(attempt.amount() % 400);
                        voucher = voucher.free(holds.get(which), left, Vouchers.LATEST, now);
                        holds.remove(which);
                    }
                }
                case REFUND -> {
                    if (!captures.isEmpty()) {
                        int which = attempt.which() % captures.size();
                        long refunded = Math.min(captures.get(which), attempt.amount());
                        voucher = voucher.refund(refunded, now);
                        captures.set(which, captures.get(which) - refunded);
                    }
                }
                case FREEZE -> voucher = voucher.freeze("核查", now);
                case UNFREEZE -> voucher = voucher.unfreeze(Vouchers.LATEST, now);
                case REDUCE -> {
                    long worth = voucher.remainingFen();
                    voucher = voucher.reduce(worth - attempt.amount(), now);
                    assertThat(voucher.remainingFen()).isLessThan(worth);
                }
                case PROPOSE_REVOCATION -> voucher = voucher.proposeRevocation(Vouchers.MAKER, "骗取", now);
                case APPROVE_REVOCATION -> {
                    voucher = voucher.approveRevocation(attempt.which() > 4 ? Vouchers.MAKER : Vouchers.CHECKER, now);
                    holds.clear();
                }
                case REJECT_REVOCATION -> voucher = voucher.rejectRevocation(Vouchers.LATEST, now);
                case EXPIRE -> voucher = voucher.expire(now);
            }
        }
    }
}
