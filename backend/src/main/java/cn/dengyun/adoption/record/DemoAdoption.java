package cn.dengyun.adoption.record;

import cn.dengyun.catalogue.push.UploadState;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.platform.startup.DemoStart;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.DemoTrade;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Lets the demo's cloud platform say of a dozen enterprises of Feixi that they use its services, once: the county has
 * looked at the sample, its city has accepted, and they count, five of them as deeply connected. A start that broke off
 * is gone on with where it did; once the batch is accepted, all of it is other people's.
 */
@ApplicationScoped
class DemoAdoption {

    /** With what its import is named, so that there is one. */
    static final String KEY = "demo-adoption";

    private static final int AFTER_PLANS = 3_190;

    /** The account {@code hefei}, for the office of the county has one person, who has looked at the sample. */
    private static final Actor CITY = authority(0x206, 0x108, "340100");

    /** The account {@code feixi}. */
    private static final Actor COUNTY = authority(0x207, 0x109, "340123");

    private static final List<Said> ENTERPRISES = List.of(
            new Said("91340123MA2T03005F", "肥西示范铸造有限公司", "S-4"),
            new Said("91340123MA2T03013A", "肥西示范注塑制品有限公司", "S-4"),
            new Said("91340123MA2T030215", "肥西示范汽车配件有限公司", "P-3"),
            new Said("91340123MA2T0303XW", "肥西示范电机有限公司", "D-1"),
            new Said("91340123MA2T03048W", "肥西示范模具有限公司", "D-1"),
            new Said("91340123MA2T03056P", "肥西示范包装材料有限公司", "S-2"),
            new Said("91340123MA2T03064J", "肥西示范食品有限公司", "S-2"),
            new Said("91340123MA2T03072D", "肥西示范服饰有限公司", "S-2"),
            new Said("91340123MA2T030808", "肥西示范家居有限公司", "S-2"),
            new Said("91340123MA2T030995", "肥西示范苗木有限公司", "S-3"),
            new Said("91340123MA2T03101Q", "肥西示范物流有限公司", "S-3"),
            new Said("91340123MA2T0311XG", "肥西示范检测技术有限公司", "S-3"));

    /** Longer than a service is in use before it counts as one that the business rests on. */
    private static final int DAYS_IN_USE = 140;

    /** Longer than anybody may take to object. */
    private static final int DAYS_EARLIER = 45;

    /** A minute: a machine that starts several platforms at once takes longer than the moment that it usually is. */
    private static final int LOOKS = 600;

    private static final int PAUSE_MILLIS = 100;

    // What counts waits for weeks in which enterprises may object, which a demo has not: so many days earlier all of it
    // happened.
    private static final Statement RECORDS_EARLIER = Statement.of("""
            UPDATE adoption_record r SET told_at = r.told_at - t.back, objection_until = r.objection_until - t.back,
                created_at = r.created_at - t.back, updated_at = r.updated_at - t.back
            FROM (SELECT make_interval(days => $2::integer) AS back) t WHERE r.batch_id = $1
            """);
    private static final Statement SAMPLE_EARLIER = Statement.of("""
            UPDATE adoption_sample SET inspected_at = inspected_at - make_interval(days => $2::integer) WHERE batch_id = $1
            """);
    private static final Statement BATCH_EARLIER = Statement.of("""
            UPDATE adoption_batch b SET prepared_at = b.prepared_at - t.back, due_at = b.due_at - t.back,
                decided_at = b.decided_at - t.back, updated_at = b.updated_at - t.back
            FROM (SELECT make_interval(days => $2::integer) AS back) t WHERE b.id = $1
            """);

    private final AdoptionImportService imports;
    private final AdoptionImportStore store;
    private final AdoptionBatchService batches;
    private final AdoptionRounds rounds;
    private final DemoTrade trade;
    private final UnitsOfWork units;

    DemoAdoption(
            AdoptionImportService imports,
            AdoptionImportStore store,
            AdoptionBatchService batches,
            AdoptionRounds rounds,
            DemoTrade trade,
            UnitsOfWork units) {
        this.imports = imports;
        this.store = store;
        this.batches = batches;
        this.rounds = rounds;
        this.trade = trade;
        this.units = units;
    }

    /** An enterprise and the kind of the service that it uses. */
    private record Said(String creditCode, String name, String categoryCode) {}

    private static Actor authority(long account, long office, String regionCode) {
        return new Actor(
                DemoAccounts.id(account),
                false,
                DemoAccounts.id(office),
                Set.of(Roles.AUTHORITY),
                Set.of(),
                regionCode);
    }

    void start(@Observes @Priority(AFTER_PLANS) StartupEvent event, DengyunConfig config) {
        DemoStart.make(config, "adoption", this::makeMissing);
    }

    void makeMissing() {
        UUID importId = imported();
        AdoptionBatch batch = prepared(importId);
        if (batch.status() != AdoptionBatchStatus.CHECKING) {
            return;
        }
        WorkerThread.await(batches.sample(COUNTY, batch.id())).stream()
                .filter(drawn -> drawn.sample().finding() == null)
                .map(drawn -> drawn.record().id())
                .forEach(record -> WorkerThread.await(units.carryOut(batches.inspect(
                        COUNTY, batch.id(), new NewInspection(record, SampleFinding.CONFIRMED, "电话核实，企业正在使用")))));
        NewBatchAcceptance says = new NewBatchAcceptance(COUNTY.regionCode(), "抽查核实无误");
        WorkerThread.await(units.carryOut(batches.accept(CITY, importId, says)
                .then((connection, accepted) ->
                        earlier(connection, accepted.id()).replaceWith(accepted))));
        WorkerThread.await(rounds.round());
    }

    /** The id of the import, which is sent unless it has arrived. */
    private UUID imported() {
        AdoptionImport known = WorkerThread.await(store.findByKey(DemoTrade.PLATFORM.id(), KEY));
        if (known != null && known.upload() == UploadState.COMPLETE) {
            return known.id();
        }
        LocalDate today = trade.today();
        byte[] lines = ENTERPRISES.stream()
                .map(each -> line(each, today))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        AdoptionImportService.Body body = new AdoptionImportService.Body(new ByteArrayInputStream(lines), false, null);
        return imports.receive(DemoTrade.PLATFORM, false, KEY, body)
                .status()
                .taken()
                .id();
    }

    private static String line(Said said, LocalDate today) {
        LocalDate first = today.minusDays(DAYS_IN_USE);
        return """
                {"creditCode":"%1$s","name":"%2$s","regionCode":"340123","categoryCode":"%3$s","contractNumber":"HT-DEMO-%1$s",\
                "signedOn":"%4$s","startsOn":"%4$s","lastUsedOn":"%5$s","devices":12,"amountFen":3600000}""".formatted(said.creditCode(), said.name(), said.categoryCode(), first, today.minusDays(1));
    }

    /** The part of the import that the county judges, once the job that looks at its lines is done, which is soon. */
    private AdoptionBatch prepared(UUID importId) {
        Filter own = new Filter().is("import_id", importId);
        for (int look = 1; look <= LOOKS; look++) {
            Optional<AdoptionBatch> found = WorkerThread.await(batches.list(COUNTY, own, null, 1)).data().stream()
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            pause();
        }
        throw new IllegalStateException("the demo's import is not done yet");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody waits for the demo any more", e);
        }
    }

    private static Uni<Void> earlier(SqlConnection connection, UUID batch) {
        return RECORDS_EARLIER
                .execute(connection, batch, DAYS_EARLIER)
                .chain(() -> SAMPLE_EARLIER.execute(connection, batch, DAYS_EARLIER))
                .chain(() -> BATCH_EARLIER.execute(connection, batch, DAYS_EARLIER))
                .replaceWithVoid();
    }
}
