package cn.dengyun.catalogue.push;

import cn.dengyun.catalogue.ChangeEvent;
import cn.dengyun.catalogue.concession.Concessions;
import cn.dengyun.catalogue.concession.NamedConcessions;
import cn.dengyun.catalogue.document.OfferingCodes;
import cn.dengyun.catalogue.document.OfferingReader;
import cn.dengyun.catalogue.document.OfferingReading;
import cn.dengyun.catalogue.domain.DeclarationOutcome;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.catalogue.domain.RecordedOffering;
import cn.dengyun.catalogue.store.OfferingIndexes;
import cn.dengyun.catalogue.store.OfferingStore;
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
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The catalogue of a provider as a sheet: its rows become lines, and go the way of those of a push. */
@ApplicationScoped
class CatalogueSheetKind implements SheetKind {

    static final String CODE = "CATALOGUE";

    private static final int ROWS_AT_ONCE = 500;

    /** A page of offerings has several times as many rows. */
    private static final int OFFERINGS_OF_A_PAGE = 100;

    private static final long SOME = 1;

    private final OfferingStore offerings;
    private final OfferingReader reader;
    private final LineWriter lineWriter;
    private final OfferingIndexes indexes;
    private final ProviderService providers;
    private final Concessions concessions;
    private final ReferenceService reference;
    private final Pool pool;
    private final Clock clock;

    CatalogueSheetKind(
            OfferingStore offerings,
            OfferingCodes codes,
            LineWriter lineWriter,
            OfferingIndexes indexes,
            ProviderService providers,
            Concessions concessions,
            ReferenceService reference,
            Pool pool,
            Clock clock) {
        this.offerings = offerings;
        this.reader = new OfferingReader(codes);
        this.lineWriter = lineWriter;
        this.indexes = indexes;
        this.providers = providers;
        this.concessions = concessions;
        this.reference = reference;
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public SheetWords title() {
        return new SheetWords("云服务目录", "Catalogue");
    }

    @Override
    public SheetWords about() {
        return new SheetWords(
                "按服务编号新增或者更新服务商自己的云服务及其套餐；表中没有的服务保持不变。",
                "Creates or updates the provider's own services and their plans by their keys; services that are not in it"
                        + " stay as they are.");
    }

    @Override
    public List<SheetColumn> columns() {
        return sheet().columns();
    }

    @Override
    public Set<String> importRoles() {
        return Set.of(Roles.PROVIDER);
    }

    @Override
    public Set<String> exportRoles() {
        return Set.of(Roles.PROVIDER);
    }

    @Override
    public SheetWords target() {
        return new SheetWords("服务商", "provider");
    }

    @Override
    public Uni<Void> check(Actor actor, UUID targetId) {
        return providers.findForPublishing(targetId, actor).replaceWithVoid();
    }

    /** Its own catalogue a provider has, however it stands. */
    @Override
    public Uni<Void> checkExport(Actor actor, UUID targetId) {
        return providers
                .find(targetId)
                .invoke(provider -> {
                    if (!actor.actsFor(provider.organizationId())) {
                        throw Rejection.forbidden("provider-not-yours");
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public String identity(SheetRow row) {
        return CatalogueSheet.identity(row);
    }

    @Override
    public int rowsAtOnce() {
        return ROWS_AT_ONCE;
    }

    @Override
    public Effect<List<SheetResult>> carryOut(SheetTask task, List<SheetRow> rows) {
        return Effect.of(
                () -> prepared(task, rows),
                (connection, prepared) -> prepared.writes().apply(connection).replaceWith(prepared.results()));
    }

    /** What rows mean for what is on record, ready to be written. */
    private record Prepared(List<SheetResult> results, Function<SqlConnection, Uni<Void>> writes) {}

    /**
     * Reading and putting together is work for a thread of its own: an event loop that did it would keep others
     * waiting.
     */
    private Uni<Prepared> prepared(SheetTask task, List<SheetRow> rows) {
        List<String> keys = rows.stream()
                .map(row -> row.text(CatalogueSheet.EXTERNAL_ID))
                .distinct()
                .toList();
        return providers
                .find(task.targetId())
                .chain(provider -> offerings
                        .byKeys(provider.id(), keys)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(known -> new Reading(rows, known))
                        .chain(reading -> concessions
                                .named(pool, provider.id(), reading.contents())
                                .emitOn(Infrastructure.getDefaultWorkerPool())
                                .map(named -> reading.decided(task, provider, named))));
    }

    private CatalogueSheet sheet() {
        return new CatalogueSheet(reference);
    }

    /** Rows as lines, an offering each. */
    private final class Reading {

        private final CatalogueSheet sheet = sheet();
        private final List<SheetRow> rows;
        private final Map<String, Offering> known;
        private final List<PreparedLine> lines = new ArrayList<>();
        private final Map<Integer, List<Defect>> refused = new HashMap<>();
        private final Map<Integer, Long> lineOf = new HashMap<>();

        Reading(List<SheetRow> rows, Map<String, Offering> known) {
            this.rows = rows;
            this.known = known;
            Map<String, List<SheetRow>> byKey = rows.stream()
                    .collect(Collectors.groupingBy(
                            row -> row.text(CatalogueSheet.EXTERNAL_ID), LinkedHashMap::new, Collectors.toList()));
            byKey.forEach(this::read);
        }

        private void read(String key, List<SheetRow> all) {
            refused.putAll(sheet.contradictions(all));
            List<SheetRow> sound = all.stream()
                    .filter(row -> !refused.containsKey(row.number()))
                    .toList();
            if (sound.isEmpty()) {
                return;
            }
            List<Defect> defects = new ArrayList<>();
            byte[] declared =
                    sheet.declaration(known.get(key), sound, defects).toString().getBytes(StandardCharsets.UTF_8);
            OfferingReading reading = reader.readLine(declared);
            defects.addAll(sheet.ofColumns(reading.defects()));
            if (!defects.isEmpty()) {
                sound.forEach(row -> refused.put(row.number(), defects));
                return;
            }
            long line = sound.get(0).number();
            lines.add(new PreparedLine(line, reading));
            sound.forEach(row -> lineOf.put(row.number(), line));
        }

        List<OfferingContent> contents() {
            return lines.stream()
                    .map(line -> line.reading().declaration().content())
                    .toList();
        }

        Prepared decided(SheetTask task, Provider provider, NamedConcessions named) {
            Map<String, RecordedOffering> recorded = known.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().recorded()));
            LineDecisions decisions = LineDecisions.on(lines, provider.id(), recorded, named);
            List<SheetResult> results = rows.stream()
                    .map(row -> refused.containsKey(row.number())
                            ? SheetResult.refused(refused.get(row.number()))
                            : result(decisions.results().get(lineOf.get(row.number()))))
                    .toList();
            return new Prepared(
                    results,
                    lineWriter.effect(provider, decisions, task.actor().id(), ChangeEvent.several(), clock.instant()));
        }

        private SheetResult result(LineResult line) {
            if (line.outcome() == DeclarationOutcome.CREATED) {
                return SheetResult.created(line.offeringId());
            }
            if (line.outcome() == DeclarationOutcome.UPDATED) {
                return SheetResult.updated(line.offeringId());
            }
            return line.outcome() == DeclarationOutcome.UNCHANGED
                    ? SheetResult.unchanged(line.offeringId())
                    : SheetResult.refused(sheet.ofColumns(line.errors()));
        }
    }

    @Override
    public Uni<Void> finished(SheetTask task) {
        return indexes.settle(SOME);
    }

    @Override
    public Uni<SheetPage> page(Actor actor, UUID targetId, String after, int rows) {
        return offerings
                .list(targetId, after == null ? "" : after, null, OFFERINGS_OF_A_PAGE)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> sheet().page(found, OFFERINGS_OF_A_PAGE));
    }
}
