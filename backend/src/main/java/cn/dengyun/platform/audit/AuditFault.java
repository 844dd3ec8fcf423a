package cn.dengyun.platform.audit;

import cn.dengyun.platform.audit.AuditFinding.Wrong;
import cn.dengyun.platform.job.WorkerThread;
import java.util.List;

/** Finds out what was done where the chain breaks. Each digest tells at which position its link was written. */
final class AuditFault {

    /** How far from its place a link is looked for. */
    private static final long REACH = 1_000_000;

    private static final int NEIGHBOURS = 2_000;

    private final AuditChainStore store;
    private final long end;

    AuditFault(AuditChainStore store, long end) {
        this.store = store;
        this.end = end;
    }

    /**
     * What is wrong with a link.
     *
     * @param expected the position that comes next
     * @param digest of the link before it
     */
    AuditFinding judge(AuditLink link, long expected, String digest) {
        boolean isElsewhere = WorkerThread.await(store.hasFollower(digest, link.position()));
        if (link.position() > expected || link.entry() == null) {
            boolean hasMoved = link.entry() != null && isElsewhere;
            return new AuditFinding(hasMoved ? Wrong.REORDERED : Wrong.DELETED, expected);
        }
        long written = writtenAt(link);
        if (written == 0) {
            return new AuditFinding(foreign(link, isElsewhere), expected);
        }
        if (written == expected) {
            // Sound in itself: then the link before it was replaced by one that is sound in itself, too.
            return new AuditFinding(Wrong.CHANGED, Math.max(1, expected - 1));
        }
        if (isElsewhere) {
            return new AuditFinding(Wrong.REORDERED, expected);
        }
        return written < expected
                ? new AuditFinding(Wrong.INSERTED, written)
                : new AuditFinding(Wrong.DELETED, expected);
    }

    /** The position for which the digest is right; 0 when it is for none nearby. */
    private long writtenAt(AuditLink link) {
        for (long distance = 0; distance <= REACH; distance++) {
            if (link.isSoundAt(link.position() + distance)) {
                return link.position() + distance;
            }
            if (distance < link.position() && link.isSoundAt(link.position() - distance)) {
                return link.position() - distance;
            }
        }
        return 0;
    }

    /** What is wrong where an entry does not fit its digest at all. */
    private Wrong foreign(AuditLink link, boolean isElsewhere) {
        if (isElsewhere) {
            return Wrong.INSERTED;
        }
        List<AuditLink> neighbours = WorkerThread.await(
                store.links(Math.max(0, link.position() - NEIGHBOURS / 2), Math.max(end, link.position()), NEIGHBOURS));
        boolean isAnothers =
                neighbours.stream().anyMatch(other -> other.position() != link.position() && other.holds(link));
        return isAnothers ? Wrong.REORDERED : Wrong.CHANGED;
    }
}
