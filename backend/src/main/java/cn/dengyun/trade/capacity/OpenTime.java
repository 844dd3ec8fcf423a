package cn.dengyun.trade.capacity;

import cn.dengyun.platform.clock.ClockProducer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * When a capacity is open, whatever is booked of it: at its opening hours on each day that is not closed. What is
 * booked by the day is open on the whole of each day that has opening hours.
 *
 * @param closed days of Asia/Shanghai
 */
record OpenTime(BookingUnit bookedBy, List<Opening> openings, Set<LocalDate> closed) {

    static OpenTime of(CapacityForm form) {
        Set<LocalDate> closed = new TreeSet<>();
        form.closedDays().forEach(day -> closed.add(LocalDate.parse(day)));
        return new OpenTime(
                form.bookedBy(), form.openingHours().stream().map(Opening::of).toList(), closed);
    }

    /** In the order of time, each as long as it can be within the window. */
    List<Span> within(Span window) {
        if (window.isEmpty()) {
            return List.of();
        }
        List<Span> open = new ArrayList<>();
        LocalDate last = dayOf(window.endsAt());
        for (LocalDate day = dayOf(window.startsAt()); !day.isAfter(last); day = day.plusDays(1)) {
            if (!closed.contains(day)) {
                addHours(day, open);
            }
        }
        return merged(open).stream()
                .map(span -> span.within(window))
                .filter(span -> !span.isEmpty())
                .toList();
    }

    /** Whether it is open all of the time. */
    boolean covers(Span wanted) {
        return within(wanted).equals(List.of(wanted));
    }

    private void addHours(LocalDate day, List<Span> open) {
        for (Opening opening : openings) {
            if (opening.day() == day.getDayOfWeek()) {
                boolean isByDay = bookedBy == BookingUnit.DAY;
                open.add(new Span(at(day, isByDay ? 0 : opening.from()), at(day, isByDay ? 24 : opening.until())));
            }
        }
    }

    private static List<Span> merged(List<Span> spans) {
        List<Span> merged = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparing(Span::startsAt)).toList()) {
            Span before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before == null || before.endsAt().isBefore(span.startsAt())) {
                merged.add(span);
            } else if (before.endsAt().isBefore(span.endsAt())) {
                merged.set(merged.size() - 1, new Span(before.startsAt(), span.endsAt()));
            }
        }
        return merged;
    }

    /** The times of the week at which it is open, for the database: hours such as {@code Mo08}, or days. */
    List<String> codes() {
        Set<String> codes = new TreeSet<>();
        for (Opening opening : openings) {
            if (bookedBy == BookingUnit.DAY) {
                codes.add(Opening.codeOf(opening.day()));
            } else {
                IntStream.range(opening.from(), opening.until())
                        .forEach(hour -> codes.add(Opening.codeOf(opening.day(), hour)));
            }
        }
        return List.copyOf(codes);
    }

    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }

    static Instant startOf(LocalDate day) {
        return at(day, 0);
    }

    /** @param hour up to 24, the midnight behind the day */
    private static Instant at(LocalDate day, int hour) {
        return day.atStartOfDay(ClockProducer.BUSINESS_ZONE).plusHours(hour).toInstant();
    }
}
