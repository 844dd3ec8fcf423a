package cn.dengyun.adoption.record;

import cn.dengyun.adoption.record.AdoptionChecks.Read;
import cn.dengyun.catalogue.push.LineChunk;
import cn.dengyun.catalogue.push.LineReader;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.job.JobHandler;
import cn.dengyun.platform.job.JobLease;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Defect;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Carries out an import, a chunk at a time: what the lines do, their results, the counts and the job's progress commit
 * together. At its end each county gets its batch, and a sample is drawn of it.
 */
@ApplicationScoped
class AdoptionImportWorker implements JobHandler {

    private static final int ATTEMPTS = 5;

    private final Pool pool;
    private final AdoptionImportStore imports;
    private final AdoptionIntake intake;
    private final AdoptionBatching batching;
    private final AdoptionResults results;
    private final AdoptionChecks checks;
    private final AuditTrail trail;
    private final Clock clock;

    AdoptionImportWorker(
            Pool pool,
            AdoptionImportStore imports,
            AdoptionIntake intake,
            AdoptionBatching batching,
            AdoptionResults results,
            AdoptionChecks checks,
            AuditTrail trail,
            Clock clock) {
        this.pool = pool;
        this.imports = imports;
        this.intake = intake;
        this.batching = batching;
        this.results = results;
        this.checks = checks;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return AdoptionImportService.JOB;
    }

    @Override
    public void run(JobLease lease) {
        UUID id = lease.job().id();
        AdoptionImport taken = WorkerThread.await(imports.get(id));
        int done = WorkerThread.await(imports.lastDone(id));
        while (!lease.shouldStop()) {
            LineChunk chunk = WorkerThread.await(imports.chunkAfter(id, done));
            if (chunk == null) {
                if (areBatchesMade(lease, taken)) {
                    complete(lease, WorkerThread.await(imports.get(id)));
                }
                return;
            }
            carryOut(lease, taken, chunk);
            done = chunk.number();
        }
    }

    private void complete(JobLease lease, AdoptionImport taken) {
        WorkerThread.await(pool.withTransaction(connection -> lease.advance(
                        connection, lease.job().total())
                .chain(() -> trail.write(connection, AdoptionImportService.note("completed", taken)))));
    }

    private void carryOut(JobLease lease, AdoptionImport taken, LineChunk chunk) {
        List<Read> lines = read(chunk);
        for (int attempt = 1; !isCarriedOut(lease, taken, chunk, lines); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("records of a provider change faster than they can be imported");
            }
        }
    }

    private List<Read> read(LineChunk chunk) {
        List<Read> lines = new ArrayList<>();
        long number = chunk.firstLine();
        for (byte[] line : chunk.lines()) {
            if (!LineReader.isBlank(line, 0, line.length)) {
                boolean isTooLong = line.length == 1 && line[0] == LineReader.TOO_LONG;
                lines.add(
                        isTooLong
                                ? new Read(
                                        number,
                                        null,
                                        List.of(Defect.at("", "line-too-long", LineReader.MAX_LINE_BYTES / 1024)))
                                : checks.read(number, line));
            }
            number++;
        }
        return lines;
    }

    /** Whether it worked: false when somebody else changed one of the records between the look and the write. */
    private boolean isCarriedOut(JobLease lease, AdoptionImport taken, LineChunk chunk, List<Read> lines) {
        AdoptionIntake.Decided decided = WorkerThread.await(intake.decide(taken, lines, now()));
        byte[] compressed = results.compress(decided.results());
        long done = chunk.firstLine() + chunk.lineCount() - 1;
        try {
            WorkerThread.await(pool.withTransaction(connection -> lease.advance(connection, done)
                    .chain(() -> intake.write(connection, decided))
                    .chain(() -> imports.saveResults(connection, taken.id(), chunk.number(), compressed))
                    .chain(() -> imports.count(connection, taken.id(), decided.counts()))));
            return true;
        } catch (ChangedMeanwhile e) {
            return false;
        }
    }

    /** False when it has to stop before the last. */
    private boolean areBatchesMade(JobLease lease, AdoptionImport taken) {
        if (taken.isDryRun()) {
            return true;
        }
        for (String county : WorkerThread.await(batching.counties(taken.id()))) {
            if (lease.shouldStop()) {
                return false;
            }
            WorkerThread.await(pool.withTransaction(
                    connection -> lease.advance(connection, lease.job().total())
                            .chain(() -> batching.make(connection, taken, county))));
        }
        return true;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
