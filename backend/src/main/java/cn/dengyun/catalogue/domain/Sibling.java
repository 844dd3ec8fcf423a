package cn.dengyun.catalogue.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Another offering of the same provider, kind and name that was changed or taken away lately. Wide and narrow letters
 * are one, and so are great and small ones.
 *
 * @param version its present one
 * @param isOffered whether it still is; not while an authority hides it, for nobody can have it then
 * @param updatedAt when it was taken away or hidden, or changed last
 */
public record Sibling(UUID id, int version, boolean isOffered, Instant updatedAt) {

    /** Whether it still was at a moment since which nobody can have it now. */
    public boolean wasOfferedAt(Instant moment) {
        return isOffered || updatedAt.isAfter(moment);
    }
}
