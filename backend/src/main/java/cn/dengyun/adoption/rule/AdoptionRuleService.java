package cn.dengyun.adoption.rule;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Rules of adoption: one person of the province draws one up, another approves it before its first day. What is not
 * there for the actor is refused with {@code adoption-rule-not-found} (404).
 */
@ApplicationScoped
class AdoptionRuleService {

    private final AggregateStore<AdoptionRule> store;
    private final AdoptionRules rules;
    private final ReferenceService reference;
    private final Clock clock;

    AdoptionRuleService(Aggregates aggregates, AdoptionRules rules, ReferenceService reference, Clock clock) {
        this.store = aggregates.of(AdoptionRule.class, AdoptionRule.PUBLIC);
        this.rules = rules;
        this.reference = reference;
        this.clock = clock;
    }

    Uni<AdoptionRule> find(Actor actor, UUID id) {
        return store.find(actor, id);
    }

    Uni<Page<AdoptionRule>> list(Actor actor, Filter filter, String cursor, int limit) {
        return store.page(actor, filter, cursor, limit);
    }

    /** Rejects with {@code not-yours} (403) and {@code invalid-request} (400). */
    Effect<AdoptionRule> propose(Actor actor, AdoptionRuleForm form) {
        requireFit(form);
        return Effect.of(connection -> rules.next(connection).chain(number -> {
            AdoptionRule made = made(actor, number, form);
            return store.create(actor, made, AdoptionRuleEvent.PROPOSED.told(made))
                    .prepare()
                    .chain(prepared -> prepared.in(connection));
        }));
    }

    private AdoptionRule made(Actor actor, int number, AdoptionRuleForm form) {
        Instant now = now();
        return new AdoptionRule(
                Ids.next(),
                0,
                number,
                actor.organizationId(),
                AdoptionRule.PROVINCE,
                form,
                AdoptionRuleStatus.DRAFT,
                actor.id(),
                now,
                null,
                null,
                null,
                now);
    }

    private void requireFit(AdoptionRuleForm form) {
        List<Defect> defects = new ArrayList<>();
        LocalDate first = AdoptionRule.dayOf(now()).plusDays(1);
        if (form.effectiveOn().isBefore(first)) {
            defects.add(Defect.at("/effectiveOn", "adoption-rule-too-early", first));
        }
        for (int i = 0; i < form.deepCategories().size(); i++) {
            String code = form.deepCategories().get(i);
            if (!reference.isServiceCategory(code)) {
                defects.add(
                        Defect.at("/deepCategories/" + i, "unknown-code", code, ReferenceService.SERVICE_CATEGORIES));
            }
        }
        if (form.sampleMin() > form.sampleMax()) {
            defects.add(Defect.at("/sampleMin", "adoption-sample-bounds", form.sampleMax()));
        }
        if (new BigDecimal(form.sampleShare()).signum() == 0) {
            defects.add(Defect.at("/sampleShare", "adoption-sample-nothing"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /**
     * Another person approves it. Rejects with {@code not-yours}, {@code four-eyes-required} (403),
     * {@code transition-not-allowed} and {@code adoption-rule-late} (409; its first day has come).
     */
    Effect<AdoptionRule> approve(Actor actor, UUID id, String reason) {
        return store.change(actor, id, found -> {
            Instant now = now();
            Change<AdoptionRule> change = found.moved(AdoptionRuleMove.APPROVE, actor, reason, now);
            if (!found.form().effectiveOn().isAfter(AdoptionRule.dayOf(now))) {
                throw Rejection.conflict("adoption-rule-late", found.form().effectiveOn());
            }
            return change;
        });
    }

    /** The province takes back what is not approved. Rejects as {@link #approve}. */
    Effect<AdoptionRule> withdraw(Actor actor, UUID id, String reason) {
        return store.change(actor, id, found -> found.moved(AdoptionRuleMove.WITHDRAW, actor, reason, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
