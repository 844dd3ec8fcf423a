package cn.dengyun.adoption.enterprise;

import cn.dengyun.adoption.certificate.CertificatePlaces;
import cn.dengyun.adoption.rule.AdoptionRule;
import cn.dengyun.adoption.rule.AdoptionRules;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The door of adopted enterprises for what changes their records: each is judged from the beginning by those that
 * count.
 */
@ApplicationScoped
public class AdoptedEnterprises {

    private final AdoptedStore store;
    private final CertificatePlaces places;
    private final AdoptionRules rules;
    private final CertifiedStandings standings;
    private final Outbox outbox;
    private final AuditTrail trail;
    private final JsonWriter json;

    AdoptedEnterprises(
            AdoptedStore store,
            CertificatePlaces places,
            AdoptionRules rules,
            CertifiedStandings standings,
            Outbox outbox,
            AuditTrail trail,
            JsonWriter json) {
        this.store = store;
        this.places = places;
        this.rules = rules;
        this.standings = standings;
        this.outbox = outbox;
        this.trail = trail;
        this.json = json;
    }

    /** What a unit of work knows of those that it judges. */
    private record Known(
            AdoptionRule rule,
            Map<String, AdoptedEnterprise> there,
            Map<String, List<CountedRecord>> counted,
            Map<String, CertifiedStanding> standings,
            Set<String> bringers) {}

    /**
     * Judges the enterprises with these credit codes anew, behind a change of their records in the same unit of work,
     * which begins anew where somebody else has just judged one of them for the first time.
     */
    public Uni<Void> judge(SqlConnection connection, Collection<String> creditCodes, Instant now) {
        Set<String> codes = new TreeSet<>(creditCodes);
        if (codes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.lock(connection, codes)
                .chain(there -> rules.at(connection, now)
                        .chain(rule -> store.counted(connection, codes)
                                .chain(counted -> standings
                                        .ofCodes(connection, codes)
                                        .chain(known -> store.deepAmong(connection, bringersOf(counted))
                                                .map(deep -> new Known(rule, there, counted, known, deep))))))
                .chain(known -> write(connection, codes, known, now));
    }

    /** The enterprise is an organisation of the platform from now on. */
    public Uni<Void> link(SqlConnection connection, String creditCode, UUID organization, Instant now) {
        return store.link(connection, creditCode, organization, now);
    }

    /** The organisation does not speak for the enterprise any more. */
    public Uni<Void> unlink(SqlConnection connection, String creditCode, UUID organization, Instant now) {
        return store.unlink(connection, creditCode, organization, now);
    }

    private static Set<String> bringersOf(Map<String, List<CountedRecord>> counted) {
        return counted.values().stream()
                .flatMap(List::stream)
                .map(CountedRecord::broughtByCode)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private Uni<Void> write(SqlConnection connection, Set<String> codes, Known known, Instant now) {
        List<String> fresh = new ArrayList<>();
        List<Change<AdoptedEnterprise>> changes = new ArrayList<>();
        List<AdoptedEnterprise> before = new ArrayList<>();
        for (String code : codes) {
            AdoptedEnterprise there = known.there().get(code);
            if (there == null) {
                fresh.add(code);
                continue;
            }
            Change<AdoptedEnterprise> change = judged(there, known, now);
            if (change.after().version() != there.version()) {
                before.add(there);
                changes.add(change);
            }
        }
        return update(connection, before, changes).chain(() -> insert(connection, fresh, known, now));
    }

    private static Change<AdoptedEnterprise> judged(AdoptedEnterprise there, Known known, Instant now) {
        List<CountedRecord> counted = known.counted().getOrDefault(there.creditCode(), List.of());
        Judgement judged = Judgement.of(known.rule(), counted, there.confirmedUntil(), there.declinedAt(), now);
        AdoptedEnterprise.Identity who = identity(there.creditCode(), there, counted, known.standings());
        String broughtBy = there.broughtByCode() == null ? bringer(judged, known.bringers()) : there.broughtByCode();
        return there.judged(who, broughtBy, known.rule(), judged, now);
    }

    private Uni<Void> update(
            SqlConnection connection, List<AdoptedEnterprise> before, List<Change<AdoptedEnterprise>> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<DomainEvent> told = new ArrayList<>();
        List<AuditTrail.Prepared> notes = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            DomainEvent event = changes.get(i).event();
            if (event != null) {
                told.add(event);
                notes.add(note(event, before.get(i), changes.get(i).after()));
            }
        }
        return store.update(connection, changes.stream().map(Change::after).toList())
                .invoke(written -> ChangedMeanwhile.unless(written == changes.size()))
                .chain(() -> outbox.writeAll(connection, told))
                .chain(() -> trail.writeAll(connection, notes));
    }

    /** Those that count for the first time. */
    private Uni<Void> insert(SqlConnection connection, List<String> codes, Known known, Instant now) {
        record Fresh(String code, Judgement judged, AdoptedEnterprise.Identity who) {}
        List<Fresh> fresh = codes.stream()
                .map(code -> {
                    List<CountedRecord> counted = known.counted().getOrDefault(code, List.of());
                    return new Fresh(
                            code,
                            Judgement.of(known.rule(), counted, null, null, now),
                            identity(code, null, counted, known.standings()));
                })
                .filter(each -> each.judged().level() != null)
                .toList();
        if (fresh.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return places.next(connection, fresh.size()).chain(first -> {
            List<AdoptedEnterprise> made = new ArrayList<>();
            for (Fresh each : fresh) {
                made.add(AdoptedEnterprise.first(
                        Ids.next(),
                        each.code(),
                        each.who(),
                        bringer(each.judged(), known.bringers()),
                        first + made.size(),
                        known.rule(),
                        each.judged(),
                        now));
            }
            List<DomainEvent> told =
                    made.stream().map(AdoptedEvent.ADOPTED::told).toList();
            List<AuditTrail.Prepared> notes = new ArrayList<>();
            for (int i = 0; i < made.size(); i++) {
                notes.add(note(told.get(i), null, made.get(i)));
            }
            return store.insert(connection, made)
                    .invoke(written -> ChangedMeanwhile.unless(written == made.size()))
                    .chain(() -> outbox.writeAll(connection, told))
                    .chain(() -> trail.writeAll(connection, notes));
        });
    }

    private AuditTrail.Prepared note(DomainEvent event, AdoptedEnterprise before, AdoptedEnterprise after) {
        String act = event.type().substring(event.type().lastIndexOf('.') + 1);
        return trail.prepare(new AuditNote(
                "enterprise." + act,
                event.subject(),
                event.organizationId(),
                before == null ? null : json.write(before),
                json.write(after),
                null));
    }

    /**
     * As it is certified; else as it was known before, or as the oldest record that counts says. Whoever is certified
     * no more, or has left the platform, does not speak for it.
     */
    static AdoptedEnterprise.Identity identity(
            String code,
            AdoptedEnterprise there,
            List<CountedRecord> counted,
            Map<String, CertifiedStanding> standings) {
        CertifiedStanding known = standings.get(code);
        if (known != null && known.isCertified()) {
            return new AdoptedEnterprise.Identity(known.nameZh(), known.organizationId(), known.region());
        }
        if (there != null) {
            return new AdoptedEnterprise.Identity(there.name(), null, there.regionCode());
        }
        return counted.stream()
                .min(Comparator.comparing(CountedRecord::countedAt).thenComparing(CountedRecord::id))
                .map(each -> new AdoptedEnterprise.Identity(each.enterpriseName(), null, each.regionCode()))
                .orElse(new AdoptedEnterprise.Identity(code, null, null));
    }

    /**
     * Who has brought it: its provider, or somebody who is deeply connected. Nobody brings who was not there before.
     */
    private static String bringer(Judgement judged, Set<String> deep) {
        return judged.inForce().stream()
                .filter(each -> each.broughtByCode() != null)
                .filter(each -> each.broughtByCode().equals(each.providerCode()) || deep.contains(each.broughtByCode()))
                .map(CountedRecord::broughtByCode)
                .findFirst()
                .orElse(null);
    }
}
