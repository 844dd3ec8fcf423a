package cn.dengyun.catalogue.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.time.Year;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an obligation stands, from the number that counts. */
class ObligationTest {

    @ParameterizedTest
    @CsvSource({
        "2019-01-01T02:00:00Z,   1, 365, ON_TRACK, 99",
        "2019-07-01T02:00:00Z,  49,  98, BEHIND,   51",
        "2019-07-01T02:00:00Z,  50, 100, ON_TRACK, 50",
        "2019-12-31T15:59:59Z, 100, 100, MET,       0",
        "2019-12-31T15:59:59Z,  99,  99, BEHIND,    1",
        "2019-12-31T16:00:00Z,  99,  99, MISSED,    1",
        "2021-05-05T00:00:00Z, 120, 120, MET,       0",
        "2018-12-31T15:00:00Z,   0,   0, BEHIND,  100"
    })
    void appsAreForecastInProportionToTheDays(
            Instant moment, int counted, int forecast, ObligationStanding standing, int remaining) {
        Obligation obligation = Obligation.ofApps(anId(), counted, moment);

        assertThat(obligation.forecast()).isEqualTo(forecast);
        assertThat(obligation.standing()).isEqualTo(standing);
        assertThat(obligation.remaining()).isEqualTo(remaining);
        assertThat(obligation.dueAt()).isEqualTo(Instant.parse("2019-12-31T16:00:00Z"));
    }

    @Test
    void aLeapYearHasADayMore() {
        ObligationId id = new ObligationId(ObligationKind.INDUSTRIAL_APPS, Year.of(2020), Ids.next());

        assertThat(Obligation.ofApps(id, 1, Instant.parse("2020-01-01T02:00:00Z"))
                        .forecast())
                .isEqualTo(366);
    }

    @Test
    void anIdIsReadAsItIsWritten() {
        ObligationId id = anId();

        assertThat(ObligationId.of(id.text())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "INDUSTRIAL_APPS-2019", "OTHER-2019-01900000-0000-7000-8000-000000000001", "'; DROP"})
    void whatNamesNoneIsNotFound(String text) {
        assertThatThrownBy(() -> ObligationId.of(text))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("obligation-not-found"));
    }

    private static ObligationId anId() {
        return new ObligationId(ObligationKind.INDUSTRIAL_APPS, Year.of(2019), Ids.next());
    }
}
