package cn.dengyun.settlement.batch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.settlement.batch.domain.BankResult.Said;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a bank says more than once, late, or otherwise than before. */
class BankResultsTest {

    private List<BatchLine> lines = SomeLines.instructed(2);
    private Instant now = SomeLines.NOW;
    private BankResults.Outcome last;
    private BankResults.Against against = SomeLines.AGAINST;

    @Test
    void aFailureThatArrivesLateTakesNothingBack() {
        assertThat(told(says(1, Said.PAID, "P1"))).containsExactly(ResultOutcome.PAID);
        assertThat(told(says(1, Said.FAILED, "F1"))).containsExactly(ResultOutcome.CONFLICT);
        assertThat(lines.get(0).status()).isEqualTo(LineStatus.PAID);
    }

    @Test
    void whatWasPaidComesBackOnceAndNotBeforeThat() {
        told(says(1, Said.PAID, "P1"));

        assertThat(told(on(says(1, Said.RETURNED, "R1"), SomeLines.DAY.minusDays(1))))
                .containsExactly(ResultOutcome.CONFLICT);
        assertThat(told(says(1, Said.RETURNED, "P1"))).containsExactly(ResultOutcome.CONFLICT);
        assertThat(told(says(1, Said.RETURNED, "R1"))).containsExactly(ResultOutcome.RETURNED);
        assertThat(told(says(1, Said.RETURNED, "R1"), says(1, Said.PAID, "P1")))
                .containsExactly(ResultOutcome.DUPLICATE, ResultOutcome.DUPLICATE);
        assertThat(told(says(2, Said.RETURNED, "R2"))).containsExactly(ResultOutcome.CONFLICT);
    }

    @Test
    void aPaymentOfWhatHadFailedStandsWithItsLineUntilTheBankIsAsked() {
        told(says(1, Said.FAILED, "F1"));

        assertThat(told(says(1, Said.PAID, "P1"))).containsExactly(ResultOutcome.CONFLICT);
        assertThat(last.moved()).isEmpty();
        assertThat(lines.get(0).contradictedAt()).isEqualTo(now);
        assertThat(lines.get(0).remedy()).isEqualTo(BankRemedy.ASK_BANK);
        assertThat(told(says(1, Said.FAILED, "F1"))).containsExactly(ResultOutcome.DUPLICATE);
        assertThat(told(says(1, Said.PAID, "P2"), says(1, Said.FAILED, "F2")))
                .as("one file that says both answers nothing")
                .containsExactly(ResultOutcome.CONFLICT, ResultOutcome.CONFLICT);
        assertThat(lines.get(0).contradictedAt()).isNotNull();

        assertThat(told(says(1, Said.FAILED, "F2"))).containsExactly(ResultOutcome.FAILED);
        assertThat(last.moved()).isEmpty();
        assertThat(lines.get(0).contradictedAt()).isNull();
        assertThat(lines.get(0).failedReference()).isEqualTo("F2");
        told(says(1, Said.PAID, "P1"));
        assertThat(lines.get(0).contradictedAt()).as("the same file again").isNull();
    }

    @Test
    void theReturnOfWhatIsAskedBackStandsWithItsLineUntilTheBankIsAsked() {
        told(says(1, Said.PAID, "P1"));
        against = new BankResults.Against(
                Set.of(), Set.of(), Set.of(lines.get(0).id()), SomeLines.DAY.minusDays(1), SomeLines.DAY, SomeLines.BY);

        assertThat(told(says(1, Said.RETURNED, "R1"))).containsExactly(ResultOutcome.CONFLICT);
        assertThat(last.moved()).isEmpty();
        assertThat(lines.get(0).status()).isEqualTo(LineStatus.PAID);
        assertThat(lines.get(0).contradictedAt()).isEqualTo(now);
        assertThat(lines.get(0).contradiction()).isEqualTo("R1");

        assertThat(told(says(1, Said.PAID, "P1"))).containsExactly(ResultOutcome.DUPLICATE);
        assertThat(lines.get(0).contradictedAt()).isNull();
        told(says(1, Said.RETURNED, "R1"));
        assertThat(lines.get(0).contradictedAt()).as("the same file again").isNull();
    }

    @Test
    void aBadRowSpeaksAgainstNoGoodOne() {
        BankResult bad =
                new BankResult(3, "J4K7M2P9QXT800001", 999L, "USD", Said.FAILED, "AC04", "F1", SomeLines.DAY, null);

        assertThat(told(says(1, Said.PAID, "P1"), bad))
                .containsExactly(ResultOutcome.PAID, ResultOutcome.WRONG_CURRENCY);
        assertThat(told(says(2, Said.PAID, "P2"), says(2, Said.FAILED, "F2")))
                .containsExactly(ResultOutcome.CONFLICT, ResultOutcome.CONFLICT);
    }

    @Test
    void noTwoLinesArePaidUnderOneReference() {
        assertThat(told(says(1, Said.PAID, "P1"), says(2, Said.PAID, "P1")))
                .containsExactly(ResultOutcome.PAID, ResultOutcome.CONFLICT);
        BankResults.Against taken =
                new BankResults.Against(Set.of(), Set.of("P2"), Set.of(), SomeLines.DAY, SomeLines.DAY, SomeLines.BY);
        assertThat(BankResults.judge(lines, taken, List.of(says(2, Said.PAID, "P2")), now)
                        .judged()
                        .get(0)
                        .outcome())
                .isEqualTo(ResultOutcome.CONFLICT);
    }

    @Test
    void aPaymentHasAValueDateBetweenItsInstructionAndToday() {
        assertThat(told(on(says(1, Said.PAID, "P1"), SomeLines.DAY.minusDays(2))))
                .containsExactly(ResultOutcome.WRONG_DATE);
        assertThat(told(on(says(1, Said.PAID, "P1"), SomeLines.DAY.plusDays(1))))
                .containsExactly(ResultOutcome.WRONG_DATE);
        assertThat(told(on(says(1, Said.PAID, "P1"), SomeLines.DAY.minusDays(1))))
                .containsExactly(ResultOutcome.PAID);
    }

    /** What becomes of the rows of one file, a second after the one before. */
    private List<ResultOutcome> told(BankResult... rows) {
        now = now.plusSeconds(1);
        last = BankResults.judge(lines, against, List.of(rows), now);
        List<BatchLine> after = new ArrayList<>(lines);
        last.moved().forEach(line -> after.set(line.line() - 1, line));
        last.noted().forEach(line -> after.set(line.line() - 1, line));
        lines = after;
        return last.judged().stream().map(BankResults.Judged::outcome).toList();
    }

    private static BankResult says(int place, Said said, String reference) {
        return new BankResult(
                2,
                "J4K7M2P9QXT8" + "%05d".formatted(place),
                100L * place,
                "CNY",
                said,
                said == Said.PAID ? "" : "AC04",
                reference,
                SomeLines.DAY,
                null);
    }

    private static BankResult on(BankResult result, LocalDate day) {
        return new BankResult(
                result.row(),
                result.endToEndId(),
                result.amountFen(),
                result.currency(),
                result.said(),
                result.reasonCode(),
                result.bankReference(),
                day,
                null);
    }
}
