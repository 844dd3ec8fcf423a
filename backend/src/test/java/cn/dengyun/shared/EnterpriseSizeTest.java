package cn.dengyun.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnterpriseSizeTest {

    private static final long TEN_THOUSAND_YUAN = 1_000_000L;

    /** Revenue and assets in 10,000 yuan, as the rule states them. */
    @ParameterizedTest(name = "{0}: {1} people, revenue {2}, assets {3} is {4}")
    @CsvSource({
        // Industry
        "C, 1000, 40000, , LARGE",
        "C, 999, 40000, , MEDIUM",
        "36, 1000, 39999, , MEDIUM",
        "06, 300, 2000, , MEDIUM",
        "46, 299, 2000, , SMALL",
        "36, 5000, 299, , MICRO",
        "36, 19, 100000, , MICRO",
        "3610, 20, 300, , SMALL",
        // The same firm by two industries: the choice of industry decides
        "65, 103, 15735, , MEDIUM",
        "36, 103, 15735, , SMALL",
        // Agriculture and construction do not look at people
        "A, , 20000, , LARGE",
        "05, 3, 19999, , MEDIUM",
        "01, , 499, , SMALL",
        "0111, , 49, , MICRO",
        "E, , 80000, 80000, LARGE",
        "47, , 80000, 79999, MEDIUM",
        "50, , 6000, 5000, MEDIUM",
        "50, , 6000, 4999, SMALL",
        "50, , 299, 80000, MICRO",
        // Trade
        "51, 200, 40000, , LARGE",
        "51, 19, 5000, , SMALL",
        "51, 4, 5000, , MICRO",
        "52, 300, 20000, , LARGE",
        "52, 50, 500, , MEDIUM",
        "52, 10, 99, , MICRO",
        // Transport with handling, storage without it, post
        "54, 1000, 30000, , LARGE",
        "58, 300, 3000, , MEDIUM",
        "591, 199, 1000, , SMALL",
        "592, 199, 1000, , MEDIUM",
        "5920, 200, 30000, , LARGE",
        "5990, 99, 30000, , SMALL",
        "60, 300, 2000, , MEDIUM",
        "60, 20, 99, , MICRO",
        // Accommodation, catering, information
        "H, 300, 10000, , LARGE",
        "62, 100, 1999, , SMALL",
        "63, 2000, 100000, , LARGE",
        "64, 2000, 99999, , MEDIUM",
        "64, 100, 1000, , MEDIUM",
        "64, 9, 1000, , MICRO",
        "65, 300, 10000, , LARGE",
        "6510, 10, 50, , SMALL",
        "65, 10, 49, , MICRO",
        // Real estate
        "7010, , 200000, 10000, LARGE",
        "701, , 1000, 5000, MEDIUM",
        "7010, , 100, 1999, MICRO",
        "7020, 1000, 5000, , LARGE",
        "7020, 100, 500, , SMALL",
        "7020, 99, 500, , MICRO",
        "7030, 300, , , LARGE",
        "7090, 99, , , SMALL",
        // Leasing and business look at people and assets
        "L, 300, , 120000, LARGE",
        "72, 300, 1, 8000, MEDIUM",
        "71, 10, , 99, MICRO",
        // Others look at people only
        "M, 300, , , LARGE",
        "75, 100, , , MEDIUM",
        "82, 10, , , SMALL",
        "85, 9, , , MICRO",
        "R, 299, , , MEDIUM"
    })
    void theClassFollowsTheLowestIndicator(
            String industry, Long staff, Long revenue, Long assets, EnterpriseSize expected) {
        assertThat(EnterpriseSize.of(industry, staff, fen(revenue), fen(assets)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"J", "66", "53", "5310", "7040", "P", "83", "84", "S", "91", "T", "97"})
    void industriesThatTheRuleLeavesOutAreNotClassified(String industry) {
        assertThat(EnterpriseSize.of(industry, 5_000L, fen(500_000L), fen(500_000L)))
                .isEqualTo(EnterpriseSize.UNCLASSIFIED);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"F", "G", "I", "K", "Q", "59", "70", "00", "98", "X", "c", "C36", "36100", "''", "NULL"},
            nullValues = "NULL")
    void aCodeThatLeavesTheBoundsOpenIsNotClassified(String industry) {
        assertThat(EnterpriseSize.of(industry, 5_000L, fen(500_000L), fen(500_000L)))
                .isEqualTo(EnterpriseSize.UNCLASSIFIED);
    }

    @ParameterizedTest(name = "{0}: {1} people, revenue {2} is {3}")
    @CsvSource({"36, , 40000, UNCLASSIFIED", "36, 1000, , UNCLASSIFIED", "36, 19, , MICRO", "36, , 299, MICRO"})
    void anUnknownFigureIsOnlyHarmlessWhenAnotherMakesItMicro(
            String industry, Long staff, Long revenue, EnterpriseSize expected) {
        assertThat(EnterpriseSize.of(industry, staff, fen(revenue), null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"30000000000, LARGE", "29999999999, MEDIUM"})
    void oneFenBelowABoundIsBelowIt(long revenueFen, EnterpriseSize expected) {
        assertThat(EnterpriseSize.of("54", 1_000L, revenueFen, null)).isEqualTo(expected);
    }

    private static Long fen(Long tenThousandYuan) {
        return tenThousandYuan == null ? null : tenThousandYuan * TEN_THOUSAND_YUAN;
    }
}
