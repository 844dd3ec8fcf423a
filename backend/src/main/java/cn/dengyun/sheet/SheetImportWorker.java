package cn.dengyun.sheet;

import cn.dengyun.files.ContentBody;
import cn.dengyun.files.KeptFiles;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.JobHandler;
import cn.dengyun.platform.job.JobLease;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.sheet.ResultBook;
import cn.dengyun.platform.sheet.SheetBook;
import cn.dengyun.platform.sheet.SheetFile;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.platform.sheet.SheetOutcome;
import cn.dengyun.platform.sheet.SheetReader;
import cn.dengyun.platform.sheet.SheetResult;
import cn.dengyun.platform.sheet.SheetRow;
import cn.dengyun.platform.sheet.SheetTask;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Carries out the rows of a file, some at a time: what they do, their results, the counts and the job's progress commit
 * together. Then it writes the file that goes back.
 */
@ApplicationScoped
class SheetImportWorker implements JobHandler {

    private static final Logger LOG = Logger.getLogger(SheetImportWorker.class);
    /** Classes of SQLSTATE that speak of what is to be stored: data, constraints, limits. */
    private static final Set<String> ABOUT_DATA = Set.of("22", "23", "54");

    private final SheetStore store;
    private final SheetKinds kinds;
    private final KeptFiles files;
    private final UnitsOfWork units;
    private final ResultLines resultLines;
    private final AuditTrail trail;
    private final Pool pool;

    SheetImportWorker(
            SheetStore store,
            SheetKinds kinds,
            KeptFiles files,
            UnitsOfWork units,
            ResultLines resultLines,
            AuditTrail trail,
            Pool pool) {
        this.store = store;
        this.kinds = kinds;
        this.files = files;
        this.units = units;
        this.resultLines = resultLines;
        this.trail = trail;
        this.pool = pool;
    }

    @Override
    public String kind() {
        return SheetImportService.JOB;
    }

    @Override
    public void run(JobLease lease) {
        SheetImport sheet = WorkerThread.await(store.find(lease.job().id()));
        if (sheet.resultId() != null) {
            return;
        }
        Pulse pulse = new Pulse(pool, lease);
        try (SheetFile file = fetch(sheet.fileId());
                SheetBook book = SheetBook.open(file.path(), pulse)) {
            new Run(lease, sheet, pulse, book).toItsEnd();
        } catch (Pulse.Stopped e) {
            LOG.debugf("sheet import %s stops here", sheet.id());
            if (lease.isCancelled()) {
                WorkerThread.await(kinds.get(sheet.kind()).finished(task(sheet)));
            }
        }
    }

    private static SheetTask task(SheetImport sheet) {
        return new SheetTask(sheet.id(), Callers.read(sheet.caller()), sheet.targetId());
    }

    private SheetFile fetch(UUID fileId) {
        ContentBody body = WorkerThread.await(files.body(fileId));
        return SheetFile.of(target -> {
            long sent = 0;
            while (sent < body.length()) {
                Buffer piece = WorkerThread.await(body.next(sent));
                target.write(piece.getBytes());
                sent += piece.length();
            }
        });
    }

    /** A row that waits for its turn. */
    private record Waiting(SheetRow row, String identity, SheetResult screened) {}

    /** One turn of one import. */
    private final class Run {

        private final JobLease lease;
        private final SheetImport sheet;
        private final Pulse pulse;
        private final SheetBook book;
        private final SheetKind kind;
        private final SheetTask task;
        private final Map<UUID, Integer> seen = new HashMap<>();

        Run(JobLease lease, SheetImport sheet, Pulse pulse, SheetBook book) {
            this.lease = lease;
            this.sheet = sheet;
            this.pulse = pulse;
            this.book = book;
            this.kind = kinds.get(sheet.kind());
            this.task = task(sheet);
        }

        void toItsEnd() {
            SheetReader reader = SheetReader.of(book, kind.columns());
            carryOut(reader, WorkerThread.await(store.lastRow(sheet.id())));
            WorkerThread.await(kind.finished(task));
            writeResult(reader);
        }

        private void carryOut(SheetReader reader, int lastRow) {
            List<Waiting> waiting = new ArrayList<>();
            try (SheetReader.Rows rows = reader.rows()) {
                for (SheetRow row = rows.next(); row != null; row = rows.next()) {
                    Waiting next = screened(row);
                    if (row.number() > lastRow) {
                        waiting.add(next);
                    }
                    if (waiting.size() == kind.rowsAtOnce()) {
                        carryOut(waiting);
                        waiting.clear();
                    }
                }
            }
            if (!waiting.isEmpty()) {
                carryOut(waiting);
            }
        }

        private Waiting screened(SheetRow row) {
            String identity = kind.identity(row);
            Integer earlier = identity == null
                    ? null
                    : seen.putIfAbsent(UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)), row.number());
            List<Defect> defects = new ArrayList<>(row.defects());
            if (!defects.isEmpty()) {
                kind.alsoWrong(task, row).stream()
                        .filter(defect -> row.defects().stream()
                                .noneMatch(known -> known.pointer().equals(defect.pointer())))
                        .forEach(defects::add);
            }
            if (earlier != null) {
                defects.add(Defect.at("", "sheet-row-repeated", earlier));
            }
            return new Waiting(row, identity, defects.isEmpty() ? null : SheetResult.refused(defects));
        }

        private void carryOut(List<Waiting> read) {
            List<Waiting> chunk = allowed(read);
            List<Waiting> sound =
                    chunk.stream().filter(each -> each.screened() == null).toList();
            try {
                carryOut(chunk, sound);
            } catch (PgException e) {
                if (!ABOUT_DATA.contains(e.getSqlState().substring(0, 2))) {
                    throw e;
                }
                carryOutStorable(chunk, sound, e);
            }
            pulse.requireGoingOn();
        }

        /** Who may not do it any more hears so at each row that is left. */
        private List<Waiting> allowed(List<Waiting> chunk) {
            try {
                WorkerThread.await(kind.check(task.actor(), task.targetId()));
                return List.copyOf(chunk);
            } catch (Rejection refusal) {
                SheetResult refused = SheetResult.refused(refusal);
                return chunk.stream()
                        .map(each -> new Waiting(each.row(), each.identity(), refused))
                        .toList();
            }
        }

        /**
         * What the kind lets through ought to be storable; should PostgreSQL refuse some of it nevertheless, those rows
         * are refused and harm no other.
         */
        private void carryOutStorable(List<Waiting> chunk, List<Waiting> sound, PgException refusal) {
            Set<Integer> unstorable = sound.stream()
                    .filter(each -> !isStorable(each))
                    .map(each -> each.row().number())
                    .collect(Collectors.toSet());
            if (unstorable.isEmpty()) {
                throw refusal;
            }
            LOG.warnf(
                    "rows %s of sheet import %s are sound but PostgreSQL refuses them: %s",
                    unstorable, sheet.id(), refusal.getMessage());
            SheetResult refused = SheetResult.refused(List.of(Defect.at("", "sheet-row-not-storable", sheet.id())));
            List<Waiting> again = chunk.stream()
                    .map(each -> unstorable.contains(each.row().number())
                            ? new Waiting(each.row(), each.identity(), refused)
                            : each)
                    .toList();
            carryOut(
                    again,
                    again.stream().filter(each -> each.screened() == null).toList());
        }

        private boolean isStorable(Waiting row) {
            try {
                List<SheetResult> unused =
                        WorkerThread.await(units.carryOutAndTakeBack(kind.carryOut(task, List.of(row.row()))));
                return true;
            } catch (PgException e) {
                return false;
            }
        }

        private void carryOut(List<Waiting> chunk, List<Waiting> sound) {
            Effect<List<SheetResult>> effect = sound.isEmpty()
                    ? Effect.of(connection -> Uni.createFrom().item(List.of()))
                    : kind.carryOut(task, sound.stream().map(Waiting::row).toList());
            if (sheet.isDryRun()) {
                List<SheetResult> would = WorkerThread.await(units.carryOutAndTakeBack(effect));
                WorkerThread.await(units.carryOut(Effect.of(connection -> save(connection, chunk, sound, would))));
            } else {
                WorkerThread.await(
                        units.carryOut(effect.then((connection, results) -> save(connection, chunk, sound, results))));
            }
            pulse.reached(pulse.done() + chunk.size());
        }

        private Uni<Void> save(
                SqlConnection connection, List<Waiting> chunk, List<Waiting> sound, List<SheetResult> results) {
            if (results.size() != sound.size()) {
                throw new IllegalStateException(kind.code() + " has another number of results than of rows");
            }
            Map<Integer, SheetResult> byRow = new HashMap<>();
            for (int i = 0; i < sound.size(); i++) {
                byRow.put(sound.get(i).row().number(), results.get(i));
            }
            List<ResultLine> lines = new ArrayList<>(chunk.size());
            Map<SheetOutcome, Integer> counts = new EnumMap<>(SheetOutcome.class);
            for (Waiting each : chunk) {
                SheetResult result =
                        each.screened() == null ? byRow.get(each.row().number()) : each.screened();
                lines.add(ResultLine.of(each.row().number(), each.identity(), result));
                counts.merge(result.outcome(), 1, Integer::sum);
            }
            int lastRow = chunk.get(chunk.size() - 1).row().number();
            return store.add(connection, sheet.id(), new SheetStore.Kept(lastRow, resultLines.write(lines)), counts)
                    .chain(() -> lease.advance(connection, pulse.done() + chunk.size()));
        }

        private void writeResult(SheetReader reader) {
            String title = kind.title().in(sheet.language());
            try (SheetFile file = SheetFile.of(target ->
                            new ResultBook(reader, sheet.language()).write(target, title, new Results(sheet.id())));
                    InputStream content = Files.newInputStream(file.path())) {
                UUID fileId = files.receive(content);
                try {
                    SheetImport counted = WorkerThread.await(store.find(sheet.id()));
                    WorkerThread.await(units.carryOut(Effect.of(connection -> files.keep(
                                    connection, fileId, file.length(), SheetImportService.KEPT)
                            .chain(() -> store.setResult(connection, sheet.id(), fileId))
                            .chain(() -> trail.write(connection, SheetNote.ended("completed", counted), task.actor()))
                            .chain(() -> lease.advance(connection, sheet.rowCount())))));
                } finally {
                    files.discard(fileId);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The results of an import in the order of the rows, some of them in memory at a time. */
    private final class Results implements Iterator<ResultBook.Line> {

        private final UUID importId;
        private Iterator<ResultLine> some = List.<ResultLine>of().iterator();
        private int lastRow;
        private boolean isOver;

        Results(UUID importId) {
            this.importId = importId;
        }

        @Override
        public boolean hasNext() {
            while (!isOver && !some.hasNext()) {
                SheetStore.Kept kept = WorkerThread.await(store.resultsBehind(importId, lastRow));
                isOver = kept == null;
                if (kept != null) {
                    lastRow = kept.lastRow();
                    some = resultLines.read(kept.results()).iterator();
                }
            }
            return some.hasNext();
        }

        @Override
        public ResultBook.Line next() {
            return some.next().line();
        }
    }
}
