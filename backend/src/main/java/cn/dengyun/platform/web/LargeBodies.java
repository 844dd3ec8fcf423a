package cn.dengyun.platform.web;

import cn.dengyun.shared.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * Bodies that the framework does not keep in memory: beyond {@code quarkus.rest.input-buffer-size} it reads on, and
 * waits for what is still to come, on one of the threads of everybody. So many may do that at once, so many of them
 * strangers and so many of one caller, that who sends slowly stops nobody else.
 */
@ApplicationScoped
class LargeBodies {

    static final int MAX = 24;
    static final int MAX_OF_STRANGERS = 6;
    static final int MAX_OF_CALLER = 8;

    private final Map<String, Integer> byCaller = new HashMap<>();
    private int all;
    private int ofStrangers;

    /** A body that is being read, until it is closed. */
    interface Reading extends AutoCloseable {

        @Override
        void close();
    }

    /** Begins to read one. Rejects with {@code overloaded} (503) when too many are being read. */
    synchronized Reading begin(String caller, boolean isStranger) {
        int own = byCaller.getOrDefault(caller, 0);
        if (all >= MAX || own >= MAX_OF_CALLER || isStranger && ofStrangers >= MAX_OF_STRANGERS) {
            throw Rejection.of(Rejection.Kind.UNAVAILABLE, "overloaded");
        }
        all++;
        ofStrangers += isStranger ? 1 : 0;
        byCaller.put(caller, own + 1);
        return () -> end(caller, isStranger);
    }

    private synchronized void end(String caller, boolean isStranger) {
        all--;
        ofStrangers -= isStranger ? 1 : 0;
        byCaller.computeIfPresent(caller, (key, own) -> own == 1 ? null : own - 1);
    }
}
