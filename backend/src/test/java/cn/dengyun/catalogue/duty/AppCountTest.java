package cn.dengyun.catalogue.duty;

import static cn.dengyun.catalogue.duty.EvidenceVerdict.DEVELOPER_NOT_QUALIFIED;
import static cn.dengyun.catalogue.duty.EvidenceVerdict.HOSTED_ELSEWHERE;
import static cn.dengyun.catalogue.duty.EvidenceVerdict.HOST_NOT_QUALIFIED;
import static cn.dengyun.catalogue.duty.EvidenceVerdict.NEAR_DUPLICATE;
import static cn.dengyun.catalogue.duty.EvidenceVerdict.NEW_LISTING;
import static cn.dengyun.catalogue.duty.EvidenceVerdict.NEW_VERSION;
import static cn.dengyun.catalogue.duty.EvidenceVerdict.NO_MATERIAL_CHANGE;
import static cn.dengyun.catalogue.duty.EvidenceVerdict.RETIRED_SOON;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.domain.PublicChange;
import cn.dengyun.provider.domain.Disqualification;
import cn.dengyun.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which industrial apps count in a year, without a database. */
class AppCountTest {

    private static final Year YEAR = Year.of(2019);
    /** 2019-01-01 and 2020-01-01 in Anhui. */
    private static final Instant START = Instant.parse("2018-12-31T16:00:00Z");

    private static final Instant END = Instant.parse("2019-12-31T16:00:00Z");
    private static final Instant MAY = Instant.parse("2019-05-01T02:00:00Z");
    private static final UUID HOST = Ids.next();
    private static final UUID DEVELOPER = Ids.next();
    private static final UUID OTHER_HOST = Ids.next();

    private static final String INSPECTION = "面向机械加工车间的设备点检，按计划派发巡检任务，手机扫码记录温度与振动，发现异常自动生成维修工单并提醒班组长。";
    private static final String SCHEDULING = "根据订单交期、模具占用和人员班次计算注塑车间的生产排程，插单后三分钟内给出新方案，并统计换模次数与准时交付率。";

    private final List<AppText> texts = new ArrayList<>();
    private final List<AppText> othersTexts = new ArrayList<>();
    private final List<PublicChange> changes = new ArrayList<>();
    private final List<HostedSpan> hosted = new ArrayList<>();
    private final Set<UUID> platformProviders = new HashSet<>(Set.of(HOST, OTHER_HOST));
    private final List<Disqualification> disqualified = new ArrayList<>();
    private Instant moment = END;

    @Test
    void twoReleasesOfOneAppAreOne() {
        UUID app = listed("设备巡检助手", INSPECTION, MAY);
        version(app, 2, "设备巡检助手", SCHEDULING, MAY.plus(Duration.ofDays(60)));

        assertThat(verdicts()).containsExactly(NEW_LISTING);
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void aChangeOfTheNameOrOfAFewWordsIsNoNewVersion() {
        Instant before = START.minus(Duration.ofDays(100));
        UUID renamed = listed("设备巡检助手", INSPECTION, before);
        version(renamed, 2, "智能设备巡检大师 V3.0", INSPECTION, MAY);
        UUID touched = listed("注塑排程", SCHEDULING, before);
        version(touched, 2, "注塑排程", SCHEDULING.replace("三分钟", "五分钟"), MAY);
        UUID described = listed("能耗看板", null, before);
        version(described, 2, "能耗看板", "采集电表水表气表数据，按产线和班次汇总能耗，超过定额时报警并给出节能建议。", MAY);

        assertThat(verdicts()).containsOnly(NO_MATERIAL_CHANGE).hasSize(3);
    }

    @Test
    void anAppThatDoesSomethingElseFromNowOnIsANewVersion() {
        Instant before = START.minus(Duration.ofDays(100));
        UUID app = listed("车间助手", INSPECTION, before);
        version(app, 2, "车间助手", INSPECTION + "。", START.plusSeconds(1));
        version(app, 3, "车间助手", SCHEDULING, MAY);
        version(app, 4, "车间助手", SCHEDULING.replace("三分钟", "五分钟"), MAY.plusSeconds(5));

        assertThat(verdicts()).containsExactly(NEW_VERSION);
        assertThat(evidence().get(0).version()).isEqualTo(3);
    }

    @Test
    void whatAnAppSaysForAMomentOnlyIsNoNewVersion() {
        UUID app = listed("车间助手", INSPECTION, START.minus(Duration.ofDays(100)));
        version(app, 2, "车间助手", SCHEDULING, MAY);
        version(app, 3, "车间助手", INSPECTION, MAY.plusSeconds(5));

        assertThat(verdicts()).containsExactly(RETIRED_SOON);
    }

    @Test
    void whatAnAppSaidInAnyYearBeforeIsNoNewVersion() {
        UUID back = listed("车间助手", INSPECTION, START.minus(Duration.ofDays(300)));
        version(back, 2, "车间助手", SCHEDULING, START.minus(Duration.ofDays(100)));
        version(back, 3, "车间助手", INSPECTION, MAY);

        assertThat(verdicts()).containsExactly(NO_MATERIAL_CHANGE);
    }

    @Test
    void aHundredOldAppsThatSayTheSameFromNowOnAreOne() {
        List<UUID> apps = aHundredApps(START.minus(Duration.ofDays(200)));
        for (int i = 0; i < 100; i++) {
            version(apps.get(i), 2, aName(i), SCHEDULING, MAY.plusSeconds(i));
        }

        assertThat(counted()).isEqualTo(1);
        assertThat(verdicts()).hasSize(100).containsOnly(NEW_VERSION, NEAR_DUPLICATE);
    }

    @Test
    void aCopyOfAnAppThatAnotherProviderHadBeforeDoesNotCount() {
        listed("设备巡检助手", INSPECTION, MAY);
        listed("注塑排程", SCHEDULING, MAY);
        others("点检大师", INSPECTION, MAY.minusSeconds(1));
        others("排程大师", SCHEDULING, MAY.plusSeconds(1));

        assertThat(verdictsByName()).isEqualTo(Map.of("设备巡检助手", NEAR_DUPLICATE, "注塑排程", NEW_LISTING));
        assertThat(evidence()).extracting(AppEvidence::sameAsName).contains("点检大师");
    }

    @Test
    void whatIsOnlySeenForMomentsDoesNotCount() {
        UUID app = retired("昙花", INSPECTION, MAY, MAY.plusSeconds(1));
        show(app, true, MAY.plus(Duration.ofDays(31)));
        assertThat(verdicts()).containsExactly(NEW_LISTING);

        show(app, false, MAY.plus(Duration.ofDays(31)).plusSeconds(1));
        assertThat(verdicts()).containsExactly(RETIRED_SOON);
    }

    @Test
    void whatOnlyADraftSaysIsNothingNew() {
        UUID app = retired("车间助手", INSPECTION, START.minus(Duration.ofDays(100)), START.minusSeconds(9));
        version(app, 2, "车间助手", SCHEDULING, MAY);
        assertThat(evidence()).isEmpty();

        show(app, true, MAY.plus(Duration.ofDays(3)));
        assertThat(verdicts()).containsExactly(NEW_VERSION);
        assertThat(evidence().get(0).releasedAt()).isEqualTo(MAY.plus(Duration.ofDays(3)));
    }

    @Test
    void theYearIsThatOfAnhuiToTheMoment() {
        listed("早一刻", INSPECTION, START.minusNanos(1_000));
        listed("正当时", SCHEDULING, START);
        listed("末一刻", "把检测报告中的尺寸和公差识别成表格，自动比对图纸并给出合格判定，结果写回质量系统供追溯。", END.minusNanos(1_000));
        listed("晚一刻", "按客户信用和库存给出发货建议，合并同一路线的订单，减少空驶并打印装车清单与送货单据。", END);

        assertThat(evidence()).extracting(AppEvidence::name).containsExactly("正当时", "末一刻");
        assertThat(counted()).isEqualTo(2);
        moment = END.minusSeconds(1);
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void whatIsRetiredWithin30DaysOrRelistedOverTheYearsEndDoesNotCount() {
        retired("昙花", INSPECTION, MAY, MAY.plus(Duration.ofDays(30)).minusSeconds(1));
        retired("满月", SCHEDULING, MAY, MAY.plus(Duration.ofDays(30)));
        String old = "读取数控机床的主轴负载，结合刀具寿命曲线预测崩刃风险，在换刀窗口前通知操作工并记录更换原因。";
        retired("去年的", old, START.minus(Duration.ofDays(300)), START.minusSeconds(5));
        listed("今年的新名字", old, START.plusSeconds(5));

        assertThat(verdictsByName()).isEqualTo(Map.of("昙花", RETIRED_SOON, "满月", NEW_LISTING, "今年的新名字", NEAR_DUPLICATE));
    }

    @Test
    void anothersAppCountsForThePlatformThatHostedItWhenItCameOut() {
        UUID app = app(DEVELOPER, "设备巡检助手", INSPECTION, MAY);
        assertThat(verdicts()).containsExactly(HOSTED_ELSEWHERE);
        host(app, OTHER_HOST, MAY.plusSeconds(10), MAY.plusSeconds(20));
        host(app, HOST, MAY.plusSeconds(30), null);

        assertThat(verdicts()).containsExactly(HOSTED_ELSEWHERE);
        assertThat(countOf(OTHER_HOST)).isEqualTo(1);

        UUID second = app(DEVELOPER, "注塑排程", SCHEDULING, MAY);
        host(second, HOST, MAY.minusSeconds(1), MAY.plusSeconds(1));
        host(second, OTHER_HOST, MAY.plusSeconds(2), null);
        assertThat(verdictsByName()).containsEntry("注塑排程", NEW_LISTING);
        assertThat(countOf(OTHER_HOST)).isEqualTo(1);
    }

    @Test
    void anAppIsCountedOnceWhoeverHostsItInTurn() {
        UUID app = app(DEVELOPER, "设备巡检助手", INSPECTION, MAY);
        for (int i = 0; i < 20; i++) {
            Instant from = MAY.plus(Duration.ofDays(i));
            host(app, i % 2 == 0 ? HOST : OTHER_HOST, from, from.plus(Duration.ofDays(1)));
        }

        assertThat(counted() + countOf(OTHER_HOST)).isEqualTo(1);
    }

    @Test
    void anAppOfOnesOwnThatNobodyHostsIsOnOnesOwnPlatform() {
        UUID app = listed("设备巡检助手", INSPECTION, MAY);
        assertThat(counted()).isEqualTo(1);

        host(app, OTHER_HOST, MAY.minusSeconds(1), null);
        assertThat(verdicts()).containsExactly(HOSTED_ELSEWHERE);
    }

    @Test
    void whatCameOutWhileItsDeveloperOrHostWasDisqualifiedDoesNotCount() {
        UUID app = app(DEVELOPER, "设备巡检助手", INSPECTION, MAY);
        host(app, HOST, MAY.minusSeconds(1), null);
        disqualified(DEVELOPER, MAY.plusSeconds(1), END);
        assertThat(verdicts()).as("on the same day").containsExactly(DEVELOPER_NOT_QUALIFIED);

        disqualified.clear();
        disqualified(HOST, MAY.minus(Duration.ofDays(9)), MAY.minusSeconds(1));
        assertThat(verdicts()).containsExactly(HOST_NOT_QUALIFIED);

        disqualified.clear();
        disqualified(DEVELOPER, MAY.plus(Duration.ofDays(1)), END);
        disqualified(HOST, START, MAY.minus(Duration.ofDays(1)));
        assertThat(verdicts()).as("before and afterwards").containsExactly(NEW_LISTING);
    }

    @Test
    void aHundredRenamedCopiesAreOne() {
        IntStream.range(0, 100).forEach(i -> listed(aName(i), INSPECTION, MAY.plusSeconds(i)));

        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void aHundredVersionsByNameAreOne() {
        IntStream.range(0, 100).forEach(i -> listed("设备巡检助手 V" + i / 10 + "." + i % 10, null, MAY.plusSeconds(i)));
        IntStream.range(0, 100).forEach(i -> listed("APP%03d".formatted(i), null, MAY.plusSeconds(200 + i)));

        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void aHundredWithTheSameWordsInAnotherOrderAreOne() {
        Random random = new Random(1);
        List<String> clauses = Arrays.asList(INSPECTION.split("[，。]", -1));
        List<String> words =
                Arrays.asList("monitors spindle load and predicts tool breakage before the next planned change of tools"
                        .split(" ", -1));
        for (int i = 0; i < 100; i++) {
            Collections.shuffle(clauses, random);
            listed("设备巡检助手", String.join("，", clauses), MAY.plusSeconds(i));
            Collections.shuffle(words, random);
            app(OTHER_HOST, "Tool guard", String.join(" ", words), MAY.plusSeconds(i));
        }

        assertThat(counted()).isEqualTo(1);
        assertThat(countOf(OTHER_HOST)).isEqualTo(1);
    }

    @Test
    void aHundredWithTranslatedNamesOrAFewOtherWordsAreOne() {
        for (int i = 0; i < 100; i++) {
            String name = i % 2 == 0 ? "Equipment inspection assistant " + aName(i) : "設備巡檢助手" + aName(i);
            listed(name, INSPECTION.replace("温度", i % 3 == 0 ? "压力" : "温度") + "适用于第" + i + "代产线", MAY.plusSeconds(i));
        }

        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void aHundredCopiesAmongTwoDevelopersAreOne() {
        UUID shell = Ids.next();
        for (int i = 0; i < 100; i++) {
            UUID copy = app(i % 2 == 0 ? DEVELOPER : shell, aName(i), INSPECTION, MAY.plusSeconds(i));
            host(copy, HOST, MAY.minusSeconds(1), null);
        }

        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void aHundredDifferentAppsAreAHundred() {
        aHundredApps(MAY);

        assertThat(evidence()).hasSize(100);
        assertThat(counted()).isEqualTo(100);
    }

    private List<UUID> aHundredApps(Instant from) {
        List<UUID> apps = new ArrayList<>();
        List<String> things = List.of(
                "轴承内外圈磨削生产线上的每台磨床",
                "注塑车间正在使用的全部精密模具",
                "化工园区燃气锅炉与余热回收装置",
                "仓库里电动叉车和无人搬运小车",
                "压缩空气站多机并联的螺杆主机",
                "焊接工作站六轴协作机械手臂",
                "商业楼宇乘客扶梯及杂物货梯",
                "自来水厂取水加压泵房机组",
                "陶瓷辊道烧成窑炉各温区",
                "纺织企业喷气织机与整经设备");
        List<String> tasks = List.of(
                "振动频谱诊断并给出剩余寿命曲线",
                "备件库存与采购周期联动的补货建议",
                "操作规程的图文培训和在线考核记录",
                "能耗基线建模以及峰谷电价下的启停优化",
                "故障代码知识库与远程专家视频会诊",
                "租赁合同计费与跨地域定位围栏管理",
                "视觉识别安全帽佩戴和危险区域闯入",
                "数字孪生三维装配仿真及干涉检查",
                "维修工时绩效核算与外协结算对账",
                "碳排放因子核算并生成年度披露报告");
        for (String thing : things) {
            for (String task : tasks) {
                apps.add(listed(
                        thing.substring(0, 6) + task.substring(0, 6),
                        thing + "：" + task,
                        from.plusSeconds(apps.size())));
            }
        }
        return apps;
    }

    @Test
    void twoThousandAppsAreCountedInSeconds() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(90, 0x4E00, 0x5E00)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            listed("应用" + text.substring(0, 6), text, MAY.plusSeconds(i));
        }
        long began = System.nanoTime();

        assertThat(counted()).isEqualTo(2_000);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    /** Of words that have nothing to do with each other. */
    private static String aName(int i) {
        Random random = new Random(i);
        return random.ints(8, 0x4E00, 0x9000).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private UUID listed(String name, String description, Instant at) {
        return app(HOST, name, description, at);
    }

    private UUID app(UUID developer, String name, String description, Instant at) {
        UUID id = Ids.next();
        texts.add(new AppText(id, developer, 1, at, null, name, description));
        show(id, true, at);
        return id;
    }

    /** Of a provider whose apps are none of the host's. */
    private void others(String name, String description, Instant at) {
        UUID id = Ids.next();
        othersTexts.add(new AppText(id, OTHER_HOST, 1, at, null, name, description));
        show(id, true, at);
    }

    private UUID retired(String name, String description, Instant at, Instant retiredAt) {
        UUID id = listed(name, description, at);
        show(id, false, retiredAt);
        return id;
    }

    private void show(UUID app, boolean isShown, Instant at) {
        changes.add(new PublicChange(app, changes.size(), isShown, at));
    }

    private void version(UUID app, int version, String name, String description, Instant at) {
        texts.replaceAll(text -> text.offeringId().equals(app) && text.version() == version - 1
                ? new AppText(
                        app, text.developerId(), text.version(), text.madeAt(), at, text.name(), text.description())
                : text);
        texts.add(new AppText(app, HOST, version, at, null, name, description));
    }

    private void disqualified(UUID provider, Instant since, Instant until) {
        disqualified.add(new Disqualification(provider, since, until));
    }

    private void host(UUID app, UUID host, Instant from, Instant until) {
        hosted.add(new HostedSpan(app, host, from, until));
    }

    private List<AppEvidence> evidence() {
        return evidence(HOST);
    }

    private List<AppEvidence> evidence(UUID host) {
        return new AppCount(host, YEAR, moment, hosted, platformProviders, disqualified)
                .count(PublicVersions.of(texts, changes, moment), PublicVersions.of(othersTexts, changes, moment));
    }

    private List<EvidenceVerdict> verdicts() {
        return evidence().stream().map(AppEvidence::verdict).toList();
    }

    private Map<String, EvidenceVerdict> verdictsByName() {
        return evidence().stream()
                .collect(Collectors.toMap(AppEvidence::name, AppEvidence::verdict, (one, two) -> two));
    }

    private long counted() {
        return countOf(HOST);
    }

    private long countOf(UUID host) {
        return evidence(host).stream().filter(each -> each.verdict().counts()).count();
    }
}
