package cn.dengyun.adoption.record;

import cn.dengyun.adoption.record.AdoptionChecks.Read;
import cn.dengyun.adoption.rule.AdoptionRule;
import cn.dengyun.adoption.rule.AdoptionRules;
import cn.dengyun.catalogue.push.LineChunk;
import cn.dengyun.catalogue.push.LineReader;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.job.JobHandler;
import cn.dengyun.platform.job.JobLease;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Draw;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries out an import, a chunk at a time: what the lines do, their results, the counts and the job's progress commit
 * together. At its end each county gets its batch, and a sample is drawn of it.
 */
@ApplicationScoped
class AdoptionImportWorker implements JobHandler {

    /** Working days that a county has behind the last objection. */
    private static final int DAYS_TO_DECIDE = 5;

    /** Contracts of one provider with one enterprise; more make no difference but to whoever judges it. */
    private static final long MAX_CONTRACTS = 500;

    private static final int ATTEMPTS = 5;

    private final Pool pool;
    private final AdoptionImportStore imports;
    private final AdoptionRecordStore records;
    private final AdoptionBatchStore batches;
    private final AdoptionResults results;
    private final AdoptionChecks checks;
    private final AdoptionRules rules;
    private final CertifiedStandings standings;
    private final WorkingCalendar calendar;
    private final Outbox outbox;
    private final AuditTrail trail;
    private final Clock clock;

    AdoptionImportWorker(
            Pool pool,
            AdoptionImportStore imports,
            AdoptionRecordStore records,
            AdoptionBatchStore batches,
            AdoptionResults results,
            AdoptionChecks checks,
            AdoptionRules rules,
            CertifiedStandings standings,
            WorkingCalendar calendar,
            Outbox outbox,
            AuditTrail trail,
            Clock clock) {
        this.pool = pool;
        this.imports = imports;
        this.records = records;
        this.batches = batches;
        this.results = results;
        this.checks = checks;
        this.rules = rules;
        this.standings = standings;
        this.calendar = calendar;
        this.outbox = outbox;
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
        CertifiedStanding provider = WorkerThread.await(standings.of(pool, List.of(taken.organizationId())))
                .get(taken.organizationId());
        int done = WorkerThread.await(imports.lastDone(id));
        while (!lease.shouldStop()) {
            LineChunk chunk = WorkerThread.await(imports.chunkAfter(id, done));
            if (chunk == null) {
                if (areBatchesMade(lease, taken)) {
                    complete(lease, WorkerThread.await(imports.get(id)));
                }
                return;
            }
            carryOut(lease, taken, provider, chunk);
            done = chunk.number();
        }
    }

    private void complete(JobLease lease, AdoptionImport taken) {
        WorkerThread.await(pool.withTransaction(connection -> lease.advance(
                        connection, lease.job().total())
                .chain(() -> trail.write(connection, AdoptionImportService.note("completed", taken)))));
    }

    private void carryOut(JobLease lease, AdoptionImport taken, CertifiedStanding provider, LineChunk chunk) {
        List<Read> lines = read(chunk);
        for (int attempt = 1; !isCarriedOut(lease, taken, provider, chunk, lines); attempt++) {
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

    /** What a chunk does: what is new, what is changed, what became of each line. */
    private record Decided(List<AdoptionRecord> made, List<AdoptionRecord> changed, List<AdoptionLineResult> results) {}

    /** Whether it worked: false when somebody else changed one of the records between the look and the write. */
    private boolean isCarriedOut(
            JobLease lease, AdoptionImport taken, CertifiedStanding provider, LineChunk chunk, List<Read> lines) {
        Instant now = now();
        Decided decided = decided(taken, provider, lines, now);
        byte[] compressed = results.compress(decided.results());
        Map<AdoptionOutcome, Long> counts = new EnumMap<>(AdoptionOutcome.class);
        decided.results().forEach(each -> counts.merge(each.outcome(), 1L, Long::sum));
        List<DomainEvent> told = taken.isDryRun() ? List.of() : told(decided);
        long done = chunk.firstLine() + chunk.lineCount() - 1;
        try {
            WorkerThread.await(pool.withTransaction(connection -> lease.advance(connection, done)
                    .chain(() -> records.insert(connection, taken.isDryRun() ? List.of() : decided.made()))
                    .chain(() -> records.update(connection, taken.isDryRun() ? List.of() : decided.changed()))
                    .chain(() -> outbox.writeAll(connection, told))
                    .chain(() -> imports.saveResults(connection, taken.id(), chunk.number(), compressed))
                    .chain(() -> imports.count(connection, taken.id(), counts))));
            return true;
        } catch (ChangedMeanwhile e) {
            return false;
        }
    }

    /** Enterprises that are on the platform are told; of the others the provider hears by its batch. */
    private static List<DomainEvent> told(Decided decided) {
        List<AdoptionRecord> all = new ArrayList<>(decided.made());
        all.addAll(decided.changed());
        return all.stream()
                .filter(each -> each.organizationId() != null)
                .map(AdoptionRecordEvent.NAMED::told)
                .toList();
    }

    private Decided decided(AdoptionImport taken, CertifiedStanding provider, List<Read> lines, Instant now) {
        Set<String> codes =
                lines.stream().map(Read::code).filter(Objects::nonNull).collect(Collectors.toSet());
        Set<String> references = lines.stream()
                .map(Read::said)
                .filter(Objects::nonNull)
                .map(AdoptionLine::contractNumber)
                .collect(Collectors.toSet());
        Map<String, CertifiedStanding> known =
                codes.isEmpty() ? Map.of() : WorkerThread.await(standings.ofCodes(pool, codes));
        Map<String, AdoptionRecord> there = codes.isEmpty()
                ? Map.of()
                : WorkerThread.await(records.known(pool, taken.providerId(), codes, references)).stream()
                        .collect(Collectors.toMap(
                                each -> key(each.creditCode(), each.origin().reference()), Function.identity()));
        Map<String, AdoptionRecord> refused = refused(there.values());
        Map<String, Long> contracts = codes.isEmpty()
                ? new HashMap<>()
                : new HashMap<>(WorkerThread.await(records.contracts(pool, taken.providerId(), codes)));
        AdoptionRule rule = WorkerThread.await(rules.at(pool, now));
        Instant until = calendar.after(now, rule.form().objectionDays());
        LocalDate today = LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE);
        Decided decided = new Decided(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, Long> seen = new HashMap<>();
        for (Read line : lines) {
            List<Defect> defects = line.defects();
            CertifiedStanding enterprise = certified(known.get(line.code() == null ? "" : line.code()));
            if (line.said() != null) {
                defects = checks.defects(line.said(), provider.creditCode(), enterprise, today);
            }
            if (line.said() == null || !defects.isEmpty()) {
                decided.results().add(AdoptionLineResult.rejected(line.number(), line.said(), defects));
                continue;
            }
            String key = key(line.code(), line.said().contractNumber());
            AdoptionRecord before = there.get(key);
            Long earlier = seen.putIfAbsent(key, line.number());
            if (earlier == null
                    && before != null
                    && taken.id().equals(before.origin().importId())) {
                earlier = before.origin().line();
            }
            if (earlier != null) {
                decided.results()
                        .add(AdoptionLineResult.conflict(
                                line.number(),
                                line.said(),
                                before == null ? null : before.id(),
                                Defect.at("/contractNumber", "adoption-line-repeated", earlier)));
                continue;
            }
            AdoptionRecord refusal = refused.get(key(line.code(), line.said().categoryCode()));
            if (refusal != null && isRefusedBy(refusal, line.said(), before)) {
                decided.results().add(conflict(line, refusal, "adoption-record-refused"));
                continue;
            }
            if (before == null && contracts.merge(line.code(), 1L, Long::sum) > MAX_CONTRACTS) {
                decided.results()
                        .add(AdoptionLineResult.rejected(
                                line.number(),
                                line.said(),
                                List.of(Defect.at("/contractNumber", "adoption-contracts-too-many", MAX_CONTRACTS))));
                continue;
            }
            decide(decided, line, made(taken, provider, enterprise, line, until, now), before, now);
        }
        return decided;
    }

    /** What of a provider was refused last, by enterprise and category. */
    private static Map<String, AdoptionRecord> refused(Collection<AdoptionRecord> there) {
        return there.stream()
                .filter(AdoptionRecord::isRefused)
                .filter(each -> each.facts().categoryCode() != null)
                .collect(Collectors.toMap(
                        each -> key(each.creditCode(), each.facts().categoryCode()),
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparing(AdoptionRecord::updatedAt))));
    }

    /**
     * Whether a line says again what was refused: another number makes no other contract, only one that was signed
     * since does. What is on record beside that goes on as it is.
     */
    private static boolean isRefusedBy(AdoptionRecord refusal, AdoptionLine said, AdoptionRecord before) {
        boolean goesOn = before != null
                && (before.status() == AdoptionRecordStatus.PENDING
                        || before.status() == AdoptionRecordStatus.OBJECTED
                        || before.status() == AdoptionRecordStatus.COUNTED);
        LocalDate refusedOn = LocalDate.ofInstant(refusal.updatedAt(), ClockProducer.BUSINESS_ZONE);
        return !goesOn && !said.signedOn().isAfter(refusedOn);
    }

    /** Who is not certified is not taken for the enterprise that he says he is. */
    private static CertifiedStanding certified(CertifiedStanding known) {
        return known != null && known.isCertified() ? known : null;
    }

    private static String key(String code, String reference) {
        return code + " " + reference;
    }

    /** What the line would be on record as, if there was nothing before. */
    private AdoptionRecord made(
            AdoptionImport taken,
            CertifiedStanding provider,
            CertifiedStanding enterprise,
            Read line,
            Instant until,
            Instant now) {
        AdoptionLine said = line.said();
        String region = checks.region(said);
        String bringer = said.broughtByCode() == null
                ? null
                : CreditCode.parse("", said.broughtByCode()).value();
        return new AdoptionRecord(
                Ids.next(),
                0,
                AdoptionSource.IMPORT,
                line.code(),
                said.name(),
                enterprise == null ? null : enterprise.organizationId(),
                region,
                new AdoptionOrigin(
                        taken.providerId(),
                        taken.organizationId(),
                        taken.providerName(),
                        provider.creditCode(),
                        said.contractNumber(),
                        taken.id(),
                        line.number(),
                        null,
                        null),
                new AdoptionFacts(
                        said.categoryCode(),
                        said.signedOn(),
                        said.startsOn(),
                        said.endsOn(),
                        said.amountFen(),
                        said.lastUsedOn(),
                        said.devices(),
                        bringer),
                said.hash(line.code(), region, bringer),
                null,
                AdoptionRecordStatus.PENDING,
                enterprise == null ? null : now,
                until,
                null,
                null,
                null,
                null,
                null,
                now,
                now);
    }

    private static void decide(Decided decided, Read line, AdoptionRecord said, AdoptionRecord before, Instant now) {
        if (before == null) {
            decided.made().add(said);
            decided.results().add(result(line, AdoptionOutcome.CREATED, said.id()));
            return;
        }
        boolean isSame = before.lastHash().equals(said.contentHash());
        switch (before.status()) {
            case PENDING -> {
                if (isSame) {
                    decided.results().add(result(line, AdoptionOutcome.UNCHANGED, before.id()));
                } else {
                    decided.changed().add(before.saidAnew(AdoptionRecordMove.REPORT, said, now));
                    decided.results().add(result(line, AdoptionOutcome.CHANGED, before.id()));
                }
            }
            case COUNTED -> decideCounted(decided, line, said, before, isSame, now);
            case ENDED, RETURNED, WITHDRAWN -> {
                if (before.isRefused()) {
                    decided.results().add(conflict(line, before, "adoption-record-refused"));
                    return;
                }
                decided.changed().add(before.saidAnew(AdoptionRecordMove.RENEW, said, now));
                decided.results().add(result(line, AdoptionOutcome.CREATED, before.id()));
            }
            case OBJECTED -> decided.results().add(conflict(line, before, "adoption-record-objected"));
            case REJECTED, REMOVED -> decided.results().add(conflict(line, before, "adoption-record-refused"));
        }
    }

    private static void decideCounted(
            Decided decided, Read line, AdoptionRecord said, AdoptionRecord before, boolean isSame, Instant now) {
        if (isSame) {
            decided.results().add(result(line, AdoptionOutcome.UNCHANGED, before.id()));
        } else if (before.facts().isUpdatedBy(said.facts())) {
            decided.changed().add(before.updated(said, now));
            decided.results().add(result(line, AdoptionOutcome.CHANGED, before.id()));
        } else {
            decided.results().add(conflict(line, before, "adoption-record-counts"));
        }
    }

    private static AdoptionLineResult result(Read line, AdoptionOutcome outcome, UUID record) {
        return new AdoptionLineResult(
                line.number(), line.said().creditCode(), line.said().contractNumber(), outcome, record, List.of());
    }

    private static AdoptionLineResult conflict(Read line, AdoptionRecord before, String code) {
        return AdoptionLineResult.conflict(
                line.number(),
                line.said(),
                before.id(),
                Defect.at("/contractNumber", code, before.origin().reference()));
    }

    /**
     * One for each county in which something of the import waits to be judged; what is there already stays. False when
     * it has to stop before the last.
     */
    private boolean areBatchesMade(JobLease lease, AdoptionImport taken) {
        if (taken.isDryRun()) {
            return true;
        }
        Instant now = now();
        AdoptionRule rule = WorkerThread.await(rules.at(pool, now));
        for (String region : WorkerThread.await(batches.regions(taken.id()))) {
            if (lease.shouldStop()) {
                return false;
            }
            UUID id = Ids.next();
            WorkerThread.await(pool.withTransaction(connection -> lease.advance(
                            connection, lease.job().total())
                    .chain(() -> batches.gather(connection, id, taken.id(), region, rule))
                    .chain(gathered -> gathered.records() == 0
                            ? Uni.createFrom().voidItem()
                            : make(connection, batch(id, taken, region, rule, gathered, now)))));
        }
        return true;
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

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
