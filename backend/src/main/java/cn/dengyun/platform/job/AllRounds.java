package cn.dengyun.platform.job;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The rounds of all workers of this node in one hand: paused, and done when somebody says so. */
public final class AllRounds {

    /**
     * The longest way through the workers: an event is given its number, people are told of it, and the mail to them is
     * sent. In which order they do a round is not known.
     */
    private static final int STAGES = 3;

    /** Most wait for the database, and none for another; some connections are left to whoever asks meanwhile. */
    private static final int AT_ONCE = 6;

    private AllRounds() {}

    /** Whether rounds begin by {@link #settle} only. One under way is neither stopped nor waited for. */
    public static void pause(boolean isSo) {
        Rounds.started().forEach(rounds -> rounds.pause(isSo));
    }

    /** Does what is due now, and what follows from it at once; a round that fails ends it with its failure. */
    public static Uni<Void> settle() {
        return Multi.createFrom()
                .range(0, STAGES)
                .onItem()
                .transformToMulti(stage -> Multi.createFrom()
                        .iterable(Rounds.started())
                        .onItem()
                        .transformToUni(Rounds::step)
                        .merge(AT_ONCE))
                .concatenate()
                .collect()
                .last()
                .replaceWithVoid();
    }
}
