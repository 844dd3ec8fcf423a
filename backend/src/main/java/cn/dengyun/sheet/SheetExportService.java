package cn.dengyun.sheet;

import cn.dengyun.files.KeptFiles;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.JobProgress;
import cn.dengyun.platform.job.JobRunner;
import cn.dengyun.platform.job.JobStore;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Takes orders for files of what is on record, and gives the files. Each is for the person who asked for it. */
@ApplicationScoped
public class SheetExportService {

    /** The kind of its jobs. */
    static final String JOB = "sheet-export";

    private final SheetStore store;
    private final SheetKinds kinds;
    private final KeptFiles files;
    private final JobStore jobs;
    private final JobRunner runner;
    private final AuditTrail trail;
    private final Cursors cursors;
    private final Clock clock;

    SheetExportService(
            SheetStore store,
            SheetKinds kinds,
            KeptFiles files,
            JobStore jobs,
            JobRunner runner,
            AuditTrail trail,
            Cursors cursors,
            Clock clock) {
        this.store = store;
        this.kinds = kinds;
        this.files = files;
        this.jobs = jobs;
        this.runner = runner;
        this.trail = trail;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** An export and how far it has come. */
    public record Status(SheetExport sheet, JobProgress job) {}

    /**
     * Begins to write a file.
     *
     * <p>Rejects with {@code sheet-kind-not-found} (404), {@code forbidden} (403), {@code invalid-request} (400), and
     * as the kind does for who may not have such rows.
     */
    public Effect<Status> request(Actor actor, NewSheetExport wanted, Language language) {
        SheetKind kind = kinds.forExport(actor, wanted.kind(), wanted.targetId());
        UUID id = Ids.next();
        SheetExport made = new SheetExport(
                id,
                kind.code(),
                actor.organizationId(),
                actor.id(),
                Callers.written(actor),
                wanted.targetId(),
                wanted.format(),
                language,
                0,
                false,
                null,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return Effect.<Void, Status>of(
                        () -> kind.checkExport(actor, wanted.targetId()),
                        (connection, checked) -> store.insert(connection, made)
                                .chain(() -> jobs.create(connection, id, JOB, actor.id()))
                                .chain(() -> jobs.enqueue(connection, id, 0))
                                .chain(() -> trail.write(connection, SheetNote.requested(made)))
                                .chain(() -> jobs.find(connection, id))
                                .map(job -> new Status(made, job)))
                .afterCommit(status -> runner.wake());
    }

    /**
     * An export that the actor asked for; auditors and administrators see that there is one.
     *
     * <p>Rejects with {@code sheet-export-not-found} (404).
     */
    public Uni<Status> find(Actor actor, UUID id) {
        return jobs.find(List.of(id))
                .chain(found -> store.findExport(id).map(sheet -> new Status(sheet, found.get(id))))
                .invoke(status -> {
                    if (!isOwn(actor, status.sheet()) && !SheetImportService.seesAll(actor)) {
                        throw Rejection.notFound("sheet-export-not-found");
                    }
                });
    }

    private static boolean isOwn(Actor actor, SheetExport sheet) {
        return sheet.callerId().equals(actor.id());
    }

    /** The exports that the actor may see, the newest first. */
    public Uni<Page<Status>> page(Actor actor, String cursor, int limit) {
        String query = "sheet-exports";
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return store.exports(actor, SheetImportService.seesAll(actor), before, limit + 1)
                .chain(found -> jobs.find(found.stream().map(SheetExport::id).toList())
                        .map(all -> found.stream()
                                .map(sheet -> new Status(sheet, all.get(sheet.id())))
                                .toList()))
                .map(found -> cursors.pageById(
                        query, found, limit, status -> status.sheet().id()));
    }

    /**
     * The file, for who asked for it: what is in it, it may see.
     *
     * <p>Rejects with {@code sheet-export-not-found}, {@code kept-file-gone} (404), {@code sheet-not-finished} (409).
     */
    public Uni<SheetImportService.ResultFile> file(Actor actor, UUID id) {
        return store.findExport(id).chain(sheet -> {
            if (!isOwn(actor, sheet)) {
                throw Rejection.notFound("sheet-export-not-found");
            }
            if (sheet.fileId() == null) {
                throw Rejection.conflict("sheet-not-finished");
            }
            String name =
                    sheet.kind().toLowerCase(Locale.ROOT) + "." + sheet.format().ending();
            return files.body(sheet.fileId())
                    .map(body -> new SheetImportService.ResultFile(name, sheet.format(), body));
        });
    }
}
