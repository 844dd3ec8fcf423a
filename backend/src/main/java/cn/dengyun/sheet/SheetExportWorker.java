package cn.dengyun.sheet;

import cn.dengyun.files.KeptFiles;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.JobHandler;
import cn.dengyun.platform.job.JobLease;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.sheet.RecordOutput;
import cn.dengyun.platform.sheet.SheetFile;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.platform.sheet.SheetPage;
import cn.dengyun.shared.Actor;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Writes files of what is on record, a page in memory at a time. A file that was not finished is begun anew. */
@ApplicationScoped
class SheetExportWorker implements JobHandler {

    private static final Logger LOG = Logger.getLogger(SheetExportWorker.class);
    private static final int ROWS_OF_A_PAGE = 500;
    /** What a sheet holds, but for its header and a page. */
    private static final int MAX_ROWS = 1_048_000;

    private final SheetStore store;
    private final SheetKinds kinds;
    private final KeptFiles files;
    private final UnitsOfWork units;
    private final Pool pool;

    SheetExportWorker(SheetStore store, SheetKinds kinds, KeptFiles files, UnitsOfWork units, Pool pool) {
        this.store = store;
        this.kinds = kinds;
        this.files = files;
        this.units = units;
        this.pool = pool;
    }

    @Override
    public String kind() {
        return SheetExportService.JOB;
    }

    @Override
    public void run(JobLease lease) {
        SheetExport sheet = WorkerThread.await(store.findExport(lease.job().id()));
        if (sheet.fileId() != null) {
            return;
        }
        Written written = new Written();
        Pulse pulse = new Pulse(pool, lease);
        try (SheetFile file = SheetFile.of(target -> write(target, sheet, pulse, written));
                InputStream content = Files.newInputStream(file.path())) {
            UUID fileId = files.receive(content);
            try {
                WorkerThread.await(units.carryOut(Effect.of(connection -> files.keep(
                                connection, fileId, file.length(), SheetImportService.KEPT)
                        .chain(() -> store.setExported(connection, sheet.id(), fileId, written.rows, written.isCutOff))
                        .chain(() -> lease.advance(connection, written.rows)))));
            } finally {
                files.discard(fileId);
            }
        } catch (Pulse.Stopped e) {
            LOG.debugf("sheet export %s stops here", sheet.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Written {

        private int rows;
        private boolean isCutOff;
    }

    private void write(OutputStream target, SheetExport sheet, Pulse pulse, Written written) {
        SheetKind kind = kinds.get(sheet.kind());
        Actor actor = Callers.read(sheet.caller());
        try (RecordOutput book = RecordOutput.to(
                target, sheet.format(), kind.title().in(sheet.language()), kind.columns(), sheet.language())) {
            String after = null;
            do {
                SheetPage page = WorkerThread.await(kind.page(actor, sheet.targetId(), after, ROWS_OF_A_PAGE));
                page.rows().forEach(book::write);
                after = page.next();
                written.rows = book.rowCount();
                written.isCutOff = after != null && written.rows >= MAX_ROWS;
                pulse.progress(written.rows);
            } while (after != null && !written.isCutOff);
        }
    }
}
