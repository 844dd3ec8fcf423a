package cn.dengyun.trade.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of a trial, each cell of it, and what the clock makes of it. */
class TrialLifecycleTest {

    private static final UUID ENTERPRISE = Ids.next();
    private static final UUID PROVIDER = Ids.next();
    private static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");
    private static final Instant DUE = NOW.plus(Duration.ofDays(7));

    private static final Map<TrialStatus, Map<TrialMove, TrialStatus>> TABLE = Map.of(
            TrialStatus.REQUESTED,
            Map.of(
                    TrialMove.GRANT, TrialStatus.GRANTED,
                    TrialMove.DECLINE, TrialStatus.DECLINED,
                    TrialMove.WITHDRAW, TrialStatus.WITHDRAWN,
                    TrialMove.LAPSE, TrialStatus.LAPSED,
                    TrialMove.BAR, TrialStatus.DECLINED),
            TrialStatus.GRANTED,
            Map.of(
                    TrialMove.END, TrialStatus.ENDED,
                    TrialMove.RUN_OUT, TrialStatus.ENDED,
                    TrialMove.STOP, TrialStatus.ENDED));

    static Stream<Arguments> pairs() {
        return Arrays.stream(TrialStatus.values())
                .flatMap(status -> Arrays.stream(TrialMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheTableSays(TrialStatus status, TrialMove move) {
        ServiceTrial trial = in(status);
        TrialStatus target = TABLE.getOrDefault(status, Map.of()).get(move);

        if (target == null) {
            assertThatThrownBy(() -> after(trial, move, NOW)).hasMessage("transition-not-allowed");
        } else {
            assertThat(after(trial, move, NOW).status()).isEqualTo(target);
        }
    }

    @Test
    void nobodyGrantsWhatHasLapsedAndNobodyEndsWhatIsOver() {
        ServiceTrial asked = in(TrialStatus.REQUESTED);
        ServiceTrial runs = in(TrialStatus.GRANTED);

        assertThat(asked.statusAt(DUE.minusNanos(1_000))).isEqualTo(TrialStatus.REQUESTED);
        assertThat(asked.statusAt(DUE)).isEqualTo(TrialStatus.LAPSED);
        assertThatThrownBy(() -> asked.granted(null, DUE)).hasMessage("transition-not-allowed");
        assertThat(asked.moved(TrialMove.LAPSE, null, DUE).status()).isEqualTo(TrialStatus.LAPSED);
        assertThat(runs.statusAt(runs.endsAt().minusNanos(1_000))).isEqualTo(TrialStatus.GRANTED);
        assertThat(runs.statusAt(runs.endsAt())).isEqualTo(TrialStatus.ENDED);
        assertThatThrownBy(() -> runs.moved(TrialMove.END, "不用了", runs.endsAt()))
                .hasMessage("transition-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 30, 730})
    void itRunsAsLongAsWasOfferedAndIsToldOfThreeDaysBefore(int days) {
        ServiceTrial runs = asked(days).granted(null, NOW);

        assertThat(Duration.between(runs.startsAt(), runs.endsAt())).isEqualTo(Duration.ofDays(days));
        assertThat(runs.dueAt()).isEqualTo(runs.endsAt());
        assertThat(runs.remindAt()).isEqualTo(days > 3 ? runs.endsAt().minus(ServiceTrial.REMINDER) : null);
        assertThat(runs.reminded(NOW).remindAt()).isNull();
    }

    @Test
    void eachSideDoesItsOwnAndReadsTheNoteWhileItRuns() {
        Actor enterprise = actor(ENTERPRISE, Roles.ENTERPRISE, null);
        Actor provider = actor(PROVIDER, Roles.PROVIDER, null);
        Actor viewer = actor(ENTERPRISE, Roles.ENTERPRISE, Actor.VIEWER);
        Actor stranger = actor(Ids.next(), Roles.PROVIDER, null);
        Actor auditor = actor(Ids.next(), Roles.AUDITOR, null);
        ServiceTrial asked = in(TrialStatus.REQUESTED);
        ServiceTrial runs = asked.granted(new AccessNote("密码 plum-7"), NOW);

        assertThat(asked.actionsAt(NOW, provider)).containsExactly("GRANT", "DECLINE");
        assertThat(asked.actionsAt(NOW, enterprise)).containsExactly("WITHDRAW");
        assertThat(runs.actionsAt(NOW, enterprise)).containsExactly("END");
        assertThat(runs.actionsAt(NOW, provider)).isEmpty();
        for (Actor other : List.of(viewer, stranger, auditor)) {
            assertThat(asked.actionsAt(NOW, other)).isEmpty();
            assertThat(runs.accessNoteFor(other, NOW)).isNull();
        }
        assertThat(runs.accessNoteFor(enterprise, NOW)).isEqualTo("密码 plum-7");
        assertThat(runs.accessNoteFor(provider, NOW)).isEqualTo("密码 plum-7");
        assertThat(runs.accessNoteFor(enterprise, runs.endsAt())).isNull();
        assertThat(runs.moved(TrialMove.END, "不用了", NOW).accessNote()).isNull();
        assertThat(runs.toString()).doesNotContain("plum-7");
        assertThatThrownBy(() -> asked.requireSide(enterprise, TrialMove.GRANT)).hasMessage("not-yours");
        assertThatThrownBy(() -> asked.requireSide(provider, TrialMove.WITHDRAW))
                .hasMessage("not-yours");
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn(
                "service-trial.md", """
                # The lifecycle of a trial

                Drawn from `TrialMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> REQUESTED: request
                %s
                ```
                """.formatted(LifecyclePicture.arrows(TrialMove.values(), TrialStatus.values())));
    }

    private static ServiceTrial after(ServiceTrial trial, TrialMove move, Instant now) {
        return move == TrialMove.GRANT ? trial.granted(null, now) : trial.moved(move, "理由", now);
    }

    private static ServiceTrial in(TrialStatus status) {
        ServiceTrial asked = asked(30);
        return switch (status) {
            case REQUESTED -> asked;
            case GRANTED -> asked.granted(null, NOW);
            case ENDED -> asked.granted(null, NOW).moved(TrialMove.END, null, NOW);
            case DECLINED -> asked.moved(TrialMove.DECLINE, null, NOW);
            case WITHDRAWN -> asked.moved(TrialMove.WITHDRAW, null, NOW);
            case LAPSED -> asked.moved(TrialMove.LAPSE, null, NOW);
        };
    }

    private static ServiceTrial asked(int days) {
        return new ServiceTrial(
                Ids.next(),
                0,
                ENTERPRISE,
                "合肥示范制造有限公司",
                "340123",
                "91340123MA2TEST01X",
                Ids.next(),
                PROVIDER,
                "皖云示范云平台",
                Ids.next(),
                1,
                "云服务器",
                null,
                days,
                null,
                null,
                null,
                TrialStatus.REQUESTED,
                1,
                Ids.next(),
                NOW,
                DUE,
                null,
                null,
                null,
                null,
                null,
                NOW);
    }

    private static Actor actor(UUID organization, String role, String member) {
        return new Actor(Ids.next(), false, organization, Set.of(role), Set.of(), null, member, null);
    }
}
