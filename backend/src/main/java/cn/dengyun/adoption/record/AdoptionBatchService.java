package cn.dengyun.adoption.record;

import cn.dengyun.adoption.enterprise.AdoptedEnterprises;
import cn.dengyun.adoption.rule.AdoptionRules;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Batches: their county looks at what was drawn, and accepts or returns them. What is not there for the actor is
 * refused with {@code adoption-batch-not-found} (404).
 */
@ApplicationScoped
class AdoptionBatchService {

    private final AggregateStore<AdoptionBatch> batches;
    private final AdoptionBatchStore store;
    private final AdoptionRecordStore records;
    private final AdoptedEnterprises enterprises;
    private final AdoptionRules rules;
    private final ReferenceService reference;
    private final ChangeNotes notes;
    private final Clock clock;
    private final Pool pool;

    AdoptionBatchService(
            Aggregates aggregates,
            AdoptionBatchStore store,
            AdoptionRecordStore records,
            AdoptedEnterprises enterprises,
            AdoptionRules rules,
            ReferenceService reference,
            ChangeNotes notes,
            Clock clock,
            Pool pool) {
        this.batches = aggregates.of(AdoptionBatch.class, "false");
        this.store = store;
        this.records = records;
        this.enterprises = enterprises;
        this.rules = rules;
        this.reference = reference;
        this.notes = notes;
        this.clock = clock;
        this.pool = pool;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<AdoptionBatch> find(Actor actor, UUID id) {
        return batches.find(actor, id);
    }

    Uni<Page<AdoptionBatch>> list(Actor actor, Filter filter, String cursor, int limit) {
        return batches.page(actor, filter, cursor, limit);
    }

    /** A record that was drawn, with what was found of it. */
    record Drawn(AdoptionSample sample, AdoptionRecord record) {}

    /** What was drawn of one, in the order in which it was. A provider learns of it when the county has decided. */
    Uni<List<Drawn>> sample(Actor actor, UUID id) {
        return batches.find(actor, id).chain(found -> {
            if (actor.actsFor(found.organizationId()) && found.status() == AdoptionBatchStatus.CHECKING) {
                throw Rejection.forbidden("adoption-sample-sealed", AdoptionRecord.lastDay(found.dueAt()));
            }
            return drawn(found.id());
        });
    }

    private Uni<List<Drawn>> drawn(UUID batch) {
        return store.sampleOf(batch)
                .chain(sample -> records.find(
                                pool,
                                sample.stream().map(AdoptionSample::recordId).toList())
                        .map(found -> found.stream().collect(Collectors.toMap(AdoptionRecord::id, Function.identity())))
                        .map(byId -> drawn(sample, byId)));
    }

    private static List<Drawn> drawn(List<AdoptionSample> sample, Map<UUID, AdoptionRecord> byId) {
        return sample.stream()
                .map(each -> new Drawn(each, byId.get(each.recordId())))
                .toList();
    }

    /**
     * Somebody has looked at a record that was drawn: for the county while that decides, and above it at any time. What
     * an authority above finds untrue counts no more.
     *
     * <p>Rejects with {@code not-yours}, {@code adoption-batch-of-county}, {@code four-eyes-required} (403),
     * {@code transition-not-allowed} and {@code adoption-record-not-drawn} (409).
     */
    Effect<AdoptionBatch> inspect(Actor actor, UUID id, NewInspection found) {
        return Effect.of(connection -> batches.lock(connection, actor, id)
                .chain(batch -> store.sampleOf(connection, id)
                        .map(sample -> sample.stream()
                                .filter(each -> each.recordId().equals(found.recordId()))
                                .findFirst()
                                .orElseThrow(() -> Rejection.conflict("adoption-record-not-drawn")))
                        .chain(drawn -> inspect(connection, actor, batch, drawn, found))));
    }

    private Uni<AdoptionBatch> inspect(
            SqlConnection connection, Actor actor, AdoptionBatch batch, AdoptionSample drawn, NewInspection found) {
        Instant now = now();
        if (!batch.isTurnOf(actor, AdoptionBatchMove.INSPECT, now) && batch.isAbove(actor)) {
            return recheck(connection, actor, batch, drawn, found, now);
        }
        batch.requireTurn(actor, AdoptionBatchMove.INSPECT, now);
        Change<AdoptionBatch> change = batch.inspected(drawn.finding(), found.finding(), actor.id(), now);
        return store.write(connection, drawn.inspected(found, actor.id(), now))
                .chain(() -> batches.carryOut(connection, batch, change));
    }

    private Uni<AdoptionBatch> recheck(
            SqlConnection connection,
            Actor actor,
            AdoptionBatch batch,
            AdoptionSample drawn,
            NewInspection found,
            Instant now) {
        if (drawn.inspectedBy() != null) {
            FourEyes.require(drawn.inspectedBy(), actor.id());
        }
        Change<AdoptionBatch> change = batch.rechecked(drawn.recheck(), found.finding(), now);
        return store.write(connection, drawn.rechecked(found, actor.id(), now))
                .chain(() -> batches.carryOut(connection, batch, change))
                .call(() -> found.finding() == SampleFinding.UNTRUE
                        ? refute(connection, List.of(drawn.recordId()), now)
                        : Uni.createFrom().voidItem());
    }

    /**
     * The county, or an authority above it when that has looked at everything, accepts its part: what was drawn was
     * looked at, by others, and found as it was said but for what the rule lets pass. That does not count all the same:
     * what was found untrue never, and of whom nobody could be reached not by this batch.
     *
     * <p>Rejects with {@code adoption-import-not-found}, {@code adoption-batch-not-found} (404), {@code not-yours},
     * {@code adoption-batch-of-county}, {@code four-eyes-required} (403), {@code adoption-sample-open},
     * {@code adoption-sample-failed} and {@code transition-not-allowed} (409).
     */
    Effect<AdoptionBatch> accept(Actor actor, UUID importId, NewBatchAcceptance said) {
        String region = reference.codeInForce(said.regionCode());
        return Effect.of(connection -> store.lock(connection, importId, region)
                .map(found -> found.filter(each -> each.isKnownTo(actor))
                        .orElseThrow(() -> Rejection.notFound("adoption-batch-not-found")))
                .chain(found -> accept(connection, actor, found, said.reason())));
    }

    private Uni<AdoptionBatch> accept(SqlConnection connection, Actor actor, AdoptionBatch found, String reason) {
        Instant now = now();
        found.requireTurn(actor, AdoptionBatchMove.ACCEPT, now);
        return rules.of(connection, found.ruleNumber())
                .map(rule -> found.accepted(rule.form(), actor.id(), reason, now))
                .chain(change -> batches.carryOut(connection, found, change))
                .call(() -> store.sampleOf(connection, found.id())
                        .chain(sample -> refute(connection, of(sample, SampleFinding.UNTRUE), now)
                                .chain(() ->
                                        leaveOut(connection, found.id(), of(sample, SampleFinding.UNREACHABLE), now))));
    }

    private static List<UUID> of(List<AdoptionSample> sample, SampleFinding finding) {
        return sample.stream()
                .filter(each -> each.finding() == finding)
                .map(AdoptionSample::recordId)
                .toList();
    }

    /**
     * The county returns a batch: nothing of it counts, and the provider may say it anew but for what was found untrue.
     * Rejects with {@code not-yours}, {@code adoption-batch-of-county} (403) and {@code transition-not-allowed} (409).
     */
    Effect<AdoptionBatch> giveBack(Actor actor, UUID id, String reason) {
        return batches.change(actor, id, found -> {
                    Instant now = now();
                    found.requireTurn(actor, AdoptionBatchMove.RETURN, now);
                    return found.returned(actor.id(), reason, now);
                })
                .then((connection, after) -> store.sampleOf(connection, id)
                        .chain(sample -> refute(connection, of(sample, SampleFinding.UNTRUE), after.decidedAt()))
                        .replaceWith(after));
    }

    /** What was found untrue does not count, wherever the provider has said it again since. */
    private Uni<Void> refute(SqlConnection connection, List<UUID> untrue, Instant now) {
        return change(
                connection,
                untrue,
                AdoptionRecordEvent.REFUTED,
                each -> AdoptionRecordMove.REFUTE.isAllowedFrom(each.status())
                        ? each.passed(AdoptionRecordMove.REFUTE, now)
                        : each,
                now);
    }

    /** Of whom nobody could be reached nothing new counts by this batch; the provider may say it again. */
    private Uni<Void> leaveOut(SqlConnection connection, UUID batch, List<UUID> unreachable, Instant now) {
        return change(
                connection,
                unreachable,
                AdoptionRecordEvent.RETURNED,
                each -> {
                    if (!batch.equals(each.origin().batchId())) {
                        return each;
                    }
                    if (each.status() == AdoptionRecordStatus.COUNTED) {
                        return each.update() == null ? each : each.settled(false, now);
                    }
                    return AdoptionRecordMove.RETURN.isAllowedFrom(each.status())
                            ? each.passed(AdoptionRecordMove.RETURN, now)
                            : each;
                },
                now);
    }

    /** Changes records that were looked at; those that the change leaves as they are stay. */
    private Uni<Void> change(
            SqlConnection connection,
            List<UUID> ids,
            AdoptionRecordEvent event,
            UnaryOperator<AdoptionRecord> change,
            Instant now) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return records.lock(connection, ids).chain(found -> {
            Map<AdoptionRecord, AdoptionRecord> changed = new LinkedHashMap<>();
            found.forEach(each -> {
                AdoptionRecord after = change.apply(each);
                if (!after.equals(each)) {
                    changed.put(each, after);
                }
            });
            List<String> counted = changed.keySet().stream()
                    .filter(each -> each.status() == AdoptionRecordStatus.COUNTED)
                    .map(AdoptionRecord::creditCode)
                    .toList();
            return records.update(connection, List.copyOf(changed.values()))
                    .chain(() -> InTurn.each(
                            changed.entrySet(),
                            each -> notes.write(
                                    connection, event.told(each.getValue()), each.getKey(), each.getValue(), null)))
                    .chain(() -> enterprises.judge(connection, counted, now));
        });
    }
}
