package cn.dengyun.trade.capacity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When something of a capacity is free: while it is open, minus what is taken.
 *
 * @param units how many equal ones there are, numbered from 1
 */
record FreeTime(OpenTime open, int units, List<Taken> taken) {

    /**
     * Time at which a unit is booked or closed.
     *
     * @param unitNumber null where it is all of them
     */
    record Taken(Integer unitNumber, Instant startsAt, Instant endsAt) {

        Span span() {
            return new Span(startsAt, endsAt);
        }

        boolean isOf(int unit) {
            return unitNumber == null || unitNumber == unit;
        }
    }

    /** When one unit is free, in the order of time, each as long as it can be within the window. */
    List<Span> of(int unit, Span window) {
        return of(unit, open.within(window));
    }

    /** @param opened when it is open, which is the same for all units */
    private List<Span> of(int unit, List<Span> opened) {
        List<Span> busy = taken.stream()
                .filter(each -> each.isOf(unit))
                .map(Taken::span)
                .sorted(Comparator.comparing(Span::startsAt))
                .toList();
        List<Span> free = new ArrayList<>();
        for (Span span : opened) {
            Instant from = span.startsAt();
            for (Span each : busy) {
                if (each.overlaps(new Span(from, span.endsAt()))) {
                    add(free, from, each.startsAt());
                    from = each.endsAt().isBefore(span.endsAt()) ? each.endsAt() : span.endsAt();
                }
            }
            add(free, from, span.endsAt());
        }
        return free;
    }

    /** What of some spans, which are in the order of time, is before a moment. */
    private static List<Span> before(Instant end, List<Span> spans) {
        return spans.stream()
                .takeWhile(span -> span.startsAt().isBefore(end))
                .map(span -> span.endsAt().isAfter(end) ? new Span(span.startsAt(), end) : span)
                .toList();
    }

    private static void add(List<Span> spans, Instant start, Instant end) {
        if (start.isBefore(end)) {
            spans.add(new Span(start, end));
        }
    }

    /** Of all units together: how many of them are free from exactly then to exactly then. */
    SortedMap<Span, Integer> within(Span window) {
        SortedMap<Span, Integer> free =
                new TreeMap<>(Comparator.comparing(Span::startsAt).thenComparing(Span::endsAt));
        List<Span> opened = open.within(window);
        for (int unit = 1; unit <= units; unit++) {
            of(unit, opened).forEach(span -> free.merge(span, 1, Integer::sum));
        }
        return free;
    }

    /** The first time within the window that any of the units is free for so long, from a moment that one may book. */
    Optional<Span> first(long length, Span window) {
        Span first = null;
        BookingUnit by = open.bookedBy();
        List<Span> opened = open.within(window);
        for (int unit = 1; unit <= units; unit++) {
            Instant last = first == null ? window.endsAt() : first.endsAt();
            for (Span free : of(unit, before(last, opened))) {
                Instant start = by.up(free.startsAt());
                Span wanted = new Span(start, start.plus(by.times(length)));
                if (free.covers(wanted) && (first == null || wanted.startsAt().isBefore(first.startsAt()))) {
                    first = wanted;
                    break;
                }
            }
        }
        return Optional.ofNullable(first);
    }
}
