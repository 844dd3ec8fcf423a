package cn.dengyun.settlement.award.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.settlement.entitlement.domain.EntitlementMove;
import cn.dengyun.settlement.entitlement.domain.EntitlementStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AwardListLifecycleTest {

    private static final Instant NOW = Instant.parse("2018-10-01T02:00:00Z");
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    /** Where each move may start; from everywhere else it is refused. */
    private static final Map<AwardListMove, Set<AwardListStatus>> SOURCES = Map.of(
            AwardListMove.GRANT, Set.of(AwardListStatus.DRAFT),
            AwardListMove.NOTICE, Set.of(AwardListStatus.GRANTED),
            AwardListMove.STRIKE, Set.of(AwardListStatus.GRANTED, AwardListStatus.NOTICED),
            AwardListMove.FINALIZE, Set.of(AwardListStatus.NOTICED),
            AwardListMove.CANCEL, Set.of(AwardListStatus.DRAFT, AwardListStatus.GRANTED, AwardListStatus.NOTICED));

    @Test
    void eachMoveStartsWhereTheTableSays() {
        for (AwardListMove move : AwardListMove.values()) {
            for (AwardListStatus status : AwardListStatus.values()) {
                boolean isAllowed = SOURCES.get(move).contains(status);
                assertThat(move.isAllowedFrom(status))
                        .as(move + " from " + status)
                        .isEqualTo(isAllowed);
                if (!isAllowed) {
                    assertThatThrownBy(() -> move.from(status)).hasMessage("transition-not-allowed");
                }
            }
        }
        assertThat(AwardListMove.STRIKE.from(AwardListStatus.NOTICED)).isEqualTo(AwardListStatus.NOTICED);
    }

    @Test
    void thePictureShowsTheTables() {
        LifecyclePicture.isDrawn("award-list.md", """
                # The lifecycle of a list of awards, and of what is owed without a voucher

                Drawn from `AwardListMove` and `EntitlementMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: draw up
                %s
                ```

                ```mermaid
                stateDiagram-v2
                    [*] --> OWED: owe
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(AwardListMove.values(), AwardListStatus.values()),
                        LifecyclePicture.arrows(EntitlementMove.values(), EntitlementStatus.values())));
    }

    @Test
    void whatIsLeftIsWhatWasNotStruckOff() {
        AwardList granted = aList().granted(OTHER, NOW, "同意", NOW);

        AwardList left = granted.without(anAward(), "异议成立", NOW);

        assertThat(left.awards()).isZero();
        assertThat(left.amountFen()).isZero();
        assertThat(left.version()).isEqualTo(2);
        assertThatThrownBy(() -> left.noticed(ONE, NOW, NOW, "公示", NOW)).hasMessage("award-list-empty");
    }

    @Test
    void itIsFinalOnlyBehindItsNotice() {
        Instant ends = NOW.plus(Duration.ofDays(7));
        AwardList noticed = aList().granted(OTHER, NOW, "同意", NOW).noticed(ONE, ends, ends, "公示", NOW);

        assertThatThrownBy(() -> noticed.finalized(OTHER, "确定", ends.minusSeconds(1)))
                .hasMessage("award-notice-still-running");
        AwardList last = noticed.finalized(OTHER, "确定", ends);
        assertThat(last.status()).isEqualTo(AwardListStatus.FINAL);
        assertThat(last.dueAt()).isNull();
    }

    @Property
    void aShareIsNeverMoreThanItsBaseNorThanTheMost(
            @ForAll @LongRange(min = 0, max = 10_000_000_000_000L) long base,
            @ForAll @LongRange(min = 1, max = 10_000_000_000_000L) long most,
            @ForAll @IntRange(min = 1, max = 10_000) int tenThousandths) {
        BigDecimal ratio = BigDecimal.valueOf(tenThousandths, 4);

        long amount = new AwardTerms(most, ratio).amountFen(base);

        assertThat(amount).isBetween(0L, Math.min(base, most));
        assertThat(BigDecimal.valueOf(amount))
                .isLessThanOrEqualTo(BigDecimal.valueOf(base).multiply(ratio));
        assertThat(new AwardTerms(most, null).amountFen(0)).isEqualTo(most);
    }

    private static AwardList aList() {
        return new AwardList(
                new UUID(0, 9),
                0,
                "A-1",
                new UUID(0, 3),
                "奖补",
                new UUID(0, 4),
                "主管部门",
                "340000",
                "标杆企业",
                "办法",
                AwardCondition.BENCHMARK_ENTERPRISE,
                new AwardTerms(100, null),
                AwardListStatus.DRAFT,
                1,
                100,
                ONE,
                NOW,
                null,
                null,
                null,
                NOW,
                "测试",
                NOW);
    }

    private static Award anAward() {
        return new Award(
                new UUID(0, 5),
                new UUID(0, 9),
                1,
                new UUID(0, 6),
                "企业",
                "340123",
                0,
                100,
                "文件",
                AwardStatus.LISTED,
                null,
                null,
                null,
                NOW);
    }
}
