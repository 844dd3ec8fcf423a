package cn.dengyun.voucher.status;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.voucher.domain.VoucherValidity;
import cn.dengyun.voucher.status.domain.VoucherStanding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VoucherListenerTest {

    private static final UUID VOUCHER = UUID.randomUUID();
    private static final Instant START = Instant.parse("2018-07-02T01:00:00Z");

    private final HandSet clock = new HandSet();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final VoucherListener listener = new VoucherListener(VOUCHER, clock, any -> closed.incrementAndGet());
    private final Reader reader = new Reader();
    private boolean isAllowed = true;

    @Test
    void itBeginsWithHowItStandsAndTellsEveryChangeOnce() {
        read(standing(1), null, Long.MAX_VALUE);

        listener.offer(standing(2));
        listener.offer(standing(2));
        listener.offer(standing(1));

        assertThat(reader.tags).containsExactly("1-ACTIVE", "2-ACTIVE");
    }

    @Test
    void whoComesBackIsToldNothingThatItKnows() {
        read(standing(3), "3-ACTIVE", Long.MAX_VALUE);

        assertThat(reader.tags).containsExactly("-");

        listener.offer(standing(4));

        assertThat(reader.tags).containsExactly("-", "4-ACTIVE");
    }

    @Test
    void whatChangedBetweenReadingAndListeningIsNotLost() {
        listener.offer(standing(2));

        read(standing(1), null, Long.MAX_VALUE);

        assertThat(reader.tags).containsExactly("2-ACTIVE");
    }

    @Test
    void theClockAloneIsNewsToo() {
        read(standing(1), null, Long.MAX_VALUE);
        assertThat(listener.isOvertaken(clock.instant())).isFalse();

        clock.now = START.plus(Duration.ofDays(400));
        assertThat(listener.isOvertaken(clock.instant())).isTrue();
        listener.offer(standing(1));

        assertThat(listener.isOvertaken(clock.instant())).isFalse();
        assertThat(reader.tags).containsExactly("1-ACTIVE", "1-EXPIRED");
    }

    @Test
    void aSlowReaderGetsTheNewestOnlyAndIsDroppedWhenItReadsNothing() {
        read(standing(1), null, 1);
        for (int revision = 2; revision <= 1_000; revision++) {
            listener.offer(standing(revision));
        }

        listener.beat();
        reader.subscription.request(1);
        assertThat(reader.tags).containsExactly("1-ACTIVE", "1000-ACTIVE");

        listener.beat();
        assertThat(cut).hasValue(1);
        assertThat(closed).hasValue(1);
        assertThat(reader.isDone).isTrue();
    }

    @Test
    void itEndsWithItsTimeAndWithItsToken() {
        read(standing(1), null, Long.MAX_VALUE);
        listener.beat();
        assertThat(reader.tags).containsExactly("1-ACTIVE", "-");

        isAllowed = false;
        listener.beat();

        assertThat(reader.isDone).isTrue();
        assertThat(closed).hasValue(1);
        assertThat(cut).hasValue(0);
    }

    @Test
    void whoHangsUpIsForgotten() {
        read(standing(1), null, Long.MAX_VALUE);

        reader.subscription.cancel();

        assertThat(closed).hasValue(1);
    }

    @Test
    void aRequestThatWasGivenUpBeforeItsStreamBeganIsForgottenToo() {
        listener.beat();
        assertThat(closed).hasValue(0);

        clock.now = START.plus(Duration.ofMinutes(3));
        listener.beat();

        assertThat(closed).hasValue(1);
    }

    private void read(VoucherStanding first, String known, long demand) {
        reader.demand = demand;
        listener.stream(first, known, START.plus(Duration.ofDays(1_000)), () -> isAllowed, cut::incrementAndGet)
                .subscribe()
                .withSubscriber(reader);
    }

    private static VoucherStanding standing(int revision) {
        return new VoucherStanding(
                VOUCHER,
                "DY4K-7M2P-9QXT-6",
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                0,
                100,
                100,
                0,
                0,
                revision,
                VoucherValidity.of(null, START.plus(Duration.ofDays(365))));
    }

    /** A clock that stands where it is put. */
    private static final class HandSet extends Clock {
        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Notes the tags of what it gets, a sign of life as a dash. */
    private static final class Reader implements Flow.Subscriber<VoucherListener.News> {
        private final List<String> tags = new ArrayList<>();
        private Flow.Subscription subscription;
        private long demand;
        private boolean isDone;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(demand);
        }

        @Override
        public void onNext(VoucherListener.News news) {
            tags.add(news.standing() == null ? "-" : news.tag());
        }

        @Override
        public void onError(Throwable failure) {
            isDone = true;
        }

        @Override
        public void onComplete() {
            isDone = true;
        }
    }
}
