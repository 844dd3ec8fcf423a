package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.ProgressService.Measured;
import cn.dengyun.monitoring.plan.ProgressService.Progress;
import cn.dengyun.monitoring.plan.domain.TargetOutlook;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.shared.Ids;
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
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Once a month each unit is told which targets of the plan of the year it will not reach at the pace of late. It is
 * told on the first day, as of the day before. What is filed under the code of a region that has another one by now is
 * filed under that, so that the office goes on with it.
 */
@ApplicationScoped
class PlanRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(PlanRounds.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final AnnualPlanStore plans;
    private final ImplementationPlanStore implementations;
    private final ImplementationPlanService filings;
    private final ProgressService progress;
    private final ChangeNotes notes;
    private final UnitsOfWork units;
    private final Clock clock;
    private final Rounds rounds;

    /** What was looked through on this node; others look for themselves, and nothing is told twice. */
    private volatile Seen seen = new Seen(null, null);

    /** An edition in a month. */
    private record Seen(UUID plan, LocalDate month) {}

    PlanRounds(
            AnnualPlanStore plans,
            ImplementationPlanStore implementations,
            ImplementationPlanService filings,
            ProgressService progress,
            ChangeNotes notes,
            UnitsOfWork units,
            Vertx vertx,
            Clock clock) {
        this.plans = plans;
        this.implementations = implementations;
        this.filings = filings;
        this.progress = progress;
        this.notes = notes;
        this.units = units;
        this.clock = clock;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "targets that will not be reached are looked for again later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return Uni.createFrom()
                .item(Optional.of(YearMonth.from(now.atZone(ClockProducer.BUSINESS_ZONE))
                        .plusMonths(1)
                        .atDay(1)
                        .atStartOfDay(ClockProducer.BUSINESS_ZONE)
                        .toInstant()));
    }

    /** Files under the codes that are in force, and warns of this month, unless that was done. */
    Uni<Void> round() {
        return filings.outdatedRegions()
                .chain(outdated -> outdated.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : units.carryOut(filings.recode(outdated)).replaceWithVoid())
                .chain(this::warn);
    }

    private Uni<Void> warn() {
        LocalDate month = LocalDate.now(clock).withDayOfMonth(1);
        LocalDate last = month.minusDays(1);
        return plans.inForce(last.getYear())
                .chain(found -> InTurn.each(found, plan -> {
                    Seen now = new Seen(plan.id(), month);
                    if (seen.equals(now)) {
                        return Uni.createFrom().voidItem();
                    }
                    return progress.ofUnits(plan, last)
                            .chain(known -> InTurn.each(warnings(known, month), warning -> warn(plan, warning)))
                            .invoke(() -> seen = now);
                }));
    }

    private List<PlanWarning> warnings(Progress known, LocalDate month) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<PlanWarning> warnings = new ArrayList<>();
        for (Measured each : known.measured()) {
            each.progress().rows().stream()
                    .filter(row -> row.outlook() == TargetOutlook.AT_RISK)
                    .forEach(row -> warnings.add(new PlanWarning(
                            Ids.next(),
                            known.plan().id(),
                            row.regionCodes().get(0),
                            each.indicator(),
                            month,
                            row.target(),
                            row.actual(),
                            row.forecast().value(),
                            now)));
        }
        return warnings;
    }

    private Uni<Void> warn(AnnualPlan plan, PlanWarning warning) {
        return units.carryOut(Effect.<Void>of(connection -> plans.warn(connection, warning)
                .chain(isNew -> isNew
                        ? told(connection, plan, warning)
                        : Uni.createFrom().voidItem())));
    }

    private Uni<Void> told(SqlConnection connection, AnnualPlan plan, PlanWarning warning) {
        PlanTargetEvent.Data data = new PlanTargetEvent.Data(
                plan.id(),
                plan.year(),
                warning.regionCode(),
                warning.indicator(),
                warning.target(),
                warning.actual(),
                warning.forecast());
        return implementations
                .officeOf(connection, plan.year(), warning.regionCode())
                .chain(office -> notes.write(
                        connection,
                        PlanTargetEvent.AT_RISK
                                .of(office.orElse(null), data, warning.warnedAt())
                                .inRegion(warning.regionCode()),
                        null,
                        warning,
                        null));
    }
}
