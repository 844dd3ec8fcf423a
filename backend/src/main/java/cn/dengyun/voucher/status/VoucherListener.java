package cn.dengyun.voucher.status;

import cn.dengyun.voucher.domain.VoucherStatus;
import cn.dengyun.voucher.status.domain.VoucherStanding;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Somebody who watches a voucher. At most one piece of news waits for it: a newer one takes the place of what it has
 * not fetched, for a status is not a difference. Who has not fetched anything between two heartbeats is dropped.
 */
public final class VoucherListener {

    private static final Duration MAX_PREPARATION = Duration.ofMinutes(2);

    private final UUID voucherId;
    private final Instant openedAt;
    private final Clock clock;
    private final Consumer<VoucherListener> onClose;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private MultiEmitter<? super News> emitter;
    private BooleanSupplier isAllowed;
    private Runnable onSlow;
    private Instant endsAt;
    private VoucherStanding last;
    private String lastTag;
    private VoucherStatus lastStatus;
    private boolean wasBusy;

    VoucherListener(UUID voucherId, Clock clock, Consumer<VoucherListener> onClose) {
        this.voucherId = voucherId;
        this.clock = clock;
        this.openedAt = clock.instant();
        this.onClose = onClose;
    }

    /**
     * Something to be sent.
     *
     * @param standing null for a sign of life
     */
    public record News(VoucherStanding standing, Instant at) {

        /** The id of the event: where a reader who comes back has got to. */
        public String tag() {
            return standing.tagAt(at);
        }
    }

    UUID voucherId() {
        return voucherId;
    }

    /**
     * The stream: how it stands now, unless the reader knows, and then whatever changes. To be called once.
     *
     * @param first how it stood after this listener was opened
     * @param knownTag of the last event that the reader got; null when it begins
     * @param until when the stream ends at the latest
     * @param isAllowed whether the reader may still watch, asked at each heartbeat
     * @param onSlow cuts the connection of a reader who does not read
     */
    public Multi<News> stream(
            VoucherStanding first, String knownTag, Instant until, BooleanSupplier isAllowed, Runnable onSlow) {
        return Multi.createFrom()
                .<News>emitter(
                        opened -> {
                            opened.onTermination(this::close);
                            begin(opened, first, knownTag, until, isAllowed, onSlow);
                        },
                        BackPressureStrategy.LATEST);
    }

    private synchronized void begin(
            MultiEmitter<? super News> opened,
            VoucherStanding first,
            String knownTag,
            Instant until,
            BooleanSupplier allowed,
            Runnable slow) {
        emitter = opened;
        endsAt = until;
        isAllowed = allowed;
        onSlow = slow;
        lastTag = knownTag;
        // What changed since the reading was offered already, and is the newer of the two.
        VoucherStanding newest = last != null && last.revision() > first.revision() ? last : first;
        last = null;
        offer(newest);
        if (newest.tagAt(clock.instant()).equals(knownTag)) {
            emitter.emit(new News(null, clock.instant()));
        }
    }

    /** Tells how the voucher stands, if it is news. */
    synchronized void offer(VoucherStanding standing) {
        if (last != null && standing.revision() < last.revision()) {
            return;
        }
        last = standing;
        Instant now = clock.instant();
        lastStatus = standing.statusAt(now);
        String tag = standing.tagAt(now);
        if (emitter != null && !tag.equals(lastTag)) {
            lastTag = tag;
            emitter.emit(new News(standing, now));
        }
    }

    /** Whether the clock alone has changed the status since it was told. */
    synchronized boolean isOvertaken(Instant now) {
        return emitter != null && last != null && last.statusAt(now) != lastStatus;
    }

    /** Says that the stream is alive, or ends it. */
    synchronized void beat() {
        Instant now = clock.instant();
        if (emitter == null) {
            closeIfForgotten(now);
            return;
        }
        boolean isBusy = emitter.requested() == 0;
        if (isBusy && wasBusy) {
            emitter.complete();
            onSlow.run();
        } else if (!now.isBefore(endsAt) || !isAllowed.getAsBoolean()) {
            emitter.complete();
        } else if (!isBusy) {
            emitter.emit(new News(null, now));
        }
        wasBusy = isBusy;
    }

    /** Its request may have been given up before the stream began. */
    private void closeIfForgotten(Instant now) {
        if (openedAt.plus(MAX_PREPARATION).isBefore(now)) {
            close();
        }
    }

    /** Stops watching. */
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            onClose.accept(this);
        }
    }
}
