package cn.dengyun.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionCodeTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "34010", "3401000", "34O100", "３４０１００", "000000", " 340100"})
    void whatIsNotSixDigitsIsNoRegionCode(String text) {
        assertThat(RegionCode.hasForm(text)).isFalse();
        assertThatThrownBy(() -> new RegionCode(text)).isInstanceOf(Rejection.class);
    }

    @ParameterizedTest
    @CsvSource({"340123, 340100", "340176, 340100", "340826, 340800", "340100, 340000"})
    void theDivisionAboveFollowsFromTheDigits(String code, String parent) {
        assertThat(new RegionCode(code).parent()).contains(new RegionCode(parent));
    }

    @Test
    void nothingIsAboveAProvince() {
        assertThat(new RegionCode("340000").parent()).isEmpty();
        assertThat(new RegionCode("340000").isProvince()).isTrue();
    }

    @ParameterizedTest(name = "{0} contains {1}: {2}")
    @CsvSource({
        "340000, 340123, true",
        "340000, 320000, false",
        "340100, 340100, true",
        "340100, 340176, true",
        "340100, 340000, false",
        "340100, 340202, false",
        "340123, 340123, true",
        "340123, 340124, false"
    })
    void aDivisionContainsItselfAndWhatLiesBelow(String outer, String inner, boolean contains) {
        assertThat(new RegionCode(outer).contains(new RegionCode(inner))).isEqualTo(contains);
    }

    @Test
    void aSevenInTheFifthPlaceMarksAZoneOfStatistics() {
        assertThat(new RegionCode("340176").isStatisticsZone()).isTrue();
        assertThat(new RegionCode("340123").isStatisticsZone()).isFalse();
        assertThat(new RegionCode("340100").isCity()).isTrue();
    }
}
