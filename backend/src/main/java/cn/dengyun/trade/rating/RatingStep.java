package cn.dengyun.trade.rating;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that was said or done about a rating.
 *
 * @param move a move of its lifecycle, {@code RATE} for the first
 * @param stars as they were given then; null where none were
 * @param text what was said, or why; null where nothing was
 * @param isNamed as it was agreed to then; null where it was not asked
 */
record RatingStep(
        UUID id, UUID ratingId, String move, UUID byId, Instant at, Integer stars, String text, Boolean isNamed) {

    static final String RATE = "RATE";

    /** Whether it holds what the enterprise wrote. */
    boolean isOfEnterprise() {
        return stars != null;
    }
}
