package cn.dengyun.trade.order.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that was done with an order.
 *
 * @param move of its lifecycle, {@code PLACE} for the first, {@code CONTRACT} and {@code CONFIRM_CONTRACT} for its
 *     contract
 * @param byId null where the clock did it
 * @param reason null where nobody had to give one
 */
public record OrderStep(UUID id, UUID orderId, String move, UUID byId, Instant at, String reason) {

    public static final String PLACE = "PLACE";

    /** A side has said which document is its contract. */
    public static final String CONTRACT = "CONTRACT";

    /** The other side has said the same. */
    public static final String CONFIRM_CONTRACT = "CONFIRM_CONTRACT";
}
