package cn.dengyun.application.domain;

import java.time.Instant;
import java.util.List;

/**
 * What the last reviewer decided, in words for the applicant.
 *
 * @param reasonCode of {@code application-refusals}; null unless it was refused
 * @param clause that a refusal rests on; null unless it was refused
 * @param remedy what the applicant can do about a refusal; null unless it was refused
 * @param defects all that has to be mended; empty unless it was returned
 */
public record ReviewOutcome(
        ReviewDecision decision,
        ReviewStage stage,
        String reason,
        String reasonCode,
        String clause,
        String remedy,
        List<ReviewDefect> defects,
        Instant decidedAt) {

    public ReviewOutcome {
        defects = defects == null ? List.of() : List.copyOf(defects);
    }

    /**
     * One thing to be mended.
     *
     * @param pointer where it is in the application
     * @param code of {@code application-defects}
     * @param detail may be null
     */
    public record ReviewDefect(String pointer, String code, String detail) {}
}
