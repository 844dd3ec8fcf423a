package cn.dengyun.trade.complaint;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that was said or done about a complaint.
 *
 * @param move a move of its lifecycle, {@code FILE} for the first
 * @param byId who did it; null for the clock
 * @param text what was said, or why; null where nothing was
 * @param incidentId to which incident it was handed over; null for other moves. The sides are not told by this
 */
record ComplaintStep(UUID id, UUID complaintId, String move, UUID byId, Instant at, String text, UUID incidentId) {

    static final String FILE = "FILE";
}
