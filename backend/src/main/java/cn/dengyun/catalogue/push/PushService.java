package cn.dengyun.catalogue.push;

import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.job.JobProgress;
import cn.dengyun.platform.job.JobRunner;
import cn.dengyun.platform.job.JobStore;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.web.Quotas;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Receives pushes and tells about them. */
@ApplicationScoped
public class PushService {

    /** The kind of its jobs. */
    static final String JOB = "catalogue-push";

    /** Most lines of one push. */
    public static final long MAX_LINES = 1_000_000;

    /** Most bytes of one push, after decompression. */
    public static final long MAX_BYTES = 1L << 30;

    /** After this long without a new line an upload counts as broken, wherever it was received. */
    private static final Duration UPLOAD_PATIENCE = Duration.ofSeconds(45);

    private final Pool pool;
    private final PushStore pushes;
    private final JobStore jobs;
    private final JobRunner runner;
    private final ProviderService providers;
    private final Idempotency idempotency;
    private final Quotas quotas;
    private final AuditTrail trail;
    private final Clock clock;
    private final Set<UUID> receiving = ConcurrentHashMap.newKeySet();

    PushService(
            Pool pool,
            PushStore pushes,
            JobStore jobs,
            JobRunner runner,
            ProviderService providers,
            Idempotency idempotency,
            Quotas quotas,
            AuditTrail trail,
            Clock clock) {
        this.pool = pool;
        this.pushes = pushes;
        this.jobs = jobs;
        this.runner = runner;
        this.providers = providers;
        this.idempotency = idempotency;
        this.quotas = quotas;
        this.trail = trail;
        this.clock = clock;
    }

    /** A push and how far it has come. */
    public record Status(Push push, JobProgress job) {}

    /** What {@link #receive} did; {@code isReplay} when the push had arrived completely before. */
    public record Received(Status status, boolean isReplay) {}

    /**
     * Receives the lines of a push and queues it. Returns when the last line is safely stored; carrying them out comes
     * later. Blocks: call it on a worker thread.
     *
     * @param key the caller's Idempotency-Key: repeating a complete push returns it if the same lines come again,
     *     repeating a broken one completes it
     * @param fromLine the first line of this body within the whole push; 1, or the line after the last one received
     *     when a broken upload goes on
     * @param isCompressed whether the body is gzip
     *     <p>Rejects with {@code idempotency-key-missing}, {@code -malformed}, {@code -in-use}, {@code -reused},
     *     {@code push-line-unexpected} (409), {@code push-too-long} (413), {@code gzip-broken} (400),
     *     {@code row-quota-exceeded} (429), {@code provider-not-found}, {@code provider-not-yours} or
     *     {@code provider-suspended} or {@code provider-disqualified}.
     */
    public Received receive(
            Actor actor,
            UUID providerId,
            PushMode mode,
            boolean isDryRun,
            String key,
            long fromLine,
            boolean isCompressed,
            InputStream body) {
        Idempotency.requireWellFormed(key);
        Provider provider = WorkerThread.await(providers.findForPublishing(providerId, actor));
        Push push = find(actor, provider, mode, isDryRun, key);
        if (push.upload() == UploadState.COMPLETE) {
            requireSameLines(push, fromLine, isCompressed, body);
            return new Received(WorkerThread.await(status(push.id())), true);
        }
        if (!receiving.add(push.id())) {
            throw Rejection.conflict("idempotency-key-in-use");
        }
        try {
            Push mine = takeOver(push, fromLine);
            return new Received(receive(mine, isCompressed, body), false);
        } finally {
            receiving.remove(push.id());
        }
    }

    private Push find(Actor actor, Provider provider, PushMode mode, boolean isDryRun, String key) {
        String fingerprint = idempotency.fingerprint(List.of("catalogue-push", provider.id(), mode, isDryRun));
        Push fresh = new Push(
                Ids.next(),
                provider.id(),
                provider.organizationId(),
                actor.id(),
                fingerprint,
                mode,
                isDryRun,
                UploadState.RECEIVING,
                0,
                0,
                clock.instant(),
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                clock.instant());
        WorkerThread.await(pool.withTransaction(connection -> pushes.create(connection, fresh, key)
                .chain(isNew -> isNew
                        ? jobs.create(connection, fresh.id(), JOB, provider.id())
                                .chain(() -> trail.write(connection, PushNote.received(fresh)))
                        : Uni.createFrom().voidItem())));
        Push known = WorkerThread.await(pushes.findByKey(actor.id(), key));
        if (!known.fingerprint().equals(fingerprint)) {
            throw reused();
        }
        return known;
    }

    /** Makes this request the one that receives the push, from the given line on. */
    private Push takeOver(Push push, long fromLine) {
        boolean isReceivedElsewhere = push.receivedChunks() > 0
                && push.upload() == UploadState.RECEIVING
                && push.touchedAt().plus(UPLOAD_PATIENCE).isAfter(clock.instant());
        if (isReceivedElsewhere) {
            throw Rejection.conflict("idempotency-key-in-use");
        }
        long next = push.receivedLines() + 1;
        if (fromLine != 1 && fromLine != next) {
            throw Rejection.conflict("push-line-unexpected", fromLine, next);
        }
        boolean isContinuation = fromLine == next;
        if (!WorkerThread.await(pushes.takeOver(
                push, isContinuation ? push.receivedLines() : 0, isContinuation ? push.receivedChunks() : 0))) {
            throw Rejection.conflict("idempotency-key-in-use");
        }
        return WorkerThread.await(pushes.get(push.id()));
    }

    /**
     * Rejects with {@code idempotency-key-reused} (422) unless the lines that come are those that came with the key
     * before. They are cut as they were then, so the first chunk that differs decides.
     */
    private void requireSameLines(Push push, long fromLine, boolean isCompressed, InputStream body) {
        Iterator<LineChunk.Digest> known =
                WorkerThread.await(pushes.digestsFrom(push.id(), fromLine)).iterator();
        reading(body, isCompressed, plain -> {
            LineReader reader = new LineReader(plain);
            long line = fromLine;
            for (LineReader.Lines next = reader.next(); next != null; next = reader.next()) {
                if (!known.hasNext() || !known.next().fits(LineChunk.Digest.of(line, next))) {
                    throw reused();
                }
                line += next.count();
            }
        });
        if (known.hasNext()) {
            throw reused();
        }
    }

    private static Rejection reused() {
        return Rejection.of(Rejection.Kind.UNPROCESSABLE, "idempotency-key-reused");
    }

    private Status receive(Push push, boolean isCompressed, InputStream body) {
        try {
            reading(body, isCompressed, plain -> receiveLines(push, plain));
        } catch (Rejection rejection) {
            // What was sent stays; repeating the request with the same key completes the push.
            WorkerThread.await(pushes.interrupt(push.id()));
            throw rejection;
        }
        Push received = WorkerThread.await(pushes.get(push.id()));
        WorkerThread.await(pool.withTransaction(
                connection -> pushes.setUpload(connection, push.id(), UploadState.COMPLETE)
                        .chain(() -> jobs.enqueue(connection, push.id(), received.receivedLines()))));
        runner.wake();
        return WorkerThread.await(status(push.id()));
    }

    /** What is done with the lines of a body. */
    private interface Reading {
        void of(InputStream plain) throws IOException;
    }

    /** Rejects with {@code gzip-broken} (400), and with {@code upload-interrupted} (503) when the caller is gone. */
    private static void reading(InputStream body, boolean isCompressed, Reading reading) {
        try {
            reading.of(isCompressed ? new GZIPInputStream(body) : body);
        } catch (ZipException | EOFException e) {
            throw Rejection.invalid("gzip-broken");
        } catch (IOException e) {
            throw Rejection.of(Rejection.Kind.UNAVAILABLE, "upload-interrupted");
        }
    }

    private void receiveLines(Push push, InputStream body) throws IOException {
        LineReader reader = new LineReader(body);
        long lines = push.receivedLines();
        int number = push.receivedChunks();
        for (LineReader.Lines next = reader.next(); next != null; next = reader.next()) {
            if (lines + next.count() > MAX_LINES || reader.totalBytes() > MAX_BYTES) {
                throw Rejection.of(Rejection.Kind.TOO_LARGE, "push-too-long", MAX_LINES, MAX_BYTES >> 20);
            }
            quotas.takeRows(push.organizationId(), next.nonBlankCount());
            LineChunk chunk = new LineChunk(++number, lines + 1, next.count(), LineChunk.compress(next.bytes()));
            WorkerThread.await(pushes.receive(push.id(), chunk, LineChunk.Digest.of(lines + 1, next)));
            lines += next.count();
        }
    }

    /**
     * The job is read first: its end commits after the last counts, so whoever sees the end sees all counts. The other
     * way round a caller could stop at an end whose counts still lack the last lines.
     */
    private Uni<Status> status(UUID id) {
        return jobs.find(List.of(id)).chain(found -> pushes.get(id).map(push -> new Status(push, found.get(id))));
    }

    /**
     * A push that the actor may see: its provider, auditors and administrators. Rejects with
     * {@code catalogue-push-not-found}.
     */
    public Uni<Status> get(UUID id, Actor actor) {
        return status(id).invoke(status -> {
            if (!actor.actsFor(status.push().organizationId()) && !seesAll(actor)) {
                throw Rejection.notFound("catalogue-push-not-found", id);
            }
        });
    }

    /** A provider's pushes, the newest first. Rejects with {@code provider-not-found} or {@code provider-not-yours}. */
    public Uni<List<Status>> list(UUID providerId, Actor actor, UUID before, int limit) {
        return providers.find(providerId).chain(provider -> {
            if (!actor.actsFor(provider.organizationId()) && !seesAll(actor)) {
                throw Rejection.forbidden("provider-not-yours");
            }
            return pushes.list(providerId, before, limit).chain(this::withJobs);
        });
    }

    private Uni<List<Status>> withJobs(List<Push> page) {
        return jobs.find(page.stream().map(Push::id).toList())
                .map(found -> page.stream()
                        .map(push -> new Status(push, found.get(push.id())))
                        .toList());
    }

    private static boolean seesAll(Actor actor) {
        return actor.has(Roles.AUDITOR) || actor.has(Roles.SYSADMIN);
    }

    /**
     * Cancels a push: what is carried out stays, the rest never happens. Rejects with {@code catalogue-push-not-found}
     * or {@code job-already-finished}.
     */
    public Uni<Status> cancel(UUID id, Actor actor) {
        return get(id, actor)
                .chain(status -> pool.withTransaction(connection -> jobs.cancel(connection, id)
                                .call(() -> trail.write(connection, PushNote.ended("cancelled", status.push()))))
                        .map(job -> new Status(status.push(), job)));
    }
}
