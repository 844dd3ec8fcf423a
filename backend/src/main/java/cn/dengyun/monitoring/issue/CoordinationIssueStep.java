package cn.dengyun.monitoring.issue;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that was said or done about an issue to be coordinated.
 *
 * @param move a move of its lifecycle, {@code RAISE} for the first
 * @param regionCode of whose authority did it; null for the clock
 * @param byId who did it; null for the clock
 * @param text what was said, or why; null where nothing was
 */
record CoordinationIssueStep(
        UUID id, UUID issueId, String move, String regionCode, UUID byId, Instant at, String text) {

    static final String RAISE = "RAISE";
}
