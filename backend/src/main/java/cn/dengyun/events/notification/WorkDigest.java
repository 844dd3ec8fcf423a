package cn.dengyun.events.notification;

import cn.dengyun.identity.account.ActiveAccounts;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.platform.work.WorkCount;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/**
 * Tells everybody from eight o'clock of a working day on how much waits for him, when some of it is overdue or due
 * within three days: once a day, however many nodes there are. Whether by mail as well is for each to choose.
 */
@ApplicationScoped
class WorkDigest {

    private static final Logger LOG = Logger.getLogger(WorkDigest.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final LocalTime AT = LocalTime.of(8, 0);
    private static final int PAGE = 100;

    private static final Statement CLAIM = Statement.of("""
            INSERT INTO work_digest AS told (account_id, day) VALUES ($1, $2)
            ON CONFLICT ON CONSTRAINT work_digest_pk DO UPDATE SET day = excluded.day WHERE told.day < excluded.day
            """);

    private final ActiveAccounts accounts;
    private final WorkCount work;
    private final WorkingCalendar calendar;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;
    private final Rounds rounds;
    private volatile LocalDate done = LocalDate.MIN;

    WorkDigest(
            ActiveAccounts accounts,
            WorkCount work,
            WorkingCalendar calendar,
            Outbox outbox,
            Pool pool,
            Clock clock,
            Vertx vertx) {
        this.accounts = accounts;
        this.work = work;
        this.calendar = calendar;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
        this.rounds = new Rounds(
                vertx,
                () -> tell().replaceWith(false),
                new FailureReport(LOG, "people are told later what waits for them"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /** Everybody who is to be told today and was not yet. */
    Uni<Void> tell() {
        ZonedDateTime now = clock.instant().atZone(ClockProducer.BUSINESS_ZONE);
        LocalDate today = now.toLocalDate();
        if (!isTime(now) || today.equals(done)) {
            return Uni.createFrom().voidItem();
        }
        return InTurn.pages(
                        Ids.OLDEST,
                        PAGE,
                        after -> accounts.page(after, PAGE),
                        Actor::id,
                        account -> tellIfPossible(account, today))
                .invoke(() -> done = today);
    }

    /** Whether it is a working day, and not too early. */
    boolean isTime(ZonedDateTime moment) {
        return calendar.days().includes(moment.toLocalDate())
                && !moment.toLocalTime().isBefore(AT);
    }

    /** What cannot be counted for one keeps nobody else waiting. */
    private Uni<Void> tellIfPossible(Actor account, LocalDate today) {
        return tell(account, today)
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "account %s is not told what waits", account.id()))
                .onFailure()
                .recoverWithNull();
    }

    /** Tells one of what waits for him, unless he was told that day. */
    Uni<Void> tell(Actor account, LocalDate today) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return work.of(account)
                .chain(counts -> counts.isPressing()
                        ? pool.withTransaction(connection -> CLAIM.execute(connection, account.id(), today)
                                .map(Rows::any)
                                .chain(isFirst -> isFirst
                                        ? outbox.write(
                                                connection,
                                                WorkEvent.DUE.of(account.organizationId(), data(account, counts), now))
                                        : Uni.createFrom().voidItem()))
                        : Uni.createFrom().voidItem());
    }

    private static WorkEvent.Data data(Actor account, WorkCount.Counts counts) {
        return new WorkEvent.Data(account.id(), counts.open(), counts.overdue(), counts.dueSoon());
    }
}
