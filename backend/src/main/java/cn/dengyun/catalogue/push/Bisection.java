package cn.dengyun.catalogue.push;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds the few members that spoil a group, with about {@code 2 log2} looks for each of them. */
final class Bisection {

    private Bisection() {}

    /**
     * The members that are no good on their own, in their order.
     *
     * @param isGood whether a group is good: true when each of its members is
     */
    static <T> List<T> spoilers(List<T> group, Predicate<List<T>> isGood) {
        if (group.isEmpty() || isGood.test(group)) {
            return List.of();
        }
        if (group.size() == 1) {
            return group;
        }
        int middle = group.size() / 2;
        List<T> found = new ArrayList<>(spoilers(group.subList(0, middle), isGood));
        found.addAll(spoilers(group.subList(middle, group.size()), isGood));
        return found;
    }
}
