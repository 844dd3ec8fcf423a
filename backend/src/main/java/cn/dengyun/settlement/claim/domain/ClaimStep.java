package cn.dengyun.settlement.claim.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Something that was done with a claim.
 *
 * @param move of its lifecycle, {@code SUBMIT} for the first, {@code OVERDUE}, {@code PAUSE} and {@code RESUME} for
 *     what the clock and measures do
 * @param status where it stands afterwards
 * @param byId null where nobody did it
 * @param dueAt by when what follows has to be done; null where nothing does
 * @param reasonCodes of a decision; empty where there are none
 * @param reason null where nobody had to give one
 */
public record ClaimStep(
        UUID id,
        UUID claimId,
        String move,
        ClaimStatus status,
        UUID byId,
        Instant at,
        Instant dueAt,
        List<String> reasonCodes,
        String reason) {

    public static final String SUBMIT = "SUBMIT";
    public static final String OVERDUE = "OVERDUE";
    public static final String PAUSE = "PAUSE";
    public static final String RESUME = "RESUME";
}
