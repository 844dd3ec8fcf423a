package cn.dengyun.platform.audit;

/**
 * What a verification found.
 *
 * @param after the position after which it began: 0, or where the archive ends
 * @param head the last position that it looked at
 * @param digest of the signed end, to be compared with what others wrote down
 * @param erased entries whose personal part was erased on request
 * @param finding null when all is well
 */
public record AuditVerdict(long after, long head, String digest, long erased, AuditFinding finding) {}
