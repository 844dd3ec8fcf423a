package cn.dengyun.platform.job;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The same with many things, one after the other: background work takes one connection at a time. */
public final class InTurn {

    private InTurn() {}

    /** With each of them. The first that fails ends it, with its failure. */
    public static <T> Uni<Void> each(Collection<T> all, Function<T, Uni<Void>> act) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(one -> act.apply(one))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /**
     * One of them, where its failure keeps no other from its turn: it is reported, and left to the next round.
     *
     * @param what is tried again; a format with a place for the id
     */
    public static Uni<Void> orNextTime(Uni<?> act, Logger log, String what, UUID id) {
        return act.replaceWithVoid()
                .onFailure()
                .invoke(failed -> log.errorf(failed, what, id))
                .onFailure()
                .recoverWithNull();
    }

    /**
     * With all that are found page by page, one page in memory.
     *
     * @param after the id behind which to begin; as {@code page} takes it
     * @param rows of a page: one that has fewer is the last
     * @param page those behind an id, in the order of their ids
     */
    public static <T> Uni<Void> pages(
            UUID after, int rows, Function<UUID, Uni<List<T>>> page, Function<T, UUID> id, Function<T, Uni<Void>> act) {
        return page.apply(after)
                .chain(found -> each(found, act)
                        .chain(() -> found.size() < rows
                                ? Uni.createFrom().voidItem()
                                : pages(id.apply(found.get(found.size() - 1)), rows, page, id, act)));
    }
}
