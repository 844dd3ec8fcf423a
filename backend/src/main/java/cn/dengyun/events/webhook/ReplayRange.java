package cn.dengyun.events.webhook;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A range of events to be told again: by positions or by times. */
@Schema(
        name = "WebhookReplayRequest",
        description =
                "Which events are to be delivered again: those between two positions, or those between two moments")
record ReplayRange(
        @Min(1) @Schema(nullable = true, description = "First position; beside it no times.", examples = "1")
        Long fromPosition,

        @Min(1) @Schema(nullable = true, description = "Last position; the present end when absent.", examples = "4711")
        Long toPosition,

        @Schema(nullable = true, description = "Events from this moment; beside it no positions.")
        Instant from,

        @Schema(nullable = true, description = "Events before this moment; now when absent.")
        Instant to) {

    /** Rejects with {@code invalid-request} and {@code webhook-replay-range} unless it is one range of one sort. */
    void requireRange() {
        boolean isByPosition = fromPosition != null && from == null && to == null;
        boolean isByTime = from != null && fromPosition == null && toPosition == null;
        boolean isForward = isByPosition && (toPosition == null || fromPosition <= toPosition)
                || isByTime && (to == null || from.isBefore(to));
        if (!isForward) {
            throw Rejection.invalid(List.of(Defect.at("", "webhook-replay-range")));
        }
    }

    boolean rangesOverTime() {
        return from != null;
    }
}
