package cn.dengyun.sandbox;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.clock.PlatformClock;
import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.AllRounds;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Moves the time of a demo on, from one moment at which something is due to the next: every expiry, reminder and lapse
 * happens when it would have, and in that order, before the time goes on.
 */
@ApplicationScoped
class SandboxClock {

    /** Before demo data is made and before any worker begins. */
    private static final int BEFORE_ANYBODY_ASKS = Interceptor.Priority.PLATFORM_BEFORE + 1;

    private static final Duration LONGEST = Duration.ofDays(366);

    private final PlatformClock clock;
    private final Clock wall;
    private final List<DueWork> works;
    private final ClockStore store;
    private final UnitsOfWork units;
    private final AuditTrail trail;
    private final boolean isDemo;
    private final AtomicBoolean isMoving = new AtomicBoolean();

    SandboxClock(
            PlatformClock clock,
            @WallClock Clock wall,
            @All List<DueWork> works,
            ClockStore store,
            UnitsOfWork units,
            AuditTrail trail,
            DengyunConfig config) {
        this.clock = clock;
        this.wall = wall;
        this.works = works;
        this.store = store;
        this.units = units;
        this.trail = trail;
        this.isDemo = config.demo();
    }

    void start(@Observes @Priority(BEFORE_ANYBODY_ASKS) StartupEvent event) throws SQLException {
        if (isDemo) {
            clock.putAhead(store.read());
        }
    }

    /** What time it is. Rejects with {@code sandbox-only} (404). */
    Instant now() {
        requireDemo();
        return clock.instant();
    }

    /**
     * Moves the time on and says what it is then.
     *
     * <p>Rejects with {@code sandbox-only} (404), {@code invalid-request} (400: not ahead of the present, or by more
     * than 366 days) and {@code clock-moving} (409: one at a time).
     */
    Uni<Instant> moveTo(Instant target) {
        requireDemo();
        Instant now = clock.instant();
        if (!target.isAfter(now)) {
            throw Rejection.invalid(List.of(Defect.at("/to", "clock-only-forward", now)));
        }
        if (target.isAfter(now.plus(LONGEST))) {
            throw Rejection.invalid(List.of(Defect.at("/to", "clock-too-far", LONGEST.toDays())));
        }
        if (!isMoving.compareAndSet(false, true)) {
            throw Rejection.conflict("clock-moving");
        }
        AllRounds.pause(true);
        return units.carryOut(Effect.of(connection -> trail.write(connection, note(now, target))))
                .chain(AllRounds::settle)
                .chain(() -> Multi.createBy()
                        .repeating()
                        .uni(() -> step(target))
                        .until(reached -> !reached.isBefore(target))
                        .collect()
                        .last())
                .onTermination()
                .invoke(() -> {
                    AllRounds.pause(false);
                    isMoving.set(false);
                })
                .map(done -> clock.instant());
    }

    /** To the next moment at which something is due, or the target, whichever comes first. */
    private Uni<Instant> step(Instant target) {
        return Multi.createFrom()
                .iterable(works)
                .onItem()
                .transformToUniAndConcatenate(work -> work.nextAfter(clock.instant()))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .with(Collectors.minBy(Comparator.<Instant>naturalOrder()))
                .map(next -> next.filter(target::isAfter).orElse(target))
                .call(this::put);
    }

    /** Forward only: the moment may have gone by while what was due before it was carried out. */
    private Uni<Void> put(Instant moment) {
        Duration wanted = Duration.between(wall.instant(), moment);
        Duration ahead = wanted.compareTo(clock.ahead()) > 0 ? wanted : clock.ahead();
        return store.write(ahead).invoke(() -> clock.putAhead(ahead)).chain(AllRounds::settle);
    }

    private static AuditNote note(Instant from, Instant to) {
        return new AuditNote("sandbox-clock.changed", "/api/v1/sandbox/clock", null, state(from), state(to), null);
    }

    private static String state(Instant now) {
        return new JsonObject().put("now", now.toString()).encode();
    }

    private void requireDemo() {
        if (!isDemo) {
            throw Rejection.notFound("sandbox-only");
        }
    }
}
