package cn.dengyun.identity.organization;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.DemoEnterprises.DemoEnterprise;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.CreditCode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DemoOrganizationsTest {

    @Inject
    ReferenceService reference;

    @Test
    void everyReportingUnitHasACertifiedEnterprise() {
        assertThat(all().filter(enterprise -> (enterprise.id().getLeastSignificantBits() & 0xFFF) >= 0x103)
                        .map(enterprise -> reference
                                .reportingUnitOf(enterprise.regionCode())
                                .orElseThrow())
                        .collect(Collectors.toSet()))
                .hasSize(18)
                .contains("340826", "341822");
        all().forEach(enterprise -> SignedIn.as("auditor")
                .get("/api/v1/organizations/" + enterprise.id())
                .then()
                .statusCode(200)
                .body("certified.isOutdated", org.hamcrest.Matchers.is(false))
                .body("contactName", org.hamcrest.Matchers.notNullValue()));
    }

    @Test
    void theirCreditCodesAndTagsAreValid() {
        assertThat(all()).allSatisfy(enterprise -> {
            assertThat(CreditCode.defectsOf("", enterprise.creditCode())).isEmpty();
            assertThat(new CreditCode(enterprise.creditCode()).hasConsistentSubjectId())
                    .isTrue();
            assertThat(enterprise.tags()).allMatch(tag -> reference.isCode(ProfileCheck.TAGS, tag));
        });
        assertThat(all().map(DemoEnterprise::creditCode)).doesNotHaveDuplicates();
    }

    private static Stream<DemoEnterprise> all() {
        return Stream.of(DemoEnterprises.WITH_ACCOUNTS, DemoEnterprises.OTHERS).flatMap(List::stream);
    }
}
