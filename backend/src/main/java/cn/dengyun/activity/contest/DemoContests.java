package cn.dengyun.activity.contest;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DemoStart;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A contest of the province whose titles are granted, and a selection of officers that takes nominations. */
@ApplicationScoped
class DemoContests {

    private static final int AFTER_ASSESSMENTS = 3_320;

    private static final String CONTEST = "“皖企登云”创新应用大赛（演示）";
    private static final String SELECTION = "“皖企登云”优秀首席信息官评选（演示）";
    private static final Actor PROVINCE = office(0x201, 0x105, "340000");
    private static final List<Actor> JURY =
            List.of(office(0x206, 0x108, "340100"), office(0x207, 0x109, "340123"), office(0x208, 0x10A, "340200"));

    private static final List<ContestForm.Criterion> CRITERIA = List.of(
            new ContestForm.Criterion("EFFECT", "应用成效", "Effect", "60.00", 100),
            new ContestForm.Criterion("NOVELTY", "创新性", "Novelty", "40.00", 10));

    private final ContestService contests;
    private final ContestEntryService entries;
    private final ContestJudging judging;
    private final UnitsOfWork units;

    DemoContests(ContestService contests, ContestEntryService entries, ContestJudging judging, UnitsOfWork units) {
        this.contests = contests;
        this.entries = entries;
        this.judging = judging;
        this.units = units;
    }

    /** What an enterprise nominates itself with, and the points of each juror. */
    private record Entered(long enterprise, String title, List<String> effects, List<String> novelties) {}

    private static final List<Entered> ENTERED = List.of(
            new Entered(0x110, "汽车零部件产线设备上云", List.of("92", "88.50", "90"), List.of("8", "8.5", "9")),
            new Entered(0x113, "特钢能耗云平台", List.of("85", "86", "84"), List.of("9", "8", "8.5")),
            new Entered(0x115, "铜材质量追溯", List.of("78", "80", "79.50"), List.of("7", "7.5", "6")),
            new Entered(0x118, "家电柔性生产协同", List.of("70", "72", "75"), List.of("6", "7", "6.5")));

    private static Actor office(long account, long office, String regionCode) {
        return new Actor(
                DemoAccounts.id(account),
                false,
                DemoAccounts.id(office),
                Set.of(Roles.AUTHORITY),
                Set.of(),
                regionCode);
    }

    /** Somebody whom nobody can sign in as. */
    private static Actor enterprise(long number) {
        return new Actor(
                DemoAccounts.id(0x400 + number),
                false,
                DemoAccounts.id(number),
                Set.of(Roles.ENTERPRISE),
                Set.of(),
                null,
                Actor.OWNER,
                null);
    }

    void start(@Observes @Priority(AFTER_ASSESSMENTS) StartupEvent event, DengyunConfig config) {
        DemoStart.make(config, "contests", this::makeMissing);
    }

    void makeMissing() {
        Instant now = contests.now();
        makeMissing(CONTEST, connection -> concluded(connection, now));
        makeMissing(SELECTION, connection -> announced(connection, now));
    }

    private void makeMissing(String title, Effect.Prepared<Contest> making) {
        List<Contest> known = WorkerThread.await(
                        contests.list(PROVINCE, new Filter().contains("title", title), null, 1))
                .data();
        if (known.isEmpty()) {
            WorkerThread.await(units.carryOut(Effect.of(making)));
        }
    }

    private static Instant ago(Instant now, int days) {
        return now.minus(Duration.ofDays(days));
    }

    private Uni<Contest> concluded(SqlConnection connection, Instant now) {
        ContestForm form = new ContestForm(
                ContestKind.CONTEST,
                CONTEST,
                "面向全省企业，评选**登云创新应用**。",
                "登云创新应用奖",
                2,
                CRITERIA,
                ago(now, 88),
                ago(now, 60),
                5);
        List<UUID> jurors = JURY.stream().map(Actor::id).toList();
        return in(connection, contests.draftAt(PROVINCE, form, ago(now, 90)))
                .chain(made -> in(connection, contests.announceAt(PROVINCE, made.id(), ago(now, 89)))
                        .call(() -> in(
                                connection,
                                contests.replaceJury(PROVINCE, made.id(), new ContestForms.Jury(jurors, "专家库抽取（演示）"))))
                        .call(() -> InTurn.each(ENTERED, each -> nominate(connection, made.id(), each, ago(now, 70))))
                        .chain(() -> in(connection, contests.startJudgingAt(PROVINCE, made.id(), ago(now, 59))))
                        .call(() -> score(connection, made.id(), ago(now, 50)))
                        .chain(() -> in(connection, contests.postNoticeAt(PROVINCE, made.id(), ago(now, 40))))
                        .chain(() -> in(connection, contests.conclude(PROVINCE, made.id()))));
    }

    private Uni<Void> nominate(SqlConnection connection, UUID contest, Entered entered, Instant at) {
        ContestForms.Nomination says = new ContestForms.Nomination(entered.title(), "关键设备与业务系统上云，成效见佐证材料（演示）。", null);
        return in(connection, entries.nominateAt(enterprise(entered.enterprise()), contest, says, at))
                .replaceWithVoid();
    }

    private Uni<Void> score(SqlConnection connection, UUID contest, Instant at) {
        return entries.standing(connection, contest)
                .chain(standing -> InTurn.each(
                        standing, entry -> InTurn.each(JURY, juror -> score(connection, juror, entry, at))));
    }

    private Uni<Void> score(SqlConnection connection, Actor juror, ContestEntry entry, Instant at) {
        Entered entered = ENTERED.stream()
                .filter(each -> DemoAccounts.id(each.enterprise()).equals(entry.organizationId()))
                .findFirst()
                .orElseThrow();
        int number = JURY.indexOf(juror);
        List<ContestForms.Points> points = List.of(
                new ContestForms.Points("EFFECT", entered.effects().get(number)),
                new ContestForms.Points("NOVELTY", entered.novelties().get(number)));
        ContestForms.NewScore says = new ContestForms.NewScore(entry.id(), points, null);
        return in(connection, judging.scoreAt(juror, entry.contestId(), says, at))
                .replaceWithVoid();
    }

    private Uni<Contest> announced(SqlConnection connection, Instant now) {
        ContestForm form = new ContestForm(
                ContestKind.CIO_SELECTION,
                SELECTION,
                "由企业推荐，评选推动企业登云的**首席信息官**。",
                "优秀首席信息官",
                10,
                CRITERIA,
                ago(now, 5),
                ago(now, -25),
                5);
        ContestForms.Nomination says = new ContestForms.Nomination(
                "推动家电产线全面登云", "三年完成 12 个业务系统上云（演示）。", new ContestForms.Person("高明远", "首席信息官", true));
        return in(connection, contests.draftAt(PROVINCE, form, ago(now, 7)))
                .chain(made -> in(connection, contests.announceAt(PROVINCE, made.id(), ago(now, 6)))
                        .call(() ->
                                in(connection, entries.nominateAt(enterprise(0x118), made.id(), says, ago(now, 2)))));
    }
}
