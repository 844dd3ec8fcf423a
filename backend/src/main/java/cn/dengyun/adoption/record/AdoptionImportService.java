package cn.dengyun.adoption.record;

import cn.dengyun.catalogue.push.LineChunk;
import cn.dengyun.catalogue.push.LineReader;
import cn.dengyun.catalogue.push.UploadState;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.job.JobProgress;
import cn.dengyun.platform.job.JobRunner;
import cn.dengyun.platform.job.JobStore;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.Quotas;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Receives imports as pushes of catalogues are received: the lines are safely stored when the answer comes, and carried
 * out behind it, those of one provider one after the other.
 */
@ApplicationScoped
class AdoptionImportService {

    /** The kind of its jobs. */
    static final String JOB = "adoption-import";

    /** Most lines of one import. */
    static final long MAX_LINES = 1_000_000;

    /** Most bytes of one import, after decompression. */
    static final long MAX_BYTES = 1L << 30;

    /** After this long without a new line an upload counts as broken, wherever it was received. */
    private static final Duration UPLOAD_PATIENCE = Duration.ofSeconds(45);

    private final Pool pool;
    private final AdoptionImportStore imports;
    private final JobStore jobs;
    private final JobRunner runner;
    private final ProviderService providers;
    private final Idempotency idempotency;
    private final Quotas quotas;
    private final AuditTrail trail;
    private final Cursors cursors;
    private final Clock clock;
    private final Set<UUID> receiving = ConcurrentHashMap.newKeySet();

    AdoptionImportService(
            Pool pool,
            AdoptionImportStore imports,
            JobStore jobs,
            JobRunner runner,
            ProviderService providers,
            Idempotency idempotency,
            Quotas quotas,
            AuditTrail trail,
            Cursors cursors,
            Clock clock) {
        this.pool = pool;
        this.imports = imports;
        this.jobs = jobs;
        this.runner = runner;
        this.providers = providers;
        this.idempotency = idempotency;
        this.quotas = quotas;
        this.trail = trail;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** An import and how far it has come. */
    record Status(AdoptionImport taken, JobProgress job) {}

    /** What {@link #receive} did; {@code isReplay} when the import had arrived completely before. */
    record Received(Status status, boolean isReplay) {}

    /**
     * What comes.
     *
     * @param charset null for lines of JSON, which are UTF-8
     */
    record Body(InputStream bytes, boolean isCompressed, Charset charset) {

        AdoptionFormat format() {
            return charset == null ? AdoptionFormat.NDJSON : AdoptionFormat.CSV;
        }
    }

    /**
     * Receives the lines of an import and queues it. Blocks: call it on a worker thread.
     *
     * <p>Rejects with {@code idempotency-key-missing}, {@code -malformed}, {@code -in-use}, {@code -reused},
     * {@code import-too-long} (413), {@code gzip-broken}, {@code invalid-request} (400), {@code row-quota-exceeded}
     * (429), {@code provider-not-found} (404), {@code provider-suspended}, {@code provider-unqualified} and
     * {@code provider-disqualified} (403).
     *
     * @param key the caller's Idempotency-Key: with the same lines it returns the import that is complete, and begins
     *     one that broke anew
     */
    Received receive(Actor actor, boolean isDryRun, String key, Body body) {
        Idempotency.requireWellFormed(key);
        Provider own = WorkerThread.await(providers.findOf(actor.organizationId()));
        Provider provider = WorkerThread.await(providers.findForPublishing(own.id(), actor));
        AdoptionImport known = known(actor, provider, isDryRun, key, body.format());
        if (known.upload() == UploadState.COMPLETE) {
            requireSameLines(known, body);
            return new Received(WorkerThread.await(status(known.id())), true);
        }
        if (!receiving.add(known.id())) {
            throw Rejection.conflict("idempotency-key-in-use");
        }
        try {
            begin(known);
            return new Received(receive(known, body), false);
        } finally {
            receiving.remove(known.id());
        }
    }

    private AdoptionImport known(Actor actor, Provider provider, boolean isDryRun, String key, AdoptionFormat format) {
        String fingerprint = idempotency.fingerprint(List.of(JOB, provider.id(), format, isDryRun));
        AdoptionImport fresh = new AdoptionImport(
                Ids.next(),
                provider.id(),
                provider.organizationId(),
                provider.nameZh(),
                actor.id(),
                fingerprint,
                format,
                isDryRun,
                UploadState.RECEIVING,
                0,
                0,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                0,
                0,
                0,
                0,
                0,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        WorkerThread.await(pool.withTransaction(connection -> imports.create(connection, fresh, key)
                .chain(isNew -> isNew
                        ? jobs.create(connection, fresh.id(), JOB, provider.id())
                                .chain(() -> trail.write(connection, note("received", fresh)))
                        : Uni.createFrom().voidItem())));
        AdoptionImport known = WorkerThread.await(imports.findByKey(actor.id(), key));
        if (!known.fingerprint().equals(fingerprint)) {
            throw reused();
        }
        return known;
    }

    /** Makes this request the one that receives the import. */
    private void begin(AdoptionImport known) {
        boolean isReceivedElsewhere = known.receivedChunks() > 0
                && known.upload() == UploadState.RECEIVING
                && known.touchedAt().plus(UPLOAD_PATIENCE).isAfter(clock.instant());
        if (isReceivedElsewhere || !WorkerThread.await(imports.takeOver(known))) {
            throw Rejection.conflict("idempotency-key-in-use");
        }
    }

    /** Rejects with {@code idempotency-key-reused} (422) unless the lines are those that came with the key before. */
    private void requireSameLines(AdoptionImport known, Body body) {
        Iterator<LineChunk.Digest> digests =
                WorkerThread.await(imports.digests(known.id())).iterator();
        reading(body, lines -> {
            long line = 1;
            for (LineReader.Lines next = lines.next(); next != null; next = lines.next()) {
                if (!digests.hasNext() || !digests.next().fits(LineChunk.Digest.of(line, next))) {
                    throw reused();
                }
                line += next.count();
            }
        });
        if (digests.hasNext()) {
            throw reused();
        }
    }

    private static Rejection reused() {
        return Rejection.of(Rejection.Kind.UNPROCESSABLE, "idempotency-key-reused");
    }

    private Status receive(AdoptionImport taken, Body body) {
        try {
            reading(body, lines -> receiveLines(taken, lines));
        } catch (Rejection rejection) {
            // Repeating the request with the same key begins anew.
            WorkerThread.await(imports.interrupt(taken.id()));
            throw rejection;
        }
        AdoptionImport received = WorkerThread.await(imports.get(taken.id()));
        WorkerThread.await(pool.withTransaction(
                connection -> imports.setUpload(connection, taken.id(), UploadState.COMPLETE)
                        .chain(() -> jobs.enqueue(connection, taken.id(), received.receivedLines()))));
        runner.wake();
        return WorkerThread.await(status(taken.id()));
    }

    /** What is done with the lines of a body. */
    private interface Reading {
        void of(ImportLines lines) throws IOException;
    }

    private static void reading(Body body, Reading reading) {
        try {
            InputStream plain = body.isCompressed() ? new GZIPInputStream(body.bytes()) : body.bytes();
            reading.of(body.charset() == null ? ImportLines.ofJson(plain) : new CsvLines(plain, body.charset()));
        } catch (ZipException | EOFException e) {
            throw Rejection.invalid("gzip-broken");
        } catch (IOException e) {
            throw Rejection.of(Rejection.Kind.UNAVAILABLE, "upload-interrupted");
        }
    }

    private void receiveLines(AdoptionImport taken, ImportLines source) throws IOException {
        long lines = 0;
        int number = 0;
        for (LineReader.Lines next = source.next(); next != null; next = source.next()) {
            if (lines + next.count() > MAX_LINES || source.totalBytes() > MAX_BYTES) {
                throw Rejection.of(Rejection.Kind.TOO_LARGE, "import-too-long", MAX_LINES, MAX_BYTES >> 20);
            }
            quotas.takeRows(taken.organizationId(), next.nonBlankCount());
            LineChunk chunk = new LineChunk(++number, lines + 1, next.count(), LineChunk.compress(next.bytes()));
            WorkerThread.await(imports.receive(taken.id(), chunk, LineChunk.Digest.of(lines + 1, next)));
            lines += next.count();
        }
    }

    /** The job is read first: its end commits after the last counts, so whoever sees the end sees all counts. */
    private Uni<Status> status(UUID id) {
        return jobs.find(List.of(id)).chain(found -> imports.get(id).map(taken -> new Status(taken, found.get(id))));
    }

    /**
     * One that the actor may see: its provider, authorities in whose region something of it is, auditors and
     * administrators. Rejects with {@code adoption-import-not-found} (404).
     */
    Uni<Status> get(UUID id, Actor actor) {
        return status(id)
                .call(found -> isSeen(found.taken(), actor).invoke(isSo -> {
                    if (!isSo) {
                        throw Rejection.notFound("adoption-import-not-found");
                    }
                }));
    }

    private Uni<Boolean> isSeen(AdoptionImport found, Actor actor) {
        if (actor.actsFor(found.organizationId()) || Aggregate.seesAll(actor)) {
            return Uni.createFrom().item(true);
        }
        return imports.isSeen(found.id(), Oversight.of(actor));
    }

    /** Newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<Status>> list(Actor actor, String cursor, int limit) {
        String query = "adoption-imports";
        return imports.page(
                        cursors.idBehind(query, cursor, Ids.NEWEST),
                        limit + 1,
                        Aggregate.seesAll(actor),
                        actor.organizationId(),
                        Oversight.of(actor))
                .chain(found -> jobs.find(found.stream().map(AdoptionImport::id).toList())
                        .map(known -> found.stream()
                                .map(each -> new Status(each, known.get(each.id())))
                                .toList()))
                .map(found -> cursors.pageById(
                        query, found, limit, each -> each.taken().id()));
    }

    /** What the audit trail keeps: one entry when it begins, one with its counts when it has ended. */
    static AuditNote note(String event, AdoptionImport taken) {
        JsonObject state = new JsonObject()
                .put("callerId", taken.callerId().toString())
                .put("providerId", taken.providerId().toString())
                .put("format", taken.format().name())
                .put("validateOnly", taken.isDryRun())
                .put("created", taken.createdCount())
                .put("changed", taken.changedCount())
                .put("unchanged", taken.unchangedCount())
                .put("rejected", taken.rejectedCount())
                .put("conflict", taken.conflictCount());
        return new AuditNote(
                "adoption-import." + event,
                AdoptionImportResource.PATH + "/" + taken.id(),
                taken.organizationId(),
                null,
                state.encode(),
                null);
    }
}
