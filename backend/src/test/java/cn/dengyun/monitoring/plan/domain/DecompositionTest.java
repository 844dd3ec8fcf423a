package cn.dengyun.monitoring.plan.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.monitoring.plan.domain.Decomposition.Flaw;
import cn.dengyun.monitoring.plan.domain.Decomposition.Part;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Largest remainders, ties, floors and what was set, on examples worked out by hand. */
class DecompositionTest {

    @Test
    void theLargestRemaindersGetWhatIsLeft() {
        List<Part> parts = List.of(part("a", 47), part("b", 16), part("c", 158), part("d", 120), part("e", 61));

        assertThat(Decomposition.of(10, 0, parts)).isEqualTo(Map.of("a", 1L, "b", 0L, "c", 4L, "d", 3L, "e", 2L));
    }

    @Test
    void equalRemaindersGoToTheLowerCode() {
        List<Part> parts = List.of(part("c", 1), part("a", 1), part("b", 1));

        assertThat(Decomposition.of(4, 0, parts)).isEqualTo(Map.of("a", 2L, "b", 1L, "c", 1L));
        assertThat(Decomposition.of(5, 0, parts)).isEqualTo(Map.of("a", 2L, "b", 2L, "c", 1L));
    }

    @Test
    void withoutWeightsAllCountTheSameAndOneWithoutGetsNothing() {
        assertThat(Decomposition.of(3, 0, List.of(part("a", 0), part("b", 0)))).isEqualTo(Map.of("a", 2L, "b", 1L));
        assertThat(Decomposition.of(3, 0, List.of(part("a", 0), part("b", 5)))).isEqualTo(Map.of("a", 0L, "b", 3L));
    }

    @Test
    void nobodyGetsLessThanTheFloor() {
        List<Part> parts = List.of(part("a", 98), part("b", 1), part("c", 1));

        assertThat(Decomposition.of(10, 2, parts)).isEqualTo(Map.of("a", 6L, "b", 2L, "c", 2L));
        assertThat(Decomposition.of(6, 2, parts)).isEqualTo(Map.of("a", 2L, "b", 2L, "c", 2L));
        assertThat(Decomposition.flaw(5, 2, parts)).contains(Flaw.FLOOR_TOO_HIGH);
    }

    @Test
    void whatIsSetIsTakenOffBefore() {
        List<Part> parts = List.of(part("a", 1), new Part("b", 1, 7L), part("c", 2));

        assertThat(Decomposition.of(10, 0, parts)).isEqualTo(Map.of("a", 1L, "b", 7L, "c", 2L));
        assertThat(Decomposition.flaw(6, 0, parts)).contains(Flaw.SET_EXCEEDS_TOTAL);
        assertThat(Decomposition.flaw(8, 0, List.of(new Part("a", 1, 3L), new Part("b", 1, 4L))))
                .contains(Flaw.SET_FALLS_SHORT);
        assertThat(Decomposition.of(7, 0, List.of(new Part("a", 1, 3L), new Part("b", 1, 4L))))
                .isEqualTo(Map.of("a", 3L, "b", 4L));
        assertThatThrownBy(() -> Decomposition.of(6, 0, parts)).hasMessage("SET_EXCEEDS_TOTAL");
    }

    @Test
    void theForecastGoesOnAtTheLatePaceAndPromisesNothing() {
        assertThat(Forecast.of(100, 45, 90, 30)).isEqualTo(new Forecast(ForecastMethod.RECENT_PACE, 115L));
        assertThat(Forecast.of(100, 1, 90, 89).value()).isEqualTo(100);
        assertThat(Forecast.of(100, -1, 90, 1).value()).isEqualTo(99);
        assertThat(Forecast.of(100, 45, 90, -3).value()).isEqualTo(100);
        assertThat(Forecast.of(100, 45, Forecast.MIN_DAYS - 1, 30)).isEqualTo(Forecast.NONE);
    }

    @Test
    void theOutlookFollows() {
        assertThat(TargetOutlook.of(10, 10, Forecast.NONE, 5)).isEqualTo(TargetOutlook.MET);
        assertThat(TargetOutlook.of(10, 9, Forecast.NONE, 5)).isEqualTo(TargetOutlook.UNKNOWN);
        assertThat(TargetOutlook.of(10, 9, Forecast.of(9, 14, 14, 1), 1)).isEqualTo(TargetOutlook.ON_TRACK);
        assertThat(TargetOutlook.of(10, 9, Forecast.of(9, 0, 14, 1), 0)).isEqualTo(TargetOutlook.AT_RISK);
        assertThat(TargetOutlook.of(10, 9, Forecast.of(9, 0, 14, 1), -1)).isEqualTo(TargetOutlook.MISSED);
    }

    private static Part part(String code, long weight) {
        return new Part(code, weight, null);
    }
}
