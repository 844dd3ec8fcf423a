package cn.dengyun.platform.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Those who wait, by turns of their callers: whoever asks for much waits behind himself, everybody else behind one
 * request of each other. Of one caller, and where each has one, the first goes first.
 */
final class Line<T> {

    private final Map<String, Deque<T>> waiting = new HashMap<>();
    private final Deque<String> turns = new ArrayDeque<>();
    private int size;

    int size() {
        return size;
    }

    void add(String caller, T one) {
        Deque<T> own = waiting.get(caller);
        if (own == null) {
            own = new ArrayDeque<>(1);
            waiting.put(caller, own);
            turns.add(caller);
        }
        own.add(one);
        size++;
    }

    /** Null when nobody waits. */
    T poll() {
        String caller = turns.poll();
        if (caller == null) {
            return null;
        }
        Deque<T> own = waiting.get(caller);
        T first = own.poll();
        if (own.isEmpty()) {
            waiting.remove(caller);
        } else {
            turns.add(caller);
        }
        size--;
        return first;
    }

    /** Whether as many of this caller wait as of the others in the mean, or more. */
    boolean hasItsShare(String caller) {
        Deque<T> own = waiting.get(caller);
        return own != null && (long) own.size() * waiting.size() >= size;
    }
}
