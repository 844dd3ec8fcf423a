package cn.dengyun.platform.audit;

import cn.dengyun.shared.Hashes;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A link of the chain with what it holds.
 *
 * @param isSealed whether the platform itself wrote the entry, as found when it was chained
 * @param previous digest of the link before
 * @param entry null when it has vanished
 * @param personal null when it has vanished or was erased
 * @param erasedBy the entry of the erasure of the personal part; null without one
 */
record AuditLink(
        long position,
        UUID entryId,
        boolean isSealed,
        String previous,
        String digest,
        AuditEntry entry,
        AuditPersonal personal,
        UUID erasedBy) {

    /** The link of an entry behind a head. */
    static AuditLink of(AuditEntry entry, boolean isSealed, long position, String previous) {
        String digest = digest(entry, isSealed, position, previous);
        return new AuditLink(position, entry.id(), isSealed, previous, digest, entry, null, null);
    }

    /** Whether its digest is that of its own content, were it at the given position. */
    boolean isSoundAt(long place) {
        return digest(entry, isSealed, place, previous).equals(digest);
    }

    /** Whether its digest is that of another link's entry. */
    boolean holds(AuditLink other) {
        return digest(other.entry(), isSealed, position, previous).equals(digest);
    }

    private static String digest(AuditEntry entry, boolean isSealed, long position, String previous) {
        return HexFormat.of().formatHex(Hashes.sha256(entry.chainedBytes(position, previous, isSealed)));
    }
}
