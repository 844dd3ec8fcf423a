package cn.dengyun.adoption.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** How many records of a batch are looked at, and how many of them may be unconfirmed. */
class AdoptionRuleFormPropertyTest {

    private static AdoptionRuleForm rule(String share, int min, int max, String maxUnconfirmed) {
        return new AdoptionRuleForm(
                LocalDate.parse("2018-07-01"), 10, 12, 90, 1, List.of("S-4"), share, min, max, maxUnconfirmed);
    }

    @Property(tries = 1_000)
    void aSampleIsAShareWithinItsBoundsAndNeverMoreThanThereIs(
            @ForAll @LongRange(min = 1, max = 1_000_000) long records,
            @ForAll @IntRange(min = 1, max = 100) int min,
            @ForAll @IntRange(min = 100, max = 200) int max) {
        int sample = rule("0.05", min, max, "0.05").sampleOf(records);

        assertThat(sample).isBetween(1, max);
        assertThat((long) sample).isLessThanOrEqualTo(records);
        if (records >= min && sample < max) {
            assertThat((long) sample).isGreaterThanOrEqualTo(Math.min(records, Math.max(min, records / 20)));
        }
    }

    @Property(tries = 1_000)
    void aSampleIsTooBadAboveItsShareAlone(
            @ForAll @IntRange(min = 1, max = 200) int sample, @ForAll @IntRange(max = 200) int unconfirmed) {
        boolean isAbove = BigDecimal.valueOf(unconfirmed)
                        .divide(BigDecimal.valueOf(sample), MathContext.DECIMAL128)
                        .compareTo(new BigDecimal("0.05"))
                > 0;

        assertThat(rule("0.05", 5, 100, "0.05").isTooBad(sample, unconfirmed)).isEqualTo(isAbove);
        assertThat(rule("0.05", 5, 100, "0").isTooBad(sample, unconfirmed)).isEqualTo(unconfirmed > 0);
    }
}
