package cn.dengyun.trade.usage;

import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.Quotas;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.trade.usage.domain.Quarantine;
import cn.dengyun.trade.usage.domain.UsageEvent;
import cn.dengyun.trade.usage.domain.UsageEventStatus;
import cn.dengyun.trade.usage.domain.UsageMeter;
import cn.dengyun.trade.usage.domain.UsageOutcome;
import cn.dengyun.trade.usage.domain.UsageReading;
import cn.dengyun.trade.usage.domain.UsageReceipt;
import cn.dengyun.trade.usage.domain.UsageReceiptRow;
import cn.dengyun.trade.usage.store.MeterRows;
import cn.dengyun.trade.usage.store.ReceiptRows;
import cn.dengyun.trade.usage.store.UsageRows;
import cn.dengyun.trade.usage.store.UsageRows.Key;
import cn.dengyun.trade.usage.store.UsageRows.Known;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Takes what providers report of their meters, and what witnesses do: each line gets its own outcome, and all of them
 * commit with the receipt, a thousand in one statement. Which meters somebody reports on, and where it is kept, his
 * {@link UsageBook} says. A provider that is frozen or disqualified still reports, for what it has delivered before is
 * owed.
 */
@ApplicationScoped
public class UsageIntake {

    /** Lines that one statement inserts. */
    static final int CHUNK = 1_000;

    /** How many lines that came to nothing, or are held back, an answer tells itself. */
    public static final int MAX_NOTABLE = 100;

    /** As their texts, which nobody has to write for it. */
    private static final Comparator<UUID> BY_TEXT = (one, other) -> {
        int first = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return first == 0
                ? Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits())
                : first;
    };

    private static final Comparator<Judged> BY_KEY = Comparator.comparing(
                    (Judged line) -> line.meter().id(), BY_TEXT)
            .thenComparing(line -> line.reading().eventId());

    private final MeterRows meters;
    private final UsageRows events;
    private final ReceiptRows receipts;
    private final ChangeNotes notes;
    private final AuditTrail trail;
    private final JsonWriter json;
    private final Quotas quotas;
    private final Clock clock;
    private final Pool pool;

    UsageIntake(
            MeterRows meters,
            UsageRows events,
            ReceiptRows receipts,
            ChangeNotes notes,
            AuditTrail trail,
            JsonWriter json,
            Quotas quotas,
            Clock clock,
            Pool pool) {
        this.meters = meters;
        this.events = events;
        this.receipts = receipts;
        this.notes = notes;
        this.trail = trail;
        this.json = json;
        this.quotas = quotas;
        this.clock = clock;
        this.pool = pool;
    }

    /** A receipt, and the first of the lines that came to nothing or are held back. */
    public record Taken(UsageReceipt receipt, List<UsageReceiptRow> notable) {}

    /** A line that its meter can have read; its canonical text is what its hash and the digest are made of. */
    private record Judged(int number, UsageMeter meter, UsageReading reading, String canonical, byte[] hash, UUID id) {

        Key key() {
            return new Key(meter.id(), reading.eventId());
        }
    }

    /** All lines of a batch: those that their meters can have read, and the outcome of the others. */
    private record Sorted(List<Judged> sound, List<UsageReceiptRow> refused) {}

    /**
     * What the lines of a provider do, looked at on the thread of whoever asks, which is a worker's. Rejects with
     * {@code row-quota-exceeded} (429).
     */
    public Effect<Taken> report(Actor actor, UsageBatch batch) {
        return report(actor, batch, new ProviderBook(meters, events, actor.organizationId()));
    }

    /** The same of whoever has that book. Rejects as it does, too. */
    public Effect<Taken> report(Actor actor, UsageBatch batch, UsageBook book) {
        quotas.takeRows(actor.organizationId(), batch.lines().size());
        UUID receipt = Ids.next();
        Sorted sorted = sorted(receipt, batch, book, namedIn(batch, book), clock.instant());
        return Effect.of(connection -> take(connection, actor, receipt, batch, book, sorted));
    }

    private Function<UsageLine, UsageMeter> namedIn(UsageBatch batch, UsageBook book) {
        Set<UUID> ids = new HashSet<>();
        Set<MeterRows.Name> names = new HashSet<>();
        batch.lines().stream()
                .map(UsageBatch.Line::said)
                .filter(Objects::nonNull)
                .forEach(said -> {
                    if (said.meterId() != null) {
                        ids.add(said.meterId());
                    } else if (said.orderNumber() != null && said.planCode() != null) {
                        names.add(name(said));
                    }
                });
        List<UsageMeter> found = WorkerThread.await(book.meters(pool, ids, names));
        Map<UUID, UsageMeter> byId = new HashMap<>();
        Map<MeterRows.Name, UsageMeter> byName = new HashMap<>();
        found.forEach(meter -> {
            byId.put(meter.id(), meter);
            // A witness that may guess at orders would be told which is whose.
            if (!book.isOfWitness()) {
                byName.put(new MeterRows.Name(meter.orderNumber(), meter.planCode()), meter);
            }
        });
        return said -> said.meterId() == null ? byName.get(name(said)) : byId.get(said.meterId());
    }

    /** Numbers are typed in many ways. */
    private static MeterRows.Name name(UsageLine said) {
        String number = said.orderNumber();
        return new MeterRows.Name(
                number == null ? null : HumanCode.parse(number).orElse(number), said.planCode());
    }

    private static Sorted sorted(
            UUID receipt, UsageBatch batch, UsageBook book, Function<UsageLine, UsageMeter> meters, Instant now) {
        List<Judged> sound = new ArrayList<>();
        List<UsageReceiptRow> refused = new ArrayList<>();
        for (UsageBatch.Line line : batch.lines()) {
            UsageMeter meter = line.said() == null ? null : meters.apply(line.said());
            List<Defect> defects = defects(line, meter, book, now);
            if (!defects.isEmpty()) {
                refused.add(new UsageReceiptRow(
                        receipt,
                        line.number(),
                        UsageOutcome.REFUSED,
                        meter == null ? null : meter.id(),
                        line.eventId(),
                        null,
                        null,
                        defects));
                continue;
            }
            UsageReading reading = line.said().reading();
            String canonical = reading.canonical(meter.id().toString());
            sound.add(new Judged(line.number(), meter, reading, canonical, UsageReading.hashOf(canonical), Ids.next()));
        }
        return new Sorted(sound, refused);
    }

    /** A meter of somebody else is as unknown as one that is not there. */
    private static List<Defect> defects(UsageBatch.Line line, UsageMeter meter, UsageBook book, Instant now) {
        if (line.said() == null) {
            return line.defects();
        }
        List<Defect> defects;
        if (meter != null) {
            defects = UsageChecks.of(line.said().reading(), meter, "");
            defects = defects.isEmpty() ? book.doubts(line.said().reading(), meter, now) : defects;
        } else {
            boolean isNamed = line.said().meterId() != null
                    || line.said().orderNumber() != null && line.said().planCode() != null;
            defects = List.of(Defect.at("/meterId", isNamed ? book.unknownMeter() : "usage-meter-unnamed"));
        }
        return line.isCloudEvent() ? defects.stream().map(UsageReader::placed).toList() : defects;
    }

    private Uni<Taken> take(
            SqlConnection connection, Actor actor, UUID receipt, UsageBatch batch, UsageBook book, Sorted sorted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // The first of several with one key is the one that may come on record.
        Map<Key, Judged> first = new LinkedHashMap<>();
        sorted.sound().forEach(line -> first.putIfAbsent(line.key(), line));
        Set<UUID> touched =
                sorted.sound().stream().map(line -> line.meter().id()).collect(Collectors.toSet());
        List<UsageEvent> made = first.values().stream()
                .sorted(BY_KEY)
                .map(line -> event(line, receipt, book, now))
                .toList();
        return book.open(connection, touched, now)
                .chain(() -> record(connection, book, made))
                .chain(known -> written(
                        connection, actor, outcome(actor, receipt, batch, book, sorted, made, known, now), now));
    }

    private static UsageEvent event(Judged line, UUID receipt, UsageBook book, Instant now) {
        UsageMeter meter = line.meter();
        UsageReading reading = line.reading();
        Quarantine quarantine = book.quarantine(reading, meter, now);
        return new UsageEvent(
                line.id(),
                0,
                meter.id(),
                meter.orderId(),
                meter.organizationId(),
                meter.providerOrganizationId(),
                meter.regionCode(),
                reading.eventId(),
                reading.occurredAt(),
                reading.endsAt(),
                reading.quantity(),
                reading.value(),
                line.hash(),
                receipt,
                line.number(),
                now,
                quarantine == null ? UsageEventStatus.ACCEPTED : UsageEventStatus.QUARANTINED,
                quarantine,
                null,
                null,
                null,
                null,
                null);
    }

    /** Puts on record what is new; what was on record under the keys of the others. */
    private static Uni<Map<Key, Known>> record(SqlConnection connection, UsageBook book, List<UsageEvent> made) {
        List<Key> others = new ArrayList<>();
        return InTurn.each(
                        chunks(made),
                        chunk -> book.insert(connection, chunk)
                                .invoke(inserted -> chunk.stream()
                                        .filter(each -> !inserted.contains(each.id()))
                                        .forEach(each -> others.add(new Key(each.meterId(), each.eventId()))))
                                .replaceWithVoid())
                .chain(() -> others.isEmpty() ? Uni.createFrom().item(Map.of()) : book.known(connection, others));
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        return IntStream.range(0, (all.size() + CHUNK - 1) / CHUNK)
                .mapToObj(at -> all.subList(at * CHUNK, Math.min(all.size(), (at + 1) * CHUNK)))
                .toList();
    }

    /** What became of everything: rows by line, events that are new, and the receipt. */
    private record Result(UsageReceipt receipt, List<UsageReceiptRow> rows, Map<UsageMeter, Long> held) {}

    private static Result outcome(
            Actor actor,
            UUID receipt,
            UsageBatch batch,
            UsageBook book,
            Sorted sorted,
            List<UsageEvent> made,
            Map<Key, Known> known,
            Instant now) {
        Map<Key, UsageEvent> byKey =
                made.stream().collect(Collectors.toMap(each -> new Key(each.meterId(), each.eventId()), each -> each));
        Map<Integer, UsageReceiptRow> rows = new TreeMap<>();
        sorted.refused().forEach(row -> rows.put(row.line(), row));
        Map<UsageMeter, Long> held = new LinkedHashMap<>();
        List<Judged> accepted = new ArrayList<>();
        for (Judged line : sorted.sound()) {
            UsageReceiptRow row = row(receipt, line, book, byKey.get(line.key()), known.get(line.key()));
            rows.put(line.number(), row);
            if (row.outcome() == UsageOutcome.ACCEPTED) {
                accepted.add(line);
            } else if (row.outcome() == UsageOutcome.QUARANTINED) {
                held.merge(line.meter(), 1L, Long::sum);
            }
        }
        Map<UsageOutcome, Integer> counts = new EnumMap<>(UsageOutcome.class);
        rows.values().forEach(row -> counts.merge(row.outcome(), 1, Integer::sum));
        accepted.sort(BY_KEY);
        UsageReceipt whole = new UsageReceipt(
                receipt,
                actor.organizationId(),
                actor.id(),
                now,
                batch.lines().size(),
                counts.getOrDefault(UsageOutcome.ACCEPTED, 0),
                counts.getOrDefault(UsageOutcome.DUPLICATE, 0),
                counts.getOrDefault(UsageOutcome.CONFLICT, 0),
                counts.getOrDefault(UsageOutcome.QUARANTINED, 0),
                counts.getOrDefault(UsageOutcome.REFUSED, 0),
                digest(accepted),
                ofMeters(accepted),
                book.isOfWitness());
        return new Result(whole, List.copyOf(rows.values()), held);
    }

    private static UsageReceiptRow row(UUID receipt, Judged line, UsageBook book, UsageEvent made, Known known) {
        byte[] onRecord = known == null ? made.contentHash() : known.contentHash();
        UUID id = known == null ? made.id() : known.id();
        boolean isNew = known == null && made.line() == line.number();
        UsageOutcome outcome;
        if (isNew) {
            outcome = made.quarantine() == null ? UsageOutcome.ACCEPTED : UsageOutcome.QUARANTINED;
        } else {
            outcome = Arrays.equals(onRecord, line.hash()) ? UsageOutcome.DUPLICATE : UsageOutcome.CONFLICT;
        }
        List<Defect> defects = outcome == UsageOutcome.CONFLICT
                ? List.of(Defect.at("/eventId", book.conflict(), id.toString()))
                : List.of();
        return new UsageReceiptRow(
                receipt,
                line.number(),
                outcome,
                line.meter().id(),
                line.reading().eventId(),
                id,
                isNew ? made.quarantine() : null,
                defects);
    }

    private static String digest(List<Judged> accepted) {
        StringBuilder lines = new StringBuilder();
        accepted.forEach(line -> lines.append(line.canonical()).append('\n'));
        return HexFormat.of().formatHex(Hashes.sha256(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static List<UsageReceipt.OfMeter> ofMeters(List<Judged> accepted) {
        Map<UUID, UsageReceipt.OfMeter> sums = new LinkedHashMap<>();
        accepted.forEach(line -> sums.merge(
                line.meter().id(),
                new UsageReceipt.OfMeter(line.meter().id(), 1, line.reading().quantity()),
                (one, more) -> new UsageReceipt.OfMeter(
                        one.meterId(),
                        one.count() + 1,
                        one.sum() == null ? null : one.sum().add(more.sum()))));
        return List.copyOf(sums.values());
    }

    private Uni<Taken> written(SqlConnection connection, Actor actor, Result result, Instant now) {
        UsageReceipt receipt = result.receipt();
        List<UsageReceiptRow> kept = result.rows().stream()
                .filter(row -> row.outcome() != UsageOutcome.ACCEPTED && row.outcome() != UsageOutcome.QUARANTINED)
                .toList();
        AuditNote note = new AuditNote(
                "usage-receipt.recorded",
                "/api/v1/usage-receipts/" + receipt.id(),
                actor.organizationId(),
                null,
                json.write(receipt),
                null);
        return receipts.insert(connection, receipt)
                .chain(() -> InTurn.each(chunks(kept), chunk -> receipts.insert(connection, chunk)))
                .chain(() -> trail.write(connection, note))
                .chain(() -> InTurn.each(
                        List.copyOf(result.held().entrySet()),
                        held -> notes.write(
                                connection,
                                UsageTold.QUARANTINED.told(held.getKey(), receipt.id(), held.getValue(), now),
                                null,
                                held.getKey(),
                                null)))
                .replaceWith(new Taken(
                        receipt,
                        result.rows().stream()
                                .filter(row -> row.outcome() != UsageOutcome.ACCEPTED
                                        && row.outcome() != UsageOutcome.DUPLICATE)
                                .limit(MAX_NOTABLE)
                                .toList()));
    }
}
