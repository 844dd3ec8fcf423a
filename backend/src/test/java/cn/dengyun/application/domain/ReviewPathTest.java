package cn.dengyun.application.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.RuleSetJson;
import cn.dengyun.programme.TestRules;
import cn.dengyun.programme.domain.FundingLevel;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.RegionCode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewPathTest {

    @ParameterizedTest
    @CsvSource({
        "340123, PROVINCE, COUNTY CITY",
        "340100, PROVINCE, CITY",
        "340000, PROVINCE, PROVINCE",
        // Susong and Guangde, by its old and its new code, have no city above them.
        "340826, PROVINCE, COUNTY PROVINCE",
        "341822, PROVINCE, COUNTY PROVINCE",
        "341882, PROVINCE, COUNTY PROVINCE",
        "340123, CITY, COUNTY CITY",
        "340123, COUNTY, COUNTY"
    })
    void theRegionAndTheOwnerOfTheMoneySayWhoReviews(String region, FundingLevel level, String expected) {
        List<ReviewStage> path = ReviewPath.of(Ids.next(), new RegionCode(region), level, rules("0"), 100_000);

        assertThat(path.stream().map(Enum::name)).containsExactly(expected.split(" "));
    }

    @Test
    void largeAmountsGoToTheProvinceToo() {
        RegionCode region = new RegionCode("340123");

        assertThat(ReviewPath.of(Ids.next(), region, FundingLevel.PROVINCE, rules("0"), 2_000_000))
                .containsExactly(ReviewStage.COUNTY, ReviewStage.CITY);
        assertThat(ReviewPath.of(Ids.next(), region, FundingLevel.PROVINCE, rules("0"), 2_000_001))
                .containsExactly(ReviewStage.COUNTY, ReviewStage.CITY, ReviewStage.PROVINCE);
    }

    @Test
    void aShareIsSampledAndAlwaysTheSame() {
        BigDecimal share = new BigDecimal("0.05");
        List<UUID> ids =
                IntStream.range(0, 20_000).mapToObj(i -> UUID.randomUUID()).toList();

        Set<UUID> sampled =
                ids.stream().filter(id -> ReviewPath.isSampled(id, share)).collect(Collectors.toSet());
        RuleSet rules = rules("0.05");

        assertThat(sampled.size()).isBetween(800, 1_200);
        assertThat(sampled).allMatch(id -> ReviewPath.isSampled(id, share));
        assertThat(ids)
                .allMatch(id -> sampled.contains(id)
                        == ReviewPath.of(id, new RegionCode("340123"), FundingLevel.PROVINCE, rules, 100_000)
                                .contains(ReviewStage.PROVINCE));
    }

    @Test
    void theCityOfACountyReviewsIt() {
        assertThat(ReviewStage.CITY.authority(new RegionCode("340123")).value()).isEqualTo("340100");
        assertThat(ReviewStage.PROVINCE.authority(new RegionCode("340826")).value())
                .isEqualTo("340000");
    }

    private static RuleSet rules(String share) {
        ObjectNode json = TestRules.json();
        ((ObjectNode) json.get("sampleShare")).put("value", share);
        return RuleSetJson.read(json.toString());
    }
}
