package cn.dengyun.trade.trial;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that was done with a trial.
 *
 * @param move a move of its lifecycle, {@code REQUEST} for the first, {@code REMIND} for the reminder of its end
 * @param byId who did it; null for the clock, or where it follows from a measure
 * @param reason null where none had to be given
 */
record TrialStep(UUID id, UUID trialId, String move, UUID byId, Instant at, String reason) {

    static final String REQUEST = "REQUEST";
    static final String REMIND = "REMIND";
}
