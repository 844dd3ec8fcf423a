package cn.dengyun.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.document.OfferingCodes;
import cn.dengyun.catalogue.document.OfferingDeclaration;
import cn.dengyun.catalogue.document.OfferingReading;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.catalogue.domain.OfferingStatus;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.catalogue.domain.Quality;
import cn.dengyun.catalogue.domain.QualityFinding;
import cn.dengyun.catalogue.domain.TierMode;
import cn.dengyun.catalogue.store.OfferingStore;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Ids;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DemoOfferingsTest {

    @Inject
    DemoOfferings demo;

    @Inject
    OfferingStore offerings;

    @Inject
    OfferingCodes codes;

    @Inject
    DataSource database;

    @Inject
    Clock clock;

    @Test
    void everyLineIsSoundAndHasAKeyOfTheDemo() {
        assertThat(readings()).hasSizeGreaterThan(100).allSatisfy(reading -> {
            assertThat(reading.defects()).as(reading.externalId()).isEmpty();
            assertThat(reading.externalId()).startsWith(DemoOfferings.PREFIX);
        });
        assertThat(readings()).extracting(OfferingReading::externalId).doesNotHaveDuplicates();
    }

    @Test
    void everyKindHasAtLeastEightOfferings() {
        Map<OfferingKind, Long> counts =
                contents().stream().collect(Collectors.groupingBy(OfferingContent::kind, Collectors.counting()));

        assertThat(counts).containsOnlyKeys(OfferingKind.values());
        assertThat(counts.values()).allMatch(count -> count >= 8);
    }

    @Test
    void whatVouchersPayForHasPricesWithTheirTax() {
        List<OfferingContent> eligible =
                contents().stream().filter(OfferingContent::voucherEligible).toList();

        assertThat(eligible).isNotEmpty().allMatch(content -> !content.plans().isEmpty());
        assertThat(eligible).flatMap(OfferingContent::plans).allMatch(plan -> plan.taxRate() != null);
    }

    @Test
    void everyWayToChargeIsThere() {
        List<Plan> plans =
                contents().stream().flatMap(content -> content.plans().stream()).toList();

        assertThat(plans).extracting(Plan::model).contains(PriceModel.values());
        assertThat(plans).extracting(Plan::tierMode).contains(TierMode.values());
        assertThat(contents()).extracting(OfferingContent::voucherEligible).contains(true, false);
        assertThat(contents()).anyMatch(content -> content.trial() != null);
        assertThat(contents()).anyMatch(content -> !content.discounts().isEmpty());
    }

    @Test
    void someOfferingsLeaveSomethingToImprove() {
        assertThat(findings(demo, clock.instant()))
                .extracting(QualityFinding::code)
                .contains(
                        "quality-certificate-expired",
                        "quality-description-missing",
                        "quality-price-missing",
                        "quality-english-name-missing",
                        "quality-homepage-unencrypted");
    }

    @Test
    void whatIsValidOrOverIsSoInLaterYearsToo() {
        List<QualityFinding> findings = findings(demo, clock.instant());

        for (int years = 1; years <= 10; years++) {
            Instant then = LocalDateTime.now(clock)
                    .plusYears(years)
                    .atZone(clock.getZone())
                    .toInstant();
            Clock later = Clock.fixed(then, clock.getZone());

            assertThat(findings(new DemoOfferings(null, null, null, codes, null, null, later), then))
                    .as("%d years later", years)
                    .isEqualTo(findings);
        }
    }

    private static List<QualityFinding> findings(DemoOfferings offerings, Instant now) {
        return DemoOfferings.FILES.values().stream()
                .flatMap(file -> offerings.read(file).stream())
                .map(OfferingReading::declaration)
                .flatMap(line -> Quality.assess(line.content(), line.externalId(), now, now).findings().stream())
                .toList();
    }

    @Test
    void aCatalogueIsFilledOnceWithOfferingsInEveryStatus() throws SQLException {
        UUID provider = aProvider();
        demo.fillOnce(provider, "demo/application.ndjson");
        List<Offering> filled = catalogue(provider);

        assertThat(filled).extracting(Offering::status).contains(OfferingStatus.values());
        assertThat(statusOf(filled, "demo-erp-desktop")).isEqualTo(OfferingStatus.RETIRED);
        assertThat(statusOf(filled, "demo-gps-attendance")).isEqualTo(OfferingStatus.SUSPENDED);

        demo.fillOnce(provider, "demo/platform.ndjson");

        assertThat(catalogue(provider)).isEqualTo(filled);
    }

    private List<OfferingReading> readings() {
        return DemoOfferings.FILES.values().stream()
                .flatMap(file -> demo.read(file).stream())
                .toList();
    }

    private List<OfferingDeclaration> declarations() {
        return readings().stream().map(OfferingReading::declaration).toList();
    }

    private List<OfferingContent> contents() {
        return declarations().stream().map(OfferingDeclaration::content).toList();
    }

    private List<Offering> catalogue(UUID provider) {
        return WorkerThread.await(offerings.list(provider, "", null, 200));
    }

    private static OfferingStatus statusOf(List<Offering> catalogue, String externalId) {
        return catalogue.stream()
                .filter(offering -> offering.externalId().equals(externalId))
                .findAny()
                .orElseThrow()
                .status();
    }

    /** A provider of its own, since the demo's two are also pushed to by others. */
    private UUID aProvider() throws SQLException {
        UUID id = Ids.next();
        try (Connection connection = database.getConnection();
                PreparedStatement organization = connection.prepareStatement(
                        "INSERT INTO organization (id, credit_code, kind, name_zh, region_code, created_at, updated_at)"
                                + " VALUES (?, ?, 'PROVIDER', '示范', '340100', now(), now())");
                PreparedStatement provider = connection.prepareStatement(
                        "INSERT INTO provider (id, organization_id, kinds, name_zh, created_at, updated_at, qualified_from,"
                                + " qualified_until) VALUES (?, ?, '{CLOUD_PLATFORM}', '示范', now(), now(), now(),"
                                + " now() + interval '1 day')")) {
            organization.setObject(1, id);
            organization.setString(2, "91340000MA" + id.toString().substring(28).toUpperCase());
            organization.executeUpdate();
            provider.setObject(1, id);
            provider.setObject(2, id);
            provider.executeUpdate();
        }
        return id;
    }
}
