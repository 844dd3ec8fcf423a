package cn.dengyun.audit;

import cn.dengyun.platform.audit.AuditFinding;
import java.time.Instant;
import java.util.UUID;

/**
 * A verification of the chain.
 *
 * @param result null until it has ended
 */
record ChainVerification(UUID id, Instant createdAt, Result result) {

    /**
     * What it found.
     *
     * @param after the position after which it began
     * @param head the last position that it looked at
     * @param finding null when all is well
     */
    record Result(long after, long head, String digest, long erased, AuditFinding finding) {}
}
