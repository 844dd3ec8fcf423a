package cn.dengyun.trade.provisioning;

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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of a provisioning, each cell of it, and what answers, the clock and the order make of one. */
class ProvisioningLifecycleTest {

    static final UUID ENTERPRISE = Ids.next();
    static final UUID PROVIDER = Ids.next();
    static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");

    private static final Map<ProvisioningStatus, Map<ProvisioningMove, ProvisioningStatus>> TABLE = Map.of(
            ProvisioningStatus.PENDING,
            Map.of(
                    ProvisioningMove.ASK, ProvisioningStatus.CALLING,
                    ProvisioningMove.REOPEN, ProvisioningStatus.ROLLING_BACK,
                    ProvisioningMove.CLEAR, ProvisioningStatus.GONE),
            ProvisioningStatus.CALLING,
            Map.of(
                    ProvisioningMove.BEGIN, ProvisioningStatus.IN_PROGRESS,
                    ProvisioningMove.CONFIRM, ProvisioningStatus.PROVISIONED,
                    ProvisioningMove.POSTPONE, ProvisioningStatus.PENDING,
                    ProvisioningMove.REFUSE, ProvisioningStatus.FAILED,
                    ProvisioningMove.DOUBT, ProvisioningStatus.ROLLING_BACK,
                    ProvisioningMove.REMOVE, ProvisioningStatus.DEPROVISIONING,
                    ProvisioningMove.CLEAR, ProvisioningStatus.GONE),
            ProvisioningStatus.IN_PROGRESS,
            Map.of(
                    ProvisioningMove.CONFIRM, ProvisioningStatus.PROVISIONED,
                    ProvisioningMove.DOUBT, ProvisioningStatus.ROLLING_BACK,
                    ProvisioningMove.REMOVE, ProvisioningStatus.DEPROVISIONING),
            ProvisioningStatus.PROVISIONED,
            Map.of(ProvisioningMove.REMOVE, ProvisioningStatus.DEPROVISIONING),
            ProvisioningStatus.ROLLING_BACK,
            Map.of(
                    ProvisioningMove.TRY_AGAIN, ProvisioningStatus.PENDING,
                    ProvisioningMove.FAIL, ProvisioningStatus.FAILED,
                    ProvisioningMove.CLEAR, ProvisioningStatus.GONE,
                    ProvisioningMove.GET_STUCK, ProvisioningStatus.STUCK),
            ProvisioningStatus.FAILED,
            Map.of(
                    ProvisioningMove.REOPEN, ProvisioningStatus.ROLLING_BACK,
                    ProvisioningMove.CLEAR, ProvisioningStatus.GONE,
                    ProvisioningMove.RETRY, ProvisioningStatus.PENDING,
                    ProvisioningMove.ABANDON, ProvisioningStatus.GONE),
            ProvisioningStatus.DEPROVISIONING,
            Map.of(
                    ProvisioningMove.CLEAR, ProvisioningStatus.GONE,
                    ProvisioningMove.GET_STUCK, ProvisioningStatus.STUCK),
            ProvisioningStatus.GONE,
            Map.of(ProvisioningMove.REOPEN, ProvisioningStatus.ROLLING_BACK),
            ProvisioningStatus.STUCK,
            Map.of(
                    ProvisioningMove.RETRY_REMOVAL, ProvisioningStatus.ROLLING_BACK,
                    ProvisioningMove.ABANDON, ProvisioningStatus.GONE));

    static Stream<Arguments> pairs() {
        return Arrays.stream(ProvisioningStatus.values())
                .flatMap(status -> Arrays.stream(ProvisioningMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheTableSays(ProvisioningStatus status, ProvisioningMove move) {
        ProvisioningStatus target = TABLE.get(status).get(move);

        if (target == null) {
            assertThatThrownBy(() -> move.from(status)).hasMessage("transition-not-allowed");
        } else {
            assertThat(move.from(status)).isEqualTo(target);
        }
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("provisioning.md", """
                # The lifecycle of a provisioning

                Drawn from `ProvisioningMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> PENDING: accept the order
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(ProvisioningMove.values(), ProvisioningStatus.values())));
    }

    @Test
    void whatTheEndpointConfirmsIsThereAndTheOrderBegins() {
        Provisioning asked = asked();
        Provisioning there = asked.answered(asked.callId(), ProvisioningCallKind.PROVISION, done("ecs-1"), NOW);

        assertThat(asked.status()).isEqualTo(ProvisioningStatus.CALLING);
        assertThat(asked.tries()).isOne();
        assertThat(there.status()).isEqualTo(ProvisioningStatus.PROVISIONED);
        assertThat(there.serviceReference()).isEqualTo("ecs-1");
        assertThat(there.isToActivate()).isTrue();
        assertThat(there.begun(NOW).isToActivate()).isFalse();
        assertThat(there.begun(NOW).dueAt()).isNull();
        assertThat(there.nextCall()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProvisioningOutcome.class,
            names = {"BROKEN", "REDIRECTED", "SERVER_ERROR", "TIMED_OUT", "DISCONNECTED", "LOST"})
    void whatNobodyKnowsIsRemovedTwiceBeforeItIsAskedForAgainAndThreeTimesInAll(ProvisioningOutcome unknown) {
        Provisioning present = made();
        for (int attempt = 1; attempt <= Provisioning.MAX_DOUBTS; attempt++) {
            Provisioning asked = present.asked(Ids.next(), NOW);
            assertThat(asked.tries()).isEqualTo(attempt);
            Provisioning doubted = answered(asked, ProvisioningAnswer.of(unknown));
            assertThat(doubted.status()).isEqualTo(ProvisioningStatus.ROLLING_BACK);
            Provisioning once = removed(doubted);
            assertThat(once.status()).isEqualTo(ProvisioningStatus.ROLLING_BACK);
            assertThat(once.dueAt()).isEqualTo(NOW.plus(Provisioning.QUIET));
            present = removed(once);
            assertThat(present.status())
                    .isEqualTo(
                            attempt < Provisioning.MAX_DOUBTS ? ProvisioningStatus.PENDING : ProvisioningStatus.FAILED);
        }
        assertThat(present.outcome()).isEqualTo(unknown);
        assertThat(present.dueAt()).isNull();
        assertThat(present.retried(NOW).doubts()).isZero();
    }

    @Test
    void aRemovalThatFailsIsCountedAnew() {
        Provisioning once = removed(answered(asked(), ProvisioningAnswer.of(ProvisioningOutcome.TIMED_OUT)));
        Provisioning again =
                answered(once.asked(Ids.next(), NOW), ProvisioningAnswer.of(ProvisioningOutcome.SERVER_ERROR));

        assertThat(once.confirmations()).isOne();
        assertThat(again.confirmations()).isZero();
        assertThat(once.asked(Ids.next(), NOW)
                        .passed(NOW.plus(Provisioning.LEASE))
                        .confirmations())
                .as("lost, it may yet come")
                .isZero();
        assertThat(again.outcome()).as("what was wrong first").isEqualTo(ProvisioningOutcome.TIMED_OUT);
    }

    @Test
    void aRefusalIsFinalAndLeavesNothing() {
        Provisioning refused = answered(
                asked(),
                new ProvisioningAnswer(ProvisioningOutcome.REFUSED, 422, null, null, "quota exceeded", null, 5));

        assertThat(refused.status()).isEqualTo(ProvisioningStatus.FAILED);
        assertThat(refused.message()).isEqualTo("quota exceeded");
        assertThat(refused.ended(NOW, NOW).status()).isEqualTo(ProvisioningStatus.GONE);
        assertThat(refused.begun(NOW).status()).as("served by hand").isEqualTo(ProvisioningStatus.GONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = ProvisioningOutcome.class,
            names = {"NOT_SENT", "DEFERRED"})
    void whatWasNotDoneForCertainIsAskedForAgainForADay(ProvisioningOutcome outcome) {
        Provisioning postponed = answered(asked(), ProvisioningAnswer.of(outcome));
        Instant later = NOW.plus(Provisioning.PATIENCE);
        Provisioning last = postponed.asked(Ids.next(), later);

        assertThat(postponed.status()).isEqualTo(ProvisioningStatus.PENDING);
        assertThat(postponed.doubts()).isZero();
        assertThat(last.answered(last.callId(), ProvisioningCallKind.PROVISION, ProvisioningAnswer.of(outcome), later)
                        .status())
                .isEqualTo(ProvisioningStatus.FAILED);
    }

    @Test
    void theEndpointIsAskedLessAndLessHowFarItIsAndForADayAtMost() {
        Provisioning polled = answered(asked(), ProvisioningAnswer.of(ProvisioningOutcome.ACCEPTED));
        Duration before = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            polled = answered(polled.asked(Ids.next(), NOW), ProvisioningAnswer.of(ProvisioningOutcome.ACCEPTED));
            Duration pause = Duration.between(NOW, polled.dueAt());
            assertThat(pause).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(Duration.ofMinutes(15));
            before = pause;
        }
        assertThat(before).isEqualTo(Duration.ofMinutes(15));
        assertThat(polled.passed(NOW.plus(Provisioning.PATIENCE)).status()).isEqualTo(ProvisioningStatus.ROLLING_BACK);
        assertThat(polled.passed(NOW.plus(Provisioning.PATIENCE)).again()).isFalse();
    }

    @Test
    void anotherServiceThanTheOneThatWasBegunIsAConflict() {
        Provisioning begun = answered(
                asked(), new ProvisioningAnswer(ProvisioningOutcome.ACCEPTED, 202, "op-1", "ecs-1", null, null, 5));
        Provisioning other = answered(begun.asked(Ids.next(), NOW), done("ecs-2"));

        assertThat(other.status()).isEqualTo(ProvisioningStatus.ROLLING_BACK);
        assertThat(other.outcome()).isEqualTo(ProvisioningOutcome.CONFLICT);
        Provisioning failed = removed(removed(other));
        assertThat(failed.status()).isEqualTo(ProvisioningStatus.FAILED);
        assertThat(failed.outcome()).isEqualTo(ProvisioningOutcome.CONFLICT);
    }

    @Test
    void aCallThatIsLostIsTakenForDone() {
        Provisioning asked = asked();
        Instant later = NOW.plus(Provisioning.LEASE);
        Provisioning lost = asked.passed(later);

        assertThat(asked.passed(later.minusMillis(1))).isSameAs(asked);
        assertThat(lost.status()).isEqualTo(ProvisioningStatus.ROLLING_BACK);
        assertThat(lost.outcome()).isEqualTo(ProvisioningOutcome.LOST);
    }

    @Test
    void whoWasTooSlowIsHeardWhereSomethingMayBeThereAfterAll() {
        Provisioning asked = asked();
        Provisioning failed = removed(removed(answered(
                asked.passed(NOW.plus(Provisioning.LEASE)).asked(Ids.next(), NOW),
                ProvisioningAnswer.of(ProvisioningOutcome.SERVER_ERROR))));
        Provisioning pending = failed.status() == ProvisioningStatus.PENDING ? failed : failed.retried(NOW);
        UUID old = asked.callId();

        assertThat(late(pending, old, ProvisioningOutcome.DONE).status()).isEqualTo(ProvisioningStatus.ROLLING_BACK);
        assertThat(late(pending, old, ProvisioningOutcome.REFUSED)).isSameAs(pending);
        Provisioning gone = pending.ended(NOW, NOW);
        assertThat(late(gone, old, ProvisioningOutcome.TIMED_OUT).status()).isEqualTo(ProvisioningStatus.ROLLING_BACK);
        assertThat(late(gone, old, ProvisioningOutcome.TIMED_OUT).endedAt()).isNull();
    }

    @Test
    void whatHasEndedIsRemovedAndWhatIsCompletedOnItsLastDay() {
        Provisioning there = answered(asked(), done("ecs-1")).begun(NOW);
        Instant lastDay = NOW.plus(Duration.ofDays(30));
        Provisioning completed = there.ended(lastDay, NOW);

        assertThat(made().ended(NOW, NOW).status()).isEqualTo(ProvisioningStatus.GONE);
        assertThat(there.ended(NOW, NOW).status()).isEqualTo(ProvisioningStatus.DEPROVISIONING);
        assertThat(removed(removed(there.ended(NOW, NOW))).status()).isEqualTo(ProvisioningStatus.GONE);
        assertThat(completed.status()).isEqualTo(ProvisioningStatus.PROVISIONED);
        assertThat(completed.passed(lastDay.minusMillis(1)).status()).isEqualTo(ProvisioningStatus.PROVISIONED);
        Provisioning leaving = completed.passed(lastDay);
        assertThat(leaving.status()).isEqualTo(ProvisioningStatus.DEPROVISIONING);
        assertThat(leaving.wanted()).as("on its last day").isFalse();
        assertThat(removed(removed(leaving)).status()).isEqualTo(ProvisioningStatus.GONE);
    }

    @Test
    void whatIsCompletedIsAskedForUntilItsLastDayAndNeverBehindIt() {
        Instant lastDay = NOW.plus(Duration.ofDays(30));
        Provisioning waits = made().begun(NOW).ended(lastDay, NOW);
        Provisioning working = answered(asked(), ProvisioningAnswer.of(ProvisioningOutcome.ACCEPTED))
                .ended(lastDay, NOW);
        Provisioning called = asked().ended(lastDay, NOW);

        assertThat(waits.nextCall()).isEqualTo(ProvisioningCallKind.PROVISION);
        assertThat(waits.passed(lastDay).status()).isEqualTo(ProvisioningStatus.GONE);
        assertThat(working.passed(lastDay).status()).isEqualTo(ProvisioningStatus.DEPROVISIONING);
        assertThat(removed(removed(called.passed(lastDay))).status()).isEqualTo(ProvisioningStatus.GONE);
        Provisioning stuck = answered(called, ProvisioningAnswer.of(ProvisioningOutcome.TIMED_OUT))
                .passed(NOW.plus(Provisioning.REMOVAL));
        assertThat(stuck.status()).isEqualTo(ProvisioningStatus.STUCK);
        assertThat(removed(removed(stuck.retried(lastDay).passed(lastDay))).status())
                .isEqualTo(ProvisioningStatus.GONE);
    }

    @Test
    void whatFailsAndIsServedByHandIsNobodysToMend() {
        Instant lastDay = NOW.plus(Duration.ofDays(30));
        Provisioning refused = answered(asked(), ProvisioningAnswer.of(ProvisioningOutcome.REFUSED));
        Provisioning byHand = answered(asked().begun(NOW), ProvisioningAnswer.of(ProvisioningOutcome.REFUSED));
        Provisioning doubted = answered(asked().begun(NOW), ProvisioningAnswer.of(ProvisioningOutcome.CONFLICT));

        assertThat(refused.status()).isEqualTo(ProvisioningStatus.FAILED);
        assertThat(refused.ended(lastDay, NOW).status()).isEqualTo(ProvisioningStatus.GONE);
        assertThat(byHand.status()).isEqualTo(ProvisioningStatus.GONE);
        assertThat(byHand.wanted()).isFalse();
        assertThat(removed(removed(doubted)).status()).isEqualTo(ProvisioningStatus.GONE);
    }

    @Test
    void aLateAnswerLetsARemovalBeConfirmedTwiceFromThenOn() {
        Provisioning once = removed(answered(asked(), done("ecs-1")).ended(NOW, NOW));
        Provisioning again = once.asked(Ids.next(), NOW);

        assertThat(again.confirmations()).isOne();
        Provisioning late = late(again, Ids.next(), ProvisioningOutcome.DONE);
        assertThat(late.status()).isEqualTo(ProvisioningStatus.DEPROVISIONING);
        assertThat(late.confirmations()).isZero();
        assertThat(late.callId()).as("what is under way was sent before").isNull();
        assertThat(late.dueAt()).isEqualTo(NOW.plus(Provisioning.QUIET));
        assertThat(late(again, Ids.next(), ProvisioningOutcome.REFUSED)).isSameAs(again);
    }

    @Test
    void bothSidesMayAgreeOnSomethingElseUntilItIsThere() {
        Provisioning called = asked();
        Provisioning working = answered(asked(), ProvisioningAnswer.of(ProvisioningOutcome.ACCEPTED));

        assertThat(called.isOpen()).isTrue();
        assertThat(working.isOpen()).isTrue();
        Provisioning amended = called.amended("{\"quantity\": \"6\"}", NOW);
        assertThat(amended.callId()).isEqualTo(called.callId());
        assertThat(removed(removed(answered(amended, ProvisioningAnswer.of(ProvisioningOutcome.TIMED_OUT))))
                        .request())
                .isEqualTo("{\"quantity\": \"6\"}");
        assertThat(answered(asked(), done("ecs-1")).isOpen()).isFalse();
        assertThat(made().ended(NOW, NOW).isOpen()).isFalse();
    }

    @Test
    void patienceDoesNotRunWhileItIsNotAskedFor() {
        Instant thawed = NOW.plus(Provisioning.PATIENCE).plusSeconds(60);
        Provisioning asked = made().waiting(thawed).asked(Ids.next(), thawed);

        assertThat(asked.answered(
                                asked.callId(),
                                ProvisioningCallKind.PROVISION,
                                ProvisioningAnswer.of(ProvisioningOutcome.DEFERRED),
                                thawed)
                        .status())
                .isEqualTo(ProvisioningStatus.PENDING);
    }

    @Test
    void whatEndsDuringACallIsRemovedBehindIt() {
        Provisioning unwanted = asked().ended(NOW, NOW);

        assertThat(unwanted.status()).isEqualTo(ProvisioningStatus.CALLING);
        assertThat(answered(unwanted, done("ecs-1")).status()).isEqualTo(ProvisioningStatus.DEPROVISIONING);
        assertThat(answered(unwanted, ProvisioningAnswer.of(ProvisioningOutcome.REFUSED))
                        .status())
                .isEqualTo(ProvisioningStatus.GONE);
        assertThat(removed(removed(answered(unwanted, ProvisioningAnswer.of(ProvisioningOutcome.TIMED_OUT))))
                        .status())
                .isEqualTo(ProvisioningStatus.GONE);
    }

    @Test
    void whatIsNotConfirmedForThreeDaysIsTheProvidersToMend() {
        Provisioning leaving = answered(asked(), done("ecs-1")).ended(NOW, NOW);
        Provisioning stuck = leaving.passed(NOW.plus(Provisioning.REMOVAL));
        Actor provider = actor(PROVIDER, Roles.PROVIDER);

        assertThat(stuck.status()).isEqualTo(ProvisioningStatus.STUCK);
        assertThat(stuck.actions(provider)).containsExactly("RETRY_REMOVAL", "ABANDON");
        assertThat(stuck.actions(actor(ENTERPRISE, Roles.ENTERPRISE))).isEmpty();
        assertThat(removed(removed(stuck.retried(NOW))).status()).isEqualTo(ProvisioningStatus.GONE);
        assertThat(stuck.abandoned("已人工移除", NOW).status()).isEqualTo(ProvisioningStatus.GONE);
        assertThatThrownBy(() -> leaving.retried(NOW)).hasMessage("transition-not-allowed");
        assertThatThrownBy(() -> leaving.abandoned("已人工移除", NOW)).hasMessage("transition-not-allowed");
        assertThatThrownBy(() -> stuck.requireProvider(actor(ENTERPRISE, Roles.ENTERPRISE)))
                .hasMessage("not-yours");
    }

    @Test
    void anEndpointThatDoesNotWorkIsCalledLessAndLess() {
        ProvisioningPace pace = new ProvisioningPace(Ids.next(), 0, null, NOW, 0);

        assertThat(pace.room(0, NOW)).isEqualTo(ProvisioningPace.AT_ONCE);
        assertThat(pace.room(3, NOW)).isOne();
        assertThat(pace.called(ProvisioningPace.A_MINUTE, NOW).room(0, NOW)).isZero();
        assertThat(pace.called(ProvisioningPace.A_MINUTE, NOW).room(0, NOW.plusSeconds(60)))
                .isEqualTo(ProvisioningPace.AT_ONCE);
        for (int i = 1; i < ProvisioningPace.CAUTION; i++) {
            pace = pace.answered(false, NOW);
            assertThat(pace.openUntil()).isNull();
        }
        pace = pace.answered(false, NOW);
        assertThat(pace.room(0, NOW)).isZero();
        assertThat(pace.room(0, pace.openUntil())).isOne();
        assertThat(pace.room(1, pace.openUntil())).isZero();
        Instant first = pace.openUntil();
        assertThat(pace.answered(false, NOW).openUntil()).isAfter(first);
        assertThat(pace.answered(true, NOW).room(0, NOW)).isEqualTo(ProvisioningPace.AT_ONCE);
    }

    @Test
    void anEndpointIsEnabledWhenItWasCheckedWhereItIs() {
        ProvisioningEndpoint endpoint = new ProvisioningEndpoint(
                Ids.next(),
                0,
                PROVIDER,
                "皖云示范云平台",
                "340100",
                "https://provisioning.example.cn",
                List.of(),
                ProvisioningEndpointStatus.DISABLED,
                null,
                null,
                null,
                Ids.next(),
                NOW,
                NOW);
        UUID offering = Ids.next();
        ProvisioningEndpoint checked = endpoint.checked(ProvisioningAnswer.of(ProvisioningOutcome.DONE, 200, 5), NOW);
        ProvisioningEndpoint enabled = checked.moved(ProvisioningEndpointMove.ENABLE, NOW);

        assertThatThrownBy(() -> endpoint.moved(ProvisioningEndpointMove.ENABLE, NOW))
                .hasMessage("provisioning-endpoint-unchecked");
        assertThatThrownBy(() -> enabled.moved(ProvisioningEndpointMove.ENABLE, NOW))
                .hasMessage("transition-not-allowed");
        assertThat(checked.takes(offering)).isFalse();
        assertThat(enabled.takes(offering)).isTrue();
        assertThat(enabled.edited(new ProvisioningEndpointForm(enabled.url(), List.of(Ids.next())), NOW)
                        .takes(offering))
                .isFalse();
        assertThat(checked.edited(new ProvisioningEndpointForm("https://other.example.cn/", null), NOW)
                        .isChecked())
                .isFalse();
    }

    private static Provisioning late(Provisioning present, UUID call, ProvisioningOutcome outcome) {
        return present.answered(call, ProvisioningCallKind.PROVISION, ProvisioningAnswer.of(outcome), NOW);
    }

    private static Provisioning asked() {
        return made().asked(Ids.next(), NOW);
    }

    private static Provisioning answered(Provisioning asked, ProvisioningAnswer answer) {
        return asked.answered(asked.callId(), asked.nextCall(), answer, NOW);
    }

    private static Provisioning removed(Provisioning found) {
        return answered(found.asked(Ids.next(), NOW), ProvisioningAnswer.of(ProvisioningOutcome.DONE));
    }

    private static ProvisioningAnswer done(String reference) {
        return new ProvisioningAnswer(ProvisioningOutcome.DONE, 201, null, reference, null, null, 5);
    }

    static Provisioning made() {
        return new Provisioning(
                Ids.next(),
                0,
                Ids.next(),
                "D4K7-M2P9-QXT8-V",
                ENTERPRISE,
                "合肥示范制造有限公司",
                "340123",
                Ids.next(),
                PROVIDER,
                "皖云示范云平台",
                Ids.next(),
                1,
                "云服务器",
                Ids.next(),
                "{}",
                ProvisioningStatus.PENDING,
                true,
                false,
                0,
                0,
                0,
                0,
                null,
                null,
                NOW,
                NOW,
                NOW,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                NOW,
                null,
                null,
                NOW);
    }

    private static Actor actor(UUID organization, String role) {
        return new Actor(Ids.next(), false, organization, Set.of(role), Set.of(), null, Actor.HANDLER, null);
    }
}
