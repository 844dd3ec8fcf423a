package cn.dengyun.platform.citation;

import java.time.Instant;
import java.util.UUID;

/**
 * A clause that was found, in the edition that is live at the moment of its citation.
 *
 * @param heading of the clause in that edition; plain text
 * @param address where everybody reads the edition, with the clause as its fragment
 * @param droppedAt from when on an edition that is approved for later has it no more; null where none says so
 */
public record CitedClause(
        UUID policyId,
        String anchor,
        Instant moment,
        String policyTitle,
        UUID editionId,
        String heading,
        String address,
        Instant droppedAt) {

    public Citation citation() {
        return new Citation(policyId, anchor, moment);
    }
}
