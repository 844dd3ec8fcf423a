package cn.dengyun.sheet;

import cn.dengyun.files.ContentBody;
import cn.dengyun.files.KeptFiles;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.JobProgress;
import cn.dengyun.platform.job.JobRunner;
import cn.dengyun.platform.job.JobStore;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.sheet.SheetBook;
import cn.dengyun.platform.sheet.SheetFile;
import cn.dengyun.platform.sheet.SheetFormat;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.platform.sheet.SheetReader;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Quotas;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Receives files of rows and tells what becomes of them. */
@ApplicationScoped
public class SheetImportService {

    /** The kind of its jobs. */
    static final String JOB = "sheet-import";

    /** How long a file that came, and the one that goes back, can be had. */
    static final Duration KEPT = Duration.ofDays(30);

    /** Files that are looked through at once: an evil one may take a processor for half a minute. */
    private static final int MAX_LOOKS = 2;

    private static final int PATIENCE_SECONDS = 20;

    private final SheetStore store;
    private final SheetKinds kinds;
    private final KeptFiles files;
    private final JobStore jobs;
    private final JobRunner runner;
    private final Quotas quotas;
    private final AuditTrail trail;
    private final Cursors cursors;
    private final Clock clock;
    private final Semaphore looks = new Semaphore(MAX_LOOKS, true);

    SheetImportService(
            SheetStore store,
            SheetKinds kinds,
            KeptFiles files,
            JobStore jobs,
            JobRunner runner,
            Quotas quotas,
            AuditTrail trail,
            Cursors cursors,
            Clock clock) {
        this.store = store;
        this.kinds = kinds;
        this.files = files;
        this.jobs = jobs;
        this.runner = runner;
        this.quotas = quotas;
        this.trail = trail;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** An import and how far it has come. */
    public record Status(SheetImport sheet, JobProgress job) {}

    /**
     * What the sender says of a file.
     *
     * @param fileName null when it does not say
     * @param isDryRun whether it only wants to know what would become of the rows
     */
    public record Wanted(String kind, UUID targetId, String fileName, boolean isDryRun, Language language) {}

    /**
     * Receives a file and looks it through; {@link #make} makes an import of it, and what no import was made of is gone
     * when it is closed. Blocks: call it on a worker thread.
     *
     * <p>Rejects with {@code sheet-kind-not-found} (404), {@code forbidden} (403), {@code body-too-large} (413),
     * {@code invalid-request} (400; what is no such table), {@code overloaded}, {@code upload-interrupted} (503),
     * {@code row-quota-exceeded} (429), and as the kind does for who may not send such rows.
     */
    public Upload receive(Actor actor, Wanted wanted, InputStream body) {
        SheetKind kind = kinds.forImport(actor, wanted.kind(), wanted.targetId());
        String name = wanted.fileName() == null ? null : KeptFiles.nameOf(wanted.fileName());
        if (name != null && !KeptFiles.isName(name)) {
            throw Rejection.invalid(List.of(Defect.at("query/fileName", "attachment-name-unsound")));
        }
        WorkerThread.await(kind.check(actor, wanted.targetId()));
        try (SheetFile file = SheetFile.sent(body)) {
            Seen seen = seen(file, kind);
            quotas.takeRows(actor.organizationId() == null ? actor.id() : actor.organizationId(), seen.rowCount());
            try (InputStream content = Files.newInputStream(file.path())) {
                UUID fileId = files.receive(content);
                return new Upload(wanted, name, seen, fileId, file.length(), file.sha256(), files);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Seen(SheetFormat format, int rowCount) {}

    private Seen seen(SheetFile file, SheetKind kind) {
        boolean isMyTurn;
        try {
            isMyTurn = looks.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            isMyTurn = false;
        }
        if (!isMyTurn) {
            throw Rejection.of(Rejection.Kind.UNAVAILABLE, "overloaded");
        }
        try (SheetBook book = SheetBook.open(file.path(), () -> {})) {
            return new Seen(book.format(), SheetReader.of(book, kind.columns()).rowCount());
        } finally {
            looks.release();
        }
    }

    /** A file that has come completely and can be read. */
    public static final class Upload implements AutoCloseable {

        private final Wanted wanted;
        private final String name;
        private final Seen seen;
        private final UUID fileId;
        private final long length;
        private final String sha256;
        private final KeptFiles files;

        private Upload(
                Wanted wanted, String name, Seen seen, UUID fileId, long length, String sha256, KeptFiles files) {
            this.wanted = wanted;
            this.name = name;
            this.seen = seen;
            this.fileId = fileId;
            this.length = length;
            this.sha256 = sha256;
            this.files = files;
        }

        /** What makes the request the same when it is repeated. */
        public String sha256() {
            return sha256;
        }

        /** Does nothing to a file of which an import was made. */
        @Override
        public void close() {
            files.discard(fileId);
        }
    }

    /** Makes an import of a file, and its job. */
    public Effect<Status> make(Actor actor, Upload upload) {
        UUID id = Ids.next();
        Wanted wanted = upload.wanted;
        String name = upload.name == null
                ? wanted.kind().toLowerCase(Locale.ROOT) + "."
                        + upload.seen.format().ending()
                : upload.name;
        SheetImport made = new SheetImport(
                id,
                wanted.kind(),
                actor.organizationId(),
                actor.id(),
                Callers.written(actor),
                wanted.targetId(),
                name,
                upload.seen.format(),
                upload.fileId,
                upload.sha256,
                upload.seen.rowCount(),
                wanted.isDryRun(),
                wanted.language(),
                0,
                0,
                0,
                0,
                null,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return Effect.<Status>of(connection -> files.keep(connection, upload.fileId, upload.length, KEPT)
                        .chain(() -> store.insert(connection, made))
                        .chain(() -> jobs.create(connection, id, JOB, lane(actor)))
                        .chain(() -> jobs.enqueue(connection, id, made.rowCount()))
                        .chain(() -> trail.write(connection, SheetNote.received(made)))
                        .chain(() -> jobs.find(connection, id))
                        .map(job -> new Status(made, job)))
                .afterCommit(status -> runner.wake());
    }

    /** What one organisation sends is carried out in the order in which it came. */
    private static UUID lane(Actor actor) {
        return actor.organizationId() == null ? actor.id() : actor.organizationId();
    }

    /**
     * An import that the actor may see: one of its own organisation; auditors and administrators see all.
     *
     * <p>Rejects with {@code sheet-import-not-found} (404).
     */
    public Uni<Status> find(Actor actor, UUID id) {
        // The end of a job commits behind the last counts: who sees the end sees all counts.
        return jobs.find(List.of(id))
                .chain(found -> store.find(id).map(sheet -> new Status(sheet, found.get(id))))
                .invoke(status -> {
                    if (!isKnownTo(actor, status.sheet())) {
                        throw Rejection.notFound("sheet-import-not-found");
                    }
                });
    }

    /**
     * The same of who looks at its rows: that somebody read another's is put on record. Rejects with {@code not-yours}
     * (403) too, where rows name people.
     */
    public Uni<Status> read(Actor actor, UUID id) {
        return find(actor, id).invoke(status -> {
            SheetImport sheet = status.sheet();
            if (!isReadBy(actor, sheet)) {
                throw Rejection.forbidden("not-yours");
            }
            if (!isOwn(actor, sheet)) {
                trail.read(SheetNote.read(sheet));
            }
        });
    }

    private boolean isReadBy(Actor actor, SheetImport sheet) {
        return isOwn(actor, sheet) || !kinds.get(sheet.kind()).isPersonal();
    }

    private static boolean isOwn(Actor actor, SheetImport sheet) {
        return actor.actsFor(sheet.organizationId()) || sheet.callerId().equals(actor.id());
    }

    private static boolean isKnownTo(Actor actor, SheetImport sheet) {
        return seesAll(actor) || isOwn(actor, sheet);
    }

    static boolean seesAll(Actor actor) {
        return actor.has(Roles.AUDITOR) || actor.has(Roles.SYSADMIN);
    }

    /**
     * The imports that the actor may see, the newest first.
     *
     * @param kind null for all
     */
    public Uni<Page<Status>> page(Actor actor, String kind, String cursor, int limit) {
        String query = "sheet-imports?kind=" + kind;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return store.page(actor, seesAll(actor), kind, before, limit + 1)
                .chain(found -> jobs.find(found.stream().map(SheetImport::id).toList())
                        .map(all -> found.stream()
                                .map(sheet -> new Status(sheet, all.get(sheet.id())))
                                .toList()))
                .map(found -> cursors.pageById(
                        query, found, limit, status -> status.sheet().id()));
    }

    /** The file that goes back, with the name that it has. */
    public record ResultFile(String name, SheetFormat format, ContentBody body) {}

    /**
     * The file that goes back.
     *
     * <p>Rejects with {@code sheet-import-not-found}, {@code kept-file-gone} (404), {@code sheet-not-finished} (409),
     * {@code not-yours} (403) where rows name people of others.
     */
    public Uni<ResultFile> result(Actor actor, UUID id) {
        return read(actor, id).chain(status -> {
            SheetImport sheet = status.sheet();
            if (sheet.resultId() == null) {
                throw Rejection.conflict("sheet-not-finished");
            }
            return files.body(sheet.resultId()).map(body -> new ResultFile(resultName(sheet), sheet.format(), body));
        });
    }

    private static String resultName(SheetImport sheet) {
        String ending = "." + sheet.format().ending();
        String plain = sheet.fileName();
        String stem = plain.toLowerCase(Locale.ROOT).endsWith(ending)
                ? plain.substring(0, plain.length() - ending.length())
                : plain;
        return stem + (sheet.language() == Language.EN ? "-result" : "-结果") + ending;
    }

    /**
     * Cancels an import: what is carried out stays, the rest never happens.
     *
     * <p>Rejects with {@code sheet-import-not-found} (404), {@code not-yours} (403) for who only looks on,
     * {@code job-already-finished} (409).
     */
    public Effect<Status> cancel(Actor actor, UUID id) {
        return Effect.of(
                () -> find(actor, id).invoke(status -> requireOwn(actor, status.sheet())),
                (connection, status) -> jobs.cancel(connection, id)
                        .call(() -> trail.write(connection, SheetNote.ended("cancelled", status.sheet())))
                        .map(job -> new Status(status.sheet(), job)));
    }

    private static void requireOwn(Actor actor, SheetImport sheet) {
        if (!isOwn(actor, sheet)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** The results behind a row of an import that the actor may see; null when there are none yet. */
    Uni<SheetStore.Kept> resultsBehind(UUID id, int row) {
        return store.resultsBehind(id, row);
    }
}
