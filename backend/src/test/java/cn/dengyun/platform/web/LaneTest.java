package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Who gets a place, who waits and who is sent away. */
class LaneTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> told = new ArrayList<>();

    @Test
    void aPlaceGoesToWhoeverCameFirstAndFollowUpsGoBefore() {
        Lane lane = new Lane(1, true, nanos::get);
        assertThat(lane.enter(guest("a"), false)).isEqualTo(Lane.Entry.ADMITTED);
        assertThat(lane.enter(guest("b"), false)).isEqualTo(Lane.Entry.WAITS);
        assertThat(lane.enter(guest("c"), false)).isEqualTo(Lane.Entry.WAITS);
        assertThat(lane.enter(guest("capture"), true)).isEqualTo(Lane.Entry.WAITS);

        lane.leave(false);
        lane.leave(true);
        lane.leave(false);
        assertThat(told).containsExactly("capture admitted", "b admitted", "c admitted");

        lane.leave(false);
        assertThat(lane.enter(guest("d"), false)).isEqualTo(Lane.Entry.ADMITTED);
    }

    @Test
    void asManyMayWaitAsGetTheirPlaceInTwoSeconds() {
        Lane lane = new Lane(1, true, nanos::get);
        lane.enter(guest("first"), false);
        assertThat(fill(lane)).isEqualTo(Lane.MIN_WAITING);
        assertThat(lane.enter(guest("capture"), true)).isEqualTo(Lane.Entry.WAITS);
        leave(lane, Lane.MIN_WAITING + 1);

        through(lane, 1_000, false);
        int waiting = fill(lane);
        assertThat(waiting).isBetween(1_800, 2_000);
        leave(lane, waiting);

        through(lane, 400, false);
        assertThat(fill(lane)).isBetween(760, 840);
    }

    /** They overtake everybody who waits, so their pace is nobody else's. */
    @Test
    void followUpsMakeNoRoomForOthersInTheLine() {
        Lane lane = new Lane(1, true, nanos::get);
        through(lane, 1_000, false);
        through(lane, 1_000, true);
        lane.enter(guest("capture"), true);
        assertThat(lane.enter(guest("next capture"), true)).isEqualTo(Lane.Entry.WAITS);

        assertThat(fill(lane)).isEqualTo(Lane.MIN_WAITING);
    }

    @Test
    void ofAPaceThatIsHalfFollowUpsTheOtherHalfCounts() {
        Lane lane = new Lane(1, true, nanos::get);
        for (int i = 0; i < 1_000; i++) {
            come(lane, 1_000, false);
            come(lane, 1_000, true);
        }
        lane.enter(guest("first"), false);

        assertThat(fill(lane)).isBetween(900, 1_000);
    }

    @Test
    void whoIsGoneLosesItsTurnAndWhoWaitedTooLongIsRefused() {
        Lane lane = new Lane(1, true, nanos::get);
        lane.enter(guest("a"), false);
        lane.enter(gone("left"), false);
        lane.enter(guest("late"), false);
        nanos.addAndGet(Lane.LOST);
        lane.enter(guest("b"), false);
        nanos.addAndGet(1);

        lane.leave(false);
        assertThat(told).containsExactly("late refused", "b admitted");
        lane.leave(false);
        assertThat(lane.enter(guest("c"), false)).isEqualTo(Lane.Entry.ADMITTED);
    }

    @Test
    void whoHasBegunToComeGetsAPlaceBeyondTheOthersAndPassesItOnToNobody() {
        Lane lane = new Lane(1, true, nanos::get);
        assertThat(lane.isFull()).isFalse();
        assertThat(lane.take(false)).isTrue();
        assertThat(lane.isFull()).isTrue();
        for (int i = 0; i < Lane.OVERFLOW; i++) {
            assertThat(lane.take(false)).isTrue();
        }
        assertThat(lane.take(false)).isFalse();
        assertThat(lane.take(true)).isTrue();
        assertThat(lane.enter(guest("a"), false)).isEqualTo(Lane.Entry.WAITS);

        leave(lane, Lane.OVERFLOW + 1);
        assertThat(told).isEmpty();
        lane.leave(false);
        assertThat(told).containsExactly("a admitted");
    }

    @Test
    void callersTakeTurns() {
        Lane lane = new Lane(1, true, nanos::get);
        lane.enter(guest("first"), false);
        for (int i = 1; i <= 3; i++) {
            lane.enter(guestOf("greedy", "g" + i), false);
        }
        lane.enter(guestOf("modest", "m"), false);
        lane.enter(guestOf("other", "o"), false);

        leave(lane, 5);
        assertThat(told).containsExactly("g1 admitted", "m admitted", "o admitted", "g2 admitted", "g3 admitted");
    }

    @Test
    void whoHasLessInALineThatIsFullFindsRoom() {
        Lane lane = new Lane(1, true, nanos::get);
        lane.enter(guest("first"), false);
        assertThat(fill(lane)).isEqualTo(Lane.MIN_WAITING);
        assertThatOthersFindRoom(lane, Lane.MIN_WAITING / 2);
    }

    /** As much as the line is long: a fixed number would be none in a long one, and all of a short one. */
    @Test
    void theRoomOfThoseWhoHaveLessGrowsWithTheLine() {
        Lane lane = new Lane(1, true, nanos::get);
        through(lane, 1_000, false);
        lane.enter(guest("first"), false);
        int waiting = fill(lane);
        assertThat(waiting).isGreaterThan(1_800);
        assertThatOthersFindRoom(lane, waiting / 2);
    }

    private void assertThatOthersFindRoom(Lane lane, int many) {
        assertThat(lane.enter(guestOf("modest", "m"), false)).isEqualTo(Lane.Entry.WAITS);
        assertThat(lane.enter(guest("more"), false)).isEqualTo(Lane.Entry.REFUSED);
        for (int i = 1; i < many; i++) {
            assertThat(lane.enter(guestOf("one of many " + i, "n"), false)).isEqualTo(Lane.Entry.WAITS);
        }
        assertThat(lane.enter(guestOf("one too many", "n"), false)).isEqualTo(Lane.Entry.REFUSED);
    }

    @Test
    void withoutALineNobodyWaits() {
        Lane lane = new Lane(1, false, nanos::get);
        lane.enter(guest("upload"), false);
        assertThat(lane.enter(guest("upload"), false)).isEqualTo(Lane.Entry.REFUSED);
        lane.leave(false);
        assertThat(lane.enter(guest("upload"), false)).isEqualTo(Lane.Entry.ADMITTED);
    }

    @Test
    void followUpsAreBoundedByMemoryAlone() {
        Lane lane = new Lane(1, true, nanos::get);
        lane.enter(guest("first"), false);
        for (int i = 0; i < Lane.MAX_WAITING; i++) {
            assertThat(lane.enter(guest("capture"), true)).isEqualTo(Lane.Entry.WAITS);
        }
        assertThat(lane.enter(guest("capture"), true)).isEqualTo(Lane.Entry.REFUSED);
    }

    /**
     * Whatever the order of those who come and go: never more at once than places, nobody is forgotten, and whoever
     * asks beforehand whether he will be refused is told the truth.
     */
    @Property(tries = 200)
    void noPlaceIsLostOrGivenTwice(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int places) {
        Random random = new Random(seed);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger waiting = new AtomicInteger();
        Lane lane = new Lane(places, true, nanos::get);
        for (int step = 0; step < 500; step++) {
            nanos.addAndGet(random.nextInt(1_000_000));
            if (inside.get() > 0 && random.nextInt(5) < 2) {
                inside.decrementAndGet();
                lane.leave(false);
            } else {
                boolean isFollowUp = random.nextBoolean();
                boolean isRefused = lane.refuses("somebody", isFollowUp);
                Lane.Entry entry = lane.enter(counted(inside, waiting), isFollowUp);
                assertThat(entry == Lane.Entry.REFUSED).isEqualTo(isRefused);
                switch (entry) {
                    case ADMITTED -> inside.incrementAndGet();
                    case WAITS -> waiting.incrementAndGet();
                    case REFUSED -> assertThat(waiting.get()).isGreaterThanOrEqualTo(Lane.MIN_WAITING);
                }
            }
            assertThat(inside.get()).isBetween(0, places);
            assertThat(waiting.get() == 0 || inside.get() == places).isTrue();
        }
        while (inside.get() > 0) {
            inside.decrementAndGet();
            lane.leave(false);
        }
        assertThat(waiting.get()).isZero();
    }

    private static Lane.Guest counted(AtomicInteger inside, AtomicInteger waiting) {
        return new Guest(
                "somebody",
                () -> {
                    inside.incrementAndGet();
                    waiting.decrementAndGet();
                },
                waiting::decrementAndGet,
                false);
    }

    /** Two seconds in which so many come and go, one of them at work at any time. */
    private void through(Lane lane, int perSecond, boolean areFollowUps) {
        for (int i = 0; i < 2 * perSecond; i++) {
            come(lane, perSecond, areFollowUps);
        }
    }

    private void come(Lane lane, int perSecond, boolean isFollowUp) {
        lane.enter(guest("next"), isFollowUp);
        nanos.addAndGet(SECOND / perSecond);
        lane.leave(isFollowUp);
    }

    private int fill(Lane lane) {
        int waiting = 0;
        while (lane.enter(guest("more"), false) == Lane.Entry.WAITS) {
            waiting++;
        }
        return waiting;
    }

    private static void leave(Lane lane, int times) {
        for (int i = 0; i < times; i++) {
            lane.leave(false);
        }
    }

    private Lane.Guest guest(String name) {
        return guestOf("somebody", name);
    }

    private Lane.Guest guestOf(String caller, String name) {
        return new Guest(caller, () -> told.add(name + " admitted"), () -> told.add(name + " refused"), false);
    }

    private Lane.Guest gone(String name) {
        return new Guest("somebody", () -> told.add(name + " admitted"), () -> told.add(name + " refused"), true);
    }

    private record Guest(String caller, Runnable admitted, Runnable refused, boolean isGone) implements Lane.Guest {

        @Override
        public void admit() {
            admitted.run();
        }

        @Override
        public void refuse() {
            refused.run();
        }
    }
}
