package cn.dengyun.voucher.domain;

import cn.dengyun.shared.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Vouchers and what belongs to them for tests of the domain. */
final class Vouchers {

    static final Instant NOW = Instant.parse("2026-06-15T02:00:00Z");
    static final Instant END = Voucher.endOf(LocalDate.of(2026, 12, 31));
    /** The end of the last day of the rules. */
    static final Instant LATEST = Voucher.endOf(LocalDate.of(2027, 12, 31));

    static final long FACE = 100_000;
    static final UUID MAKER = Ids.next();
    static final UUID CHECKER = Ids.next();

    private Vouchers() {}

    static Voucher anIssuedVoucher() {
        return voucher(FACE, NOW.plusSeconds(3_600));
    }

    static Voucher anActiveVoucher() {
        return voucher(FACE, null);
    }

    static Voucher in(VoucherStatus status) {
        return switch (status) {
            case ISSUED -> anIssuedVoucher();
            case ACTIVE -> withHold(anActiveVoucher());
            case FROZEN -> in(VoucherStatus.ACTIVE).freeze("核查", NOW);
            case EXHAUSTED -> anActiveVoucher().reserve(FACE, NOW).capture(FACE, FACE, NOW);
            case EXPIRED -> in(VoucherStatus.ACTIVE).expire(END);
            case REVOKED -> revoked(in(VoucherStatus.EXHAUSTED).refund(1, NOW));
        };
    }

    /** The moment to look at {@link #in}. */
    static Instant momentOf(VoucherStatus status) {
        return status == VoucherStatus.EXPIRED ? END : NOW;
    }

    /** Proposed by one person, approved by another. */
    static Voucher revoked(Voucher voucher) {
        return voucher.proposeRevocation(MAKER, "骗取", NOW).approveRevocation(CHECKER, NOW);
    }

    private static Voucher withHold(Voucher voucher) {
        return voucher.reserve(3_000, NOW).capture(1_000, 1_000, NOW);
    }

    private static Voucher voucher(long faceFen, Instant acceptUntil) {
        return new Voucher(
                Ids.next(),
                "DY4K-7M2P-9QXT-6",
                Ids.next(),
                1,
                Ids.next(),
                "340123",
                null,
                Ids.next(),
                null,
                0,
                faceFen,
                faceFen,
                0,
                0,
                0,
                0,
                1,
                NOW,
                VoucherValidity.of(acceptUntil, END),
                null,
                null,
                NOW,
                null);
    }
}
