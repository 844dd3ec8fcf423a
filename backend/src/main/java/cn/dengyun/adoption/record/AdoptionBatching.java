package cn.dengyun.adoption.record;

import cn.dengyun.adoption.rule.AdoptionRule;
import cn.dengyun.adoption.rule.AdoptionRules;
import cn.dengyun.platform.job.JobStore;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Draw;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * At the end of an import each county gets what waits of it there as a batch, and a sample is drawn of that. What is
 * there already stays, so it can be done again.
 */
@ApplicationScoped
class AdoptionBatching {

    /** Working days that a county has behind the last objection. */
    private static final int DAYS_TO_DECIDE = 5;

    private final Pool pool;
    private final AdoptionBatchStore batches;
    private final AdoptionImportStore imports;
    private final JobStore jobs;
    private final AdoptionRules rules;
    private final WorkingCalendar calendar;
    private final Outbox outbox;
    private final Clock clock;

    AdoptionBatching(
            Pool pool,
            AdoptionBatchStore batches,
            AdoptionImportStore imports,
            JobStore jobs,
            AdoptionRules rules,
            WorkingCalendar calendar,
            Outbox outbox,
            Clock clock) {
        this.pool = pool;
        this.batches = batches;
        this.imports = imports;
        this.jobs = jobs;
        this.rules = rules;
        this.calendar = calendar;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Counties in which something of an import waits to be judged and is in no batch yet. */
    Uni<List<String>> counties(UUID importId) {
        return batches.regions(importId);
    }

    /**
     * The batches of imports that ended before they had come to this: given up after too many attempts, or cancelled
     * between two of them.
     */
    Uni<Void> makeLeft() {
        return batches.importsWaiting()
                .chain(waiting -> jobs.find(waiting)
                        .chain(found -> Multi.createFrom()
                                .iterable(found.values())
                                .filter(job -> job.state().isFinal())
                                .onItem()
                                .transformToUniAndConcatenate(
                                        job -> imports.get(job.id()).chain(this::makeAll))
                                .onItem()
                                .ignoreAsUni()));
    }

    /** The batches of all of them, one after the other, each in a unit of work of its own. */
    Uni<Void> makeAll(AdoptionImport taken) {
        return counties(taken.id())
                .chain(counties -> Multi.createFrom()
                        .iterable(counties)
                        .onItem()
                        .transformToUniAndConcatenate(
                                county -> pool.withTransaction(connection -> make(connection, taken, county)))
                        .onItem()
                        .ignoreAsUni());
    }

    /** The batch of one county; none where nothing waits there any more. */
    Uni<Void> make(SqlConnection connection, AdoptionImport taken, String county) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = Ids.next();
        return rules.at(connection, now)
                .chain(rule -> batches.gather(connection, id, taken.id(), county, rule)
                        .chain(gathered -> gathered.records() == 0
                                ? Uni.createFrom().voidItem()
                                : make(connection, batch(id, taken, county, rule, gathered, now))));
    }

    private Uni<Void> make(SqlConnection connection, AdoptionBatch made) {
        return batches.make(connection, made)
                .chain(() -> outbox.write(connection, AdoptionBatchEvent.PREPARED.told(made)));
    }

    private AdoptionBatch batch(
            UUID id,
            AdoptionImport taken,
            String regionCode,
            AdoptionRule rule,
            AdoptionBatchStore.Gathered gathered,
            Instant now) {
        return new AdoptionBatch(
                id,
                0,
                taken.id(),
                taken.organizationId(),
                regionCode,
                taken.providerId(),
                taken.providerName(),
                rule.number(),
                gathered.records(),
                gathered.deep(),
                gathered.unregistered(),
                Draw.seed(),
                rule.form().sampleOf(gathered.records()),
                0,
                0,
                0,
                0,
                List.of(),
                AdoptionBatchStatus.CHECKING,
                now,
                calendar.after(now, rule.form().objectionDays() + DAYS_TO_DECIDE),
                null,
                null,
                null,
                null,
                now);
    }
}
