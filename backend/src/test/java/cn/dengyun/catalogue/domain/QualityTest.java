package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.document.OfferingJson;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant CONFIRMED = Instant.parse("2018-08-01T00:00:00Z");
    private static final String COMPLETE = """
            {"kind": "INDUSTRIAL_APP", "name": "设备健康管理", "nameEn": "Equipment Health",
             "description": "采集设备的振动、温度和电流，提前两周预测故障，适用于泵、风机和机床，可与现有的工单系统对接。",
             "categoryCode": "S-1", "deployment": "PUBLIC", "industries": ["34"],
             "plans": [{"code": "m", "name": "包月", "model": "SUBSCRIPTION", "amountFen": 9900, "period": "MONTH",
                        "taxRate": "0.06"}],
             "trial": {"days": 30}, "homepage": "https://app.example.cn", "availability": "0.999",
             "certificates": [{"type": "MLPS-3", "validUntil": "2019-07-31"}]}
            """;

    @Test
    void aCompleteOfferingLosesNothing() throws IOException {
        assertThat(assess("", "null", CONFIRMED)).isEqualTo(new Quality(100, java.util.List.of()));
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "description  | null             | /description  | quality-description-missing         | 20",
                "description  | '太短'             | /description  | quality-description-short           | 5",
                "nameEn       | null             | /nameEn       | quality-english-name-missing        | 3",
                "nameEn       | '暂无'             | /nameEn       | quality-english-name-placeholder    | 3",
                "nameEn       | 'N/A'            | /nameEn       | quality-english-name-placeholder    | 3",
                "nameEn       | '设备 Health'      | /nameEn       | quality-english-name-chinese        | 3",
                "name         | '健康 ehm-01'      | /name         | quality-name-repeats-key            | 2",
                "homepage     | null             | /homepage     | quality-homepage-missing            | 4",
                "homepage     | 'http://a.cn'    | /homepage     | quality-homepage-unencrypted        | 2",
                "categoryCode | null             | /categoryCode | quality-category-missing            | 10",
                "industries   | []               | /industries   | quality-industries-missing          | 8",
                "deployment   | null             | /deployment   | quality-deployment-missing          | 2",
                "plans        | []               | /plans        | quality-price-missing               | 20",
                "trial        | null             | /trial        | quality-trial-missing               | 3",
                "certificates | []               | /certificates | quality-certificates-missing        | 6",
                "availability | null             | /availability | quality-availability-missing        | 2",
            })
    void eachGapIsNamedAtItsPlaceAndTakesItsWeight(String field, String value, String pointer, String code, int weight)
            throws IOException {
        String json = value.matches("null|\\[]") ? value : '"' + value + '"';

        Quality quality = assess(field, json, CONFIRMED);

        assertThat(quality.findings()).containsExactly(new QualityFinding(pointer, code, weight));
        assertThat(quality.score()).isEqualTo(100 - weight);
    }

    @Test
    void aPriceWithoutItsTaxIsAGap() throws IOException {
        String plans = "[{\"code\": \"m\", \"name\": \"一次性\", \"model\": \"ONE_OFF\", \"amountFen\": 1}]";

        assertThat(assess("plans", plans, CONFIRMED).findings())
                .containsExactly(new QualityFinding("/plans", "quality-tax-rate-missing", 3));
    }

    @Test
    void aCertificateIsGoodOnItsLastDayInChina() throws IOException {
        Instant lastMoment = Instant.parse("2019-07-31T15:59:59Z");
        Instant nextDay = Instant.parse("2019-07-31T16:00:00Z");

        assertThat(at(lastMoment, lastMoment).findings()).isEmpty();
        assertThat(at(nextDay, nextDay).findings())
                .containsExactly(new QualityFinding("/certificates/0", "quality-certificate-expired", 10));
    }

    @Test
    void anOverdueConfirmationIsAGap() throws IOException {
        assertThat(at(CONFIRMED, CONFIRMED.plus(Freshness.PERIOD).minusNanos(1)).findings())
                .isEmpty();
        assertThat(at(CONFIRMED, CONFIRMED.plus(Freshness.PERIOD)).findings())
                .containsExactly(new QualityFinding("", "quality-confirmation-overdue", 15));
    }

    @Test
    void aKindThatIsNotForIndustriesNeedNotNameThem() throws IOException {
        ObjectNode content = (ObjectNode) JSON.readTree(COMPLETE);
        content.put("kind", "SAAS").remove("industries");

        assertThat(assess(content, CONFIRMED, CONFIRMED).findings()).isEmpty();
    }

    private static Quality assess(String field, String value, Instant now) throws IOException {
        ObjectNode content = (ObjectNode) JSON.readTree(COMPLETE);
        if (value.equals("null")) {
            content.remove(field);
        } else {
            content.set(field, JSON.readTree(value));
        }
        return assess(content, CONFIRMED, now);
    }

    private static Quality at(Instant confirmed, Instant now) throws IOException {
        return assess((ObjectNode) JSON.readTree(COMPLETE), confirmed, now);
    }

    private static Quality assess(ObjectNode content, Instant confirmed, Instant now) {
        return Quality.assess(OfferingJson.read(content.toString()), "ehm-01", confirmed, now);
    }
}
