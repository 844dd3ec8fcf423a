package cn.dengyun.provider.qualification;

import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.outbox.Outbox;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Reminds providers 60, 30 and 7 days before a certificate or a licence of a granted qualification expires, and before
 * its year is over when nothing was submitted for the next; each time once.
 */
@ApplicationScoped
class QualificationReminders implements DueWork {

    private static final Logger LOG = Logger.getLogger(QualificationReminders.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final List<Integer> DAYS = List.of(7, 30, 60);
    private static final String YEAR = "YEAR";
    private static final int PAGE = 200;

    private final QualificationStore store;
    private final QualificationDossiers dossiers;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;
    private final Rounds rounds;

    QualificationReminders(
            QualificationStore store,
            QualificationDossiers dossiers,
            Outbox outbox,
            Pool pool,
            Clock clock,
            Vertx vertx) {
        this.store = store;
        this.dossiers = dossiers;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
        this.rounds = new Rounds(
                vertx,
                () -> remind().replaceWith(false),
                new FailureReport(LOG, "providers are reminded of their qualifications later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /**
     * What ends.
     *
     * @param number of the certificate or licence; null where it is the year
     * @param at the first moment at which it is over
     */
    private record End(String subject, String number, Instant at) {

        static End of(String subject, String number, LocalDate lastDay) {
            return new End(subject + " " + number, number, QualificationTerm.endOf(lastDay));
        }

        /** Which reminder is due; empty before the first, and when it is too late. */
        Optional<Integer> stage(Instant now) {
            return now.isBefore(at)
                    ? DAYS.stream().filter(days -> !now.isBefore(before(days))).findFirst()
                    : Optional.empty();
        }

        Instant before(int days) {
            return at.minus(Duration.ofDays(days));
        }
    }

    /** The next reminder of what is on record now. */
    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        AtomicReference<Instant> next = new AtomicReference<>();
        return each(now, found -> {
                    ends(found).stream()
                            .flatMap(end -> DAYS.stream().map(end::before))
                            .filter(moment -> moment.isAfter(now))
                            .forEach(moment ->
                                    next.accumulateAndGet(moment, (a, b) -> a == null || b.isBefore(a) ? b : a));
                    return Uni.createFrom().voidItem();
                })
                .map(done -> Optional.ofNullable(next.get()));
    }

    private Uni<Void> each(Instant now, Function<ProviderQualification, Uni<Void>> act) {
        return InTurn.pages(null, PAGE, after -> store.granted(now, after, PAGE), ProviderQualification::id, act);
    }

    private List<End> ends(ProviderQualification found) {
        QualificationDossier dossier = dossiers.of(found);
        List<End> ends = new ArrayList<>();
        ends.add(new End(YEAR, null, found.validUntil()));
        dossier.allCertificates()
                .forEach(each -> ends.add(End.of(each.kind().name(), each.number(), each.validUntil())));
        if (dossier.telecomLicenceUntil() != null) {
            ends.add(End.of("LICENCE", dossier.telecomLicenceNumber(), dossier.telecomLicenceUntil()));
        }
        return ends;
    }

    /** Everything that is to be said now. What cannot be said of one keeps nobody else waiting. */
    Uni<Void> remind() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return each(
                now,
                found -> Uni.createFrom()
                        .deferred(() -> remind(found, now))
                        .onFailure()
                        .invoke(failure ->
                                LOG.errorf(failure, "nobody is reminded of the qualification %s", found.id()))
                        .onFailure()
                        .recoverWithNull());
    }

    private Uni<Void> remind(ProviderQualification found, Instant now) {
        List<End> due =
                ends(found).stream().filter(end -> end.stage(now).isPresent()).toList();
        return InTurn.each(due, end -> remind(found, end, now));
    }

    private Uni<Void> remind(ProviderQualification found, End end, Instant now) {
        Uni<Boolean> isSettled = end.number() == null && end.subject().equals(YEAR)
                ? store.hasNext(found)
                : Uni.createFrom().item(false);
        return isSettled.chain(settled -> settled
                ? Uni.createFrom().voidItem()
                : tell(found, end, end.stage(now).orElseThrow(), now));
    }

    private Uni<Void> tell(ProviderQualification found, End end, int days, Instant now) {
        QualificationEvent type =
                end.subject().equals(YEAR) ? QualificationEvent.RENEWAL_DUE : QualificationEvent.CERTIFICATE_DUE;
        QualificationEvent.Data data = new QualificationEvent.Data(
                found.id(),
                found.providerId(),
                found.organizationName(),
                found.kind(),
                found.year(),
                found.status(),
                end.at(),
                null,
                end.number());
        return pool.withTransaction(connection -> store.remind(
                        connection, found.id(), end.subject(), end.at(), days, now)
                .chain(isFirst -> isFirst
                        ? outbox.write(
                                connection,
                                type.of(found.organizationId(), data, now).inRegion(found.regionCode()))
                        : Uni.createFrom().voidItem()));
    }
}
