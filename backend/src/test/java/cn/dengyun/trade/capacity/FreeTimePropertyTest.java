package cn.dengyun.trade.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;

/** What is free is what a count of single hours says, which shares no line with it. */
class FreeTimePropertyTest {

    private static final int CASES = 400;
    private static final int DAYS = 12;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FIRST = LocalDate.parse("2026-06-29");
    private static final Instant START = FIRST.atStartOfDay(ZONE).toInstant();
    private static final int HOURS = DAYS * 24;

    @Example
    void freeTimeIsWhatACountOfHoursSays(@ForAll Random random) {
        for (int i = 0; i < CASES; i++) {
            FreeTime free = made(random);
            Span window = window(random);
            Map<Span, Integer> counted =
                    new TreeMap<>(free.within(new Span(START, START)).comparator());

            for (int unit = 1; unit <= free.units(); unit++) {
                List<Span> spans = counted(free, unit, window);
                assertThat(free.of(unit, window))
                        .as("unit %d of %s", unit, free)
                        .isEqualTo(spans);
                spans.forEach(span -> counted.merge(span, 1, Integer::sum));
            }

            assertThat(free.within(window)).isEqualTo(counted);
        }
    }

    @Example
    void theNextFreeTimeIsTheFirstThatACountFinds(@ForAll Random random) {
        for (int i = 0; i < CASES; i++) {
            FreeTime free = made(random);
            Span window = window(random);
            boolean isByDay = free.open().bookedBy() == BookingUnit.DAY;
            int length = 1 + random.nextInt(isByDay ? 3 : 30);

            Optional<Span> found = free.first(length, window);

            assertThat(found)
                    .as("%d in %s of %s", length, window, free)
                    .isEqualTo(counted(free, length, window, isByDay));
            found.ifPresent(span -> {
                assertThat(free.open().covers(span)).isTrue();
                assertThat(free.open().bookedBy().isAligned(span.startsAt())).isTrue();
            });
        }
    }

    @Example
    void eachDayHas24HoursAndTheFilterNamesThoseThatATimeTouches(@ForAll Random random) {
        for (int i = 0; i < CASES; i++) {
            Span window = window(random);
            OpenTime open = made(random).open();
            String[] parts = FreeFilter.of(window).split("\\|", -1);
            boolean isAll = Set.copyOf(open.codes())
                            .containsAll(Set.of(parts[open.bookedBy() == BookingUnit.HOUR ? 0 : 1].split(",")))
                    && Arrays.stream(parts[2].split(",")).map(LocalDate::parse).noneMatch(open.closed()::contains);

            assertThat(isAll).as("%s of %s", window, open).isEqualTo(open.covers(window));
        }
    }

    /** By single hours: the first start at which one unit is free for as long. */
    private static Optional<Span> counted(FreeTime free, int length, Span window, boolean isByDay) {
        int hours = length * (isByDay ? 24 : 1);
        for (int start = 0; start + hours <= HOURS; start += isByDay ? 24 : 1) {
            Span wanted = new Span(at(start), at(start + hours));
            int from = start;
            boolean isFree = window.covers(wanted)
                    && IntStream.rangeClosed(1, free.units())
                            .anyMatch(unit ->
                                    IntStream.range(from, from + hours).allMatch(hour -> isFree(free, unit, at(hour))));
            if (isFree) {
                return Optional.of(wanted);
            }
        }
        return Optional.empty();
    }

    /** By single hours: the longest runs of which all are free. */
    private static List<Span> counted(FreeTime free, int unit, Span window) {
        List<Span> spans = new ArrayList<>();
        Instant start = null;
        for (int hour = 0; hour <= HOURS; hour++) {
            boolean isFree = window.covers(new Span(at(hour), at(hour + 1))) && isFree(free, unit, at(hour));
            if (isFree && start == null) {
                start = at(hour);
            } else if (!isFree && start != null) {
                spans.add(new Span(start, at(hour)));
                start = null;
            }
        }
        return spans;
    }

    private static boolean isFree(FreeTime free, int unit, Instant hour) {
        ZonedDateTime local = hour.atZone(ZONE);
        boolean isOpen = !free.open().closed().contains(local.toLocalDate())
                && free.open().openings().stream()
                        .anyMatch(opening -> opening.day() == local.getDayOfWeek()
                                && (free.open().bookedBy() == BookingUnit.DAY
                                        || opening.from() <= local.getHour() && local.getHour() < opening.until()));
        return isOpen
                && free.taken().stream()
                        .filter(each -> each.unitNumber() == null || Objects.equals(each.unitNumber(), unit))
                        .noneMatch(each -> !hour.isBefore(each.startsAt()) && hour.isBefore(each.endsAt()));
    }

    private static Instant at(int hour) {
        return START.plus(Duration.ofHours(hour));
    }

    /** On full hours of those that are counted. */
    private static Span window(Random random) {
        int start = random.nextInt(HOURS - 1);
        return new Span(at(start), at(start + 1 + random.nextInt(HOURS - start)));
    }

    private static FreeTime made(Random random) {
        List<Opening> openings = new ArrayList<>();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            int from = random.nextInt(24);
            int until = random.nextInt(3) == 0 ? 24 : from + 1 + random.nextInt(24 - from);
            openings.add(new Opening(DayOfWeek.of(1 + random.nextInt(7)), random.nextInt(3) == 0 ? 0 : from, until));
        }
        Set<LocalDate> closed = new TreeSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            closed.add(FIRST.plusDays(random.nextInt(DAYS)));
        }
        int units = 1 + random.nextInt(4);
        List<FreeTime.Taken> taken = new ArrayList<>();
        for (int i = random.nextInt(15); i > 0; i--) {
            int start = random.nextInt(HOURS);
            Integer unit = random.nextInt(6) == 0 ? null : Integer.valueOf(1 + random.nextInt(units));
            taken.add(new FreeTime.Taken(unit, at(start), at(start + 1 + random.nextInt(40))));
        }
        BookingUnit by = random.nextInt(3) == 0 ? BookingUnit.DAY : BookingUnit.HOUR;
        return new FreeTime(new OpenTime(by, openings, closed), units, taken);
    }
}
