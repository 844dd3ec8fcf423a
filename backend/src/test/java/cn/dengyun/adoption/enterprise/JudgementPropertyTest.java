package cn.dengyun.adoption.enterprise;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.adoption.rule.AdoptionRule;
import cn.dengyun.platform.clock.ClockProducer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever records an enterprise has, in whatever order they are looked at. */
class JudgementPropertyTest {

    private static final AdoptionRule RULE = TestRecords.rule();
    private static final LocalDate DAY = LocalDate.parse("2026-01-10");
    private static final Instant START =
            DAY.atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();

    @Provide
    Arbitrary<List<CountedRecord>> records() {
        Arbitrary<CountedRecord> one = Combinators.combine(
                        Arbitraries.of("S-2", "S-4", "D-1"),
                        Arbitraries.integers().between(-300, 0),
                        Arbitraries.integers().between(0, 500).injectNull(0.3),
                        Arbitraries.integers().between(0, 200).injectNull(0.3),
                        Arbitraries.integers().between(0, 400))
                .as((category, begins, lasts, used, counted) -> {
                    LocalDate startsOn = DAY.plusDays(begins);
                    return TestRecords.imported(
                            category,
                            startsOn,
                            lasts == null ? null : startsOn.plusDays(lasts),
                            used == null ? null : startsOn.plusDays(used),
                            START.minus(Duration.ofDays(counted)));
                });
        return one.list().ofMaxSize(8);
    }

    @Property(tries = 1_000)
    void theOrderOfRecordsMakesNoDifference(
            @ForAll("records") List<CountedRecord> records,
            @ForAll @IntRange(max = 900) int days,
            @ForAll Random random) {
        Instant now = START.plus(Duration.ofDays(days));
        List<CountedRecord> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, random);

        assertThat(Judgement.of(RULE, shuffled, START, null, now))
                .isEqualTo(Judgement.of(RULE, records, START, null, now));
    }

    @Property(tries = 1_000)
    void nothingChangesBeforeTheMomentThatIsSaid(
            @ForAll("records") List<CountedRecord> records, @ForAll @IntRange(max = 900) int days) {
        Instant now = START.plus(Duration.ofDays(days));
        Judgement judged = Judgement.of(RULE, records, START, null, now);

        if (judged.level() != null) {
            assertThat(judged.next()).isAfter(now).isBeforeOrEqualTo(judged.validUntil());
            assertThat(judged.validUntil()).isBeforeOrEqualTo(judged.confirmedUntil());
            Judgement just =
                    Judgement.of(RULE, records, START, null, judged.next().minusNanos(1_000));
            assertThat(just.level()).isEqualTo(judged.level());
            assertThat(just.inForce()).isEqualTo(judged.inForce());
            assertThat(just.validUntil()).isEqualTo(judged.validUntil());
            assertThat(Judgement.of(RULE, records, START, null, judged.validUntil())
                            .level())
                    .isNull();
        }
    }

    @Property(tries = 1_000)
    void oneMoreRecordNeverTakesAnythingAway(
            @ForAll("records") List<CountedRecord> records, @ForAll @IntRange(max = 900) int days) {
        Instant now = START.plus(Duration.ofDays(days));
        List<CountedRecord> more = new ArrayList<>(records);
        more.add(TestRecords.imported("S-2", DAY, null, null, START));
        Judgement before = Judgement.of(RULE, records, START, null, now);
        Judgement after = Judgement.of(RULE, more, START, null, now);

        if (before.level() != null) {
            assertThat(after.level()).isGreaterThanOrEqualTo(before.level());
            assertThat(after.validUntil()).isAfterOrEqualTo(before.validUntil());
        }
    }
}
