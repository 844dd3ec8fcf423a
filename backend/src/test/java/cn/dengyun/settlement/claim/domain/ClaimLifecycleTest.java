package cn.dengyun.settlement.claim.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.policy.domain.Payee;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.WorkingDays;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClaimLifecycleTest {

    static final Instant NOW = Instant.parse("2030-07-01T02:00:00Z");
    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    @Test
    void theTableHasEveryMoveAndNoOther() {
        Map<ClaimStatus, Set<ClaimMove>> table = new EnumMap<>(ClaimStatus.class);
        for (ClaimStatus status : ClaimStatus.values()) {
            table.put(status, EnumSet.noneOf(ClaimMove.class));
            Arrays.stream(ClaimMove.values())
                    .filter(move -> move.isAllowedFrom(status))
                    .forEach(table.get(status)::add);
        }

        assertThat(table.get(ClaimStatus.SUBMITTED))
                .containsExactlyInAnyOrder(
                        ClaimMove.CONFIRM,
                        ClaimMove.OBJECT,
                        ClaimMove.RETURN,
                        ClaimMove.REJECT,
                        ClaimMove.WITHDRAW,
                        ClaimMove.LOWER,
                        ClaimMove.CANCEL);
        assertThat(table.get(ClaimStatus.CONFIRMED))
                .containsExactlyInAnyOrder(ClaimMove.CHECK, ClaimMove.WITHDRAW, ClaimMove.LOWER, ClaimMove.CANCEL);
        assertThat(table.get(ClaimStatus.CHECKED))
                .containsExactlyInAnyOrder(
                        ClaimMove.PASS,
                        ClaimMove.SEND_BACK,
                        ClaimMove.APPROVE,
                        ClaimMove.RETURN,
                        ClaimMove.REJECT,
                        ClaimMove.WITHDRAW,
                        ClaimMove.LOWER,
                        ClaimMove.CANCEL);
        assertThat(table.get(ClaimStatus.APPROVED))
                .containsExactlyInAnyOrder(
                        ClaimMove.BATCH,
                        ClaimMove.RETURN,
                        ClaimMove.REJECT,
                        ClaimMove.UPHOLD_OBJECTION,
                        ClaimMove.LOWER,
                        ClaimMove.CANCEL);
        assertThat(table.get(ClaimStatus.RETURNED))
                .containsExactlyInAnyOrder(ClaimMove.RESUBMIT, ClaimMove.WITHDRAW, ClaimMove.LOWER, ClaimMove.CANCEL);
        assertThat(table.get(ClaimStatus.BATCHED))
                .containsExactlyInAnyOrder(
                        ClaimMove.TAKE_OUT,
                        ClaimMove.UPHOLD_OBJECTION,
                        ClaimMove.NOTICE,
                        ClaimMove.LOWER,
                        ClaimMove.CANCEL);
        assertThat(table.get(ClaimStatus.NOTICED))
                .containsExactlyInAnyOrder(
                        ClaimMove.TAKE_OUT,
                        ClaimMove.UPHOLD_OBJECTION,
                        ClaimMove.INSTRUCT,
                        ClaimMove.LOWER,
                        ClaimMove.CANCEL);
        assertThat(table.get(ClaimStatus.INSTRUCTED)).containsExactlyInAnyOrder(ClaimMove.PAY, ClaimMove.FAIL);
        assertThat(table.get(ClaimStatus.BANK_FAILED))
                .containsExactlyInAnyOrder(
                        ClaimMove.RETRY, ClaimMove.RETURN, ClaimMove.REJECT, ClaimMove.LOWER, ClaimMove.CANCEL);
        assertThat(table.get(ClaimStatus.PAID)).containsExactly(ClaimMove.FAIL);
        assertThat(List.of(ClaimStatus.REJECTED, ClaimStatus.WITHDRAWN))
                .allSatisfy(end -> assertThat(table.get(end)).isEmpty());
    }

    @Test
    void whereSomethingFollowsSomebodyOwnsItAndHasATime() {
        assertThat(ClaimStatus.values()).allSatisfy(status -> {
            // What was paid may come back, which nobody waits for.
            boolean leadsOn = status != ClaimStatus.PAID
                    && Arrays.stream(ClaimMove.values()).anyMatch(move -> move.isAllowedFrom(status));
            assertThat(status.owner() != null).isEqualTo(leadsOn);
            assertThat(status.workingDays() > 0).isEqualTo(leadsOn);
            assertThat(status.isEnd()).isEqualTo(!leadsOn);
        });
    }

    @Test
    void whatIsRefundedIsClaimedNoMoreUntilTheBankIsTold() {
        assertThat(ClaimStatus.values()).allSatisfy(status -> {
            assertThat(ClaimMove.LOWER.isAllowedFrom(status)).isEqualTo(status.isLowerable());
            assertThat(ClaimMove.CANCEL.isAllowedFrom(status)).isEqualTo(status.isLowerable());
        });
        SettlementClaim lowered = aClaim().lowered(500, NOW);
        assertThat(lowered.amountFen()).isEqualTo(500);
        assertThat(lowered.status()).isEqualTo(ClaimStatus.SUBMITTED);
        assertThat(lowered.version()).isEqualTo(1);
        SettlementClaim nothing = lowered.lowered(0, NOW);
        assertThat(nothing.status()).isEqualTo(ClaimStatus.WITHDRAWN);
        assertThat(nothing.dueAt()).isNull();
    }

    @Test
    void itIsSubmittedAgainTwiceAtMost() {
        SettlementClaim claim = aClaim();
        for (int round = 1; round <= SettlementClaim.MAX_ROUNDS; round++) {
            claim = claim.moved(ClaimMove.OBJECT, UUID.randomUUID(), "有误", NOW, NOW)
                    .resubmitted(claim.submittedBy(), NOW, NOW);
            assertThat(claim.round()).isEqualTo(round);
        }
        SettlementClaim last = claim.moved(ClaimMove.OBJECT, UUID.randomUUID(), "有误", NOW, NOW);

        assertThatThrownBy(() -> last.resubmitted(last.submittedBy(), NOW, NOW))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("claim-rounds-exhausted"));
    }

    @Test
    void theClockStandsStillWhileASideIsFrozen() {
        SettlementClaim claim = aClaim();
        List<ClaimStep> steps = new ArrayList<>();
        steps.add(step(claim, ClaimStep.SUBMIT, NOW));
        steps.add(step(claim, ClaimStep.PAUSE, NOW.plus(Duration.ofDays(2))));
        steps.add(step(claim, ClaimStep.RESUME, NOW.plus(Duration.ofDays(14))));
        SettlementClaim paused = claim.paused(NOW.plus(Duration.ofDays(2)));

        ClaimClock.Stage now = ClaimClock.stages(
                        claim, steps, WorkingDays.WEEKDAYS, ANHUI, NOW.plus(Duration.ofDays(15)))
                .get(0);
        ClaimClock.Stage then = ClaimClock.stages(
                        paused, steps.subList(0, 2), WorkingDays.WEEKDAYS, ANHUI, NOW.plus(Duration.ofDays(10)))
                .get(0);

        assertThat(now.workingDaysUsed()).isEqualTo(3);
        assertThat(then.workingDaysUsed()).isEqualTo(2);
        assertThat(then.pause()).isEqualTo(ClaimClock.PauseReason.FROZEN);
        assertThat(then.isOverdue()).isFalse();
        assertThat(paused.isOverdueAt(NOW.plus(Duration.ofDays(100)))).isFalse();
    }

    @Test
    void aSeedDrawsTheSameOnesAgainAndAboutAsManyAsItSays() {
        SampleSeed seed = new SampleSeed(NOW.atZone(ANHUI).toLocalDate(), "seed", 5);
        List<UUID> claims = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            claims.add(new UUID(i, 7 * i));
        }

        long drawn = claims.stream().filter(seed::draws).count();

        assertThat(drawn).isBetween(400L, 600L);
        assertThat(claims.stream().filter(seed::draws).count()).isEqualTo(drawn);
        assertThat(claims).noneMatch(new SampleSeed(seed.day(), "seed", 0)::draws);
        assertThat(claims).allMatch(new SampleSeed(seed.day(), "seed", 100)::draws);
    }

    @Test
    void thePictureIsDrawn() {
        LifecyclePicture.isDrawn("settlement-claim.md", """
                # The lifecycle of a settlement claim

                Drawn from `ClaimMove` by a test. `LOWER` leaves the status as it is; `CANCEL` follows when all of the capture was refunded.

                ```mermaid
                stateDiagram-v2
                    [*] --> SUBMITTED: claimed
                %s
                ```
                """.formatted(LifecyclePicture.arrows(
                Arrays.stream(ClaimMove.values())
                        .filter(move -> move != ClaimMove.LOWER)
                        .toArray(ClaimMove[]::new),
                ClaimStatus.values())));
    }

    private static ClaimStep step(SettlementClaim claim, String move, Instant at) {
        return new ClaimStep(
                UUID.randomUUID(), claim.id(), move, claim.status(), null, at, claim.dueAt(), List.of(), null);
    }

    static SettlementClaim aClaim() {
        return new SettlementClaim(
                UUID.randomUUID(),
                0,
                "S-1",
                new ClaimCase(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "V-1",
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "企业",
                        "340123",
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "服务商",
                        UUID.randomUUID(),
                        "D-1",
                        UUID.randomUUID(),
                        1,
                        UUID.randomUUID(),
                        3_000,
                        Payee.PROVIDER,
                        NOW,
                        ClaimSource.CAPTURE,
                        null,
                        null),
                1_000,
                1_000,
                ClaimStatus.SUBMITTED,
                null,
                false,
                0,
                UUID.randomUUID(),
                NOW,
                null,
                null,
                null,
                null,
                NOW,
                NOW.plus(Duration.ofDays(7)),
                null,
                null,
                null,
                null,
                NOW);
    }
}
