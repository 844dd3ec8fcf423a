package cn.dengyun.events.webhook;

import java.util.ArrayDeque;
import java.util.Queue;

/** Lets few rounds be done at once: each holds a connection to the database, which requests of people need too. */
final class RoundGate {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    RoundGate(int most) {
        free = most;
    }

    /** Begins a round now, or when another has left; whoever begins must leave. */
    void enter(Runnable round) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(round);
                return;
            }
            free--;
        }
        round.run();
    }

    void leave() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }
}
