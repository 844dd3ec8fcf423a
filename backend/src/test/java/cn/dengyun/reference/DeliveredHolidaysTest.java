package cn.dengyun.reference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import cn.dengyun.shared.Ids;
import cn.dengyun.shared.WorkingDays;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public holidays that come with the product, against the notices of the State Council. */
@QuarkusTest
class DeliveredHolidaysTest {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    @Inject
    WorkingCalendar calendar;

    @Inject
    DataSource database;

    @ParameterizedTest(name = "the working day {1} behind {0} is {2}")
    @CsvSource({
        // National Day 2018: Saturday and Sunday before it are worked on.
        "2018-09-28, 1, 2018-09-29",
        "2018-09-28, 2, 2018-09-30",
        "2018-09-28, 3, 2018-10-08",
        // New Year's Day 2019 begins in the year before.
        "2018-12-28, 1, 2018-12-29",
        "2018-12-28, 2, 2019-01-02",
        // Spring Festival 2019.
        "2019-02-01, 2, 2019-02-03",
        "2019-02-01, 3, 2019-02-11",
        // Labour Day 2019, as rearranged in March: four days, and two Sundays in exchange.
        "2019-04-26, 1, 2019-04-28",
        "2019-04-30, 1, 2019-05-05",
        // Spring Festival 2020, as extended to Sunday 2 February: Saturday 1 February was not worked on after all.
        "2020-01-17, 1, 2020-01-19",
        "2020-01-23, 1, 2020-02-03",
        "2020-09-30, 1, 2020-10-09",
        "2020-09-30, 2, 2020-10-10",
        "2021-09-17, 1, 2021-09-18",
        "2021-09-18, 1, 2021-09-22",
        "2022-01-28, 3, 2022-02-07",
        "2023-09-28, 1, 2023-10-07",
        // New Year's Eve 2024 was no holiday.
        "2024-02-08, 1, 2024-02-09",
        "2024-02-09, 1, 2024-02-18",
        "2025-01-27, 1, 2025-02-05",
        "2025-09-30, 2, 2025-10-10"
    })
    void aDeadlineIsCountedAsTheYearWasWorked(LocalDate from, int days, LocalDate day) {
        assertThat(calendar.after(from.atTime(12, 0).atZone(ANHUI).toInstant(), days))
                .isEqualTo(day.plusDays(1).atStartOfDay(ANHUI).toInstant());
    }

    /** By the regulation on days off: eleven days a year, since 2025 thirteen; the extension of 2020 came on top. */
    @Test
    void daysOffAndWeekendsInExchangeAddUpToTheHolidaysByLaw() {
        SoftAssertions all = new SoftAssertions();
        List<Delivered> delivered = delivered();

        all.assertThat(delivered)
                .extracting(Delivered::year)
                .containsExactly(2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026);
        for (Delivered each : delivered) {
            long offAtWork = each.daysOff().stream()
                    .filter(day -> !WorkingDays.isWeekend(day))
                    .count();
            int extension = each.year() == 2020 ? 2 : 0;
            all.assertThat(offAtWork - each.makeUpDays().size())
                    .as("holidays of %d", each.year())
                    .isEqualTo((each.year() < 2025 ? 11 : 13) + extension);
            all.assertThat(each.makeUpDays()).allMatch(WorkingDays::isWeekend);
            all.assertThat(each.document()).contains(each.year() + "年", "国办发明电〔" + (each.year() - 1) + "〕");
        }
        all.assertAll();
    }

    @Test
    void theDaysOf2026AreThoseOfTheNotice() {
        Delivered year = delivered().get(8);

        assertThat(year.makeUpDays())
                .containsExactly(
                        days("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"));
        assertThat(new WorkingDays(Set.copyOf(year.daysOff()), Set.copyOf(year.makeUpDays())))
                .satisfies(
                        worked -> assertThat(days("2026-01-02", "2026-02-16", "2026-02-23", "2026-05-05", "2026-10-07"))
                                .noneMatch(worked::includes),
                        worked -> assertThat(days("2026-02-24", "2026-05-06", "2026-09-28", "2026-10-08"))
                                .allMatch(worked::includes));
    }

    @Test
    void whatAnAdministratorPutsOnRecordSupersedesThem() {
        assertThat(delivered()).allMatch(each -> each.id().compareTo(Ids.next().toString()) < 0);
    }

    @Test
    void aYearThatIsMissingIsSaidAMonthAhead() {
        assertThat(calendar.missing(LocalDate.of(2025, 12, 15))).isEmpty();
        assertThat(calendar.missing(LocalDate.of(2059, 11, 30))).containsExactly(2059);
        assertThat(calendar.missing(LocalDate.of(2059, 12, 5))).containsExactly(2059, 2060);
        given().get("/q/health/well").then().body("checks.name", hasItem("Public holidays"));
    }

    private record Delivered(
            String id, int year, List<LocalDate> daysOff, List<LocalDate> makeUpDays, String document) {}

    private List<Delivered> delivered() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, year, days_off, make_up_days, document"
                        + " FROM holiday_arrangement WHERE recorded_by = '00000000-0000-0000-0000-000000000000'"
                        + " ORDER BY year")) {
            List<Delivered> found = new ArrayList<>();
            while (row.next()) {
                found.add(new Delivered(
                        row.getString("id"),
                        row.getInt("year"),
                        days(row, "days_off"),
                        days(row, "make_up_days"),
                        row.getString("document")));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<LocalDate> days(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Date[]) row.getArray(column).getArray())
                .map(Date::toLocalDate)
                .toList();
    }

    private static LocalDate[] days(String... days) {
        return Stream.of(days).map(LocalDate::parse).toArray(LocalDate[]::new);
    }
}
