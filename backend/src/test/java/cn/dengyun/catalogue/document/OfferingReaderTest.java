package cn.dengyun.catalogue.document;

import static cn.dengyun.catalogue.document.OfferingLines.aReader;
import static cn.dengyun.catalogue.document.OfferingLines.read;
import static cn.dengyun.catalogue.document.OfferingLines.readWith;
import static cn.dengyun.catalogue.document.OfferingLines.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.shared.Defect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfferingReaderTest {

    private static final String EVERYTHING = """
            {"externalId": "ecs", "kind": "IAAS", "name": " 弹性\u00a0 云服务器\\n", "nameEn": "Elastic  Cloud Server",
             "description": "  第一行\\n第二行 <script>alert(1)</script>\u2028 ", "categoryCode": "I-1",
             "deployment": "PUBLIC", "industries": ["36", "C", "36"], "regions": ["340100"],
             "plans": [
               {"code": "m", "name": "包月", "nameEn": "Monthly", "model": "SUBSCRIPTION", "amountFen": 9900,
                "period": "MONTH", "setupFen": 0, "taxRate": "0.060"},
               {"code": "h", "name": "按时", "model": "METERED", "unit": "HOUR", "tierMode": "GRADUATED",
                "tiers": [{"upTo": "100.0", "unitPriceFen": "12.50"}, {"unitPriceFen": "1000"}],
                "minimumChargeFen": 1}],
             "trial": {"days": 30, "terms": "一台"},
             "discounts": [{"name": "上云优惠", "rate": "0.2", "from": "2018-07-01", "until": "2020-12-31"}],
             "certificates": [{"type": "ISO-27001", "number": "A/1", "issuer": "某机构", "validUntil": "2021-01-31"}],
             "voucherEligible": true, "homepage": "https://cloud.example.cn/ecs", "availability": "0.9995",
             "documentation": "", "dataLocations": ["合肥"], "attributes": {"b/2": "two", "a": "one", "c": ""},
             "draft": true, "expectedVersion": 3}
            """;

    private static final String CANONICAL =
            "{\"kind\":\"IAAS\",\"name\":\"弹性 云服务器\",\"nameEn\":\"Elastic Cloud Server\","
                    + "\"description\":\"第一行\\n第二行 <script>alert(1)</script>\",\"categoryCode\":\"I-1\","
                    + "\"deployment\":\"PUBLIC\",\"industries\":[\"36\",\"C\"],\"regions\":[\"340100\"],"
                    + "\"plans\":[{\"code\":\"m\",\"name\":\"包月\",\"nameEn\":\"Monthly\",\"model\":\"SUBSCRIPTION\","
                    + "\"amountFen\":9900,\"period\":\"MONTH\",\"setupFen\":0,\"taxRate\":\"0.06\"},"
                    + "{\"code\":\"h\",\"name\":\"按时\",\"model\":\"METERED\",\"unit\":\"HOUR\",\"tierMode\":\"GRADUATED\","
                    + "\"tiers\":[{\"upTo\":\"100\",\"unitPriceFen\":\"12.5\"},{\"unitPriceFen\":\"1000\"}],"
                    + "\"minimumChargeFen\":1}],\"trial\":{\"days\":30,\"terms\":\"一台\"},"
                    + "\"discounts\":[{\"name\":\"上云优惠\",\"rate\":\"0.2\",\"from\":\"2018-07-01\",\"until\":\"2020-12-31\"}],"
                    + "\"certificates\":[{\"type\":\"ISO-27001\",\"number\":\"A/1\",\"issuer\":\"某机构\","
                    + "\"validUntil\":\"2021-01-31\"}],\"voucherEligible\":true,\"homepage\":\"https://cloud.example.cn/ecs\","
                    + "\"availability\":\"0.9995\",\"dataLocations\":[\"合肥\"],\"attributes\":{\"a\":\"one\",\"b/2\":\"two\"}}";

    @Test
    void aDeclarationHasOneCanonicalForm() {
        OfferingDeclaration declaration = read(EVERYTHING).declaration();

        assertThat(declaration.json()).isEqualTo(CANONICAL);
        assertThat(declaration.hash()).isEqualTo("85e1adbd458dc7eba3e8265f27bf002c53825fc1645a94af3e7c092931f6cd31");
        assertThat(declaration.externalId()).isEqualTo("ecs");
        assertThat(declaration.isDraft()).isTrue();
        assertThat(declaration.expectedVersion()).isEqualTo(3);
    }

    @Test
    void whatIsStoredReadsBackAsWhatWasDeclared() {
        OfferingContent declared = read(EVERYTHING).declaration().content();

        assertThat(OfferingJson.read(OfferingJson.write(declared))).isEqualTo(declared);
    }

    @Test
    void theSmallestOfferingReadsBackAsWhatWasDeclared() {
        OfferingContent declared = readWith("").declaration().content();

        assertThat(OfferingJson.write(declared))
                .isEqualTo("{\"kind\":\"IAAS\",\"name\":\"云服务器\",\"voucherEligible\":false}");
        assertThat(OfferingJson.read(OfferingJson.write(declared))).isEqualTo(declared);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"云服务器\", \"externalId\": \"ecs\", \"kind\": \"IAAS\"}",
                "{\"kind\": \"IAAS\", \"name\": \"\\u4e91服务器\", \"externalId\": \"ecs\"}\r",
                "\uFEFF{\"externalId\": \"ecs\", \"kind\": \"IAAS\", \"name\": \"云服务器\u3000\"}",
                "{\"externalId\": \"ecs\", \"kind\": \"IAAS\", \"name\": \"云服务器\", \"nameEn\": null, \"plans\": []}",
                "{\"externalId\": \"ecs\", \"kind\": \"IAAS\", \"name\": \"云服务器\", \"description\": \" \", \"draft\": true}",
            })
    void theSameContentHasTheSameHashHoweverItIsWritten(String line) {
        assertThat(read(line).declaration().hash())
                .isEqualTo(readWith("").declaration().hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\": \"云服务器2\"",
                "\"kind\": \"PAAS\"",
                "\"voucherEligible\": true",
                "\"attributes\": {\"a\": \"b\"}"
            })
    void otherContentHasAnotherHash(String members) {
        assertThat(readWith(members).declaration().hash())
                .isNotEqualTo(readWith("").declaration().hash());
    }

    @ParameterizedTest(name = "{0}: {2} at {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"externalId\": null | /externalId | required",
                "\"externalId\": \" \" | /externalId | required",
                "\"externalId\": 7 | /externalId | wrong-type-text",
                "\"externalId\": \" ecs\" | /externalId | key-with-blanks",
                "\"externalId\": \"e  cs\" | /externalId | key-with-blanks",
                "\"kind\": null | /kind | required",
                "\"kind\": \"iaas\" | /kind | unknown-choice",
                "\"kind\": [] | /kind | wrong-type-text",
                "\"name\": \"\\u00a0\\u200b\\ufeff\" | /name | required",
                "\"name\": {} | /name | wrong-type-text",
                "\"name\": \"a\\u0000b\" | /name | forbidden-character",
                "\"name\": \"a\\u009fb\" | /name | forbidden-character",
                "\"name\": \"a\\ud800b\" | /name | forbidden-character",
                "\"name\": \"a\\udc00\" | /name | forbidden-character",
                "\"nameEn\": false | /nameEn | wrong-type-text",
                "\"description\": 1.5 | /description | wrong-type-text",
                "\"categoryCode\": \"X-9\" | /categoryCode | unknown-code",
                "\"categoryCode\": \"S-1\" | /categoryCode | category-contradicts-kind",
                "\"deployment\": \"MOON\" | /deployment | unknown-code",
                "\"industries\": \"C\" | /industries | wrong-type-list",
                "\"industries\": [\"C\", \"99\"] | /industries/1 | unknown-code",
                "\"industries\": [[]] | /industries/0 | wrong-type-text",
                "\"regions\": [\"110000\"] | /regions/0 | unknown-code",
                "\"regions\": {} | /regions | wrong-type-list",
                "\"voucherEligible\": \"yes\" | /voucherEligible | wrong-type-boolean",
                "\"draft\": 1 | /draft | wrong-type-boolean",
                "\"expectedVersion\": -1 | /expectedVersion | number-out-of-range",
                "\"expectedVersion\": 2147483648 | /expectedVersion | number-out-of-range",
                "\"expectedVersion\": \"3\" | /expectedVersion | wrong-type-number",
                "\"expectedVersion\": 1e400 | /expectedVersion | wrong-type-number",
                "\"homepage\": \"javascript:alert(1)\" | /homepage | address-invalid",
                "\"homepage\": \"https://\" | /homepage | address-invalid",
                "\"documentation\": \"cloud.example.cn\" | /documentation | address-invalid",
                "\"availability\": 0.9995 | /availability | wrong-type-decimal",
                "\"availability\": \"1.01\" | /availability | number-out-of-range",
                "\"availability\": \"-0.5\" | /availability | wrong-type-decimal",
                "\"availability\": \"1e-3\" | /availability | wrong-type-decimal",
                "\"dataLocations\": [7] | /dataLocations/0 | wrong-type-text",
                "\"attributes\": [] | /attributes | wrong-type-object",
                "\"attributes\": {\"a/b\": 1} | /attributes/a~1b | wrong-type-text",
                "\"attributes\": {\" \": \"x\"} | /attributes | attribute-name-invalid",
                "\"attributes\": {\"a\\u0007\": \"x\"} | /attributes | attribute-name-invalid",
                "\"trial\": 30 | /trial | wrong-type-object",
                "\"trial\": {\"terms\": \"x\"} | /trial/days | required",
                "\"trial\": {\"days\": 0} | /trial/days | number-out-of-range",
                "\"trial\": {\"days\": 731} | /trial/days | number-out-of-range",
                "\"trial\": {\"days\": 7, \"day\": 1} | /trial/day | unknown-field",
                "\"plans\": {} | /plans | wrong-type-list",
                "\"plans\": [7] | /plans/0 | wrong-type-object",
                "\"discounts\": [{\"name\": \"x\", \"rate\": \"0\"}] | /discounts/0/rate | rate-required",
                "\"discounts\": [{\"name\": \"x\"}] | /discounts/0/rate | rate-required",
                "\"discounts\": [{\"name\": \"x\", \"rate\": \"1.5\"}] | /discounts/0/rate | number-out-of-range",
                "\"discounts\": [{\"rate\": \"0.1\"}] | /discounts/0/name | required",
                "\"discounts\": [{\"name\": \"x\", \"rate\": \"0.1\", \"from\": \"2018-02-30\"}] | /discounts/0/from |"
                        + " wrong-type-date",
                "\"discounts\": [{\"name\": \"x\", \"rate\": \"0.1\", \"from\": \"2018-02-02\", \"until\": \"2018-02-01\"}] |"
                        + " /discounts/0/until | ends-before-it-begins",
                "\"certificates\": [{\"number\": \"1\"}] | /certificates/0/type | required",
                "\"certificates\": [{\"type\": \"HOMEMADE\"}] | /certificates/0/type | unknown-code",
                "\"certificates\": [{\"type\": \"ISO-27001\", \"validUntil\": 2020}] | /certificates/0/validUntil |"
                        + " wrong-type-text",
                "\"price\": 1 | /price | unknown-field",
                "\"a/b~c\": 1 | /a~1b~0c | unknown-field",
            })
    void aDefectIsNamedOnceAtItsPlace(String members, String pointer, String code) {
        OfferingReading reading = readWith(members);

        assertThat(reading.isSound()).isFalse();
        assertThat(reading.defects()).extracting(Defect::pointer, Defect::code).containsExactly(tuple(pointer, code));
    }

    @ParameterizedTest(name = "{0}: {2} at {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"model\": \"ONE_OFF\" | amountFen | required-by-price-model",
                "\"model\": \"ONE_OFF\", \"amountFen\": -1 | amountFen | number-out-of-range",
                "\"model\": \"ONE_OFF\", \"amountFen\": 10000000000001 | amountFen | number-out-of-range",
                "\"model\": \"ONE_OFF\", \"amountFen\": 99999999999999999999 | amountFen | number-out-of-range",
                "\"model\": \"ONE_OFF\", \"amountFen\": 1.5 | amountFen | wrong-type-number",
                "\"model\": \"ONE_OFF\", \"amountFen\": \"100\" | amountFen | wrong-type-number",
                "\"model\": \"ONE_OFF\", \"amountFen\": 1, \"period\": \"MONTH\" | period | contradicts-price-model",
                "\"model\": \"ONE_OFF\", \"amountFen\": 1, \"unit\": \"GB\" | unit | contradicts-price-model",
                "\"model\": \"ONE_OFF\", \"amountFen\": 1, \"minimumChargeFen\": 1 | minimumChargeFen |"
                        + " contradicts-price-model",
                "\"model\": \"SUBSCRIPTION\", \"amountFen\": 1 | period | required-by-price-model",
                "\"model\": \"SUBSCRIPTION\", \"amountFen\": 1, \"period\": \"FORTNIGHT\" | period | unknown-code",
                "\"model\": \"SUBSCRIPTION\", \"period\": \"MONTH\" | amountFen | required-by-price-model",
                "\"model\": \"SUBSCRIPTION\", \"amountFen\": 1, \"period\": \"MONTH\", \"tierMode\": \"VOLUME\" | tierMode |"
                        + " contradicts-price-model",
                "\"model\": \"METERED\", \"tiers\": [{\"unitPriceFen\": \"1\"}] | unit | required-by-price-model",
                "\"model\": \"METERED\", \"unit\": \"GB\" | tiers | required-by-price-model",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"amountFen\": 1, \"tiers\": [{\"unitPriceFen\": \"1\"}] |"
                        + " amountFen | contradicts-price-model",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{\"upTo\": \"9\", \"unitPriceFen\": \"1\"}] |"
                        + " tiers/0/upTo | tiers-not-ascending",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tierMode\": \"VOLUME\", \"tiers\": [{\"upTo\": \"9\","
                        + " \"unitPriceFen\": \"1\"}, {\"upTo\": \"9.0\", \"unitPriceFen\": \"1\"}, {\"unitPriceFen\": \"1\"}] |"
                        + " tiers/1/upTo | tiers-not-ascending",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tierMode\": \"VOLUME\", \"tiers\": [{\"upTo\": \"0\","
                        + " \"unitPriceFen\": \"1\"}, {\"unitPriceFen\": \"1\"}] | tiers/0/upTo | tiers-not-ascending",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{\"upTo\": \"9\", \"unitPriceFen\": \"1\"},"
                        + " {\"unitPriceFen\": \"1\"}] | tierMode | required-by-price-model",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{}] | tiers/0/unitPriceFen | required-by-price-model",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{\"unitPriceFen\": 1}] | tiers/0/unitPriceFen |"
                        + " wrong-type-decimal",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{\"unitPriceFen\": \"-1\"}] | tiers/0/unitPriceFen |"
                        + " wrong-type-decimal",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{\"unitPriceFen\": \"10000000000000.01\"}] |"
                        + " tiers/0/unitPriceFen | number-out-of-range",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{\"unitPriceFen\": \"0.0000000000001\"}] |"
                        + " tiers/0/unitPriceFen | wrong-type-decimal",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{\"unitPriceFen\": \"999999999999999999\"}] |"
                        + " tiers/0/unitPriceFen | number-out-of-range",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{\"unitPriceFen\": \"0.1234567891\"}] |"
                        + " tiers/0/unitPriceFen | decimal-too-long",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{\"unitPriceFen\": \"1234567890.123456789\"}] |"
                        + " tiers/0/unitPriceFen | decimal-too-long",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tierMode\": \"VOLUME\", \"tiers\": [{\"upTo\": \"9\","
                        + " \"unitPriceFen\": \"1\"}, {\"from\": \"10\", \"unitPriceFen\": \"1\"}] | tiers/1/from | tiers-gap",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tierMode\": \"VOLUME\", \"tiers\": [{\"upTo\": \"9\","
                        + " \"unitPriceFen\": \"1\"}, {\"from\": \"8\", \"unitPriceFen\": \"1\"}] | tiers/1/from | tiers-overlap",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{\"from\": \"1\", \"unitPriceFen\": \"1\"}] |"
                        + " tiers/0/from | tiers-gap",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{\"unitPriceFen\": \"1\"}], \"rate\": \"0.1\" | rate |"
                        + " contradicts-price-model",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{\"unitPriceFen\": \"1\"}], \"minimumChargeFen\": 2,"
                        + " \"maximumChargeFen\": 1 | minimumChargeFen | minimum-above-maximum",
                "\"model\": \"METERED\", \"unit\": \"GB\", \"tiers\": [{\"unitPriceFen\": \"1\"}], \"aggregation\": \"MEAN\" |"
                        + " aggregation | unknown-choice",
                "\"model\": \"ONE_OFF\", \"amountFen\": 1, \"aggregation\": \"SUM\" | aggregation | contradicts-price-model",
                "\"model\": \"ONE_OFF\", \"amountFen\": 1, \"maximumChargeFen\": 1 | maximumChargeFen |"
                        + " contradicts-price-model",
                "\"model\": \"ONE_OFF\", \"amountFen\": 1, \"currency\": \"USD\" | currency | currency-not-cny",
                "\"model\": \"PACKAGE\", \"unit\": \"GB\", \"amountFen\": 1 | packageSize | required-by-price-model",
                "\"model\": \"PACKAGE\", \"unit\": \"GB\", \"packageSize\": \"10\" | amountFen | required-by-price-model",
                "\"model\": \"PACKAGE\", \"packageSize\": \"10\", \"amountFen\": 1 | unit | required-by-price-model",
                "\"model\": \"PACKAGE\", \"unit\": \"GB\", \"amountFen\": 1, \"packageSize\": \"0.0\" | packageSize |"
                        + " package-of-zero",
                "\"model\": \"PERCENTAGE\", \"unit\": \"CNY_FEN\" | rate | required-by-price-model",
                "\"model\": \"PERCENTAGE\", \"rate\": \"0.01\" | unit | required-by-price-model",
                "\"model\": \"PERCENTAGE\", \"rate\": \"0.01\", \"unit\": \"GB\" | unit | percentage-unit",
                "\"model\": \"PERCENTAGE\", \"unit\": \"CNY_FEN\", \"rate\": \"0\" | rate | percentage-of-zero",
                "\"model\": \"METERED\", \"unit\": \"CNY_FEN\", \"tiers\": [{\"unitPriceFen\": \"5\"}] | unit |"
                        + " unit-of-percentage",
                "\"model\": \"PACKAGE\", \"unit\": \"CNY_FEN\", \"packageSize\": \"1\", \"amountFen\": 1 | unit |"
                        + " unit-of-percentage",
                "\"model\": \"PERCENTAGE\", \"unit\": \"CNY_FEN\", \"rate\": \"1.01\" | rate | number-out-of-range",
                "\"model\": \"PERCENTAGE\", \"unit\": \"CNY_FEN\", \"rate\": \"-0.1\" | rate | wrong-type-decimal",
                "\"model\": \"TIME_OF_USE\", \"unit\": \"GB\" | windows | required-by-price-model",
                "\"model\": \"TIME_OF_USE\", \"unit\": \"GB\", \"windows\": [{\"days\": \"EVERY_DAY\", \"from\": \"00:00\","
                        + " \"to\": \"24:00\", \"unitPriceFen\": \"1\"}] | windows | windows-too-few",
                "\"model\": \"RENT\" | model | unknown-choice",
                "\"model\": \"ONE_OFF\", \"amountFen\": 1, \"taxRate\": \"6%\" | taxRate | wrong-type-decimal",
                "\"model\": \"ONE_OFF\", \"amountFen\": 1, \"taxRate\": \"1.1\" | taxRate | number-out-of-range",
                "\"model\": \"ONE_OFF\", \"amountFen\": 1, \"code\": null | code | required",
                "\"model\": \"ONE_OFF\", \"amountFen\": 1, \"name\": null | name | required",
                "\"model\": \"ONE_OFF\", \"amountFen\": 1, \"cost\": 1 | cost | unknown-field",
            })
    void aPlanIsCompleteEnoughToComputeABillOrSaysWhatIsMissing(String members, String path, String code) {
        String common = members.contains("\"code\"") ? "\"name\": \"n\"" : "\"code\": \"c\", \"name\": \"n\"";
        String named = members.contains("\"name\": null") ? "\"code\": \"c\"" : common;
        OfferingReading reading = readWith("\"plans\": [{" + named + ", " + members + "}]");

        assertThat(reading.defects())
                .extracting(Defect::pointer, Defect::code)
                .containsExactly(tuple("/plans/0/" + path, code));
    }

    @ParameterizedTest(name = "{0}: {2} at {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "EVERY_DAY 00:00 08:00, EVERY_DAY 08:15 24:00 | windows | windows-gap",
                "EVERY_DAY 00:00 08:00, WORKING_DAYS 08:00 24:00 | windows | windows-gap",
                "EVERY_DAY 00:15 08:00, EVERY_DAY 08:00 24:00 | windows | windows-gap",
                "EVERY_DAY 00:00 08:15, EVERY_DAY 08:00 24:00 | windows/1 | windows-overlap",
                "EVERY_DAY 00:00 24:00, DAYS_OFF 08:00 09:00 | windows/1 | windows-overlap",
                "EVERY_DAY 00:00 08:10, EVERY_DAY 08:10 24:00 | windows/0/to, windows/1/from | window-time-invalid",
                "EVERY_DAY 00:00 08:00, EVERY_DAY 08:00 24:15 | windows/1/to | window-time-invalid",
                "EVERY_DAY 00:00 08:00, EVERY_DAY 22:00 08:00 | windows/1/to | window-not-forward",
                "HOLIDAYS 00:00 08:00, EVERY_DAY 08:00 24:00 | windows/0/days | unknown-choice",
            })
    void aPriceByTimeOfDayCoversEachDayOnce(String windows, String places, String code) {
        OfferingReading reading = readWith("\"plans\": [" + byTime(windows) + "]");

        assertThat(reading.defects())
                .extracting(Defect::pointer, Defect::code)
                .containsExactlyElementsOf(Stream.of(places.split(", ", -1))
                        .map(place -> tuple("/plans/0/" + place, code))
                        .toList());
    }

    @Test
    void aDayHasNoMoreThan24Windows() {
        String hours = IntStream.range(0, 24)
                .mapToObj("EVERY_DAY %1$02d:00 %1$02d:30"::formatted)
                .collect(Collectors.joining(", "));

        assertThat(readWith("\"plans\": [" + byTime(hours + ", EVERY_DAY 00:30 01:00") + "]")
                        .defects())
                .extracting(Defect::pointer, Defect::code)
                .containsExactly(tuple("/plans/0/windows", "too-many"));
    }

    @Test
    void everyPriceModelHasOneCanonicalForm() {
        OfferingReading reading = readWith("\"plans\": [{\"code\": \"p\", \"name\": \"按包\", \"model\": \"PACKAGE\","
                + " \"unit\": \"GB\", \"packageSize\": \"10.0\", \"amountFen\": 5, \"currency\": \"CNY\"},"
                + " {\"code\": \"s\", \"name\": \"抽成\", \"model\": \"PERCENTAGE\", \"unit\": \"CNY_FEN\","
                + " \"rate\": \"0.0060\", \"maximumChargeFen\": 900, \"aggregation\": \"SUM\"},"
                + byTime("DAYS_OFF 00:00 24:00, WORKING_DAYS 08:00 24:00, WORKING_DAYS 00:00 08:00") + "]");

        assertThat(reading.defects()).isEmpty();
        assertThat(reading.declaration().json())
                .contains(
                        "{\"code\":\"p\",\"name\":\"按包\",\"model\":\"PACKAGE\",\"amountFen\":5,\"unit\":\"GB\","
                                + "\"packageSize\":\"10\"}",
                        "\"unit\":\"CNY_FEN\",\"rate\":\"0.006\",\"maximumChargeFen\":900}",
                        "\"windows\":[{\"days\":\"WORKING_DAYS\",\"from\":\"00:00\",\"to\":\"08:00\",\"unitPriceFen\":\"1\"}");
        assertThat(OfferingJson.read(reading.declaration().json()))
                .isEqualTo(reading.declaration().content());
    }

    /** A plan with windows that are written as days, from and to. */
    private static String byTime(String windows) {
        return Stream.of(windows.split(", ", -1))
                .map(window -> window.split(" ", -1))
                .map(window -> "{\"days\": \"%s\", \"from\": \"%s\", \"to\": \"%s\", \"unitPriceFen\": \"1\"}"
                        .formatted(window[0], window[1], window[2]))
                .collect(Collectors.joining(
                        ", ",
                        "{\"code\": \"t\", \"name\": \"分时\", \"model\": \"TIME_OF_USE\", \"unit\": \"HOUR\", \"windows\": [",
                        "]}"));
    }

    @Test
    void allDefectsAreNamedAtOnce() {
        OfferingReading reading =
                readWith("\"kind\": \"X\", \"name\": null, \"regions\": [\"1\", \"2\"], \"homepage\": \"x\","
                        + " \"plans\": [{\"code\": \"c\", \"name\": \"n\", \"model\": \"ONE_OFF\"}, 7], \"zzz\": 1");

        assertThat(reading.defects())
                .extracting(Defect::pointer)
                .containsExactlyInAnyOrder(
                        "/kind",
                        "/name",
                        "/regions/0",
                        "/regions/1",
                        "/homepage",
                        "/plans/0/amountFen",
                        "/plans/1",
                        "/zzz");
        assertThat(reading.externalId()).isEqualTo("ecs");
    }

    @Test
    void twoPlansNeverShareACode() {
        String plan = "{\"code\": \"c\", \"name\": \"n\", \"model\": \"ONE_OFF\", \"amountFen\": 1}";

        assertThat(readWith("\"plans\": [" + plan + "," + plan + "]").defects())
                .containsExactly(Defect.at("/plans/1/code", "repeated-code", "c"));
    }

    @Test
    void textsAreBoundedInCharactersNotInBytes() {
        String longest = "云".repeat(OfferingReader.MAX_DESCRIPTION);
        String emoji = "\uD83D\uDE80".repeat(OfferingReader.MAX_NAME);

        assertThat(readWith("\"description\": \"" + longest + "\"").isSound()).isTrue();
        assertThat(readWith("\"description\": \"" + longest + "云\"").defects())
                .containsExactly(Defect.at("/description", "text-too-long", 20_001, 20_000));
        assertThat(readWith("\"description\": \"" + "x".repeat(100_000) + "\"").defects())
                .containsExactly(Defect.at("/description", "text-too-long", 100_000, 20_000));
        assertThat(readWith("\"name\": \"" + emoji + "\"").isSound()).isTrue();
        assertThat(readWith("\"name\": \"" + emoji + "x\"").defects())
                .containsExactly(Defect.at("/name", "text-too-long", 201, 200));
        assertThat(readWith("\"externalId\": \"" + "k".repeat(200) + "\"").isSound())
                .isTrue();
        assertThat(readWith("\"externalId\": \"" + "k".repeat(201) + "\"").externalId())
                .isNull();
    }

    @Test
    void aNameThatUnfoldsIntoPagesIsRefused() {
        // U+FDFA becomes eighteen characters when it is normalised.
        assertThat(readWith("\"name\": \"" + "\uFDFA".repeat(200) + "\"").defects())
                .containsExactly(Defect.at("/name", "name-too-wide"));
    }

    @Test
    void markupAndLineSeparatorsAreText() {
        OfferingContent content = readWith("\"description\": \"<script>alert('1')</script>\\u2028<b>粗</b>\\u0085\\t。\"")
                .declaration()
                .content();

        assertThat(content.description()).isEqualTo("<script>alert('1')</script>\u2028<b>粗</b>\u0085\t。");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"externalId\": \"ecs\", | malformed-json",
                "{'externalId': 'ecs'} | malformed-json",
                "{\"externalId\": \"ecs\"} {} | malformed-json",
                "{\"externalId\": \"ecs\", \"n\": 01} | malformed-json",
                "{\"externalId\": \"ecs\", \"n\": NaN} | malformed-json",
                "{\"externalId\": \"a\tb\"} | malformed-json",
                "nonsense | malformed-json",
                "\u0001x | malformed-json",
                "{\"name\": \"a\", \"name\": \"b\"} | repeated-member",
                "{\"trial\": {\"days\": 1, \"days\": 2}} | repeated-member",
                "[] | wrong-type-object",
                "null | wrong-type-object",
                "\"text\" | wrong-type-object",
                "7 | wrong-type-object",
            })
    void aLineThatIsNoSingleObjectHasOneDefectAndNoKey(String line, String code) {
        OfferingReading reading = read(line);

        assertThat(reading.externalId()).isNull();
        assertThat(reading.defects()).extracting(Defect::code).containsExactly(code);
    }

    @Test
    void nothingAtAllIsAMissingBody() {
        assertThat(read(" ").defects()).containsExactly(Defect.at("", "body-missing"));
    }

    @Test
    void aNestOfAThousandBracketsIsRefusedNotFollowed() {
        assertThat(read("{\"a\": " + "[".repeat(200_000)).defects())
                .extracting(Defect::code)
                .containsExactly("malformed-json");
        assertThat(read("{\"a\": ".repeat(5_000) + "1" + "}".repeat(5_000)).defects())
                .extracting(Defect::code)
                .containsExactly("malformed-json");
        assertThat(readWith("\"expectedVersion\": " + "9".repeat(900)).defects())
                .extracting(Defect::code)
                .containsExactly("number-out-of-range");
    }

    @Test
    void brokenUtf8IsRefusedNotReplaced() {
        String line = "{\"externalId\": \"ecs\", \"kind\": \"IAAS\", \"name\": \"云\"}";
        byte[] broken = line.getBytes(StandardCharsets.UTF_8);
        broken[broken.length - 4] = (byte) 0xFF;
        byte[] gbk = line.getBytes(Charset.forName("GBK"));

        assertThat(aReader().readLine(broken).defects()).containsExactly(Defect.at("", "not-utf8"));
        assertThat(aReader().readLine(gbk).defects()).containsExactly(Defect.at("", "not-utf8"));
        // A surrogate in UTF-8 clothes, and an overlong slash.
        assertThat(aReader()
                        .readLine(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'})
                        .defects())
                .containsExactly(Defect.at("", "not-utf8"));
        assertThat(aReader()
                        .readLine(new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'})
                        .defects())
                .containsExactly(Defect.at("", "not-utf8"));
    }

    @Test
    void aBodyMayRepeatItsKeyButNotContradictTheAddress() {
        assertThat(body("{\"kind\": \"IAAS\", \"name\": \"n\"}", "ecs").isSound())
                .isTrue();
        assertThat(body(with(""), "ecs").isSound()).isTrue();
        assertThat(body(with(""), "other").defects())
                .containsExactly(Defect.at("/externalId", "key-contradicts-address", "other"));
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " ecs|key-with-blanks",
                "ecs |key-with-blanks",
                "e  cs|key-with-blanks",
                "\u00a0|key-with-blanks",
                "\u3000ecs|key-with-blanks",
                "''|key-with-blanks",
                "e\u0000cs|forbidden-character",
                "e\u0007cs|forbidden-character",
                "e\uFFFDcs|forbidden-character",
            })
    void aKeyInAnAddressFollowsTheRulesOfAKeyInALine(String key, String code) {
        assertThat(OfferingReader.keyDefects(key))
                .extracting(Defect::pointer, Defect::code)
                .containsExactly(tuple("path/externalId", code));
    }

    @Test
    void aKeyInAnAddressIsBoundedInCharacters() {
        assertThat(OfferingReader.keyDefects("云 \uD83D\uDE80/&'™.")).isEmpty();
        assertThat(OfferingReader.keyDefects("云".repeat(200))).isEmpty();
        assertThat(OfferingReader.keyDefects("k".repeat(201)))
                .containsExactly(Defect.at("path/externalId", "text-too-long", 201, 200));
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        String content = read(EVERYTHING).declaration().json();

        OfferingDeclaration patched = patch(
                        "{\"nameEn\": null, \"trial\": {\"terms\": null}, \"regions\": [\"340000\"]}", content)
                .declaration();

        assertThat(patched.json())
                .isEqualTo(CANONICAL
                        .replace("\"nameEn\":\"Elastic Cloud Server\",", "")
                        .replace(",\"terms\":\"一台\"", "")
                        .replace("[\"340100\"]", "[\"340000\"]"));
        assertThat(patched.isDraft()).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | wrong-type-object",
                "null | wrong-type-object",
                "{ | malformed-json",
                "{\"name\": null} | required",
                "{\"nam\": \"x\"} | unknown-field",
                "{\"nameEn\": null, \"nameEn\": null} | repeated-member",
            })
    void aPatchIsCheckedLikeADeclaration(String patch, String code) {
        assertThat(patch(patch, "{\"kind\":\"IAAS\",\"name\":\"n\"}").defects())
                .extracting(Defect::code)
                .containsExactly(code);
    }

    @Test
    void anEmptyPatchIsAMissingBody() {
        assertThat(patch("", "{}").defects()).containsExactly(Defect.at("", "body-missing"));
    }

    @Test
    void tooManyOfAnythingIsRefusedAsAWhole() {
        String discount = "{\"name\": \"n\", \"rate\": \"0.1\"}";
        assertThat(readWith("\"discounts\": [" + (discount + ",").repeat(50) + discount + "]")
                        .defects())
                .containsExactly(Defect.at("/discounts", "too-many", 51, 50));
        assertThat(readWith("\"dataLocations\": [" + "\"x\",".repeat(20) + "\"x\"]")
                        .defects())
                .containsExactly(Defect.at("/dataLocations", "too-many", 21, 20));
        StringBuilder attributes = new StringBuilder("\"a\": \"b\"");
        for (int i = 0; i < 50; i++) {
            attributes.append(", \"a").append(i).append("\": \"b\"");
        }
        assertThat(readWith("\"attributes\": {" + attributes + "}").defects())
                .containsExactly(Defect.at("/attributes", "too-many", 51, 50));
    }

    @Test
    void whatIsNoOfferingAtAllIsNotRecitedInFull() {
        StringBuilder members = new StringBuilder("\"" + "x".repeat(40_000) + "\": 1");
        for (int i = 0; i < 30_000; i++) {
            members.append(", \"m").append(i).append("\": 1");
        }

        assertThat(readWith(members.toString()).defects())
                .hasSize(101)
                .allMatch(defect -> defect.pointer().length() <= 200)
                .last()
                .extracting(Defect::code)
                .isEqualTo("too-many");
    }

    @Test
    void repeatedCodesCountOnce() {
        assertThat(readWith("\"industries\": [\"36\", \"C\", \"36\"]")
                        .declaration()
                        .content()
                        .industries())
                .isEqualTo(List.of("36", "C"));
    }

    private static OfferingReading body(String body, String key) {
        return aReader().readBody(body.getBytes(StandardCharsets.UTF_8), key);
    }

    private static OfferingReading patch(String patch, String content) {
        return aReader().readPatch(patch.getBytes(StandardCharsets.UTF_8), content, true, "ecs");
    }
}
