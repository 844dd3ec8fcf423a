package cn.dengyun.adoption.record;

import cn.dengyun.adoption.enterprise.AdoptedEnterprises;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.reference.WorkingCalendar;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Settles the records of batches that are decided: what nobody has objected to in time counts, and what was returned is
 * returned. Ends what is over. Looks at orders that have changed, and at what imports have left in no batch.
 */
@ApplicationScoped
class AdoptionRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(AdoptionRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int PAGE = 200;

    private final AdoptionRecordStore store;
    private final AdoptionBatching batching;
    private final AdoptionOrders orders;
    private final AdoptedEnterprises enterprises;
    private final ProviderService providers;
    private final CertifiedStandings standings;
    private final WorkingCalendar calendar;
    private final UnitsOfWork units;
    private final Outbox outbox;
    private final AuditTrail trail;
    private final JsonWriter json;
    private final Clock clock;
    private final Rounds rounds;

    AdoptionRounds(
            AdoptionRecordStore store,
            AdoptionBatching batching,
            AdoptionOrders orders,
            AdoptedEnterprises enterprises,
            ProviderService providers,
            CertifiedStandings standings,
            WorkingCalendar calendar,
            UnitsOfWork units,
            Outbox outbox,
            AuditTrail trail,
            JsonWriter json,
            Clock clock,
            Vertx vertx) {
        this.store = store;
        this.batching = batching;
        this.orders = orders;
        this.enterprises = enterprises;
        this.providers = providers;
        this.standings = standings;
        this.calendar = calendar;
        this.units = units;
        this.outbox = outbox;
        this.trail = trail;
        this.json = json;
        this.clock = clock;
        this.rounds = new Rounds(
                vertx, this::round, new FailureReport(LOG, "what enterprises have adopted is counted later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return store.nextDue(now, LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE));
    }

    /** A page of each; whether there may be more. */
    Uni<Boolean> round() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return batching.makeLeft()
                .chain(() -> orders.lookAtNoted(PAGE, now))
                .chain(more -> settle(now)
                        .chain(settled -> units.carryOut(ended(now)).map(ended -> more || settled || ended == PAGE)));
    }

    private Uni<Boolean> settle(Instant now) {
        return store.dueBatch(now)
                .chain(found -> found.isEmpty()
                        ? store.settleBatches(now).replaceWith(false)
                        : units.carryOut(settled(found.get(), now)).map(count -> count > 0));
    }

    /** How many records of a batch were settled. */
    private Effect<Integer> settled(AdoptionRecordStore.DueBatch batch, Instant now) {
        Set<UUID> barred = providers.barred();
        Instant until = calendar.after(now, AdoptionStandings.DAYS_TO_OBJECT);
        return Effect.of(connection -> store.dueOf(connection, batch, now, PAGE)
                .chain(found -> strangers(connection, found).chain(known -> {
                    List<AdoptionRecord> after = found.stream()
                            .map(each -> batch.status() == AdoptionBatchStatus.ACCEPTED && isUntold(each, known)
                                    ? each.linked(known.get(each.creditCode()).organizationId(), until, now)
                                    : settled(each, batch.status(), barred, now))
                            .toList();
                    return write(connection, found, after, now).replaceWith(found.size());
                })));
    }

    /** Of enterprises that were not told those that are on the platform meanwhile, by credit code. */
    private Uni<Map<String, CertifiedStanding>> strangers(SqlConnection connection, List<AdoptionRecord> found) {
        List<String> codes = found.stream()
                .filter(each -> each.organizationId() == null)
                .map(AdoptionRecord::creditCode)
                .distinct()
                .toList();
        return codes.isEmpty() ? Uni.createFrom().item(Map.of()) : standings.ofCodes(connection, codes);
    }

    /** Who was certified while a record of it was being made, or has too many of them to be told of all at once. */
    private static boolean isUntold(AdoptionRecord found, Map<String, CertifiedStanding> known) {
        CertifiedStanding enterprise = known.get(found.creditCode());
        return found.organizationId() == null
                && enterprise != null
                && enterprise.isCertified()
                && !enterprise.organizationId().equals(found.origin().providerOrganizationId());
    }

    /** Nothing new of a provider counts that is disqualified; what counted before is its enterprises' and stays. */
    private static AdoptionRecord settled(
            AdoptionRecord found, AdoptionBatchStatus batch, Set<UUID> barred, Instant now) {
        boolean isTaken = batch == AdoptionBatchStatus.ACCEPTED
                && !barred.contains(found.origin().providerId());
        if (found.status() == AdoptionRecordStatus.COUNTED) {
            return found.settled(isTaken, now);
        }
        return isTaken ? found.counted(now) : found.passed(AdoptionRecordMove.RETURN, now);
    }

    private Effect<Integer> ended(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE);
        return Effect.of(connection -> store.ended(connection, today, PAGE).chain(found -> {
            List<AdoptionRecord> after = found.stream()
                    .map(each ->
                            each.isSaidToLastOn(today) ? each.outlasted(now) : each.passed(AdoptionRecordMove.END, now))
                    .toList();
            return write(connection, found, after, now).replaceWith(found.size());
        }));
    }

    /** Enterprises on the platform are told; of the others their provider is told by the batch. */
    private Uni<Void> write(
            SqlConnection connection, List<AdoptionRecord> before, List<AdoptionRecord> after, Instant now) {
        List<DomainEvent> told = new ArrayList<>();
        List<AuditTrail.Prepared> notes = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            AdoptionRecord each = after.get(i);
            if (each.organizationId() != null) {
                DomainEvent event = event(before.get(i), each).told(each);
                told.add(event);
                notes.add(trail.prepare(new AuditNote(
                        "record." + event.type().substring(event.type().lastIndexOf('.') + 1),
                        event.subject(),
                        event.organizationId(),
                        json.write(before.get(i)),
                        json.write(each),
                        null)));
            }
        }
        return store.update(connection, after)
                .chain(() -> outbox.writeAll(connection, told))
                .chain(() -> trail.writeAll(connection, notes))
                .chain(() -> enterprises.judge(
                        connection,
                        after.stream().map(AdoptionRecord::creditCode).toList(),
                        now));
    }

    private static AdoptionRecordEvent event(AdoptionRecord before, AdoptionRecord after) {
        if (before.organizationId() == null) {
            return AdoptionRecordEvent.NAMED;
        }
        return switch (after.status()) {
            case COUNTED ->
                before.status() == AdoptionRecordStatus.COUNTED
                        ? AdoptionRecordEvent.SETTLED
                        : AdoptionRecordEvent.COUNTED;
            case RETURNED -> AdoptionRecordEvent.RETURNED;
            case ENDED, PENDING -> AdoptionRecordEvent.ENDED;
            default -> throw new IllegalStateException("no round leads to " + after.status());
        };
    }
}
