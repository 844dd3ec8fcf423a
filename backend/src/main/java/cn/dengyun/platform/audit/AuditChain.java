package cn.dengyun.platform.audit;

import cn.dengyun.platform.audit.AuditFinding.Wrong;
import cn.dengyun.platform.job.WorkerThread;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Verifies the chain from its first link on record to its signed end, and names the first thing that is wrong. */
@ApplicationScoped
public class AuditChain {

    private static final int PAGE = 1_000;

    private final AuditChainStore store;
    private final AuditKeys keys;

    AuditChain(AuditChainStore store, AuditKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /** How many links there are to verify. */
    public Uni<Long> length() {
        return store.beginning().chain(beginning -> store.head().map(head -> head.position() - beginning.position()));
    }

    /**
     * Verifies all links that are there at the beginning. Blocks: call it on a worker thread.
     *
     * @param progress is told how many links were verified
     * @param shouldStop is asked between pages; a verification that is stopped has no verdict
     * @return null when stopped
     */
    public AuditVerdict verify(LongConsumer progress, BooleanSupplier shouldStop) {
        AuditHead beginning = WorkerThread.await(store.beginning());
        AuditHead head = WorkerThread.await(store.head());
        Walk walk = new Walk(beginning, head);
        AuditFinding finding = walk.wrongEnd();
        while (finding == null && walk.position < head.position()) {
            if (shouldStop.getAsBoolean()) {
                return null;
            }
            finding = walk.page();
            progress.accept(walk.position - beginning.position());
        }
        if (finding == null) {
            finding = walk.stray();
        }
        return new AuditVerdict(beginning.position(), head.position(), head.digest(), walk.erased, finding);
    }

    /** One walk along the chain: where it stands, and the digest of the link it stands on. */
    private final class Walk {

        private final AuditHead head;
        private final Map<UUID, Long> erasedBy = new HashMap<>();
        private long position;
        private String digest;
        private long erased;

        Walk(AuditHead beginning, AuditHead head) {
            this.head = head;
            this.position = beginning.position();
            this.digest = beginning.digest();
        }

        /** The signed ends must be ours, and the last must be the furthest. */
        AuditFinding wrongEnd() {
            if (!keys.isGenuine(head)) {
                return new AuditFinding(Wrong.CHANGED, head.position());
            }
            if (position > 0 && !isCheckpoint()) {
                return new AuditFinding(Wrong.DELETED, position);
            }
            AuditHead last = WorkerThread.await(store.lastCheckpoint());
            return last != null && last.position() > head.position()
                    ? new AuditFinding(Wrong.TRUNCATED, head.position() + 1)
                    : null;
        }

        /** What was archived must have ended where we once signed. */
        private boolean isCheckpoint() {
            AuditHead checkpoint = WorkerThread.await(store.checkpoints(position - 1, position))
                    .get(position);
            return checkpoint != null && checkpoint.digest().equals(digest) && keys.isGenuine(checkpoint);
        }

        AuditFinding page() {
            List<AuditLink> links = WorkerThread.await(store.links(position, head.position(), PAGE));
            if (links.isEmpty()) {
                return new AuditFinding(Wrong.TRUNCATED, position + 1);
            }
            Map<Long, AuditHead> checkpoints = WorkerThread.await(
                    store.checkpoints(position, links.get(links.size() - 1).position()));
            for (AuditLink link : links) {
                AuditFinding finding = step(link, checkpoints.get(link.position()));
                if (finding != null) {
                    return finding;
                }
            }
            return position == head.position() && !digest.equals(head.digest())
                    ? new AuditFinding(Wrong.CHANGED, position)
                    : null;
        }

        private AuditFinding step(AuditLink link, AuditHead checkpoint) {
            long expected = position + 1;
            boolean isInPlace = link.position() == expected && link.entry() != null;
            if (!isInPlace || !link.previous().equals(digest) || !link.isSoundAt(expected)) {
                return new AuditFault(store, head.position()).judge(link, expected, digest);
            }
            if (!link.isSealed()) {
                return new AuditFinding(Wrong.INSERTED, expected);
            }
            if (checkpoint != null && !(checkpoint.digest().equals(link.digest()) && keys.isGenuine(checkpoint))) {
                return new AuditFinding(Wrong.CHANGED, expected);
            }
            position = expected;
            digest = link.digest();
            return wrongPersonalPart(link);
        }

        private AuditFinding wrongPersonalPart(AuditLink link) {
            if (link.personal() != null) {
                return link.personal().commitment().equals(link.entry().commitment())
                        ? null
                        : new AuditFinding(Wrong.CHANGED, link.position());
            }
            if (link.erasedBy() == null) {
                return new AuditFinding(Wrong.DELETED, link.position());
            }
            erased++;
            long left = erasedBy.computeIfAbsent(link.erasedBy(), this::saidToBeErased) - 1;
            erasedBy.put(link.erasedBy(), left);
            return left < 0 ? new AuditFinding(Wrong.DELETED, link.position()) : null;
        }

        private long saidToBeErased(UUID erasure) {
            return WorkerThread.await(store.erasures(Set.of(erasure))).getOrDefault(erasure, 0L);
        }

        /** What stands outside of the chain: links behind its signed end, entries in no link. */
        AuditFinding stray() {
            Long stray = WorkerThread.await(store.beyondHead());
            Long place = stray == null ? WorkerThread.await(store.unchained()) : stray;
            return place == null ? null : new AuditFinding(Wrong.INSERTED, place);
        }
    }
}
