package cn.dengyun.contract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What was made for the calls of each operation. Whether a success uses it up shows when it is asked for again: then
 * the next one serves once only. What can be done again, such as filing under the same thing, is made once for many
 * calls.
 */
final class FuzzSupply<T> {

    /** Said of what is no longer there, or no longer as it has to be. */
    private static final Set<Integer> GONE = Set.of(404, 409, 410);

    /** Calls in a row that are refused for other reasons: most are nearly right. */
    private static final int MAX_REFUSED = 8;

    private final Map<String, Item<T>> items = new HashMap<>();
    private final Set<String> servingOnce = new HashSet<>();

    private static final class Item<T> {
        private final T thing;
        private int successes;
        private int refusedSince;

        private Item(T thing) {
            this.thing = thing;
        }
    }

    boolean has(String operation) {
        return items.containsKey(operation);
    }

    /** Null where there is none. */
    T get(String operation) {
        Item<T> item = items.get(operation);
        return item == null ? null : item.thing;
    }

    void put(String operation, T thing) {
        items.put(operation, new Item<>(thing));
    }

    void remove(String operation) {
        items.remove(operation);
    }

    /**
     * Whether the next call needs another one.
     *
     * @param isDone whether the call changed something
     * @param isRightful whether it came from whom the thing was made for
     * @param status of the answer
     */
    boolean isUsedUp(String operation, boolean isDone, boolean isRightful, int status) {
        Item<T> item = items.get(operation);
        if (item == null) {
            return false;
        }
        if (isDone) {
            item.successes++;
            item.refusedSince = 0;
            return servingOnce.contains(operation);
        }
        if (item.successes == 0 || !isRightful) {
            return false;
        }
        item.refusedSince++;
        boolean isGone = GONE.contains(status) || item.refusedSince >= MAX_REFUSED;
        if (isGone && item.successes == 1) {
            servingOnce.add(operation);
        }
        return isGone;
    }
}
