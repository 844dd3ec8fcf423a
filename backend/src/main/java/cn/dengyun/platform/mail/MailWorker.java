package cn.dengyun.platform.mail;

import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.startup.DengyunConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Sends queued mail in the background, a few at a time. The log names mails by id and failures by kind: neither
 * addresses nor texts, nor what a server says, which may repeat them.
 */
@ApplicationScoped
class MailWorker {

    private static final Logger LOG = Logger.getLogger(MailWorker.class);
    private static final int BATCH = 20;
    private static final int AT_ONCE = 4;
    private static final int GROWTH = 4;
    private static final int MAX_GROWTH = 20;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration UPKEEP = Duration.ofMinutes(1);
    /** How long one attempt may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How long it is remembered that a mail was sent or given up. */
    private static final Duration REMEMBERED_FOR = Duration.ofDays(30);
    /** No such mailbox, or one that takes nothing from us: asking again does not help (RFC 5321 §4.2.3). */
    private static final Set<Integer> FINAL_REPLIES = Set.of(550, 551, 553);

    private final MailStore store;
    private final MailLimits limits;
    private final MailTransport transport;
    private final boolean isBannerPrinted;
    private final MeterRegistry meters;
    private final Rounds deliveries;
    private final Rounds upkeep;
    private volatile MailStore.Counts counts = new MailStore.Counts(0, 0);

    MailWorker(
            MailStore store,
            MailLimits limits,
            MailTransports transports,
            DengyunConfig platform,
            Vertx vertx,
            MeterRegistry meters) {
        this.store = store;
        this.limits = limits;
        this.transport = transports.chosen();
        this.isBannerPrinted = platform.embeddedDatabase();
        this.meters = meters;
        this.deliveries = new Rounds(
                vertx, () -> deliverDue().map(count -> count == BATCH), new FailureReport(LOG, "mail waits"));
        this.upkeep =
                new Rounds(vertx, () -> keepUp().replaceWith(false), new FailureReport(LOG, "mail is counted later"));
    }

    void start(@Observes StartupEvent event) {
        if (!isBannerPrinted) {
            LOG.infof("E-mail %s", transport.destination());
        }
        Gauge.builder("dengyun.mails", () -> counts.queued())
                .tag("state", "queued")
                .register(meters);
        Gauge.builder("dengyun.mails", () -> counts.failed())
                .tag("state", "failed")
                .register(meters);
        deliveries.start(IDLE);
        upkeep.start(UPKEEP);
        upkeep.soon(SOON);
    }

    void stop(@Observes ShutdownEvent event) {
        deliveries.stop();
        upkeep.stop();
    }

    /** Asks for a run shortly: the writer calls this before its commit, so the run waits a few milliseconds for it. */
    void soon() {
        deliveries.soon(SOON);
    }

    private Uni<Void> keepUp() {
        return store.forget(REMEMBERED_FOR)
                .chain(store::count)
                .invoke(counted -> counts = counted)
                .replaceWithVoid();
    }

    /** Tries what is due, a batch at most; how many mails that were. */
    Uni<Integer> deliverDue() {
        return store.claim(BATCH)
                .chain(claimed -> Multi.createFrom()
                        .iterable(claimed)
                        .onItem()
                        .transformToUni(this::deliver)
                        .merge(AT_ONCE)
                        .collect()
                        .last()
                        .replaceWith(claimed.size()));
    }

    private Uni<Void> deliver(MailStore.Claimed claimed) {
        if (claimed.attempt() > limits.attempts()) {
            // Only a node that died at each attempt leaves one like this.
            return giveUp(claimed, "attempts used up");
        }
        return Uni.createFrom()
                .deferred(() -> transport.send(claimed.id(), claimed.mail()))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .chain(() -> store.sent(claimed.id()).invoke(() -> count("sent")))
                .onFailure()
                .recoverWithUni(failure -> settle(claimed, failure));
    }

    private Uni<Void> settle(MailStore.Claimed claimed, Throwable failure) {
        String why = reason(failure);
        if (isFinal(failure) || claimed.attempt() >= limits.attempts()) {
            return giveUp(claimed, why);
        }
        LOG.infof("mail %s was not sent at attempt %d: %s", claimed.id(), claimed.attempt(), why);
        count("postponed");
        return store.postpone(claimed.id(), delay(claimed.attempt()), why);
    }

    private Uni<Void> giveUp(MailStore.Claimed claimed, String why) {
        LOG.warnf("mail %s was given up after %d attempts: %s", claimed.id(), claimed.attempt(), why);
        count("failed");
        return store.failed(claimed.id(), why);
    }

    private Duration delay(int attempt) {
        double factor = Math.pow(GROWTH, Math.min(attempt - 1, MAX_GROWTH));
        double millis = Math.min(
                limits.firstDelay().toMillis() * factor, limits.longestDelay().toMillis());
        return Duration.ofMillis((long) millis);
    }

    private static boolean isFinal(Throwable failure) {
        return failure instanceof SMTPException refusal && FINAL_REPLIES.contains(refusal.getReplyCode());
    }

    private static String reason(Throwable failure) {
        return failure instanceof SMTPException refusal
                ? "SMTP " + refusal.getReplyCode()
                : failure.getClass().getSimpleName();
    }

    private void count(String outcome) {
        meters.counter("dengyun.mail.attempts", "outcome", outcome).increment();
    }
}
