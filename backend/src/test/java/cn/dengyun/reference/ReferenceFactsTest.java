package cn.dengyun.reference;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.EnterpriseSize;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The facts of the migrations, against the published lists and the plan. */
@QuarkusTest
class ReferenceFactsTest {

    private static final LocalDate PLAN = LocalDate.parse("2018-01-31");
    private static final LocalDate STATISTICS_2023 = LocalDate.parse("2023-06-30");

    /** The Ministry of Civil Affairs' list of January 2018, each city before its counties. */
    private static final String JANUARY_2018 = """
            340100 合肥市: 340102 瑶海区 340103 庐阳区 340104 蜀山区 340111 包河区 340121 长丰县 340122 肥东县 340123 肥西县 340124 庐江县
                340181 巢湖市
            340200 芜湖市: 340202 镜湖区 340203 弋江区 340207 鸠江区 340208 三山区 340221 芜湖县 340222 繁昌县 340223 南陵县 340225 无为县
            340300 蚌埠市: 340302 龙子湖区 340303 蚌山区 340304 禹会区 340311 淮上区 340321 怀远县 340322 五河县 340323 固镇县
            340400 淮南市: 340402 大通区 340403 田家庵区 340404 谢家集区 340405 八公山区 340406 潘集区 340421 凤台县 340422 寿县
            340500 马鞍山市: 340503 花山区 340504 雨山区 340506 博望区 340521 当涂县 340522 含山县 340523 和县
            340600 淮北市: 340602 杜集区 340603 相山区 340604 烈山区 340621 濉溪县
            340700 铜陵市: 340705 铜官区 340706 义安区 340711 郊区 340722 枞阳县
            340800 安庆市: 340802 迎江区 340803 大观区 340811 宜秀区 340822 怀宁县 340824 潜山县 340825 太湖县 340826 宿松县 340827 望江县
                340828 岳西县 340881 桐城市
            341000 黄山市: 341002 屯溪区 341003 黄山区 341004 徽州区 341021 歙县 341022 休宁县 341023 黟县 341024 祁门县
            341100 滁州市: 341102 琅琊区 341103 南谯区 341122 来安县 341124 全椒县 341125 定远县 341126 凤阳县 341181 天长市 341182 明光市
            341200 阜阳市: 341202 颍州区 341203 颍东区 341204 颍泉区 341221 临泉县 341222 太和县 341225 阜南县 341226 颍上县 341282 界首市
            341300 宿州市: 341302 埇桥区 341321 砀山县 341322 萧县 341323 灵璧县 341324 泗县
            341500 六安市: 341502 金安区 341503 裕安区 341504 叶集区 341522 霍邱县 341523 舒城县 341524 金寨县 341525 霍山县
            341600 亳州市: 341602 谯城区 341621 涡阳县 341622 蒙城县 341623 利辛县
            341700 池州市: 341702 贵池区 341721 东至县 341722 石台县 341723 青阳县
            341800 宣城市: 341802 宣州区 341821 郎溪县 341822 广德县 341823 泾县 341824 绩溪县 341825 旌德县 341881 宁国市
            """;

    @Inject
    ReferenceService reference;

    @Test
    void theDivisionsOfJanuary2018AreThoseOfTheMinistrysList() {
        Map<String, String> expected = new HashMap<>(Map.of("340000", "安徽省"));
        Matcher division = Pattern.compile("(\\d{6}) ([^\\s:]+)").matcher(JANUARY_2018);
        while (division.find()) {
            expected.put(division.group(1), division.group(2));
        }

        assertThat(expected).hasSize(1 + 16 + 105);
        assertThat(validOn(PLAN)
                        .filter(region -> region.level() != RegionLevel.STATISTICS_ZONE)
                        .collect(toMap(Region::code, Region::nameZh)))
                .isEqualTo(expected);
    }

    @Test
    void theListOf2023Has16CitiesAnd104CountyLevelDivisions() {
        assertThat(validOn(STATISTICS_2023).filter(region -> region.level() == RegionLevel.CITY))
                .hasSize(16);
        assertThat(validOn(STATISTICS_2023).filter(region -> region.level() == RegionLevel.COUNTY))
                .hasSize(104);
    }

    @Test
    void everyDayHas18ReportingUnitsThatAreTheCitiesSusongAndGuangde() {
        for (LocalDate day = LocalDate.parse("2015-01-01"); day.getYear() < 2027; day = day.plusDays(1)) {
            List<Region> units = validOn(day).filter(Region::isReportingUnit).toList();

            assertThat(units).as("%s", day).hasSize(18);
            assertThat(units.stream()
                            .filter(unit -> unit.level() != RegionLevel.CITY)
                            .map(unit -> unit.nameZh().substring(0, 2)))
                    .containsExactly("宿松", "广德");
        }
    }

    @Test
    void everyRegionLiesInOneThatIsValidThroughoutItsTime() {
        assertThat(reference.regions())
                .filteredOn(region -> region.parent() != null)
                .allSatisfy(region -> {
                    Region parent = reference.region(region.parent());
                    assertThat(parent.validity()).isEqualTo(new ValidityPeriod(null, null));
                    assertThat(parent.level())
                            .isEqualTo(region.level() == RegionLevel.CITY ? RegionLevel.PROVINCE : RegionLevel.CITY);
                });
    }

    @Test
    void everyAbolishedCodeHasASuccessorThatBeginsOnTheSameDay() {
        assertThat(reference.regions())
                .filteredOn(region -> region.validity().to() != null)
                .hasSize(15)
                .allSatisfy(region -> assertThat(region.successors())
                        .isNotEmpty()
                        .allSatisfy(successor -> {
                            assertThat(successor.effectiveOn())
                                    .isEqualTo(region.validity().to());
                            assertThat(reference
                                            .region(successor.code())
                                            .validity()
                                            .covers(successor.effectiveOn()))
                                    .isTrue();
                        }));
    }

    @Test
    void guangdeBecameACityUnderANewCodeAndStaysOneReportingUnit() {
        assertThat(reference.successorsOf("341822")).containsExactly("341882");
        assertThat(reference.predecessorsOf("341882")).containsExactly("341822");
        assertThat(reference.regionsInForce("341822", LocalDate.parse("2019-10-30")))
                .containsExactly("341822");
        assertThat(reference.regionsInForce("341822", LocalDate.parse("2019-10-31")))
                .containsExactly("341882");
        assertThat(reference.reportingUnitOf("341822")).contains("341822");
        assertThat(reference.reportingUnitOf("341882")).contains("341882");
    }

    @Test
    void yijiangDistrictKeptItsNameUnderANewCodeAndTookInSanshan() {
        assertThat(reference.region("340203").nameZh()).isEqualTo("弋江区");
        assertThat(reference.region("340209").nameZh()).isEqualTo("弋江区");
        assertThat(reference.regionsInForce("340203", STATISTICS_2023)).containsExactly("340209");
        assertThat(reference.regionsInForce("340208", STATISTICS_2023)).containsExactly("340209");
        assertThat(reference.predecessorsOf("340209")).containsExactly("340203", "340208");
        assertThat(reference.predecessorsOf("340203")).isEmpty();
        assertThat(reference.isRegion("340208", PLAN)).isTrue();
        assertThat(reference.isRegion("340208", STATISTICS_2023)).isFalse();
        assertThat(reference.isKnownRegion("340208")).isTrue();
    }

    @ParameterizedTest(name = "{0} counts in {1}")
    @CsvSource({
        "340123, 340100",
        "340100, 340100",
        "340176, 340100",
        "340826, 340826",
        "340822, 340800",
        "341881, 341800"
    })
    void everyRegionCountsInOneUnit(String region, String unit) {
        assertThat(reference.reportingUnitOf(region)).contains(unit);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"340000", "349999", "''", "NULL"},
            nullValues = "NULL")
    void theProvinceAndUnknownRegionsCountInNoUnit(String region) {
        assertThat(reference.reportingUnitOf(region)).isEmpty();
    }

    @Test
    void zonesOfStatisticsAreKnownUnderTheirOldAndNewCodes() {
        assertThat(validOn(STATISTICS_2023).filter(region -> region.level() == RegionLevel.STATISTICS_ZONE))
                .hasSize(15)
                .allSatisfy(zone -> assertThat(zone.code().charAt(4)).isEqualTo('7'));
        assertThat(reference.region("340176").nameZh()).isEqualTo("合肥高新技术产业开发区");
        assertThat(reference.regionsInForce("340171", STATISTICS_2023)).containsExactly("340176");
    }

    @Test
    void theIndustriesAreAll20SectionsAnd97DivisionsOfTheStandard() {
        assertThat(reference.industries())
                .filteredOn(industry -> industry.level() == Industry.Level.SECTION)
                .extracting(Industry::code)
                .containsExactly("ABCDEFGHIJKLMNOPQRST".split(""));
        assertThat(reference.industries())
                .filteredOn(industry -> industry.level() == Industry.Level.DIVISION)
                .extracting(Industry::code)
                .containsExactlyElementsOf(Stream.iterate(1, number -> number + 1)
                        .limit(97)
                        .map("%02d"::formatted)
                        .toList());
    }

    /** The names that the 2011 edition had are still in circulation. */
    @ParameterizedTest(name = "{0} {1} in {2}")
    @CsvSource({
        "05, 农、林、牧、渔专业及辅助性活动, A",
        "11, 开采专业及辅助性活动, B",
        "25, 石油、煤炭及其他燃料加工业, C",
        "36, 汽车制造业, C",
        "37, 铁路、船舶、航空航天和其他运输设备制造业, C",
        "59, 装卸搬运和仓储业, G",
        "65, 软件和信息技术服务业, I",
        "97, 国际组织, T"
    })
    void divisionsHaveTheNamesOf2017(String code, String name, String section) {
        assertThat(reference.industries())
                .filteredOn(industry -> industry.code().equals(code))
                .singleElement()
                .satisfies(industry -> {
                    assertThat(industry.nameZh()).isEqualTo(name);
                    assertThat(industry.parent()).isEqualTo(section);
                });
    }

    @Test
    void theServiceCategoriesAreThe23OfThePlan() {
        assertThat(reference.codes(ReferenceService.SERVICE_CATEGORIES))
                .hasSize(23)
                .startsWith("I-1", "I-2", "I-3", "I-4", "I-5", "P-1")
                .endsWith("C-1", "C-2", "C-3");
        assertThat(reference.isServiceCategory("S-6")).isTrue();
        assertThat(reference.isServiceCategory("S-7")).isFalse();
    }

    @Test
    void everyCodeOfTheJavaEnumsIsNamedInItsList() {
        assertThat(reference.codes("enterprise-sizes")).containsExactly(names(EnterpriseSize.values()));
        assertThat(reference.codes("region-levels")).containsExactly(names(RegionLevel.values()));
        assertThat(reference.codes("service-layers")).containsExactly(names(ServiceCategory.Layer.values()));
    }

    @Test
    void everyKeyIndustryStandsForDivisionsOfTheStandard() {
        assertThat(reference.codeList(ReferenceService.KEY_INDUSTRIES).codes())
                .extracting(CodeList.Code::nameZh)
                .containsExactly("汽车", "电子信息", "家电", "纺织服装", "钢铁");
        assertThat(reference.codeList(ReferenceService.KEY_INDUSTRIES).codes())
                .allSatisfy(industry ->
                        assertThat(industry.divisions()).isNotEmpty().allMatch(reference::isIndustry));
    }

    @Test
    void nothingIsWithoutANameInEitherLanguageAndNoListIsEmpty() {
        Set<String> vocabularies = new HashSet<>(Set.of("regions", "industries", "service-categories"));
        reference.codeLists().forEach(list -> vocabularies.add(list.name()));

        assertThat(vocabularies).hasSizeGreaterThan(15).allSatisfy(vocabulary -> {
            assertThat(reference.codes(vocabulary)).isNotEmpty().allSatisfy(code -> {
                assertThat(reference.name(vocabulary, code, Language.ZH).orElseThrow())
                        .isNotBlank();
                assertThat(reference.name(vocabulary, code, Language.EN).orElseThrow())
                        .matches("[\\x20-\\x7e]+");
            });
        });
    }

    @ParameterizedTest(name = "{1} in {0} suggests {2}")
    @CsvSource({
        "deployment-models, public, PUBLIC",
        "deployment-models, 公有云, PUBLIC",
        "deployment-models, Hybird, HYBRID",
        "meter-units, CORE-HOURS, CORE_HOUR",
        "meter-units, thousand requests, THOUSAND_REQUESTS",
        "industries, 汽车制造业, 36",
        "service-categories, p1, P-1",
        "regions, 合肥市, 340100",
        "regions, Feixi County, 340123",
        "regions, 341822, 341882",
        "regions, 34O123, 340123"
    })
    void aWrongCodeSuggestsTheOneThatWasMeant(String vocabulary, String wrong, String meant) {
        assertThat(reference.suggestion(vocabulary, wrong)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"deployment-models, QUANTUM", "no-such-list, PUBLIC", "regions, NULL", "regions, ''"},
            nullValues = "NULL")
    void whatIsNearNothingSuggestsNothing(String vocabulary, String wrong) {
        assertThat(reference.suggestion(vocabulary, wrong)).isEmpty();
    }

    @Test
    void codesAreComparedExactly() {
        assertThat(reference.isCode("deployment-models", "PUBLIC")).isTrue();
        assertThat(reference.isCode("deployment-models", "public")).isFalse();
        assertThat(reference.isCode("no-such-list", "PUBLIC")).isFalse();
        assertThat(reference.isCode(null, null)).isFalse();
        assertThat(reference.isIndustry("36")).isTrue();
        assertThat(reference.isIndustry("3610")).isFalse();
        assertThat(reference.isRegion(null, PLAN)).isFalse();
    }

    private Stream<Region> validOn(LocalDate day) {
        return reference.regions().stream().filter(region -> region.validity().covers(day));
    }

    private static String[] names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toArray(String[]::new);
    }
}
