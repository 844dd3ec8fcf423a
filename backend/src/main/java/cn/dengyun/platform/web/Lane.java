package cn.dengyun.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The requests of one kind that a node works on at once, and those that wait for their place: as many as get theirs
 * within two seconds at the pace of the last moments. Who would wait longer is refused when it comes; he comes again,
 * and is refused again, so the line is long rather than short. Callers take turns in it ({@link Line}), and who has
 * nothing in it yet finds room where another has filled it.
 *
 * <p>The pace is that of those who take their turn. Follow-ups overtake them, so a node that is busy with follow-ups
 * alone moves nobody else on: counted as pace, they let in newcomers that stood in the line until they were lost, and
 * heard after six seconds what they could have heard at once.
 */
final class Lane {

    /** How long nobody should wait, in nanoseconds. */
    static final long PATIENCE = 2_000_000_000L;

    /** After which nobody counts on an answer any more: the pace has fallen off since it came. */
    static final long LOST = 3 * PATIENCE;

    /**
     * Wait in any case: before the first is through there is no pace, and a slow one is not made slower by refusing.
     */
    static final int MIN_WAITING = 128;

    /**
     * Wait at the most, and half as many again of callers who have less in the line than others; each is a connection
     * with a request of a few kilobytes.
     */
    static final int MAX_WAITING = 4_096;

    /** May be at work beyond the places, of those who found a free one when they began to come. */
    static final int OVERFLOW = 64;

    private static final long WINDOW = 100_000_000;

    private final int places;
    private final boolean hasLine;
    private final LongSupplier nanos;
    private final Line<Waiting> followUps = new Line<>();
    private final Line<Waiting> others = new Line<>();
    private int taken;
    /** Of those who are no follow-ups, in the window that runs. */
    private int through;

    private long windowBegan;
    /** Of those, through in a nanosecond, by the windows so far, the last one for half of it. */
    private double pace;

    /** @param hasLine whether anybody may wait; not those whose bodies come meanwhile */
    Lane(int places, boolean hasLine, LongSupplier nanos) {
        this.places = places;
        this.hasLine = hasLine;
        this.nanos = nanos;
        this.windowBegan = nanos.getAsLong();
    }

    /** A request that waits. It is admitted or refused once at most, and after {@link #enter} has returned. */
    interface Guest {

        /** Whose it is. */
        String caller();

        /** Whether nobody waits for the answer any more. */
        boolean isGone();

        /** It has its place and gives it back by {@link Lane#leave}. */
        void admit();

        /** It has none. */
        void refuse();
    }

    private record Waiting(Guest guest, long since) {}

    /** What came of it. */
    enum Entry {
        ADMITTED,
        WAITS,
        REFUSED
    }

    /**
     * Gives a request its place or lets it wait.
     *
     * @param isFollowUp whether it ends what an earlier one began, and so goes before all others and is not refused as
     *     long as the node can remember it
     */
    synchronized Entry enter(Guest guest, boolean isFollowUp) {
        if (taken < places) {
            taken++;
            return Entry.ADMITTED;
        }
        if (refuses(guest.caller(), isFollowUp)) {
            return Entry.REFUSED;
        }
        lineOf(isFollowUp).add(guest.caller(), new Waiting(guest, nanos.getAsLong()));
        return Entry.WAITS;
    }

    /** Whether whoever enters now is refused; for those who would not go as far as the door in vain. */
    synchronized boolean refuses(String caller, boolean isFollowUp) {
        return taken >= places
                && (!hasLine || isFull(lineOf(isFollowUp), isFollowUp ? MAX_WAITING : mayWait(), caller));
    }

    private Line<Waiting> lineOf(boolean isFollowUp) {
        return isFollowUp ? followUps : others;
    }

    /** Whether whoever comes now has to wait. */
    synchronized boolean isFull() {
        return taken >= places;
    }

    /**
     * A place for somebody who need not wait any more, if need be one that is not there; false when too many have such.
     */
    synchronized boolean take(boolean isFollowUp) {
        if (taken >= places + (isFollowUp ? MAX_WAITING : OVERFLOW)) {
            return false;
        }
        taken++;
        return true;
    }

    /**
     * One is through; its place goes to the next that still waits.
     *
     * @param wasFollowUp as it was entered or taken
     */
    void leave(boolean wasFollowUp) {
        List<Guest> lost = new ArrayList<>();
        Guest next;
        synchronized (this) {
            count(wasFollowUp);
            next = taken > places ? null : next(lost);
            if (next == null) {
                taken--;
            }
        }
        lost.forEach(Guest::refuse);
        if (next != null) {
            next.admit();
        }
    }

    private Guest next(List<Guest> lost) {
        long now = nanos.getAsLong();
        while (true) {
            Waiting first = followUps.size() == 0 ? others.poll() : followUps.poll();
            if (first == null) {
                return null;
            }
            if (first.guest().isGone()) {
                continue;
            }
            if (now - first.since() <= LOST) {
                return first.guest();
            }
            lost.add(first.guest());
        }
    }

    /** Half as many again find room who have less in the line than others. */
    private static boolean isFull(Line<Waiting> line, int most, String caller) {
        return line.size() >= most && (line.hasItsShare(caller) || line.size() >= most + most / 2);
    }

    /** Of those who are no follow-ups. */
    private int mayWait() {
        return (int) Math.max(MIN_WAITING, Math.min(MAX_WAITING, pace * PATIENCE));
    }

    private void count(boolean wasFollowUp) {
        if (!wasFollowUp) {
            through++;
        }
        long now = nanos.getAsLong();
        long passed = now - windowBegan;
        if (passed >= WINDOW) {
            pace = (pace + (double) through / passed) / 2;
            through = 0;
            windowBegan = now;
        }
    }
}
