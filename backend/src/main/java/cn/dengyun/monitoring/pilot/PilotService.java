package cn.dengyun.monitoring.pilot;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.monitoring.NamedProviders;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Pilots. What is not there for the actor is refused with {@code pilot-enterprise-not-found} (404), and with
 * {@code not-yours} (403) whoever does not oversee the region.
 */
@ApplicationScoped
class PilotService {

    /** The constraint that a second pilot of an enterprise in a year breaks. */
    private static final String ONCE = "pilot_enterprise_once";

    private final AggregateStore<PilotEnterprise> pilots;
    private final NamedProviders providers;
    private final PlanRegions regions;
    private final MergePatch patches;
    private final Clock clock;

    PilotService(
            Aggregates aggregates, NamedProviders providers, PlanRegions regions, MergePatch patches, Clock clock) {
        this.pilots = aggregates.of(PilotEnterprise.class, PilotEnterprise.PUBLIC);
        this.providers = providers;
        this.regions = regions;
        this.patches = patches;
        this.clock = clock;
    }

    Uni<PilotEnterprise> find(Actor actor, UUID id) {
        return pilots.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<PilotEnterprise>> list(Actor actor, Filter filter, String cursor, int limit) {
        return pilots.page(actor, filter, cursor, limit);
    }

    /**
     * Plans one. Rejects with {@code invalid-request} (400; all defects), {@code not-yours} (403),
     * {@code provider-not-found} (404), {@code provider-not-qualified} and {@code pilot-twice} (409).
     */
    Effect<PilotEnterprise> plan(Actor actor, PilotForm form) {
        return Effect.of(connection -> {
            if (!Oversight.of(actor).covers(form.regionCode())) {
                throw Rejection.forbidden("not-yours");
            }
            requireSound(form);
            return providers.requireQualified(connection, form.providerId()).chain(provider -> {
                PilotEnterprise made = made(actor, form, provider);
                return in(connection, pilots.create(actor, made, made.told(PilotEvent.PLANNED)))
                        .onFailure(Rows.broken(ONCE))
                        .transform(broken -> twice(form));
            });
        });
    }

    private PilotEnterprise made(Actor actor, PilotForm form, String provider) {
        Instant now = now();
        return new PilotEnterprise(
                Ids.next(),
                0,
                actor.organizationId(),
                regions.unitOf(form.regionCode()),
                provider,
                form,
                PilotStatus.PLANNED,
                null,
                actor.id(),
                now,
                null,
                null,
                null,
                now);
    }

    private void requireSound(PilotForm form) {
        List<Defect> defects = new ArrayList<>(CreditCode.defectsOf("/creditCode", form.creditCode()));
        if (regions.unitOf(form.regionCode()) == null || !regions.isOn(form.regionCode(), LocalDate.now(clock))) {
            defects.add(Defect.at("/regionCode", "plan-region-unfit", form.regionCode()));
        }
        if (form.untilOn().isBefore(form.fromOn())) {
            defects.add(Defect.at("/untilOn", "ends-before-it-begins"));
        }
        if (form.fromOn().getYear() != form.year()) {
            defects.add(Defect.at("/fromOn", "pilot-elsewhere", Integer.toString(form.year())));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private static Rejection twice(PilotForm form) {
        return Rejection.conflict("pilot-twice", form.creditCode(), form.year());
    }

    /**
     * Changes what is planned. Rejects as {@link #plan}, with {@code transition-not-allowed} (409) and as the
     * precondition does.
     */
    Effect<PilotEnterprise> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return Effect.of(connection -> pilots.lock(connection, actor, id).chain(found -> {
            found.requireOverseer(actor);
            precondition.check(EntityTags.of(found.version(), found.actions(actor)));
            PilotMove.EDIT.from(found.status());
            PilotForm says = patches.valid(found.form(), patch, PilotForm.class);
            if (says.equals(found.form())) {
                return Uni.createFrom().item(found);
            }
            if (!Oversight.of(actor).covers(says.regionCode())) {
                throw Rejection.forbidden("not-yours");
            }
            requireSound(says);
            return providers
                    .requireQualified(connection, says.providerId())
                    .chain(provider -> pilots.carryOut(
                            connection, found, found.edited(says, regions.unitOf(says.regionCode()), provider, now())))
                    .onFailure(Rows.broken(ONCE))
                    .transform(broken -> twice(says));
        }));
    }

    /**
     * It starts, and everybody knows of it. Rejects with {@code transition-not-allowed}, with {@code pilot-not-now}
     * (409) outside its days and its year, for it would count in another one, and with {@code provider-not-qualified}.
     */
    Effect<PilotEnterprise> start(Actor actor, UUID id, String why) {
        return Effect.of(connection -> pilots.lock(connection, actor, id).chain(found -> {
            found.requireOverseer(actor);
            Change<PilotEnterprise> change = found.moved(PilotMove.START, null, why, now());
            LocalDate today = LocalDate.now(clock);
            LocalDate last = found.form().lastToStart();
            if (today.isBefore(found.form().fromOn()) || today.isAfter(last)) {
                throw Rejection.conflict("pilot-not-now", found.form().fromOn(), last);
            }
            return providers
                    .requireQualified(connection, found.form().providerId())
                    .chain(() -> pilots.carryOut(connection, found, change));
        }));
    }

    /** Tells what came of it. Rejects with {@code transition-not-allowed} (409). */
    Effect<PilotEnterprise> complete(Actor actor, UUID id, String outcome) {
        return move(actor, id, PilotMove.COMPLETE, outcome, null);
    }

    /** Gives it up. Rejects with {@code transition-not-allowed} (409). */
    Effect<PilotEnterprise> abandon(Actor actor, UUID id, String why) {
        return move(actor, id, PilotMove.ABANDON, null, why);
    }

    private Effect<PilotEnterprise> move(Actor actor, UUID id, PilotMove move, String outcome, String why) {
        return pilots.change(actor, id, found -> {
            found.requireOverseer(actor);
            return found.moved(move, outcome, why, now());
        });
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
