package cn.dengyun.trade.bill.domain;

import static cn.dengyun.trade.bill.domain.BillRecords.DUE;
import static cn.dengyun.trade.bill.domain.BillRecords.ENTERPRISE;
import static cn.dengyun.trade.bill.domain.BillRecords.NOW;
import static cn.dengyun.trade.bill.domain.BillRecords.SELLER;
import static cn.dengyun.trade.bill.domain.BillRecords.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move of a bill from every status, against a map that was written by hand. */
class BillLifecycleTest {

    private static final Map<BillStatus, Map<BillMove, BillStatus>> TABLE = Map.of(
            BillStatus.OPEN, Map.of(BillMove.END_MONTH, BillStatus.GRACE),
            BillStatus.GRACE, Map.of(BillMove.LOCK, BillStatus.LOCKED),
            BillStatus.LOCKED,
                    Map.of(
                            BillMove.CLOSE_EMPTY, BillStatus.FINAL,
                            BillMove.ACCEPT, BillStatus.ACCEPTED,
                            BillMove.DISPUTE, BillStatus.DISPUTED),
            BillStatus.ACCEPTED, Map.of(BillMove.CONFIRM, BillStatus.FINAL, BillMove.CLOSE, BillStatus.FINAL),
            BillStatus.DISPUTED,
                    Map.of(
                            BillMove.CONCEDE, BillStatus.FINAL,
                            BillMove.REJECT_DISPUTE, BillStatus.DISPUTED,
                            BillMove.DECIDE, BillStatus.FINAL,
                            BillMove.CREDIT, BillStatus.DISPUTED),
            BillStatus.FINAL, Map.of(BillMove.CREDIT, BillStatus.FINAL));

    static Stream<Arguments> pairs() {
        return Arrays.stream(BillStatus.values())
                .flatMap(status -> Arrays.stream(BillMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheMapSays(BillStatus status, BillMove move) {
        Bill bill = in(status);

        BillStatus target = TABLE.get(status).get(move);

        if (target == null) {
            assertThatThrownBy(() -> taken(bill, move)).hasMessage("transition-not-allowed");
            return;
        }
        Bill after = taken(bill, move);
        assertThat(after.status()).isEqualTo(target);
        assertThat(after.version()).isEqualTo(bill.version() + 1);
        assertThat(after.finalAt() != null).isEqualTo(target == BillStatus.FINAL);
    }

    private static Bill taken(Bill bill, BillMove move) {
        return switch (move) {
            case END_MONTH -> bill.monthEnded(NOW);
            case LOCK -> bill.locked(List.of(), DUE, NOW);
            case CLOSE_EMPTY, CLOSE -> bill.closed(move, NOW);
            case ACCEPT -> bill.accepted(Ids.next(), DUE, NOW);
            case DISPUTE -> bill.disputed(Ids.next(), "重复", List.of(), DUE, NOW);
            case CONFIRM -> bill.confirmed(NOW);
            case CONCEDE -> bill.answered(Ids.next(), DisputeAnswer.CONCEDED, "属实", DUE, NOW);
            case REJECT_DISPUTE -> bill.answered(Ids.next(), DisputeAnswer.REJECTED, "完整", DUE, NOW);
            case DECIDE -> bill.decided(Ids.next(), "成立", DUE);
            case CREDIT -> bill.credited(1, "补偿", NOW);
        };
    }

    @Test
    void anAuthorityDecidesOnlyWhenTheProviderStandsByItOrIsLate() {
        Bill disputed = in(BillStatus.DISPUTED);
        Bill rejected = disputed.answered(Ids.next(), DisputeAnswer.REJECTED, "完整", DUE, NOW);

        assertThatThrownBy(() -> disputed.decided(Ids.next(), "成立", DUE.minusMillis(1)))
                .hasMessage("bill-dispute-unanswered");
        assertThat(disputed.decided(Ids.next(), "成立", DUE).status()).isEqualTo(BillStatus.FINAL);
        assertThat(rejected.decided(Ids.next(), "成立", NOW).status()).isEqualTo(BillStatus.FINAL);
        assertThatThrownBy(() -> rejected.answered(Ids.next(), DisputeAnswer.CONCEDED, "属实", DUE, NOW))
                .hasMessage("bill-dispute-answered");
    }

    @Test
    void creditNeverTakesOffMoreThanIsLeft() {
        Bill credited = in(BillStatus.FINAL).credited(9_999, "补偿", NOW);

        assertThat(credited.remainingFen()).isEqualTo(1);
        assertThat(credited.netFen()).isEqualTo(10_000);
        assertThatThrownBy(() -> credited.credited(2, "补偿", NOW)).hasMessage("credit-exceeds-bill");
        assertThat(credited.credited(1, "补偿", NOW).actions(of(SELLER, Roles.PROVIDER)))
                .isEmpty();
    }

    @Test
    void whoMayDoWhatFollowsFromTheTable() {
        Actor enterprise = of(ENTERPRISE, Roles.ENTERPRISE);
        Actor seller = of(SELLER, Roles.PROVIDER);
        Actor county = new Actor(Ids.next(), false, Ids.next(), Set.of(Roles.AUTHORITY), Set.of(), "340123");
        Actor elsewhere = new Actor(Ids.next(), false, Ids.next(), Set.of(Roles.AUTHORITY), Set.of(), "340200");
        Bill disputed = in(BillStatus.DISPUTED);
        Bill rejected = disputed.answered(Ids.next(), DisputeAnswer.REJECTED, "完整", DUE, NOW);

        assertThat(in(BillStatus.LOCKED).actions(enterprise)).containsExactly("ACCEPT", "DISPUTE");
        assertThat(in(BillStatus.LOCKED).actions(seller)).isEmpty();
        assertThat(in(BillStatus.ACCEPTED).actions(seller)).containsExactly("CONFIRM");
        assertThat(disputed.actions(seller)).containsExactly("CONCEDE", "REJECT_DISPUTE", "CREDIT");
        assertThat(disputed.actions(county)).isEmpty();
        assertThat(disputed.actionsAt(DUE, county)).containsExactly("DECIDE");
        assertThat(rejected.actions(county)).containsExactly("DECIDE");
        assertThat(rejected.actions(elsewhere)).isEmpty();
        assertThat(rejected.isKnownTo(elsewhere)).isFalse();
    }

    private static Actor of(UUID organization, String role) {
        return new Actor(Ids.next(), false, organization, Set.of(role), Set.of(), null);
    }

    /** No day of Shanghai is longer or shorter than another. */
    @ParameterizedTest
    @CsvSource({
        "2026-12-01, 2026-11-30T16:00:00Z, 2026-12-31T16:00:00Z, 2027-01-10T16:00:00Z",
        "2028-02-01, 2028-01-31T16:00:00Z, 2028-02-29T16:00:00Z, 2028-03-10T16:00:00Z",
        "2027-02-01, 2027-01-31T16:00:00Z, 2027-02-28T16:00:00Z, 2027-03-10T16:00:00Z",
        "2026-03-01, 2026-02-28T16:00:00Z, 2026-03-31T16:00:00Z, 2026-04-10T16:00:00Z"
    })
    void aMonthBeginsAndEndsAtMidnightOfShanghai(LocalDate month, Instant begins, Instant ends, Instant locks) {
        assertThat(Bill.startOf(month)).isEqualTo(begins);
        assertThat(Bill.endOf(month)).isEqualTo(ends);
        assertThat(Bill.endOf(month).plus(Bill.GRACE)).isEqualTo(locks);
        assertThat(Bill.monthOf(begins)).isEqualTo(month);
        assertThat(Bill.monthOf(ends.minusNanos(1))).isEqualTo(month);
        assertThat(Bill.monthOf(ends)).isEqualTo(month.plusMonths(1));
    }

    @Test
    void theMonthEndsByTheClockBeforeAnybodyCarriesItOut() {
        Bill open = BillRecords.open();

        assertThat(open.statusAt(Bill.endOf(open.month()).minusNanos(1))).isEqualTo(BillStatus.OPEN);
        assertThat(open.statusAt(Bill.endOf(open.month()))).isEqualTo(BillStatus.GRACE);
    }

    @Test
    void thePictureIsThatOfTheTable() {
        LifecyclePicture.isDrawn("bill.md", drawn());
    }

    private static String drawn() {
        String arrows = Arrays.stream(BillMove.values())
                .flatMap(move -> Arrays.stream(BillStatus.values())
                        .filter(move::isAllowedFrom)
                        .map(status -> "    " + status + " --> " + move.from(status) + ": " + move))
                .collect(Collectors.joining("\n"));
        return """
                # The lifecycle of a bill

                Drawn from `BillMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> OPEN: begin
                %s
                ```
                """.formatted(arrows);
    }
}
