package cn.dengyun.adoption.enterprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.adoption.rule.AdoptionRule;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.clock.ClockProducer;
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

/** What records come to: whether an enterprise counts, as what, and until when; and every move from every status. */
class JudgementTest {

    private static final LocalDate DAY = LocalDate.parse("2026-01-10");
    private static final Instant NOW = beginOf(DAY);
    private static final AdoptionRule RULE = TestRecords.rule();
    private static final AdoptedEnterprise.Identity WHO = new AdoptedEnterprise.Identity("测试企业", null, "340123");

    private static final Map<AdoptedStatus, Map<AdoptedMove, AdoptedStatus>> EXPECTED = Map.of(
            AdoptedStatus.ADOPTED,
                    Map.of(
                            AdoptedMove.JUDGE, AdoptedStatus.ADOPTED,
                            AdoptedMove.DEEPEN, AdoptedStatus.ADOPTED,
                            AdoptedMove.LOWER, AdoptedStatus.ADOPTED,
                            AdoptedMove.REMIND, AdoptedStatus.ADOPTED,
                            AdoptedMove.CONFIRM, AdoptedStatus.ADOPTED,
                            AdoptedMove.DECLINE, AdoptedStatus.LAPSED,
                            AdoptedMove.LAPSE, AdoptedStatus.LAPSED),
            AdoptedStatus.LAPSED,
                    Map.of(
                            AdoptedMove.READMIT, AdoptedStatus.ADOPTED,
                            AdoptedMove.RECONFIRM, AdoptedStatus.ADOPTED));

    static Stream<Arguments> pairs() {
        return Arrays.stream(AdoptedStatus.values())
                .flatMap(status -> Arrays.stream(AdoptedMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheMapSays(AdoptedStatus status, AdoptedMove move) {
        AdoptedStatus expected = EXPECTED.get(status).get(move);

        assertThat(move.isAllowedFrom(status)).isEqualTo(expected != null);
        if (expected == null) {
            assertThatThrownBy(() -> move.from(status)).hasMessage("transition-not-allowed");
        } else {
            assertThat(move.from(status)).isEqualTo(expected);
        }
    }

    private static Instant beginOf(LocalDate day) {
        return day.atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
    }

    private static Judgement judged(Instant now, CountedRecord... records) {
        return Judgement.of(RULE, List.of(records), null, null, now);
    }

    @Test
    void anOrdinaryServiceCountsForAYear() {
        Judgement judged = judged(NOW, TestRecords.imported("S-2", DAY.minusDays(200), null, DAY, NOW));

        assertThat(judged.level()).isEqualTo(AdoptionLevel.CLOUD);
        assertThat(judged.validUntil()).isEqualTo(beginOf(DAY.plusMonths(12).plusDays(1)));
        assertThat(judged.confirmedUntil()).isEqualTo(judged.validUntil());
        assertThat(judged.next()).isEqualTo(judged.validUntil().minus(Judgement.NOTICE));
    }

    @Test
    void aServiceThatTheBusinessRestsOnIsDeepWhenItWasUsedLongEnough() {
        LocalDate began = DAY.minusDays(90);

        assertThat(judged(NOW, TestRecords.imported("S-4", began, null, DAY, NOW))
                        .level())
                .isEqualTo(AdoptionLevel.DEEP);
        assertThat(judged(NOW, TestRecords.imported("S-4", began, null, DAY.minusDays(1), NOW))
                        .level())
                .isEqualTo(AdoptionLevel.CLOUD);
        assertThat(judged(NOW, TestRecords.imported("S-4", began, null, null, NOW))
                        .level())
                .isEqualTo(AdoptionLevel.CLOUD);
        assertThat(judged(NOW, TestRecords.imported("S-2", began, null, DAY, NOW))
                        .level())
                .isEqualTo(AdoptionLevel.CLOUD);
        assertThat(judged(NOW, TestRecords.imported(null, began, null, DAY, NOW))
                        .level())
                .isEqualTo(AdoptionLevel.CLOUD);
    }

    @Test
    void equipmentIsDeepOnlyWithDevicesWhereAProviderSaysSo() {
        LocalDate began = DAY.minusDays(100);

        assertThat(judged(NOW, TestRecords.equipment(began, DAY, null, NOW)).level())
                .isEqualTo(AdoptionLevel.CLOUD);
        assertThat(judged(NOW, TestRecords.equipment(began, DAY, 1, NOW)).level())
                .isEqualTo(AdoptionLevel.DEEP);
        assertThat(judged(NOW, TestRecords.ordered("D-1", began, DAY.plusDays(300), NOW))
                        .level())
                .isEqualTo(AdoptionLevel.DEEP);
    }

    @Test
    void anOrderBecomesDeepByTheClock() {
        CountedRecord order = TestRecords.ordered("S-4", DAY.minusDays(30), DAY.plusDays(300), NOW);
        Instant deep = beginOf(DAY.plusDays(60));

        assertThat(judged(NOW, order).level()).isEqualTo(AdoptionLevel.CLOUD);
        assertThat(judged(NOW, order).next()).isEqualTo(deep);
        assertThat(judged(deep.minusNanos(1_000), order).level()).isEqualTo(AdoptionLevel.CLOUD);
        assertThat(judged(deep, order).level()).isEqualTo(AdoptionLevel.DEEP);
    }

    @Test
    void whatIsOverCountsNoMore() {
        CountedRecord record = TestRecords.imported("S-2", DAY.minusDays(10), DAY.plusDays(9), DAY, NOW);
        Instant end = beginOf(DAY.plusDays(10));

        assertThat(judged(NOW, record).validUntil()).isEqualTo(end);
        assertThat(judged(end.minusNanos(1_000), record).level()).isEqualTo(AdoptionLevel.CLOUD);
        assertThat(judged(end, record).level()).isNull();
        assertThat(judged(end, record).inForce()).isEmpty();
        assertThat(judged(NOW).level()).isNull();
    }

    @Test
    void anEnterpriseOfManyProvidersCountsOnce() {
        Judgement judged = judged(
                NOW,
                TestRecords.imported("S-2", DAY.minusDays(10), DAY.plusDays(9), DAY, NOW),
                TestRecords.imported("S-2", DAY.minusDays(10), DAY.plusDays(20), DAY, NOW));

        assertThat(judged.inForce()).hasSize(2);
        assertThat(judged.providers()).isEqualTo(2);
        assertThat(judged.validUntil()).isEqualTo(beginOf(DAY.plusDays(21)));
        assertThat(judged.next()).isEqualTo(beginOf(DAY.plusDays(10)));
    }

    @Test
    void whoDeclinesDoesNotCountUntilSomethingNewDoes() {
        CountedRecord old = TestRecords.imported("S-2", DAY.minusDays(10), null, DAY, NOW);
        Instant declined = NOW.plus(Duration.ofDays(3));
        CountedRecord fresh = TestRecords.imported("S-2", DAY, null, DAY, declined.plusSeconds(1));

        assertThat(Judgement.of(RULE, List.of(old), declined, declined, declined)
                        .level())
                .isNull();
        assertThat(Judgement.of(RULE, List.of(old, fresh), declined, declined, declined.plusSeconds(2))
                        .inForce())
                .containsExactly(fresh);
    }

    @Test
    void anEnterpriseIsRemindedOnceLapsesAndIsReadmittedOnTheSameDay() {
        CountedRecord record = TestRecords.imported("S-2", DAY.minusDays(10), null, DAY, NOW);
        AdoptedEnterprise first = AdoptedEnterprise.first(
                UUID.randomUUID(), record.creditCode(), WHO, null, 0, RULE, judged(NOW, record), NOW);
        Instant notice = first.confirmedUntil().minus(Judgement.NOTICE);

        Change<AdoptedEnterprise> reminded = rejudged(first, notice, record);
        assertThat(reminded.event().type()).endsWith("confirmation-due");
        assertThat(rejudged(reminded.after(), notice.plusSeconds(1), record).event())
                .isNull();
        assertThat(first.isEarlyAt(notice.minusSeconds(1))).isTrue();
        assertThat(first.isEarlyAt(notice)).isFalse();
        Instant end = first.validUntil();
        AdoptedEnterprise lapsed = rejudged(reminded.after(), end, record).after();
        assertThat(lapsed.status()).isEqualTo(AdoptedStatus.LAPSED);
        assertThat(lapsed.judgeAt()).isNull();
        assertThat(first.isAdoptedAt(end)).isFalse();
        AdoptedEnterprise back = lapsed.said(
                        AdoptedMove.RECONFIRM,
                        WHO,
                        RULE,
                        Judgement.of(RULE, List.of(record), RULE.confirmedUntil(end), null, end),
                        "仍在使用",
                        end)
                .after();
        assertThat(back.status()).isEqualTo(AdoptedStatus.ADOPTED);
        assertThat(back.adoptedOn()).isEqualTo(AdoptedEnterprise.dayOf(end));
        assertThat(back.statusIndex()).isEqualTo(first.statusIndex());
        assertThat(back.certificateCode()).isEqualTo(first.certificateCode());
        assertThat(back.validUntil()).isAfter(end);
    }

    private static Change<AdoptedEnterprise> rejudged(AdoptedEnterprise there, Instant now, CountedRecord... records) {
        return there.judged(
                WHO,
                null,
                RULE,
                Judgement.of(RULE, List.of(records), there.confirmedUntil(), there.declinedAt(), now),
                now);
    }

    @Test
    void thePictureIsDrawnFromTheTable() {
        LifecyclePicture.isDrawn("adopted-enterprise.md", """
                # The lifecycle of an adopted enterprise

                Drawn from `AdoptedMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> ADOPTED: count
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(AdoptedMove.values(), AdoptedStatus.values())));
    }
}
