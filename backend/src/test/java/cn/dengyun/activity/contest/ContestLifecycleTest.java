package cn.dengyun.activity.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every move of contests, entries and objections from every status, against maps written by hand, and who makes it. */
class ContestLifecycleTest {

    private static final Instant FROM = Instant.parse("2018-06-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2018-06-20T10:00:00Z");
    private static final Actor ANNOUNCER = person("340100");
    private static final Actor OTHER = person("340100");
    private static final List<UUID> JURY = List.of(Ids.next(), Ids.next(), Ids.next());

    private static final Map<ContestStatus, Map<ContestMove, ContestStatus>> TABLE = Map.of(
            ContestStatus.DRAFT,
            Map.of(
                    ContestMove.EDIT, ContestStatus.DRAFT,
                    ContestMove.ANNOUNCE, ContestStatus.ANNOUNCED,
                    ContestMove.CANCEL, ContestStatus.CANCELLED),
            ContestStatus.ANNOUNCED,
            Map.of(
                    ContestMove.REPLACE_JURY, ContestStatus.ANNOUNCED,
                    ContestMove.STATE_CONFLICT, ContestStatus.ANNOUNCED,
                    ContestMove.START_JUDGING, ContestStatus.JUDGING,
                    ContestMove.CANCEL, ContestStatus.CANCELLED),
            ContestStatus.JUDGING,
            Map.of(
                    ContestMove.REPLACE_JURY, ContestStatus.JUDGING,
                    ContestMove.STATE_CONFLICT, ContestStatus.JUDGING,
                    ContestMove.SCORE, ContestStatus.JUDGING,
                    ContestMove.POST_NOTICE, ContestStatus.NOTICE,
                    ContestMove.CANCEL, ContestStatus.CANCELLED),
            ContestStatus.NOTICE,
            Map.of(
                    ContestMove.OBJECT, ContestStatus.NOTICE,
                    ContestMove.ANSWER, ContestStatus.NOTICE,
                    ContestMove.CONCLUDE, ContestStatus.CONCLUDED,
                    ContestMove.CANCEL, ContestStatus.CANCELLED),
            ContestStatus.CONCLUDED,
            Map.of(),
            ContestStatus.CANCELLED,
            Map.of());

    private static final Map<ContestEntryStatus, Map<ContestEntryMove, ContestEntryStatus>> ENTRIES = Map.of(
            ContestEntryStatus.NOMINATED,
            Map.of(
                    ContestEntryMove.WITHDRAW, ContestEntryStatus.WITHDRAWN,
                    ContestEntryMove.STRIKE, ContestEntryStatus.STRUCK,
                    ContestEntryMove.GRANT, ContestEntryStatus.TITLED));

    private static final Map<ContestObjectionStatus, Map<ContestObjectionMove, ContestObjectionStatus>> OBJECTIONS =
            Map.of(
                    ContestObjectionStatus.PENDING,
                    Map.of(
                            ContestObjectionMove.UPHOLD, ContestObjectionStatus.UPHELD,
                            ContestObjectionMove.DISMISS, ContestObjectionStatus.DISMISSED));

    private static <S extends Enum<S>, M extends Move<S>> void isTable(
            S[] statuses, M[] moves, Map<S, Map<M, S>> table) {
        for (S status : statuses) {
            for (M move : moves) {
                S target = table.getOrDefault(status, Map.of()).get(move);
                if (target == null) {
                    assertThatThrownBy(() -> move.from(status))
                            .as("%s of %s", move, status)
                            .isInstanceOf(Rejection.class);
                    continue;
                }
                assertThat(move.from(status)).as("%s of %s", move, status).isEqualTo(target);
            }
        }
    }

    @Test
    void everyMoveIsPossibleFromWhereTheTablesSayAndFromNowhereElse() {
        isTable(ContestStatus.values(), ContestMove.values(), TABLE);
        isTable(ContestEntryStatus.values(), ContestEntryMove.values(), ENTRIES);
        isTable(ContestObjectionStatus.values(), ContestObjectionMove.values(), OBJECTIONS);
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn(
                "contest.md", """
                        # The lifecycle of a contest

                        Drawn from `ContestMove` by a test. That nominations are open follows from time.

                        ```mermaid
                        stateDiagram-v2
                            [*] --> DRAFT: begin
                        %s
                        ```
                        """.formatted(LifecyclePicture.arrows(ContestMove.values(), ContestStatus.values())));
    }

    @Test
    void nominationsAreHalfOpen() {
        Contest announced = announced();

        assertThat(announced.takesNominationsAt(FROM.minusMillis(1))).isFalse();
        assertThat(announced.takesNominationsAt(FROM)).isTrue();
        assertThat(announced.takesNominationsAt(UNTIL.minusMillis(1))).isTrue();
        assertThat(announced.takesNominationsAt(UNTIL)).isFalse();
        assertThatThrownBy(() -> announced.requireNominationsAt(FROM.minusMillis(1)))
                .hasMessageContaining("contest-nominations-too-early");
        assertThatCode(() -> announced.requireNominationsAt(FROM)).doesNotThrowAnyException();
        assertThatThrownBy(() -> announced.requireNominationsAt(UNTIL))
                .hasMessageContaining("contest-nominations-over");
    }

    @Test
    void judgingBeginsWithAJuryAndAnEntryBehindTheNominations() {
        Contest announced = announced();

        assertThatThrownBy(() -> announced.judgingStarted(1, UNTIL)).hasMessageContaining("contest-jury-missing");
        Contest withJury = announced.judgedBy(JURY, "抽取", FROM).after();
        assertThatThrownBy(() -> withJury.judgingStarted(1, UNTIL.minusMillis(1)))
                .hasMessageContaining("contest-nominations-open");
        assertThatThrownBy(() -> withJury.judgingStarted(0, UNTIL)).hasMessageContaining("contest-entries-missing");
        assertThat(withJury.judgingStarted(1, UNTIL).after().status()).isEqualTo(ContestStatus.JUDGING);
    }

    @Test
    void theJuryStaysFromTheFirstScoreOn() {
        Contest judging = judging();

        assertThat(judging.judgedBy(List.of(JURY.get(2), JURY.get(1), JURY.get(0)), "更换", UNTIL)
                        .after()
                        .numberOf(JURY.get(2)))
                .isEqualTo(1);
        Contest scored = judging.scored(UNTIL).after();
        assertThatThrownBy(() -> scored.judgedBy(JURY, "更换", UNTIL)).hasMessageContaining("contest-scored");
        assertThat(scored.scored(UNTIL.plusSeconds(1)).event()).isNull();
    }

    @Test
    void whoHasAnnouncedPostedOrJudgedDecidesNoObjection() {
        Contest noticed = noticed();
        Actor juror = new Actor(JURY.get(0), false, Ids.next(), Set.of(Roles.AUTHORITY), Set.of(), "340100");

        assertThatThrownBy(() -> noticed.requireMove(ANNOUNCER, ContestMove.ANSWER))
                .hasMessageContaining("four-eyes-required");
        assertThatThrownBy(() -> noticed.requireMove(juror, ContestMove.ANSWER))
                .hasMessageContaining("four-eyes-required");
        assertThatThrownBy(() -> noticed.requireMove(person("340200"), ContestMove.ANSWER))
                .hasMessageContaining("not-yours");
        assertThatCode(() -> noticed.requireMove(OTHER, ContestMove.ANSWER)).doesNotThrowAnyException();
        assertThatCode(() -> noticed.requireMove(person("340000"), ContestMove.ANSWER))
                .doesNotThrowAnyException();
    }

    @Test
    void itIsConcludedBehindTheNoticeWithNothingOpen() {
        Contest noticed = noticed();
        Instant end = noticed.notice().noticeUntil();
        Contest objected = noticed.objectedTo(end.minusMillis(1)).after();

        assertThatThrownBy(() -> noticed.objectedTo(end)).hasMessageContaining("contest-notice-over");
        assertThatThrownBy(() -> noticed.concluded(end.minusMillis(1))).hasMessageContaining("contest-notice-open");
        assertThatThrownBy(() -> objected.concluded(end)).hasMessageContaining("contest-objections-undecided");
        assertThat(objected.answered(null, "不成立", end)
                        .after()
                        .concluded(end)
                        .after()
                        .status())
                .isEqualTo(ContestStatus.CONCLUDED);
    }

    private static Actor person(String region) {
        return new Actor(Ids.next(), false, Ids.next(), Set.of(Roles.AUTHORITY), Set.of(), region);
    }

    static ContestForm form(int titles, ContestForm.Criterion... criteria) {
        return new ContestForm(ContestKind.CONTEST, "大赛", null, "登云之星", titles, List.of(criteria), FROM, UNTIL, 5);
    }

    private static Contest announced() {
        ContestForm form = form(1, new ContestForm.Criterion("EFFECT", "成效", "Effect", "100", 100));
        return Contest.drafted(Ids.next(), ANNOUNCER, "主管部门", form, FROM)
                .announced(ANNOUNCER, FROM)
                .after();
    }

    private static Contest judging() {
        return announced()
                .judgedBy(JURY, "抽取", FROM)
                .after()
                .judgingStarted(1, UNTIL)
                .after();
    }

    private static Contest noticed() {
        return judging()
                .scored(UNTIL)
                .after()
                .noticed(ANNOUNCER, new ContestSheet(List.of()), UNTIL.plusSeconds(9_000), UNTIL)
                .after();
    }
}
