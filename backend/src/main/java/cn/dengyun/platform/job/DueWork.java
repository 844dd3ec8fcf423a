package cn.dengyun.platform.job;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/**
 * Work that the clock alone makes due. Slices contribute beans of this type and do the work itself in their
 * {@link Rounds}; this one only says when the next of it will be due, so that time can be moved on from one due moment
 * to the next.
 */
public interface DueWork {

    /** The first moment after the given one at which there will be something to do; empty when none is known. */
    Uni<Optional<Instant>> nextAfter(Instant now);
}
