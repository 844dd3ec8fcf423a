package cn.dengyun.adoption.enterprise;

import cn.dengyun.adoption.rule.AdoptionRule;
import cn.dengyun.adoption.rule.AdoptionRules;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Adopted enterprises for those who look at them and confirm them. What is not there for the actor is refused with
 * {@code adopted-enterprise-not-found} (404).
 */
@ApplicationScoped
class AdoptedService {

    private final AggregateStore<AdoptedEnterprise> enterprises;
    private final AdoptedStore store;
    private final AdoptionRules rules;
    private final CertifiedStandings standings;
    private final Clock clock;

    AdoptedService(
            Aggregates aggregates, AdoptedStore store, AdoptionRules rules, CertifiedStandings standings, Clock clock) {
        this.enterprises = aggregates.of(AdoptedEnterprise.class, "false");
        this.store = store;
        this.rules = rules;
        this.standings = standings;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<AdoptedEnterprise> find(Actor actor, UUID id) {
        return enterprises.find(actor, id);
    }

    Uni<Page<AdoptedEnterprise>> list(Actor actor, Filter filter, String cursor, int limit) {
        return enterprises.page(actor, filter, cursor, limit);
    }

    /**
     * The enterprise says whether it still uses what it counts for; an authority of its region does where the
     * enterprise is not on the platform. Rejects with {@code not-yours}, {@code adoption-confirmed-by-enterprise}
     * (403), {@code adoption-confirmation-early} (409; from when), {@code adoption-nothing-in-force} (409) and
     * {@code transition-not-allowed} (409), and as the precondition does.
     */
    Effect<AdoptedEnterprise> confirm(Actor actor, UUID id, Precondition basis, NewConfirmation said) {
        return Effect.of(connection -> enterprises
                .lock(connection, actor, id)
                .invoke(found -> found.requireConfirmedBy(actor))
                .invoke(found -> basis.check(EntityTags.of(found.version(), found.actions(actor))))
                .chain(found -> confirm(connection, found, said)));
    }

    private Uni<AdoptedEnterprise> confirm(SqlConnection connection, AdoptedEnterprise found, NewConfirmation said) {
        Instant now = now();
        List<String> code = List.of(found.creditCode());
        return rules.at(connection, now)
                .chain(rule -> store.counted(connection, code)
                        .chain(counted -> standings
                                .ofCodes(connection, code)
                                .chain(known -> enterprises.carryOut(
                                        connection,
                                        found,
                                        said(
                                                found,
                                                rule,
                                                counted.getOrDefault(found.creditCode(), List.of()),
                                                known,
                                                said,
                                                now)))));
    }

    private static Change<AdoptedEnterprise> said(
            AdoptedEnterprise found,
            AdoptionRule rule,
            List<CountedRecord> counted,
            Map<String, CertifiedStanding> standings,
            NewConfirmation said,
            Instant now) {
        AdoptedEnterprise.Identity who = AdoptedEnterprises.identity(found.creditCode(), found, counted, standings);
        if (!said.inUse()) {
            Judgement nothing = Judgement.of(rule, counted, now, now, now);
            return found.said(AdoptedMove.DECLINE, who, rule, nothing, said.reason(), now);
        }
        AdoptedMove move = found.status() == AdoptedStatus.LAPSED ? AdoptedMove.RECONFIRM : AdoptedMove.CONFIRM;
        if (found.isEarlyAt(now)) {
            throw Rejection.conflict("adoption-confirmation-early", AdoptedEnterprise.dayOf(found.confirmableFrom()));
        }
        Judgement judged = Judgement.of(rule, counted, rule.confirmedUntil(now), null, now);
        if (judged.level() == null) {
            throw Rejection.conflict("adoption-nothing-in-force");
        }
        return found.said(move, who, rule, judged, said.reason(), now);
    }
}
