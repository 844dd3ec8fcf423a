package cn.dengyun.adoption.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.adoption.rule.AdoptionRuleForm;
import cn.dengyun.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move of records and batches from every status, against maps that were written by hand. */
class AdoptionLifecycleTest {

    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofDays(14));
    private static final LocalDate DAY = LocalDate.parse("2026-06-01");
    private static final UUID MAKER = Ids.next();

    private static final Map<AdoptionRecordMove, AdoptionRecordStatus> ANEW_OR_REFUTED = Map.of(
            AdoptionRecordMove.RENEW, AdoptionRecordStatus.PENDING,
            AdoptionRecordMove.REFUTE, AdoptionRecordStatus.REJECTED);

    private static final Map<AdoptionRecordStatus, Map<AdoptionRecordMove, AdoptionRecordStatus>> EXPECTED = Map.of(
            AdoptionRecordStatus.PENDING,
                    Map.of(
                            AdoptionRecordMove.REPORT, AdoptionRecordStatus.PENDING,
                            AdoptionRecordMove.OBJECT, AdoptionRecordStatus.OBJECTED,
                            AdoptionRecordMove.COUNT, AdoptionRecordStatus.COUNTED,
                            AdoptionRecordMove.REFUTE, AdoptionRecordStatus.REJECTED,
                            AdoptionRecordMove.RETURN, AdoptionRecordStatus.RETURNED,
                            AdoptionRecordMove.WITHDRAW, AdoptionRecordStatus.WITHDRAWN),
            AdoptionRecordStatus.OBJECTED,
                    Map.of(
                            AdoptionRecordMove.UPHOLD, AdoptionRecordStatus.REJECTED,
                            AdoptionRecordMove.DISMISS, AdoptionRecordStatus.PENDING,
                            AdoptionRecordMove.REFUTE, AdoptionRecordStatus.REJECTED,
                            AdoptionRecordMove.RETURN, AdoptionRecordStatus.RETURNED,
                            AdoptionRecordMove.WITHDRAW, AdoptionRecordStatus.WITHDRAWN),
            AdoptionRecordStatus.COUNTED,
                    Map.of(
                            AdoptionRecordMove.UPDATE, AdoptionRecordStatus.COUNTED,
                            AdoptionRecordMove.OBJECT, AdoptionRecordStatus.OBJECTED,
                            AdoptionRecordMove.SETTLE, AdoptionRecordStatus.COUNTED,
                            AdoptionRecordMove.REFUTE, AdoptionRecordStatus.REJECTED,
                            AdoptionRecordMove.WITHDRAW, AdoptionRecordStatus.WITHDRAWN,
                            AdoptionRecordMove.REMOVE, AdoptionRecordStatus.REMOVED,
                            AdoptionRecordMove.OUTLAST, AdoptionRecordStatus.PENDING,
                            AdoptionRecordMove.END, AdoptionRecordStatus.ENDED),
            AdoptionRecordStatus.ENDED, ANEW_OR_REFUTED,
            AdoptionRecordStatus.RETURNED, ANEW_OR_REFUTED,
            AdoptionRecordStatus.WITHDRAWN, ANEW_OR_REFUTED,
            AdoptionRecordStatus.REJECTED, Map.of(),
            AdoptionRecordStatus.REMOVED, Map.of());

    static Stream<Arguments> pairs() {
        return Arrays.stream(AdoptionRecordStatus.values())
                .flatMap(status -> Arrays.stream(AdoptionRecordMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheMapSays(AdoptionRecordStatus status, AdoptionRecordMove move) {
        AdoptionRecordStatus expected = EXPECTED.get(status).get(move);

        if (expected == null) {
            assertThat(move.isAllowedFrom(status)).isFalse();
            assertThatThrownBy(() -> moved(in(status, null), move)).hasMessage("transition-not-allowed");
        } else {
            AdoptionRecord after = moved(in(status, null), move);
            assertThat(after.status()).isEqualTo(expected);
            assertThat(after.version()).isEqualTo(1);
        }
    }

    private static AdoptionRecord moved(AdoptionRecord record, AdoptionRecordMove move) {
        AdoptionRecord line = in(AdoptionRecordStatus.PENDING, null);
        return switch (move) {
            case REPORT, RENEW -> record.saidAnew(move, line, NOW);
            case UPDATE -> record.updated(line, NOW);
            case OBJECT ->
                record.objected(new NewAdoptionObjection(AdoptionGrounds.OTHER, "不属实"), MAKER, UNTIL, NOW)
                        .after();
            case UPHOLD, DISMISS, REMOVE ->
                record.decided(move, Ids.next(), "经核实", NOW).after();
            case COUNT -> record.counted(NOW);
            case SETTLE -> record.settled(true, NOW);
            case OUTLAST -> record.outlasted(NOW);
            case REFUTE, RETURN, END -> record.passed(move, NOW);
            case WITHDRAW -> record.withdrawn("有误", NOW).after();
        };
    }

    @Test
    void whoeverWasToldObjectsInTimeAndWhoeverWasNotAtAnyTime() {
        AdoptionRecord told = in(AdoptionRecordStatus.PENDING, null);
        NewAdoptionObjection said = new NewAdoptionObjection(AdoptionGrounds.NOT_IN_USE, "未使用");

        assertThat(told.isOpenToObjectionAt(UNTIL.minusNanos(1_000))).isTrue();
        assertThat(told.isOpenToObjectionAt(UNTIL)).isFalse();
        assertThatThrownBy(() -> told.objected(said, MAKER, UNTIL, UNTIL)).hasMessage("adoption-objection-late");
        AdoptionRecord objected = told.objected(said, MAKER, UNTIL, NOW).after();
        assertThat(objected.dueAt()).isEqualTo(UNTIL);
        assertThatThrownBy(() -> objected.decided(AdoptionRecordMove.UPHOLD, MAKER, "自己决定", NOW))
                .hasMessage("four-eyes-required");
        AdoptionRecord dismissed = objected.decided(AdoptionRecordMove.DISMISS, Ids.next(), "不成立", NOW)
                .after();
        assertThat(dismissed.isOpenToObjectionAt(NOW)).isFalse();
        assertThatThrownBy(() -> dismissed.objected(said, MAKER, UNTIL, NOW)).hasMessage("adoption-objection-decided");
        AdoptionRecord line = in(AdoptionRecordStatus.PENDING, null);
        assertThat(dismissed.counted(NOW).updated(line, NOW).isOpenToObjectionAt(NOW))
                .isTrue();
        assertThat(objected.withdrawn("属实", NOW).after().isRefused()).isTrue();
        assertThat(dismissed.withdrawn("有误", NOW).after().isRefused()).isFalse();
        AdoptionRecord linked = told.linked(Ids.next(), UNTIL.plus(Duration.ofDays(9)), NOW);
        assertThat(linked.isOpenToObjectionAt(UNTIL)).isTrue();
    }

    @Test
    void whatIsSaidOfWhatCountsIsAppliedOrForgotten() {
        AdoptionRecord counted = in(AdoptionRecordStatus.PENDING, null).counted(NOW);
        AdoptionFacts later = new AdoptionFacts("S-4", DAY, DAY, DAY.plusYears(2), null, DAY.plusDays(100), 3, null);
        AdoptionRecord line = record(AdoptionRecordStatus.PENDING, later, "later", null);

        AdoptionRecord updated = counted.updated(line, NOW);

        assertThat(counted.facts().isUpdatedBy(later)).isTrue();
        assertThat(updated.facts()).isEqualTo(counted.facts());
        assertThat(updated.lastHash()).isEqualTo("later");
        assertThat(updated.settled(true, NOW).facts()).isEqualTo(later);
        assertThat(updated.settled(true, NOW).contentHash()).isEqualTo("later");
        assertThat(updated.settled(false, NOW).facts()).isEqualTo(counted.facts());
        assertThat(updated.settled(false, NOW).update()).isNull();
        assertThat(updated.isSaidToLastOn(DAY.plusYears(2))).isTrue();
        assertThat(updated.isSaidToLastOn(DAY.plusYears(2).plusDays(1))).isFalse();
        assertThat(counted.isSaidToLastOn(DAY)).isFalse();
        assertThat(updated.outlasted(NOW).facts()).isEqualTo(later);
        assertThat(updated.outlasted(NOW).counted(UNTIL).countedAt()).isEqualTo(NOW);
        assertThat(counted.facts().isUpdatedBy(new AdoptionFacts("S-1", DAY, DAY, null, null, null, null, null)))
                .isFalse();
    }

    @Test
    void nobodyAcceptsWhatWasNotLookedAtNorWhatHeHasLookedAtHimself() {
        AdoptionBatch batch = batch();
        AdoptionRuleForm rule = rule("0.5");

        assertThatThrownBy(() -> batch.accepted(rule, Ids.next(), "好", NOW)).hasMessage("adoption-sample-open");
        AdoptionBatch half =
                batch.inspected(null, SampleFinding.CONFIRMED, MAKER, NOW).after();
        assertThatThrownBy(() -> half.accepted(rule, Ids.next(), "好", NOW)).hasMessage("adoption-sample-open");
        AdoptionBatch again = half.inspected(SampleFinding.CONFIRMED, SampleFinding.UNTRUE, MAKER, NOW)
                .after();
        assertThat(again.inspected()).isEqualTo(1);
        assertThat(again.unconfirmed()).isEqualTo(1);
        AdoptionBatch whole =
                again.inspected(null, SampleFinding.CONFIRMED, MAKER, NOW).after();
        assertThatThrownBy(() -> whole.accepted(rule, MAKER, "好", NOW)).hasMessage("four-eyes-required");
        assertThatThrownBy(() -> whole.accepted(rule("0.4"), Ids.next(), "好", NOW))
                .hasMessage("adoption-sample-failed");
        AdoptionBatch accepted = whole.accepted(rule, Ids.next(), "好", NOW).after();
        assertThat(accepted.status()).isEqualTo(AdoptionBatchStatus.ACCEPTED);
        assertThat(accepted.nextDueAt()).isNull();
        assertThatThrownBy(() -> accepted.returned(Ids.next(), "退", NOW)).hasMessage("transition-not-allowed");
        assertThatThrownBy(() -> accepted.accepted(rule, Ids.next(), "好", NOW)).hasMessage("transition-not-allowed");
        assertThatThrownBy(() -> accepted.inspected(null, SampleFinding.CONFIRMED, MAKER, NOW))
                .hasMessage("transition-not-allowed");
        AdoptionBatch rechecked =
                accepted.rechecked(null, SampleFinding.UNREACHABLE, NOW).after();
        assertThat(rechecked.recheckUnconfirmed()).isEqualTo(1);
        assertThat(rechecked.status()).isEqualTo(AdoptionBatchStatus.ACCEPTED);
    }

    @Test
    void thePictureIsDrawnFromTheTables() {
        LifecyclePicture.isDrawn("adoption-record.md", """
                # The lifecycle of a record of adoption

                Drawn from `AdoptionRecordMove` by a test. What an order says counts at once.

                ```mermaid
                stateDiagram-v2
                    [*] --> PENDING: import
                    [*] --> COUNTED: order
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(AdoptionRecordMove.values(), AdoptionRecordStatus.values())));
        LifecyclePicture.isDrawn("adoption-batch.md", """
                # The lifecycle of a county's part of an import

                Drawn from `AdoptionBatchMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> CHECKING: draw
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(AdoptionBatchMove.values(), AdoptionBatchStatus.values())));
    }

    private static AdoptionRuleForm rule(String maxUnconfirmed) {
        return new AdoptionRuleForm(DAY, 10, 12, 90, 1, List.of("S-4"), "0.05", 1, 100, maxUnconfirmed);
    }

    private static AdoptionBatch batch() {
        return new AdoptionBatch(
                Ids.next(),
                0,
                Ids.next(),
                Ids.next(),
                "340123",
                Ids.next(),
                "测试云",
                1,
                9,
                0,
                0,
                "00",
                2,
                0,
                0,
                0,
                0,
                List.of(),
                AdoptionBatchStatus.CHECKING,
                NOW,
                UNTIL,
                null,
                null,
                null,
                null,
                NOW);
    }

    private static AdoptionRecord in(AdoptionRecordStatus status, AdoptionUpdate update) {
        return record(
                status, new AdoptionFacts("S-4", DAY, DAY, null, null, DAY.plusDays(9), 2, null), "first", update);
    }

    private static AdoptionRecord record(
            AdoptionRecordStatus status, AdoptionFacts facts, String hash, AdoptionUpdate update) {
        return new AdoptionRecord(
                Ids.next(),
                0,
                AdoptionSource.IMPORT,
                "91340100MA2N0AAA01",
                "测试企业",
                Ids.next(),
                "340123",
                new AdoptionOrigin(
                        Ids.next(), Ids.next(), "测试云", "91340100MA2N0BBB0Y", "HT1", Ids.next(), 1L, null, null),
                facts,
                hash,
                update,
                status,
                NOW,
                UNTIL,
                null,
                null,
                null,
                status == AdoptionRecordStatus.COUNTED ? NOW : null,
                null,
                NOW,
                NOW);
    }
}
