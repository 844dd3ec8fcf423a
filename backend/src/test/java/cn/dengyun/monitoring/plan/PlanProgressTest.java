package cn.dengyun.monitoring.plan;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.monitoring.plan.PlanProgress.Days;
import cn.dengyun.monitoring.plan.domain.Decomposition;
import cn.dengyun.monitoring.plan.domain.ForecastMethod;
import cn.dengyun.monitoring.plan.domain.TargetOutlook;
import cn.dengyun.platform.monitoring.Divisions;
import cn.dengyun.platform.monitoring.Divisions.Division;
import cn.dengyun.platform.monitoring.Divisions.Level;
import cn.dengyun.platform.monitoring.PlanFigures.DayFigure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Parts and rest sum up to the whole, whatever the hierarchy, also while codes change over the years. */
class PlanProgressTest {

    private static final LocalDate CHANGED = LocalDate.parse("2019-10-31");
    private static final LocalDate MERGED = LocalDate.parse("2021-10-31");
    private static final Days DAYS =
            new Days(LocalDate.parse("2018-07-01"), LocalDate.parse("2018-12-31"), LocalDate.parse("2018-10-31"));

    /** Of Anhui, as far as it matters: Guangde under both codes, and what became of districts of Wuhu. */
    private static final PlanRegions ANHUI = new PlanRegions(() -> List.of(
            division("340000", Level.PROVINCE, null, false, null, null),
            division("340200", Level.CITY, "340000", true, null, null),
            division("340203", Level.COUNTY, "340200", false, null, MERGED, "340209"),
            division("340208", Level.COUNTY, "340200", false, null, MERGED, "340209"),
            division("340209", Level.COUNTY, "340200", false, MERGED, null),
            division("340271", Level.ZONE, "340200", false, null, null),
            division("341800", Level.CITY, "340000", true, null, null),
            division("341802", Level.COUNTY, "341800", false, null, null),
            division("341822", Level.COUNTY, "341800", true, null, CHANGED, "341882"),
            division("341882", Level.COUNTY, "341800", true, CHANGED, null)));

    private static Division division(
            String code,
            Level level,
            String parent,
            boolean isUnit,
            LocalDate from,
            LocalDate to,
            String... successors) {
        return new Division(code, code, code, level, parent, isUnit, from, to, List.of(successors));
    }

    private static DayFigure figure(String region, String day, long added) {
        return new DayFigure(region, LocalDate.parse(day), added);
    }

    @Test
    void unitsAndCountiesAreThoseOfTheDay() {
        LocalDate before = CHANGED.minusDays(1);

        assertThat(ANHUI.unitsOn(before)).containsExactly("340200", "341800", "341822");
        assertThat(ANHUI.unitsOn(CHANGED)).containsExactly("340200", "341800", "341882");
        assertThat(ANHUI.countiesOf("341800", before)).containsExactly("341802");
        assertThat(ANHUI.countiesOf("340200", before)).containsExactly("340203", "340208");
        assertThat(ANHUI.countiesOf("340200", MERGED)).containsExactly("340209");
        assertThat(ANHUI.partsOf("340200", MERGED)).containsExactly("340209", "340271");
        assertThat(ANHUI.countiesOf("341822", before)).isEmpty();
        assertThat(ANHUI.unitOf("340271")).isEqualTo("340200");
        assertThat(ANHUI.unitOf("340000")).isNull();
        assertThat(ANHUI.above("341822")).isEqualTo("340000");
        assertThat(ANHUI.above("341802")).isEqualTo("341800");
        assertThat(ANHUI.inForce("341822", before)).isEqualTo("341822");
        assertThat(ANHUI.inForce("341822", CHANGED)).isEqualTo("341882");
        assertThat(ANHUI.inForce("340208", MERGED)).isEqualTo("340209");
        assertThat(ANHUI.inForce("340209", before)).as("before it was there").isEqualTo("340209");
        assertThat(ANHUI.inForce("999999", before)).isEqualTo("999999");
        assertThat(ANHUI.joined("341822")).isEqualTo(ANHUI.joined("341882"));
        assertThat(ANHUI.joined("340203")).isEqualTo(ANHUI.joined("340208")).isEqualTo(ANHUI.joined("340209"));
    }

    @Test
    void aUnitIsOneUnderBothOfItsCodes() {
        PlanProgress progress = PlanProgress.of(
                "340000",
                100L,
                Map.of("340200", 60L, "341800", 30L, "341822", 10L),
                List.of(
                        figure("341822", "2018-08-01", 3),
                        figure("341882", "2018-09-01", 4),
                        figure("341802", "2018-09-01", 5),
                        figure("340271", "2018-09-01", 6),
                        figure("340000", "2018-09-01", 7)),
                ANHUI::joined,
                ANHUI::unitOf,
                DAYS);

        assertThat(progress.whole().actual()).isEqualTo(25);
        assertThat(progress.rows()).extracting(ProgressRow::actual).containsExactly(6L, 5L, 7L);
        assertThat(progress.rows()).extracting(ProgressRow::rankByActual).containsExactly(2, 3, 1);
        assertThat(progress.rows()).extracting(ProgressRow::rankByCompletion).containsExactly(3, 2, 1);
        assertThat(progress.rest().actual()).isEqualTo(7);
        assertThat(progress.rows().get(2).completion()).isEqualTo(new BigDecimal("0.7000"));
    }

    @Test
    void whatHasMergedIsToldTogether() {
        PlanProgress progress = PlanProgress.of(
                "340200",
                60L,
                Map.of("340203", 20L, "340208", 40L),
                List.of(
                        figure("340203", "2018-08-01", 1),
                        figure("340209", "2018-08-02", 2),
                        figure("340200", "2018-08-03", 4)),
                ANHUI::joined,
                code -> code,
                DAYS);

        assertThat(progress.rows()).hasSize(1);
        assertThat(progress.rows().get(0).regionCodes()).containsExactly("340203", "340208");
        assertThat(progress.rows().get(0).target()).isEqualTo(60);
        assertThat(progress.rows().get(0).actual()).isEqualTo(3);
        assertThat(progress.rest().actual()).isEqualTo(4);
    }

    @Test
    void whatNobodyCountsIsATargetWithoutAnActual() {
        PlanProgress progress =
                PlanProgress.of("340000", 100L, Map.of("340200", 100L), null, ANHUI::joined, ANHUI::unitOf, DAYS);

        assertThat(progress.whole().actual()).isNull();
        assertThat(progress.rows().get(0).target()).isEqualTo(100);
        assertThat(progress.rows().get(0).rankByActual()).isNull();
        assertThat(progress.rows().get(0).outlook()).isEqualTo(TargetOutlook.UNKNOWN);
        assertThat(progress.rows().get(0).forecast().method()).isEqualTo(ForecastMethod.NONE);
    }

    @Test
    void equalOnesShareTheirRankAndWhatComesLaterDoesNotCount() {
        PlanProgress progress = PlanProgress.of(
                "340000",
                20L,
                Map.of("340200", 10L, "341800", 10L, "341822", 0L),
                List.of(
                        figure("340200", "2018-10-01", 4),
                        figure("341800", "2018-10-01", 4),
                        figure("341800", "2018-11-01", 9)),
                ANHUI::joined,
                ANHUI::unitOf,
                DAYS);

        assertThat(progress.rows()).extracting(ProgressRow::rankByActual).containsExactly(1, 1, 3);
        assertThat(progress.rows().get(2).completion()).isNull();
        assertThat(progress.rows().get(2).rankByCompletion()).isNull();
        assertThat(progress.rows().get(0).forecast().value()).isEqualTo(4 + 4 * 61 / 90);
        assertThat(progress.rows().get(0).outlook()).isEqualTo(TargetOutlook.AT_RISK);
        assertThat(progress.rows().get(0).expected()).isEqualTo(10 * 123 / 184);
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void partsAndRestSumToTheWholeForRandomHierarchies(@ForAll Random random) {
        List<Division> divisions = new ArrayList<>();
        divisions.add(division("340000", Level.PROVINCE, null, false, null, null));
        List<String> codes = new ArrayList<>(List.of("340000", "990000"));
        int cities = 1 + random.nextInt(6);
        for (int city = 1; city <= cities; city++) {
            String code = String.valueOf(340_000 + 100 * city);
            divisions.add(division(code, Level.CITY, "340000", true, null, null));
            codes.add(code);
            for (int county = 1; county <= random.nextInt(5); county++) {
                String own = String.valueOf(340_000 + 100 * city + county);
                boolean isUnit = random.nextInt(8) == 0;
                String next = String.valueOf(340_000 + 100 * city + 80 + random.nextInt(2));
                boolean hasNext = random.nextInt(3) == 0;
                divisions.add(
                        hasNext
                                ? division(own, Level.COUNTY, code, isUnit, null, CHANGED, next)
                                : division(own, Level.COUNTY, code, isUnit, null, null));
                codes.add(own);
            }
            for (String later : List.of("80", "81")) {
                String own = code.substring(0, 4) + later;
                divisions.add(division(own, Level.COUNTY, code, false, CHANGED, null));
                codes.add(own);
            }
        }
        Divisions known = () -> divisions;
        PlanRegions regions = new PlanRegions(known);
        LocalDate on = LocalDate.parse("2018-07-01");
        List<DayFigure> figures = new ArrayList<>();
        for (int i = 0; i < random.nextInt(60); i++) {
            figures.add(new DayFigure(
                    codes.get(random.nextInt(codes.size())), on.plusDays(random.nextInt(120)), random.nextInt(9) - 2));
        }
        Map<String, Long> units = shares(regions.unitsOn(on), random);

        PlanProgress province =
                PlanProgress.of("340000", 1_000L, units, figures, regions::joined, regions::unitOf, DAYS);

        long whole = figures.stream().mapToLong(DayFigure::added).sum();
        assertThat(province.whole().actual()).isEqualTo(whole);
        assertThat(sum(province)).isEqualTo(whole);
        assertThat(province.rows().stream().mapToLong(ProgressRow::target).sum())
                .isEqualTo(1_000);
        for (String unit : units.keySet()) {
            if (!regions.countiesOf(unit, on).isEmpty()) {
                PlanProgress city = PlanProgress.of(
                        unit,
                        1_000L,
                        shares(regions.countiesOf(unit, on), random),
                        figures,
                        regions::joined,
                        code -> code,
                        DAYS);
                assertThat(sum(city)).isEqualTo(city.whole().actual());
            }
        }
    }

    private static Map<String, Long> shares(Set<String> codes, Random random) {
        return Decomposition.of(
                1_000,
                0,
                codes.stream()
                        .map(code -> new Decomposition.Part(code, random.nextInt(50), null))
                        .toList());
    }

    private static long sum(PlanProgress progress) {
        return progress.rest().actual()
                + progress.rows().stream().mapToLong(ProgressRow::actual).sum();
    }
}
