package cn.dengyun.catalogue.push;

import cn.dengyun.catalogue.ChangeEvent;
import cn.dengyun.catalogue.concession.Concessions;
import cn.dengyun.catalogue.concession.NamedConcessions;
import cn.dengyun.catalogue.document.OfferingCodes;
import cn.dengyun.catalogue.document.OfferingReader;
import cn.dengyun.catalogue.document.OfferingReading;
import cn.dengyun.catalogue.domain.DeclarationOutcome;
import cn.dengyun.catalogue.domain.MirrorChange;
import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.catalogue.domain.OfferingStatus;
import cn.dengyun.catalogue.domain.RecordedOffering;
import cn.dengyun.catalogue.store.OfferingIndexes;
import cn.dengyun.catalogue.store.OfferingStore;
import cn.dengyun.catalogue.store.OfferingWriter;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.job.JobHandler;
import cn.dengyun.platform.job.JobLease;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Carries out a push, a chunk at a time: what the lines do, their results, the counts, the event for the feed and the
 * job's progress commit together. While the database works on one chunk, the next one is read and checked.
 */
@ApplicationScoped
class PushWorker implements JobHandler {

    private static final Logger LOG = Logger.getLogger(PushWorker.class);
    /** Classes of SQLSTATE that speak of what is to be stored: data, constraints, limits. */
    private static final Set<String> ABOUT_DATA = Set.of("22", "23", "54");

    private static final int RETIRE_AT_ONCE = 1_000;
    private static final int ATTEMPTS = 5;

    private final Pool pool;
    private final PushStore pushes;
    private final OfferingStore offerings;
    private final OfferingWriter writer;
    private final LineWriter lineWriter;
    private final OfferingIndexes indexes;
    private final OfferingReader reader;
    private final ProviderService providers;
    private final Concessions concessions;
    private final Outbox outbox;
    private final AuditTrail trail;
    private final ResultLines resultLines;
    private final Clock clock;

    PushWorker(
            Pool pool,
            PushStore pushes,
            OfferingStore offerings,
            OfferingWriter writer,
            LineWriter lineWriter,
            OfferingIndexes indexes,
            OfferingCodes codes,
            ProviderService providers,
            Concessions concessions,
            Outbox outbox,
            AuditTrail trail,
            ResultLines resultLines,
            Clock clock) {
        this.pool = pool;
        this.pushes = pushes;
        this.offerings = offerings;
        this.writer = writer;
        this.lineWriter = lineWriter;
        this.indexes = indexes;
        this.reader = new OfferingReader(codes);
        this.providers = providers;
        this.concessions = concessions;
        this.outbox = outbox;
        this.trail = trail;
        this.resultLines = resultLines;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return PushService.JOB;
    }

    @Override
    public void run(JobLease lease) {
        UUID pushId = lease.job().id();
        Push push = WorkerThread.await(pushes.get(pushId));
        Provider provider = WorkerThread.await(providers.find(push.providerId()));
        int done = WorkerThread.await(pushes.lastDone(pushId));
        SeenKeys seen = recallSeen(pushId, done);
        CompletableFuture<Prepared> next = prepareAfter(push, done);
        while (!lease.shouldStop()) {
            Prepared chunk = next.join();
            if (chunk == null) {
                retireAbsent(lease, push, provider, seen);
                complete(lease, WorkerThread.await(pushes.get(pushId)));
                return;
            }
            next = prepareAfter(push, chunk.chunk().number());
            carryOut(lease, push, provider, chunk, seen);
        }
    }

    private void complete(JobLease lease, Push push) {
        WorkerThread.await(pool.withTransaction(connection -> lease.advance(
                        connection, lease.job().total())
                .chain(() -> trail.write(connection, PushNote.ended("completed", push)))));
        WorkerThread.await(indexes.settle(changes(push)));
    }

    private static long changes(Push push) {
        return push.isDryRun() ? 0 : push.createdCount() + push.updatedCount() + push.retiredCount();
    }

    /** A chunk whose lines are read and checked. */
    private record Prepared(LineChunk chunk, List<PreparedLine> lines) {}

    private CompletableFuture<Prepared> prepareAfter(Push push, int number) {
        return pushes.chunkAfter(push.id(), number)
                .subscribeAsCompletionStage()
                .thenApplyAsync(chunk -> chunk == null ? null : prepare(chunk), Infrastructure.getDefaultExecutor());
    }

    private Prepared prepare(LineChunk chunk) {
        List<PreparedLine> prepared = new ArrayList<>(chunk.lineCount());
        long number = chunk.firstLine();
        for (byte[] line : chunk.lines()) {
            if (!LineReader.isBlank(line, 0, line.length)) {
                OfferingReading reading =
                        line.length == 1 && line[0] == LineReader.TOO_LONG ? tooLong() : reader.readLine(line);
                prepared.add(new PreparedLine(number, reading));
            }
            number++;
        }
        return new Prepared(chunk, prepared);
    }

    private static OfferingReading tooLong() {
        return new OfferingReading(
                null, null, List.of(Defect.at("", "line-too-long", LineReader.MAX_LINE_BYTES / 1024)));
    }

    /**
     * Carries out one chunk. Everything that takes time is done here on the worker thread; the event loop only passes
     * on what is ready, so that nobody's read waits for somebody's push.
     */
    private void carryOut(JobLease lease, Push push, Provider provider, Prepared chunk, SeenKeys seen) {
        Map<Long, LineResult> screened = new HashMap<>();
        List<PreparedLine> lines = new ArrayList<>();
        for (PreparedLine line : chunk.lines()) {
            LineResult result = screen(line, seen);
            if (result == null) {
                lines.add(line);
            } else {
                screened.put(line.line(), result);
            }
        }
        for (int attempt = 1; !carryOut(lease, push, provider, chunk, lines, screened); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("the provider's catalogue changes faster than it can be pushed");
            }
        }
    }

    /** Whether it worked: false when somebody else changed one of the offerings between the look and the write. */
    private boolean carryOut(
            JobLease lease,
            Push push,
            Provider provider,
            Prepared chunk,
            List<PreparedLine> lines,
            Map<Long, LineResult> screened) {
        LineDecisions decisions = decide(provider, lines);
        Map<Long, LineResult> results = new HashMap<>(screened);
        results.putAll(decisions.results());
        List<LineResult> inOrder =
                chunk.lines().stream().map(line -> results.get(line.line())).toList();
        byte[] compressed = resultLines.compress(inOrder);
        long done = chunk.chunk().firstLine() + chunk.chunk().lineCount() - 1;
        Instant now = clock.instant();
        Function<SqlConnection, Uni<Void>> effect =
                push.isDryRun() ? connection -> Uni.createFrom().voidItem() : effect(push, provider, decisions, now);
        Map<DeclarationOutcome, Long> counts = counts(inOrder);
        try {
            WorkerThread.await(pool.withTransaction(connection -> lease.advance(connection, done)
                    .chain(() -> effect.apply(connection))
                    .chain(() -> pushes.saveResults(
                            connection, push.id(), chunk.chunk().number(), compressed))
                    .chain(() -> pushes.count(connection, push.id(), counts))));
            return true;
        } catch (ChangedMeanwhile e) {
            return false;
        } catch (PgException e) {
            if (!rejectUnstorable(push, provider, lines, screened, e)) {
                throw e;
            }
            return false;
        }
    }

    private LineDecisions decide(Provider provider, List<PreparedLine> lines) {
        List<String> keys =
                lines.stream().map(line -> line.reading().externalId()).toList();
        List<OfferingContent> contents = lines.stream()
                .map(line -> line.reading().declaration().content())
                .toList();
        Map<String, RecordedOffering> recorded =
                WorkerThread.await(pool.withConnection(connection -> writer.recorded(connection, provider.id(), keys)));
        NamedConcessions named = WorkerThread.await(concessions.named(pool, provider.id(), contents));
        return LineDecisions.on(lines, provider.id(), recorded, named);
    }

    /**
     * What the reader lets through ought to be storable; should PostgreSQL refuse some of it nevertheless, those lines
     * are rejected and harm no other. Whether there were any.
     */
    private boolean rejectUnstorable(
            Push push,
            Provider provider,
            List<PreparedLine> lines,
            Map<Long, LineResult> screened,
            PgException refusal) {
        if (!ABOUT_DATA.contains(refusal.getSqlState().substring(0, 2))) {
            return false;
        }
        List<PreparedLine> unstorable = Bisection.spoilers(lines, some -> isStorable(push, provider, some));
        for (PreparedLine line : unstorable) {
            LOG.warnf(
                    "line %d of push %s is sound but PostgreSQL refuses it: %s",
                    line.line(), push.id(), refusal.getMessage());
            String key = line.reading().externalId();
            screened.put(
                    line.line(),
                    LineResult.rejected(line.line(), key, List.of(Defect.at("", "line-not-storable", push.id()))));
        }
        return lines.removeAll(unstorable);
    }

    private boolean isStorable(Push push, Provider provider, List<PreparedLine> lines) {
        Function<SqlConnection, Uni<Void>> effect = effect(push, provider, decide(provider, lines), clock.instant());
        try {
            WorkerThread.await(pool.withTransaction(
                    connection -> effect.apply(connection).onItem().failWith(OnlyTried::new)));
            return false;
        } catch (OnlyTried e) {
            return true;
        } catch (PgException e) {
            return false;
        }
    }

    /** Undoes a unit of work that would have succeeded. */
    private static final class OnlyTried extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private OnlyTried() {
            super(null, null, false, false);
        }
    }

    /** What a chunk writes, put together before the unit of work begins. */
    private Function<SqlConnection, Uni<Void>> effect(
            Push push, Provider provider, LineDecisions decisions, Instant now) {
        return lineWriter.effect(provider, decisions, push.callerId(), ChangeEvent.push(push.id()), now);
    }

    /** The result of a line that needs no look at the catalogue; null for all others. */
    private static LineResult screen(PreparedLine line, SeenKeys seen) {
        OfferingReading reading = line.reading();
        if (reading.externalId() == null) {
            seen.noteUnreadable();
            return LineResult.rejected(line.line(), null, reading.defects());
        }
        Long earlier = seen.note(reading.externalId(), line.line());
        if (earlier != null) {
            return LineResult.conflict(
                    line.line(), reading.externalId(), Defect.at("/externalId", "key-repeated-in-push", earlier));
        }
        return reading.isSound() ? null : LineResult.rejected(line.line(), reading.externalId(), reading.defects());
    }

    private static Map<DeclarationOutcome, Long> counts(List<LineResult> results) {
        Map<DeclarationOutcome, Long> counts = new EnumMap<>(DeclarationOutcome.class);
        results.forEach(result -> counts.merge(result.outcome(), 1L, Long::sum));
        return counts;
    }

    /**
     * Retires what a snapshot does not name. It retires nothing at all when a line did not even reveal its key, for
     * that line may stand for any offering, nor when no line was understood.
     */
    private void retireAbsent(JobLease lease, Push push, Provider provider, SeenKeys seen) {
        if (push.mode() != PushMode.SNAPSHOT) {
            return;
        }
        if (seen.hasUnreadable() || seen.isEmpty()) {
            String reason = seen.isEmpty() ? "retirement-withheld-empty" : "retirement-withheld-unreadable";
            WorkerThread.await(pushes.withholdRetirement(push.id(), reason));
            return;
        }
        String after = "";
        while (!lease.shouldStop()) {
            String from = after;
            List<RecordedOffering> page = WorkerThread.await(pool.withConnection(
                    connection -> offerings.inCatalogue(connection, provider.id(), from, RETIRE_AT_ONCE)));
            if (page.isEmpty()) {
                return;
            }
            after = page.get(page.size() - 1).externalId();
            List<String> absent = page.stream()
                    .map(RecordedOffering::externalId)
                    .filter(key -> !seen.contains(key))
                    .toList();
            if (!absent.isEmpty()) {
                WorkerThread.await(attempt(connection -> retire(connection, lease, push, provider, absent)));
            }
        }
    }

    private Uni<Void> retire(
            SqlConnection connection, JobLease lease, Push push, Provider provider, List<String> absent) {
        UUID factId = Ids.next();
        Instant now = clock.instant();
        return lease.advance(connection, lease.job().total())
                .chain(() -> writer.recorded(connection, provider.id(), absent))
                .chain(recorded -> {
                    List<RecordedOffering> leaving = absent.stream()
                            .map(recorded::get)
                            .filter(offering -> offering != null && offering.status() != OfferingStatus.RETIRED)
                            .toList();
                    List<LineResult> results = leaving.stream()
                            .map(offering -> new LineResult(
                                    null,
                                    offering.externalId(),
                                    DeclarationOutcome.RETIRED,
                                    offering.id(),
                                    offering.version(),
                                    List.of()))
                            .toList();
                    Uni<Void> record = pushes.addResults(connection, push.id(), resultLines.compress(results))
                            .chain(() -> pushes.count(connection, push.id(), counts(results)));
                    if (push.isDryRun() || leaving.isEmpty()) {
                        return record;
                    }
                    List<MirrorChange> changes = leaving.stream()
                            .map(offering -> MirrorChange.of(offering.status(), OfferingStatus.RETIRED, false))
                            .filter(Objects::nonNull)
                            .toList();
                    return writer.move(connection, provider.id(), factId, now, OfferingStatus.RETIRED, leaving)
                            .invoke(moved -> ChangedMeanwhile.unless(moved == leaving.size()))
                            .chain(() -> outbox.write(
                                    connection,
                                    ChangeEvent.of(factId, provider, changes, ChangeEvent.push(push.id()), now)))
                            .chain(() -> record);
                });
    }

    /** What the lines carried out before a crash named, read back from their results. */
    private SeenKeys recallSeen(UUID pushId, int lastDone) {
        SeenKeys seen = new SeenKeys();
        int number = 0;
        while (number < lastDone) {
            PushStore.Results results = WorkerThread.await(pushes.resultsAfter(pushId, number));
            number = results.number();
            for (LineResult result : resultLines.decompress(results.compressed())) {
                if (result.externalId() == null) {
                    seen.noteUnreadable();
                } else if (result.line() != null) {
                    Long unused = seen.note(result.externalId(), result.line());
                }
            }
        }
        return seen;
    }

    private <T> Uni<T> attempt(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work)
                .onFailure(ChangedMeanwhile.class)
                .retry()
                .atMost(ATTEMPTS);
    }
}
