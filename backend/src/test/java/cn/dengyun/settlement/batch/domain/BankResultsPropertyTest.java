package cn.dengyun.settlement.batch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.settlement.batch.domain.BankResult.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a bank says, in whatever pieces and however often: no fen is paid twice, and none is lost. */
class BankResultsPropertyTest {

    private static final int LINES = 8;
    private static final UUID PROGRAMME = new UUID(0, 6);

    @Property(tries = 500)
    void moneyIsWhereTheLinesSay(@ForAll long seed) {
        Random random = new Random(seed);
        List<BatchLine> lines = SomeLines.instructed(LINES);
        SettlementBatch batch = SomeLines.instructedBatch(lines);
        Map<AccountKind, Long> held = new EnumMap<>(AccountKind.class);
        held.put(AccountKind.IN_PAYMENT, batch.amountFen());

        for (int file = 0; file < 4; file++) {
            List<BankResult> results = someResults(random);
            Instant now = SomeLines.NOW.plusSeconds(file);
            BankResults.Outcome outcome = BankResults.judge(lines, SomeLines.AGAINST, results, now);
            assertThat(outcome.judged()).hasSize(results.size());
            for (Transfer transfer : LinePostings.of(PROGRAMME, outcome.moved())) {
                held.merge(transfer.source().kind(), -transfer.amountFen(), Long::sum);
                held.merge(transfer.destination().kind(), transfer.amountFen(), Long::sum);
            }
            batch = outcome.moved().isEmpty() ? batch : batch.withResults(outcome.moved(), null, SomeLines.NOW);
            lines = after(after(lines, outcome.moved()), outcome.noted());

            assertThat(BankResults.judge(lines, SomeLines.AGAINST, results, now.plusMillis(1))
                            .moved())
                    .isEmpty();
            assertThat(lines.stream().map(BatchLine::paidReference).filter(Objects::nonNull))
                    .doesNotHaveDuplicates();
            assertThat(held.values()).allSatisfy(fen -> assertThat(fen).isNotNegative());
            assertThat(held.getOrDefault(AccountKind.IN_PAYMENT, 0L)).isEqualTo(sum(lines, LineStatus.INSTRUCTED));
            assertThat(held.getOrDefault(AccountKind.PAID, 0L)).isEqualTo(sum(lines, LineStatus.PAID));
            assertThat(held.getOrDefault(AccountKind.PROVIDER_PAYABLE, 0L))
                    .isEqualTo(sum(lines, LineStatus.FAILED) + sum(lines, LineStatus.RETURNED));
            assertThat(batch.paidFen()).isEqualTo(sum(lines, LineStatus.PAID));
            assertThat(batch.openLines()).isEqualTo(outcome.missing().size());
            assertThat(batch.status() == BatchStatus.SETTLED).isEqualTo(batch.openLines() == 0);
        }
    }

    private static List<BatchLine> after(List<BatchLine> lines, List<BatchLine> moved) {
        List<BatchLine> after = new ArrayList<>(lines);
        moved.forEach(line -> after.set(line.line() - 1, line));
        return after;
    }

    private static long sum(List<BatchLine> lines, LineStatus status) {
        return lines.stream()
                .filter(line -> line.status() == status)
                .mapToLong(BatchLine::amountFen)
                .sum();
    }

    private static List<BankResult> someResults(Random random) {
        List<BankResult> results = new ArrayList<>();
        for (int row = 2; row < 2 + random.nextInt(1, 12); row++) {
            int place = random.nextInt(1, LINES + 2);
            Said said =
                    List.of(Said.PAID, Said.PAID, Said.FAILED, Said.RETURNED).get(random.nextInt(4));
            boolean isPaid = said == Said.PAID;
            long fen = random.nextInt(10) == 0 ? random.nextInt(3) * 100L : 100L * place;
            results.add(new BankResult(
                    row,
                    "J4K7M2P9QXT8" + "%05d".formatted(place),
                    fen,
                    random.nextInt(20) == 0 ? "USD" : "CNY",
                    said,
                    isPaid ? "" : "AC04",
                    said.name().charAt(0) + (random.nextInt(15) == 0 ? "1" : String.valueOf(place)) + "-"
                            + random.nextInt(2),
                    SomeLines.DAY.minusDays(random.nextInt(3)),
                    random.nextInt(20) == 0 ? "amount" : null));
        }
        return results;
    }
}
