package cn.dengyun.adoption.record;

import cn.dengyun.adoption.record.AdoptionChecks.Read;
import cn.dengyun.adoption.rule.AdoptionRules;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What lines of an import do to what is on record, whichever way they have come. */
@ApplicationScoped
class AdoptionIntake {

    /** Contracts of one provider with one enterprise; more make no difference but to whoever judges it. */
    private static final long MAX_CONTRACTS = 500;

    private final Pool pool;
    private final AdoptionRecordStore records;
    private final AdoptionChecks checks;
    private final AdoptionRules rules;
    private final CertifiedStandings standings;
    private final WorkingCalendar calendar;
    private final Outbox outbox;

    AdoptionIntake(
            Pool pool,
            AdoptionRecordStore records,
            AdoptionChecks checks,
            AdoptionRules rules,
            CertifiedStandings standings,
            WorkingCalendar calendar,
            Outbox outbox) {
        this.pool = pool;
        this.records = records;
        this.checks = checks;
        this.rules = rules;
        this.standings = standings;
        this.calendar = calendar;
        this.outbox = outbox;
    }

    /**
     * What lines do: what is new, what is changed, what became of each line, in their order. Of a dry run nothing is
     * new or changed.
     */
    record Decided(List<AdoptionRecord> made, List<AdoptionRecord> changed, List<AdoptionLineResult> results) {

        Map<AdoptionOutcome, Long> counts() {
            Map<AdoptionOutcome, Long> counts = new EnumMap<>(AdoptionOutcome.class);
            results.forEach(each -> counts.merge(each.outcome(), 1L, Long::sum));
            return counts;
        }

        Decided ofDryRun() {
            return new Decided(List.of(), List.of(), results);
        }
    }

    /** What is known of the enterprises and contracts that lines are about. */
    private record Known(
            CertifiedStanding provider,
            Map<String, CertifiedStanding> enterprises,
            List<AdoptionRecord> records,
            Map<String, Long> contracts,
            int objectionDays) {}

    /** Looks up what the lines are about and says what they do. The deciding is done on a worker thread. */
    Uni<Decided> decide(AdoptionImport taken, List<Read> lines, Instant now) {
        return known(taken, lines, now)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(known -> decided(taken, known, lines, now))
                .map(decided -> taken.isDryRun() ? decided.ofDryRun() : decided);
    }

    /**
     * Puts on record what is new and what is changed, and tells the enterprises that are on the platform; of the others
     * the provider hears by its batch. Fails with {@link cn.dengyun.platform.frame.ChangedMeanwhile} when somebody else
     * changed one of the records since they were looked up.
     */
    Uni<Void> write(SqlConnection connection, Decided decided) {
        return records.insert(connection, decided.made())
                .chain(() -> records.update(connection, decided.changed()))
                .chain(() -> outbox.writeAll(connection, told(decided)));
    }

    private static List<DomainEvent> told(Decided decided) {
        List<AdoptionRecord> all = new ArrayList<>(decided.made());
        all.addAll(decided.changed());
        return all.stream()
                .filter(each -> each.organizationId() != null)
                .map(AdoptionRecordEvent.NAMED::told)
                .toList();
    }

    private Uni<Known> known(AdoptionImport taken, List<Read> lines, Instant now) {
        Set<String> codes =
                lines.stream().map(Read::code).filter(Objects::nonNull).collect(Collectors.toSet());
        Set<String> references = lines.stream()
                .map(Read::said)
                .filter(Objects::nonNull)
                .map(AdoptionLine::contractNumber)
                .collect(Collectors.toSet());
        return standings
                .of(pool, List.of(taken.organizationId()))
                .chain(providers -> enterprises(codes)
                        .chain(enterprises -> there(taken, codes, references)
                                .chain(there -> contracts(taken, codes)
                                        .chain(contracts -> rules.at(pool, now)
                                                .map(rule -> new Known(
                                                        providers.get(taken.organizationId()),
                                                        enterprises,
                                                        there,
                                                        contracts,
                                                        rule.form().objectionDays()))))));
    }

    private Uni<Map<String, CertifiedStanding>> enterprises(Set<String> codes) {
        return codes.isEmpty() ? Uni.createFrom().item(Map.of()) : standings.ofCodes(pool, codes);
    }

    private Uni<List<AdoptionRecord>> there(AdoptionImport taken, Set<String> codes, Set<String> references) {
        return codes.isEmpty()
                ? Uni.createFrom().item(List.of())
                : records.known(pool, taken.providerId(), codes, references);
    }

    private Uni<Map<String, Long>> contracts(AdoptionImport taken, Set<String> codes) {
        return codes.isEmpty() ? Uni.createFrom().item(Map.of()) : records.contracts(pool, taken.providerId(), codes);
    }

    private Decided decided(AdoptionImport taken, Known known, List<Read> lines, Instant now) {
        Map<String, AdoptionRecord> there = known.records().stream()
                .collect(Collectors.toMap(
                        each -> key(each.creditCode(), each.origin().reference()), Function.identity()));
        Map<String, AdoptionRecord> refused = refused(there.values());
        Map<String, Long> contracts = new HashMap<>(known.contracts());
        Instant until = calendar.after(now, known.objectionDays());
        LocalDate today = LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE);
        Decided decided = new Decided(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, Long> seen = new HashMap<>();
        for (Read read : lines) {
            String key =
                    read.said() == null ? null : key(read.code(), read.said().contractNumber());
            AdoptionRecord before = key == null ? null : there.get(key);
            Read line = taken.format().leavesEmptyAlone() ? read.completedBy(before) : read;
            List<Defect> defects = line.defects();
            CertifiedStanding enterprise = certified(known.enterprises().get(line.code() == null ? "" : line.code()));
            if (line.said() != null) {
                defects = checks.defects(line.said(), known.provider().creditCode(), enterprise, today);
            }
            if (line.said() == null || !defects.isEmpty()) {
                decided.results().add(AdoptionLineResult.rejected(line.number(), line.said(), defects));
                continue;
            }
            Long earlier = seen.putIfAbsent(key, line.number());
            if (earlier == null
                    && before != null
                    && taken.id().equals(before.origin().importId())) {
                earlier = before.origin().line();
            }
            if (earlier != null) {
                decided.results()
                        .add(AdoptionLineResult.conflict(
                                line.number(),
                                line.said(),
                                before == null ? null : before.id(),
                                Defect.at("/contractNumber", "adoption-line-repeated", earlier)));
                continue;
            }
            AdoptionRecord refusal = refused.get(key(line.code(), line.said().categoryCode()));
            if (refusal != null && isRefusedBy(refusal, line.said(), before)) {
                decided.results().add(conflict(line, refusal, "adoption-record-refused"));
                continue;
            }
            if (before == null && contracts.merge(line.code(), 1L, Long::sum) > MAX_CONTRACTS) {
                decided.results()
                        .add(AdoptionLineResult.rejected(
                                line.number(),
                                line.said(),
                                List.of(Defect.at("/contractNumber", "adoption-contracts-too-many", MAX_CONTRACTS))));
                continue;
            }
            decide(decided, line, made(taken, known.provider(), enterprise, line, until, now), before, now);
        }
        return decided;
    }

    /** What of a provider was refused last, by enterprise and category. */
    private static Map<String, AdoptionRecord> refused(Collection<AdoptionRecord> there) {
        return there.stream()
                .filter(AdoptionRecord::isRefused)
                .filter(each -> each.facts().categoryCode() != null)
                .collect(Collectors.toMap(
                        each -> key(each.creditCode(), each.facts().categoryCode()),
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparing(AdoptionRecord::updatedAt))));
    }

    /**
     * Whether a line says again what was refused: another number makes no other contract, only one that was signed
     * since does. What is on record beside that goes on as it is.
     */
    private static boolean isRefusedBy(AdoptionRecord refusal, AdoptionLine said, AdoptionRecord before) {
        boolean goesOn = before != null && before.stands();
        LocalDate refusedOn = LocalDate.ofInstant(refusal.updatedAt(), ClockProducer.BUSINESS_ZONE);
        return !goesOn && !said.signedOn().isAfter(refusedOn);
    }

    /** Who is not certified is not taken for the enterprise that he says he is. */
    private static CertifiedStanding certified(CertifiedStanding known) {
        return known != null && known.isCertified() ? known : null;
    }

    private static String key(String code, String reference) {
        return code + " " + reference;
    }

    /** What the line would be on record as, if there was nothing before. */
    private AdoptionRecord made(
            AdoptionImport taken,
            CertifiedStanding provider,
            CertifiedStanding enterprise,
            Read line,
            Instant until,
            Instant now) {
        AdoptionLine said = line.said();
        String region = checks.region(said);
        String bringer = said.broughtByCode() == null
                ? null
                : CreditCode.parse("", said.broughtByCode()).value();
        return new AdoptionRecord(
                Ids.next(),
                0,
                AdoptionSource.IMPORT,
                line.code(),
                said.name(),
                enterprise == null ? null : enterprise.organizationId(),
                region,
                new AdoptionOrigin(
                        taken.providerId(),
                        taken.organizationId(),
                        taken.providerName(),
                        provider.creditCode(),
                        said.contractNumber(),
                        taken.id(),
                        line.number(),
                        null,
                        null),
                new AdoptionFacts(
                        said.categoryCode(),
                        said.signedOn(),
                        said.startsOn(),
                        said.endsOn(),
                        said.amountFen(),
                        said.lastUsedOn(),
                        said.devices(),
                        bringer),
                said.hash(line.code(), region, bringer),
                null,
                AdoptionRecordStatus.PENDING,
                enterprise == null ? null : now,
                until,
                null,
                null,
                null,
                null,
                null,
                now,
                now);
    }

    private static void decide(Decided decided, Read line, AdoptionRecord said, AdoptionRecord before, Instant now) {
        if (before == null) {
            decided.made().add(said);
            decided.results().add(result(line, AdoptionOutcome.CREATED, said.id()));
            return;
        }
        boolean isSame = before.says(said);
        switch (before.status()) {
            case PENDING -> {
                if (isSame) {
                    decided.results().add(result(line, AdoptionOutcome.UNCHANGED, before.id()));
                } else {
                    decided.changed().add(before.saidAnew(AdoptionRecordMove.REPORT, said, now));
                    decided.results().add(result(line, AdoptionOutcome.CHANGED, before.id()));
                }
            }
            case COUNTED -> decideCounted(decided, line, said, before, isSame, now);
            case ENDED, RETURNED, WITHDRAWN -> {
                if (before.isRefused()) {
                    decided.results().add(conflict(line, before, "adoption-record-refused"));
                    return;
                }
                decided.changed().add(before.saidAnew(AdoptionRecordMove.RENEW, said, now));
                decided.results().add(result(line, AdoptionOutcome.CREATED, before.id()));
            }
            case OBJECTED -> decided.results().add(conflict(line, before, "adoption-record-objected"));
            case REJECTED, REMOVED -> decided.results().add(conflict(line, before, "adoption-record-refused"));
        }
    }

    private static void decideCounted(
            Decided decided, Read line, AdoptionRecord said, AdoptionRecord before, boolean isSame, Instant now) {
        if (isSame) {
            decided.results().add(result(line, AdoptionOutcome.UNCHANGED, before.id()));
        } else if (before.facts().isUpdatedBy(said.facts())) {
            decided.changed().add(before.updated(said, now));
            decided.results().add(result(line, AdoptionOutcome.CHANGED, before.id()));
        } else {
            decided.results().add(conflict(line, before, "adoption-record-counts"));
        }
    }

    private static AdoptionLineResult result(Read line, AdoptionOutcome outcome, UUID record) {
        return new AdoptionLineResult(
                line.number(), line.said().creditCode(), line.said().contractNumber(), outcome, record, List.of());
    }

    private static AdoptionLineResult conflict(Read line, AdoptionRecord before, String code) {
        return AdoptionLineResult.conflict(
                line.number(),
                line.said(),
                before.id(),
                Defect.at("/contractNumber", code, before.origin().reference()));
    }
}
