package cn.dengyun.settlement.recovery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.shared.Rejection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is done with recoveries, no fen is asked back twice, and the ledger has what is open as a receivable. */
class RecoveryPropertyTest {

    private static final UUID DELIVERY = new UUID(0, 1);

    @Property(tries = 200)
    void noPaymentIsAskedBackForMoreThanItWas(@ForAll Random random) {
        List<PaidLine> lines = new ArrayList<>();
        Map<UUID, Long> asked = new HashMap<>();
        Map<UUID, Long> left = new HashMap<>();
        for (int i = 0; i < random.nextInt(6); i++) {
            PaidLine line = line(i, new UUID(1, random.nextInt(3)), 1 + random.nextInt(100), random.nextBoolean());
            long before = random.nextInt((int) line.amountFen() + 1);
            lines.add(line);
            asked.put(line.lineId(), before);
            left.merge(line.voucherId(), line.amountFen() - before, Long::sum);
        }
        Map<UUID, Long> wanted = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            wanted.put(new UUID(1, i), (long) random.nextInt(120));
        }

        Optional<List<PaidShare>> shares = PaidShare.of(lines, DELIVERY, wanted, asked);

        assertThat(shares.isPresent())
                .isEqualTo(wanted.entrySet().stream()
                        .allMatch(each -> each.getValue() <= left.getOrDefault(each.getKey(), 0L)));
        shares.ifPresent(found -> {
            Map<UUID, Long> sums = new HashMap<>();
            for (PaidShare share : found) {
                assertThat(share.fen())
                        .isPositive()
                        .isLessThanOrEqualTo(share.line().amountFen()
                                - asked.get(share.line().lineId()));
                sums.merge(share.line().voucherId(), share.fen(), Long::sum);
            }
            wanted.forEach(
                    (voucher, fen) -> assertThat(sums.getOrDefault(voucher, 0L)).isEqualTo(fen));
            assertThat(found).extracting(PaidShare::line).doesNotHaveDuplicates();
        });
    }

    /** Decisions before a revocation, and after it: in all, no more than was paid, and after it exactly that. */
    @Property(tries = 200)
    void aRevocationAsksBackWhatIsLeftAndNothingIsAskedBackAfterIt(@ForAll Random random) {
        List<PaidLine> lines = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            lines.add(line(i, new UUID(1, 0), 1 + random.nextInt(100), random.nextBoolean()));
        }
        Map<UUID, Long> asked = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            PaidShare.of(lines, DELIVERY, Map.of(new UUID(1, 0), (long) random.nextInt(60)), Map.copyOf(asked))
                    .ifPresent(shares ->
                            shares.forEach(each -> asked.merge(each.line().lineId(), each.fen(), Long::sum)));
        }

        PaidShare.rest(lines, Map.copyOf(asked))
                .forEach(each -> asked.merge(each.line().lineId(), each.fen(), Long::sum));

        lines.forEach(line -> assertThat(asked.getOrDefault(line.lineId(), 0L)).isEqualTo(line.amountFen()));
        assertThat(PaidShare.rest(lines, asked)).isEmpty();
        assertThat(PaidShare.of(lines, DELIVERY, Map.of(new UUID(1, 0), 1L), asked))
                .isEmpty();
    }

    @Property(tries = 200)
    void theLedgerHasWhatIsOpenAsAReceivable(@ForAll Random random) {
        Recovery recovery = RecoveryLifecycleTest.of(1 + random.nextInt(100));
        long amount = recovery.amountFen();
        Map<AccountKind, Long> held = new EnumMap<>(AccountKind.class);
        held.put(AccountKind.PAID, amount);
        move(held, RecoveryPostings.demanded(recovery));
        List<Transfer> receipts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Recovery before = recovery;
            try {
                recovery = moved(before, random, held, receipts);
            } catch (Rejection refused) {
                assertThat(recovery).isSameAs(before);
            }

            assertThat(held.getOrDefault(AccountKind.RECOVERY_RECEIVABLE, 0L)).isEqualTo(recovery.openFen());
            assertThat(held.getOrDefault(AccountKind.RETURNED, 0L)).isEqualTo(recovery.receivedFen());
            assertThat(held.getOrDefault(AccountKind.PAID, 0L)).isEqualTo(recovery.writtenOffFen());
            assertThat(held.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(amount);
            assertThat(recovery.status().isOpen()).isEqualTo(recovery.openFen() > 0);
            assertThat(recovery.dueAt() == null).isEqualTo(recovery.openFen() == 0);
        }
    }

    private static Recovery moved(
            Recovery before, Random random, Map<AccountKind, Long> held, List<Transfer> receipts) {
        UUID by = new UUID(2, random.nextInt(2));
        return switch (random.nextInt(6)) {
            case 0 -> before.writeOffProposed(by, "无法追回", RecoveryLifecycleTest.NOW);
            case 1 -> {
                Recovery after = before.writeOffApproved(by, RecoveryLifecycleTest.NOW);
                move(held, RecoveryPostings.writtenOff(after, new UUID(3, 0)));
                yield after;
            }
            case 2 -> before.writeOffRejected(RecoveryLifecycleTest.NOW);
            case 3 -> {
                if (receipts.isEmpty()) {
                    yield before;
                }
                Transfer receipt = receipts.get(random.nextInt(receipts.size()));
                Recovery after = before.receiptReversed(
                        receipt.amountFen(),
                        RecoveryLifecycleTest.NOW,
                        RecoveryLifecycleTest.ANHUI,
                        RecoveryLifecycleTest.NOW);
                receipts.remove(receipt);
                move(held, receipt.reversal(new UUID(3, 1), after.updatedAt()));
                yield after;
            }
            default -> {
                long fen = 1 + random.nextInt(60);
                Recovery after = before.received(fen, RecoveryLifecycleTest.ANHUI, RecoveryLifecycleTest.NOW);
                Transfer receipt = RecoveryPostings.received(after, new UUID(3, 0), fen);
                receipts.add(receipt);
                move(held, receipt);
                yield after;
            }
        };
    }

    private static void move(Map<AccountKind, Long> held, Transfer transfer) {
        held.merge(transfer.source().kind(), -transfer.amountFen(), Long::sum);
        held.merge(transfer.destination().kind(), transfer.amountFen(), Long::sum);
    }

    private static PaidLine line(int nth, UUID voucher, long fen, boolean isOfDelivery) {
        return new PaidLine(
                new UUID(4, nth),
                new UUID(5, nth),
                "S",
                new UUID(6, nth),
                voucher,
                null,
                null,
                new UUID(7, 0),
                new UUID(8, 0),
                "D",
                isOfDelivery ? DELIVERY : new UUID(0, 2),
                new UUID(7, 1),
                "测试财政",
                "340123",
                "测试企业",
                new UUID(7, 2),
                new UUID(7, 3),
                "测试服务商",
                fen,
                RecoveryLifecycleTest.NOW);
    }
}
