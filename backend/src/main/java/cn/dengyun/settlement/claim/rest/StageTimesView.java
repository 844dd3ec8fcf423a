package cn.dengyun.settlement.claim.rest;

import cn.dengyun.platform.web.Language;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.settlement.claim.StageTimes;
import cn.dengyun.settlement.claim.domain.ClaimOwner;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.Quarter;
import cn.dengyun.settlement.claim.domain.StageDelay;
import cn.dengyun.settlement.claim.domain.StageTime;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How long claims stood at each stage, in the province and its reporting units. */
@Schema(name = "SettlementStageTimes", description = "How long settlement claims stood at each stage, for everybody")
record StageTimesView(
        @Schema(required = true, description = "The quarter", examples = "2018-Q3")
        String quarter,

        @Schema(required = true, description = "Its first day, Asia/Shanghai", examples = "2018-07-01")
        LocalDate from,

        @Schema(required = true, description = "Its last day", examples = "2018-09-30")
        LocalDate until,

        @Schema(required = true, description = "Whether it is over; before that its times are withheld")
        boolean isOver,

        @Schema(required = true, description = "The day of which the late claims are told", examples = "2018-10-08")
        LocalDate asOf,

        @Schema(
                required = true,
                description = "From claims of so many enterprises on times are told; those of fewer are withheld",
                examples = "5")
        int leastClaims,

        @Schema(required = true, description = "What the figures mean, in words")
        Definition definition,

        @Schema(required = true, description = "Each stage at which somebody has something to do, in its order")
        List<StageView> stages) {

    private static final int LEAST_CLAIMS = 5;
    private static final String PROVINCE = "340000";

    private static final Definition DEFINITION = new Definition(
            "统计期为一个季度（北京时间）。用时，是指一份核销申请自进入某一阶段起、至离开该阶段止的工作日数：进入当日不计，法定节假日和调休按国务院办公厅通知计算，"
                    + "因一方被冻结而暂停的时间不计。离开该阶段的时间在季度之内的计入本季度；同一申请几次经过同一阶段的，每次分别计算。p50 和 p90"
                    + " 是把用时从短到长排列后，第 50% 和第 90% 位次上的工作日数，不作插值。按企业所在的市（宿松县、广德市单列）和全省统计，全省为全部申请合并计算，"
                    + "不是各市的平均。用时在季度结束之后公布；涉及企业不足 5 家，或者该阶段由企业、服务商办理而办理单位不足 5 家的，不公布用时。逾期，是指此刻仍在该阶段、已过办理期限且未暂停的申请，以及到期之后才暂停的申请；"
                    + "无论多少，均公布其份数；其中最长的用时也一并公布，但该阶段由企业、服务商办理而逾期不足 5 份的除外。",
            "The period is a quarter of a year in China Standard Time. The time of a claim at a stage is the number of"
                    + " working days from when it came there to when it left: the day on which it came counts for"
                    + " nothing, public holidays and the weekends worked in exchange are those that the State Council"
                    + " announces, and the time for which it was paused because one of both sides was frozen does not"
                    + " count. What left the stage within the quarter counts in it; a claim that passes a stage several"
                    + " times counts each time. p50 and p90 are the numbers of working days at 50 % and 90 % of the"
                    + " times in order, the shortest first, without interpolation. They are told for the city of the"
                    + " enterprise, with Susong and Guangde on their own, and for the province, which takes all claims"
                    + " together and is no mean of the cities. Times are told once the quarter is over; they are"
                    + " withheld where the claims are those of fewer than 5 enterprises, or where it is the turn of"
                    + " enterprises or providers and those are fewer than 5. Late are the"
                    + " claims that stand at the stage at this moment, past the day by which what follows should have"
                    + " been done, and that are not paused or were paused only after that day; how many they are is"
                    + " told however few there are, and so is the longest of their times, unless it is the turn of"
                    + " enterprises or providers and fewer than 5 are late.");

    /** What the figures mean. */
    @Schema(name = "SettlementStageTimesDefinition", description = "What the figures mean, in both languages")
    record Definition(
            @Schema(required = true, description = "In Chinese", examples = "统计期为一个季度（北京时间）。")
            String zh,

            @Schema(required = true, description = "In English", examples = "The period is a quarter of a year.")
            String en) {}

    /** One stage. */
    @Schema(name = "SettlementStageTimesOfStage", description = "The times of one stage")
    record StageView(
            @Schema(required = true, description = "Where claims stand in it")
            ClaimStatus status,

            @Schema(required = true, description = "Whose turn it is then")
            ClaimOwner owner,

            @Schema(required = true, description = "The working days that are allowed for it", examples = "5")
            int allowedWorkingDays,

            @Schema(
                    required = true,
                    description = "The province first, then its reporting units by code; a unit that is absent had no"
                            + " claims that left the stage in the quarter, and has none that is late")
            List<UnitView> units) {}

    /** One region of a stage. */
    @Schema(name = "SettlementStageTimesOfUnit", description = "The times of one stage in the province or one unit")
    record UnitView(
            @Schema(required = true, description = "The region, GB/T 2260; the province is 340000", examples = "340100")
            String regionCode,

            @Schema(required = true, description = "Its name", examples = "合肥市")
            String regionName,

            @Schema(required = true, description = "The claims that left the stage in the quarter", examples = "12")
            long claims,

            @Schema(
                    required = true,
                    description =
                            "Whether there are times that are withheld: those concerned are few, or the quarter is not"
                                    + " over")
            boolean isWithheld,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Half of the times are so many working days at most; null where there are none or"
                            + " they are withheld",
                    examples = "3")
            Integer p50WorkingDays,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Nine tenths of the times are so many working days at most; null likewise",
                    examples = "6")
            Integer p90WorkingDays,

            @Schema(required = true, description = "The claims that are late at the stage now", examples = "1")
            long lateClaims,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The working days of the one among those that stands there longest; null where there"
                            + " are none, and where fewer than 5 wait for enterprises or providers",
                    examples = "9")
            Integer longestLateWorkingDays) {

        private static UnitView of(String code, String name, boolean isOver, StageTime time, StageDelay delay) {
            boolean isShown = isOver && time != null && time.parties() >= LEAST_CLAIMS;
            return new UnitView(
                    code,
                    name,
                    time == null ? 0 : time.claims(),
                    time != null && !isShown,
                    isShown ? (Integer) time.halfDays() : null,
                    isShown ? (Integer) time.mostDays() : null,
                    delay == null ? 0 : delay.claims(),
                    delay == null || isTooClose(delay) ? null : (Integer) delay.longestDays());
        }

        /** An office is told by its days however few there are; one of a few firms would be told by them too. */
        private static boolean isTooClose(StageDelay delay) {
            ClaimOwner owner = delay.status().owner();
            boolean isFirm = owner == ClaimOwner.CLAIMANT || owner == ClaimOwner.OTHER_SIDE;
            return isFirm && delay.claims() < LEAST_CLAIMS;
        }
    }

    static StageTimesView of(StageTimes.Found found, ReferenceService reference, Language language) {
        Quarter quarter = found.quarter();
        return new StageTimesView(
                quarter.toString(),
                quarter.firstDay(),
                quarter.lastDay(),
                found.isOver(),
                found.today(),
                LEAST_CLAIMS,
                DEFINITION,
                Arrays.stream(ClaimStatus.values())
                        .filter(status -> !status.isEnd())
                        .map(status -> new StageView(
                                status,
                                status.owner(),
                                status.workingDays(),
                                units(found, status, reference, language)))
                        .toList());
    }

    private static List<UnitView> units(
            StageTimes.Found found, ClaimStatus status, ReferenceService reference, Language language) {
        Map<String, StageTime> times = found.times().stream()
                .filter(time -> time.status() == status && !PROVINCE.equals(time.unitCode()))
                .collect(Collectors.toMap(time -> unit(time.unitCode()), Function.identity()));
        Map<String, StageDelay> delays = found.delays().stream()
                .filter(delay -> delay.status() == status && !PROVINCE.equals(delay.unitCode()))
                .collect(Collectors.toMap(delay -> unit(delay.unitCode()), Function.identity()));
        Map<String, UnitView> units = new TreeMap<>();
        for (Map<String, ?> some : List.of(times, delays)) {
            for (String unit : some.keySet()) {
                // Guangde has had another code since it is a city.
                String code = reference.regionsInForce(unit, found.quarter().lastDay()).stream()
                        .findFirst()
                        .orElse(unit);
                String name =
                        reference.name(ReferenceService.REGIONS, code, language).orElse(code);
                units.put(code, UnitView.of(code, name, found.isOver(), times.get(unit), delays.get(unit)));
            }
        }
        return List.copyOf(units.values());
    }

    /** What is not of a unit is of the province alone. */
    private static String unit(String code) {
        return code == null ? PROVINCE : code;
    }
}
