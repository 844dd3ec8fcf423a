package cn.dengyun.settlement.claim.rest;

import cn.dengyun.settlement.claim.ClaimService.Clock;
import cn.dengyun.settlement.claim.domain.ClaimClock;
import cn.dengyun.settlement.claim.domain.ClaimOwner;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How long a claim has stood where, and because of whom. */
@Schema(name = "SettlementClaimClock", description = "How long a claim has stood where, and because of whom")
record ClaimClockView(
        @Schema(required = true, description = "The claim") UUID claimId,

        @Schema(required = true, description = "Where it stands")
        ClaimStatus status,

        @Schema(required = true, description = "Where it has stood, oldest first, its present place last")
        List<StageView> stages) {

    static ClaimClockView of(Clock clock) {
        return new ClaimClockView(
                clock.claim().id(),
                clock.claim().status(),
                clock.stages().stream()
                        .map(stage -> StageView.of(clock.claim(), stage))
                        .toList());
    }

    /** A time in which a claim stood at one place. */
    @Schema(name = "SettlementClaimStage", description = "A time in which a claim stood at one place")
    record StageView(
            @Schema(required = true, description = "Where it stood")
            ClaimStatus status,

            @Schema(required = true, nullable = true, description = "Whose turn it was; null where nothing follows")
            ClaimOwner owner,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The name of that side; null where it is neither of both",
                    examples = "合肥示范制造有限公司")
            String ownerName,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The region whose authority it is, GB/T 2260; null where it is no authority",
                    examples = "340123")
            String regionCode,

            @Schema(required = true, description = "Since when it stood there")
            Instant since,

            @Schema(required = true, nullable = true, description = "Until when; null where it still stands there")
            Instant until,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "By when what followed had to be done; null where nothing follows")
            Instant dueAt,

            @Schema(required = true, nullable = true, description = "Why nothing moves now; null where something may")
            ClaimClock.PauseReason pauseReason,

            @Schema(
                    required = true,
                    description = "Without those in which it was paused; the day on which it came counts for nothing",
                    examples = "2")
            int workingDaysUsed,

            @Schema(required = true, description = "Whether that was not done in time")
            boolean isOverdue) {

        static StageView of(SettlementClaim claim, ClaimClock.Stage stage) {
            return new StageView(
                    stage.status(),
                    stage.owner(),
                    name(claim, stage.owner()),
                    stage.owner() == ClaimOwner.AUTHORITY ? claim.regionCode() : null,
                    stage.since(),
                    stage.until(),
                    stage.dueAt(),
                    stage.pause(),
                    stage.workingDaysUsed(),
                    stage.isOverdue());
        }

        private static String name(SettlementClaim claim, ClaimOwner owner) {
            if (owner == ClaimOwner.CLAIMANT) {
                return claim.about().claimantName();
            }
            return owner == ClaimOwner.OTHER_SIDE ? claim.about().otherSideName() : null;
        }
    }
}
