package cn.dengyun.adoption.record;

import cn.dengyun.adoption.record.AdoptionChecks.Read;
import cn.dengyun.adoption.record.AdoptionIntake.Decided;
import cn.dengyun.catalogue.push.UploadState;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.sheet.SheetColumn;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.platform.sheet.SheetPage;
import cn.dengyun.platform.sheet.SheetResult;
import cn.dengyun.platform.sheet.SheetRow;
import cn.dengyun.platform.sheet.SheetTask;
import cn.dengyun.platform.sheet.SheetWords;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who uses the provider's services, kept in a spreadsheet. A file is an import of the same id, which begins with the
 * first rows that are carried out; its rows do what lines of other imports do, and at its end each county gets its
 * batch.
 *
 * <p>What a provider exports is what stands and was not ordered on the platform: sent again that changes nothing, while
 * what was taken back or returned would be said anew. Who looks on has all that is on record.
 */
@ApplicationScoped
class AdoptionSheetKind implements SheetKind {

    static final String CODE = "ADOPTIONS";

    /** As many as lines of a chunk of other imports. */
    private static final int ROWS_AT_ONCE = 1_000;

    private final ProviderService providers;
    private final AdoptionImportStore imports;
    private final AdoptionRecordStore records;
    private final AdoptionChecks checks;
    private final AdoptionIntake intake;
    private final AdoptionBatching batching;
    private final AdoptionResults results;
    private final AuditTrail trail;
    private final Clock clock;

    AdoptionSheetKind(
            ProviderService providers,
            AdoptionImportStore imports,
            AdoptionRecordStore records,
            AdoptionChecks checks,
            AdoptionIntake intake,
            AdoptionBatching batching,
            AdoptionResults results,
            AuditTrail trail,
            Clock clock) {
        this.providers = providers;
        this.imports = imports;
        this.records = records;
        this.checks = checks;
        this.intake = intake;
        this.batching = batching;
        this.results = results;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public SheetWords title() {
        return new SheetWords("企业用云记录", "Adoption");
    }

    @Override
    public SheetWords about() {
        return new SheetWords(
                "服务商按合同报送哪些企业在使用其服务，由企业所在县区抽查认可；表中没有的合同保持不变。",
                "Says which enterprises use the provider's services, one contract a row; their counties judge it by"
                        + " samples. Contracts that are not in it stay as they are.");
    }

    @Override
    public List<SheetColumn> columns() {
        return AdoptionSheet.COLUMNS;
    }

    @Override
    public Set<String> importRoles() {
        return Set.of(Roles.PROVIDER);
    }

    @Override
    public Set<String> exportRoles() {
        return Set.of(Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR);
    }

    /** A provider speaks for itself, so nobody names one. */
    @Override
    public Uni<Void> check(Actor actor, UUID targetId) {
        return providers
                .findOf(actor.organizationId())
                .chain(own -> providers.findForPublishing(own.id(), actor))
                .replaceWithVoid();
    }

    /** The roles say it all; what it has said a provider has, however it stands. */
    @Override
    public Uni<Void> checkExport(Actor actor, UUID targetId) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public String identity(SheetRow row) {
        return AdoptionSheet.identity(row);
    }

    /** All that needs neither the provider nor the enterprise. */
    @Override
    public List<Defect> alsoWrong(SheetTask task, SheetRow row) {
        AdoptionLine said = AdoptionSheet.line(row);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ClockProducer.BUSINESS_ZONE);
        List<Defect> defects = new ArrayList<>(checks.read(row.number(), said).defects());
        defects.addAll(checks.defects(said, "", null, today));
        return defects;
    }

    @Override
    public int rowsAtOnce() {
        return ROWS_AT_ONCE;
    }

    @Override
    public Effect<List<SheetResult>> carryOut(SheetTask task, List<SheetRow> rows) {
        return Effect.of(
                () -> prepared(task, rows), (connection, prepared) -> carriedOut(connection, task, rows, prepared));
    }

    /** What rows do, ready to be written. */
    private record Prepared(AdoptionImport taken, Decided decided, byte[] results) {}

    private Uni<Prepared> prepared(SheetTask task, List<SheetRow> rows) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return providers
                .findOf(task.actor().organizationId())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(provider -> {
                    AdoptionImport taken = taken(task, provider, now);
                    List<Read> lines = rows.stream()
                            .map(row -> checks.read(row.number(), AdoptionSheet.line(row)))
                            .toList();
                    return intake.decide(taken, lines, now)
                            .map(decided -> new Prepared(taken, decided, results.compress(decided.results())));
                });
    }

    /**
     * The import that a file is. The door carries out dry runs as if they were none, and takes back what was written;
     * so nothing is left of them here.
     */
    private static AdoptionImport taken(SheetTask task, Provider provider, Instant now) {
        return new AdoptionImport(
                task.id(),
                provider.id(),
                provider.organizationId(),
                provider.nameZh(),
                task.actor().id(),
                "",
                AdoptionFormat.SHEET,
                false,
                UploadState.COMPLETE,
                0,
                0,
                now,
                0,
                0,
                0,
                0,
                0,
                now);
    }

    /** No request can have this key, for there is a blank in it. */
    private static String key(SheetTask task) {
        return "sheet " + task.id();
    }

    private Uni<List<SheetResult>> carriedOut(
            SqlConnection connection, SheetTask task, List<SheetRow> rows, Prepared prepared) {
        AdoptionImport taken = prepared.taken();
        Decided decided = prepared.decided();
        return imports.create(connection, taken, key(task))
                .chain(isNew -> isNew
                        ? trail.write(connection, AdoptionImportService.note("received", taken), task.actor())
                        : Uni.createFrom().voidItem())
                .chain(() -> intake.write(connection, decided))
                .chain(() -> imports.addDone(
                        connection,
                        taken.id(),
                        rows.stream().map(SheetRow::number).toList(),
                        prepared.results()))
                .chain(() -> imports.count(connection, taken.id(), decided.counts()))
                .replaceWith(
                        decided.results().stream().map(AdoptionSheet::result).toList());
    }

    /** There is no import where nothing of the file was carried out, or nothing stays of it. */
    @Override
    public Uni<Void> finished(SheetTask task) {
        return imports.find(task.id())
                .chain(taken -> taken.isPresent()
                        ? batching.makeAll(taken.get())
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<SheetPage> page(Actor actor, UUID targetId, String after, int rows) {
        boolean looksOn = actor.has(Roles.AUTHORITY) || Aggregate.seesAll(actor);
        if (!looksOn) {
            UUID last = after == null ? Ids.OLDEST : UUID.fromString(after);
            return records.standingOf(actor.organizationId(), last, rows)
                    .map(found -> page(
                            found,
                            found.size() < rows ? null : lastOf(found).id().toString()));
        }
        Place last = after == null ? Place.FIRST : Place.of(after);
        return records.overseen(Oversight.of(actor), Aggregate.seesAll(actor), last.regionCode(), last.id(), rows)
                .map(found -> page(
                        found,
                        found.size() < rows ? null : Place.of(lastOf(found)).written()));
    }

    private static SheetPage page(List<AdoptionRecord> found, String next) {
        return new SheetPage(found.stream().map(AdoptionSheet::row).toList(), next);
    }

    private static AdoptionRecord lastOf(List<AdoptionRecord> found) {
        return found.get(found.size() - 1);
    }

    /** Behind which record a page begins, where records are ordered by county. */
    private record Place(String regionCode, UUID id) {

        private static final Place FIRST = new Place("", Ids.OLDEST);

        static Place of(AdoptionRecord last) {
            return new Place(last.regionCode(), last.id());
        }

        static Place of(String after) {
            String[] parts = after.split(" ", -1);
            return new Place(parts[0], UUID.fromString(parts[1]));
        }

        String written() {
            return regionCode + " " + id;
        }
    }
}
