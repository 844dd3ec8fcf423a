package cn.dengyun.activity.contest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.activity.contest.ContestScoring.Ranked;
import cn.dengyun.activity.contest.ContestSheet.Correction;
import cn.dengyun.identity.impartiality.Judge;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.OrganizationTraits;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Results are exact, ties share ranks and titles, orders change nothing; and what links a juror with an entry. */
class ContestScoringTest {

    private static final ContestForm FORM =
            ContestLifecycleTest.form(2, criterion("A", "66.67", 3), criterion("B", "33.33", 7));

    private static ContestForm.Criterion criterion(String code, String weight, int max) {
        return new ContestForm.Criterion(code, "项", "Item", weight, max);
    }

    private static ContestSheet.Scored scored(int juror, String a, String b) {
        return new ContestSheet.Scored(
                juror, List.of(new ContestForms.Points("A", a), new ContestForms.Points("B", b)));
    }

    private static ContestSheet.Row row(ContestSheet.Scored... scores) {
        return new ContestSheet.Row(Ids.next(), Ids.next(), "企业", "项目", null, List.of(scores));
    }

    private static List<Ranked> ranked(Correction[] corrections, ContestSheet.Row... rows) {
        return ContestScoring.of(FORM, new ContestSheet(List.of(rows)), List.of(corrections));
    }

    @Test
    void aMeanIsExactAndOnlyItsShowingIsRounded() {
        Ranked one = ranked(new Correction[0], row(scored(1, "1", "0"), scored(2, "0", "1"), scored(3, "0", "0")))
                .get(0);

        // (66.67 / 3 + 33.33 / 7) / 3
        assertThat(one.mean().rounded()).isEqualTo(new BigDecimal("8.994921"));
    }

    @Test
    void thirdsThatAreEqualAreEqual() {
        List<Ranked> all = ranked(
                new Correction[0],
                row(scored(1, "1", "0"), scored(2, "1", "0"), scored(3, "1", "0")),
                row(scored(1, "3", "0"), scored(2, "0", "0"), scored(3, "0", "0")),
                row(scored(1, "1", "0")));

        assertThat(all).extracting(Ranked::rank).containsExactly(1, 1, 1);
    }

    @Test
    void whoeverSharesTheLastTitleHasOne() {
        List<Ranked> all = ranked(
                new Correction[0],
                row(scored(1, "3", "7")),
                row(scored(1, "2", "5")),
                row(scored(1, "2", "5")),
                row(scored(1, "1", "1")));

        assertThat(all).extracting(Ranked::rank).containsExactly(1, 2, 2, 4);
        assertThat(all).extracting(Ranked::isTitled).containsExactly(true, true, true, false);
    }

    @Test
    void whatIsStruckHasNoRankAndWhatIsSetAsideDoesNotCount() {
        ContestSheet.Row first = row(scored(1, "3", "7"));
        ContestSheet.Row second = row(scored(1, "3", "7"), scored(2, "0", "0"));
        Correction[] corrections = {
            new Correction(Ids.next(), first.entryId(), null, "不实"),
            new Correction(Ids.next(), second.entryId(), 2, "回避")
        };

        List<Ranked> all = ranked(corrections, first, second);

        assertThat(all.get(0).rank()).isNull();
        assertThat(all.get(0).strike()).isEqualTo("不实");
        assertThat(all.get(1).mean().rounded()).isEqualByComparingTo("100");
        assertThat(all.get(1).setAside()).isEqualTo(Map.of(2, "回避"));
    }

    @Property(tries = 300)
    void theOrderOfJurorsEntriesAndCriteriaChangesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<ContestSheet.Row> rows = new ArrayList<>();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            List<ContestSheet.Scored> scores = new ArrayList<>();
            for (int juror = 1; juror <= 3 + random.nextInt(4); juror++) {
                scores.add(scored(juror, points(random, 3), points(random, 7)));
            }
            rows.add(row(scores.toArray(ContestSheet.Scored[]::new)));
        }
        List<ContestSheet.Row> other = new ArrayList<>();
        for (ContestSheet.Row row : rows) {
            List<ContestSheet.Scored> scores = new ArrayList<>();
            row.scores().forEach(each -> {
                List<ContestForms.Points> points = new ArrayList<>(each.points());
                Collections.shuffle(points, random);
                scores.add(new ContestSheet.Scored(each.juror(), points));
            });
            Collections.shuffle(scores, random);
            other.add(new ContestSheet.Row(
                    row.entryId(), row.organizationId(), row.organizationName(), row.title(), row.person(), scores));
        }
        Collections.shuffle(other, random);

        assertThat(results(other)).isEqualTo(results(rows));
    }

    private static String points(Random random, int max) {
        return BigDecimal.valueOf(random.nextInt(max * 4 + 1) * 25L, 2).toPlainString();
    }

    private static Map<UUID, String> results(List<ContestSheet.Row> rows) {
        Function<Ranked, String> result =
                ranked -> ranked.rank() + " " + ranked.mean().rounded() + " " + ranked.isTitled();
        return ContestScoring.of(FORM, new ContestSheet(rows), List.of()).stream()
                .collect(Collectors.toMap(ranked -> ranked.row().entryId(), result));
    }

    @Test
    void weightsThatAreNearlyAHundredAreNotAHundredAndEverythingIsTold() {
        assertThat(ContestCheck.defectsOf(FORM)).isEmpty();
        ContestForm wrong = new ContestForm(
                ContestKind.CONTEST,
                "大赛",
                null,
                "登云之星",
                1,
                List.of(criterion("A", "99.99", 3), criterion("A", "0", 7)),
                Instant.EPOCH,
                Instant.EPOCH,
                5);

        assertThat(ContestCheck.defectsOf(wrong))
                .extracting(Defect::code)
                .containsExactly(
                        "contest-weights-sum",
                        "contest-criterion-repeated",
                        "contest-weight-nothing",
                        "contest-window-unfit");
    }

    private static CertifiedStanding standing(UUID id, String name, String representative, String controller) {
        return new CertifiedStanding(
                id,
                id.toString(),
                name,
                "340100",
                true,
                false,
                false,
                false,
                "340100",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                new OrganizationTraits(representative, controller, null, null, null, null, "+86 139-0000-1111"));
    }

    private static Optional<ContestConflictKind> between(Judge juror, ContestEntry entry, CertifiedStanding own) {
        CertifiedStanding enterprise = standing(entry.organizationId(), "皖南机械", "张三", "皖江控股");
        return ContestImpartiality.between(juror, entry, own, enterprise);
    }

    @Test
    void whatLinksAJurorWithAnEntryIsFound() {
        UUID nominator = Ids.next();
        UUID home = Ids.next();
        Judge juror = new Judge(Ids.next(), home, "13800000000");
        ContestEntry entry = new ContestEntry(
                Ids.next(),
                Ids.next(),
                Ids.next(),
                "皖南机械",
                "340100",
                "项目",
                "说明",
                null,
                ContestEntryStatus.NOMINATED,
                nominator,
                Instant.EPOCH,
                null);

        assertThat(between(juror, entry, standing(home, "无关", "李四", "王五"))).isEmpty();
        assertThat(between(juror, entry, null)).isEmpty();
        assertThat(between(new Judge(nominator, home, null), entry, null)).contains(ContestConflictKind.NOMINATOR);
        assertThat(between(juror, entry, standing(entry.organizationId(), "皖南机械", null, null)))
                .contains(ContestConflictKind.SAME_ORGANIZATION);
        assertThat(between(juror, entry, standing(home, "同一实控", "李四", "皖江 控股"))).contains(ContestConflictKind.LINKED);
        assertThat(between(juror, entry, standing(home, "同一法人", "张三", "王五"))).contains(ContestConflictKind.LINKED);
        assertThat(between(juror, entry, standing(home, "法人控股", "李四", "张三"))).contains(ContestConflictKind.LINKED);
        assertThat(between(juror, entry, standing(home, "皖江控股", "李四", "王五")))
                .as("a subsidiary of his own firm")
                .contains(ContestConflictKind.LINKED);
        assertThat(between(juror, entry, standing(home, "子公司", "李四", "皖南机械")))
                .as("his own firm is the subsidiary")
                .contains(ContestConflictKind.LINKED);
        assertThat(between(new Judge(Ids.next(), home, "13900001111"), entry, null))
                .as("he is the contact of the enterprise")
                .contains(ContestConflictKind.LINKED);
    }
}
