package cn.dengyun.application.domain;

import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.domain.FundingLevel;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.RegionCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Who reviews an application, in order: county, city, and the province by chance or above a threshold. A county under
 * the province directly goes to the province, not to its city; nobody above the owner of the money reviews.
 */
public final class ReviewPath {

    private static final long SHARES = 1_000_000;

    private ReviewPath() {}

    /** @param faceFen what is asked for */
    public static List<ReviewStage> of(
            UUID applicationId, RegionCode region, FundingLevel level, RuleSet rules, long faceFen) {
        List<ReviewStage> stages = new ArrayList<>();
        boolean isCounty = !region.isCity() && !region.isProvince();
        if (isCounty) {
            stages.add(ReviewStage.COUNTY);
        }
        if (level == FundingLevel.COUNTY) {
            return stages.isEmpty() ? List.of(ReviewStage.CITY) : stages;
        }
        if (!region.isProvince() && !region.isUnderTheProvince()) {
            stages.add(ReviewStage.CITY);
        }
        boolean isProvinceNext = region.isProvince() || region.isUnderTheProvince();
        boolean isProvinceToo = level == FundingLevel.PROVINCE && isLookedAtAgain(applicationId, rules, faceFen);
        if (isProvinceNext || isProvinceToo) {
            stages.add(ReviewStage.PROVINCE);
        }
        return stages;
    }

    private static boolean isLookedAtAgain(UUID applicationId, RuleSet rules, long faceFen) {
        boolean isLarge = rules.splitThresholdFen() != null
                && faceFen > rules.splitThresholdFen().value();
        return isLarge
                || rules.sampleShare() != null
                        && isSampled(applicationId, rules.sampleShare().value());
    }

    /** By chance, but always the same chance for the same application, so that it can be checked. */
    static boolean isSampled(UUID applicationId, BigDecimal share) {
        long draw = Long.parseLong(
                        Hashes.sha256Hex("province-sample " + applicationId).substring(0, 12), 16)
                % SHARES;
        return BigDecimal.valueOf(draw).compareTo(share.multiply(BigDecimal.valueOf(SHARES))) < 0;
    }
}
