package cn.dengyun.monitoring.bulletin;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.monitoring.indicator.PublicIndicators;
import cn.dengyun.monitoring.indicator.PublicIndicators.PublicIndicator;
import cn.dengyun.monitoring.indicator.PublicIndicators.PublicValues;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.monitoring.plan.PublishedTargets;
import cn.dengyun.monitoring.plan.PublishedTargets.TargetsOfYear;
import cn.dengyun.monitoring.plan.domain.PlanTarget;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Bulletins. What is not there for the actor is refused with {@code bulletin-not-found} (404), and with
 * {@code not-yours} (403) whoever is not of the province.
 */
@ApplicationScoped
class BulletinService {

    private final AggregateStore<Bulletin> bulletins;
    private final BulletinStore store;
    private final PublicIndicators indicators;
    private final PublishedTargets targets;
    private final PlanRegions regions;
    private final MergePatch patches;
    private final JsonWriter json;
    private final Clock clock;

    BulletinService(
            Aggregates aggregates,
            BulletinStore store,
            PublicIndicators indicators,
            PublishedTargets targets,
            PlanRegions regions,
            MergePatch patches,
            JsonWriter json,
            Clock clock) {
        this.bulletins = aggregates.of(Bulletin.class, Bulletin.PUBLIC);
        this.store = store;
        this.indicators = indicators;
        this.targets = targets;
        this.regions = regions;
        this.patches = patches;
        this.json = json;
        this.clock = clock;
    }

    /** What a draft is of. */
    private record Wanted(
            UUID id,
            BulletinPeriod period,
            YearMonth from,
            YearMonth to,
            Instant asOf,
            List<PublicIndicator> indicators) {}

    Uni<Bulletin> find(Actor actor, UUID id) {
        return bulletins.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<Bulletin>> list(Actor actor, Filter filter, String cursor, int limit) {
        return bulletins.page(actor, filter, cursor, limit);
    }

    /** Those published last, the newest first. */
    Uni<List<BulletinStore.Published>> newest(int rows) {
        return store.newest(rows);
    }

    /** The figures of one that was found, as they are told for ever. */
    Uni<String> figures(Bulletin found) {
        return store.figures(found.id());
    }

    /**
     * Drafts one from what was counted last. Everything of it is of that recount, whatever is counted meanwhile.
     * Rejects with {@code invalid-request} (400; all defects), {@code not-yours} (403), and with
     * {@code bulletin-nothing-counted} (409) before the first recount.
     */
    Effect<Bulletin> draft(Actor actor, BulletinForm form) {
        return Effect.of(() -> reckoned(actor, form), (connection, figures) -> {
            String content = json.write(figures);
            Bulletin made = made(actor, figures, content);
            return in(connection, bulletins.create(actor, made, made.told(BulletinEvent.DRAFTED)))
                    .call(() -> store.keep(connection, made.id(), content));
        });
    }

    private Uni<BulletinFigures> reckoned(Actor actor, BulletinForm form) {
        if (!Oversight.of(actor).covers(Bulletin.PROVINCE)) {
            throw Rejection.forbidden("not-yours");
        }
        return indicators.lastCounted().chain(counted -> {
            Instant asOf = counted.orElseThrow(() -> Rejection.conflict("bulletin-nothing-counted"));
            return indicators
                    .all()
                    .map(known -> wanted(form, known, asOf))
                    .chain(wanted -> targets.ofYear(wanted.to().getYear()).chain(plan -> figures(wanted, plan)));
        });
    }

    private static Wanted wanted(BulletinForm form, List<PublicIndicator> known, Instant asOf) {
        List<Defect> defects = new ArrayList<>();
        YearMonth from = YearMonth.parse(form.fromMonth());
        YearMonth to = YearMonth.parse(form.toMonth());
        Optional<BulletinPeriod> period = BulletinPeriod.of(from, to);
        YearMonth last = YearMonth.from(asOf.atZone(ClockProducer.BUSINESS_ZONE));
        if (period.isEmpty()) {
            defects.add(Defect.at("/toMonth", "bulletin-period-unfit"));
        }
        if (to.isAfter(last)) {
            defects.add(Defect.at("/toMonth", "bulletin-period-ahead", last));
        }
        Map<String, PublicIndicator> byCode = new HashMap<>();
        known.forEach(each -> byCode.put(each.code(), each));
        Set<String> chosen = new HashSet<>();
        for (int i = 0; i < form.indicators().size(); i++) {
            String code = form.indicators().get(i);
            if (!byCode.containsKey(code)) {
                defects.add(Defect.at("/indicators/" + i, "bulletin-indicator-unknown", code));
            } else if (!chosen.add(code)) {
                defects.add(Defect.at("/indicators/" + i, "bulletin-indicator-twice", code));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        List<PublicIndicator> wanted = form.indicators().isEmpty()
                ? known
                : form.indicators().stream().map(byCode::get).toList();
        return new Wanted(Ids.next(), period.orElseThrow(), from, to, asOf, wanted);
    }

    private Uni<BulletinFigures> figures(Wanted wanted, Optional<TargetsOfYear> plan) {
        LocalDate day = LocalDate.ofInstant(wanted.asOf(), ClockProducer.BUSINESS_ZONE);
        FigureReckoning reckoning = new FigureReckoning(regions, day, wanted.from(), wanted.to());
        YearMonth priorFrom = wanted.from().minusMonths(wanted.period().months());
        return Multi.createFrom()
                .iterable(wanted.indicators())
                .onItem()
                .transformToUniAndConcatenate(
                        indicator -> indicators.values(indicator, priorFrom, wanted.to(), wanted.asOf()))
                .map(values -> reckoning.item(values, target(plan, values)))
                .collect()
                .asList()
                .map(items -> new BulletinFigures(
                        wanted.id(),
                        wanted.period(),
                        wanted.from().toString(),
                        wanted.to().toString(),
                        priorFrom.toString(),
                        wanted.from().minusMonths(1).toString(),
                        wanted.asOf(),
                        plan.map(TargetsOfYear::planId).orElse(null),
                        plan.map(TargetsOfYear::year).orElse(null),
                        items));
    }

    private static PlanTarget target(Optional<TargetsOfYear> plan, PublicValues values) {
        return plan.stream()
                .flatMap(found -> found.targets().stream())
                .filter(target ->
                        target.indicator().name().equals(values.indicator().code()))
                .findFirst()
                .orElse(null);
    }

    private Bulletin made(Actor actor, BulletinFigures figures, String content) {
        Instant now = now();
        YearMonth from = YearMonth.parse(figures.fromMonth());
        YearMonth to = YearMonth.parse(figures.toMonth());
        return new Bulletin(
                figures.bulletinId(),
                0,
                actor.organizationId(),
                Bulletin.PROVINCE,
                figures.period(),
                from.getYear(),
                from.atDay(1),
                to.atDay(1),
                figures.asOf(),
                Hashes.sha256Hex(content),
                new BulletinSays(BulletinWords.title(figures.period(), from), "", "", ""),
                BulletinStatus.DRAFT,
                List.of(actor.id()),
                List.of(),
                null,
                null,
                null,
                null,
                now,
                now);
    }

    /**
     * Changes what people write of a draft. Rejects with {@code invalid-request} (400), {@code not-yours} (403),
     * {@code transition-not-allowed} (409) and as the precondition does.
     */
    Effect<Bulletin> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return bulletins.change(actor, id, precondition, found -> {
            BulletinMove.EDIT.from(found.status());
            BulletinSays says = patches.valid(found.says(), patch, BulletinSays.class);
            return says.equals(found.says()) ? Change.none(found) : found.edited(actor, says, now());
        });
    }

    /** Submits a draft. Rejects with {@code invalid-request} (400) for what is missing, and as {@link #edit}. */
    Effect<Bulletin> submit(Actor actor, UUID id, Precondition precondition) {
        return bulletins.change(actor, id, precondition, found -> {
            BulletinMove.SUBMIT.from(found.status());
            requireTexts(found.says());
            return found.submitted(actor, now());
        });
    }

    private static void requireTexts(BulletinSays says) {
        List<Defect> defects = new ArrayList<>();
        Map.of(
                        "/introduction", says.introduction(),
                        "/assessment", says.assessment(),
                        "/nextSteps", says.nextSteps())
                .forEach((at, text) -> {
                    if (text.isBlank()) {
                        defects.add(Defect.at(at, "bulletin-text-missing"));
                    }
                });
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /**
     * Approves what was submitted; the second person's approval settles it. Rejects with {@code four-eyes-required}
     * (403) who has written, submitted or approved it.
     */
    Effect<Bulletin> approve(Actor actor, UUID id, Precondition precondition, String why) {
        return bulletins.change(actor, id, precondition, found -> found.approved(actor, why, now()));
    }

    /** Gives it back to whoever writes it. Rejects with {@code transition-not-allowed} (409). */
    Effect<Bulletin> giveBack(Actor actor, UUID id, String why) {
        return bulletins.change(actor, id, found -> found.returned(why, now()));
    }

    /** Gives a draft up. Rejects with {@code transition-not-allowed} (409). */
    Effect<Bulletin> discard(Actor actor, UUID id, String why) {
        return bulletins.change(actor, id, found -> found.discarded(why, now()));
    }

    /** Publishes it. Rejects with {@code transition-not-allowed} (409), the second time too. */
    Effect<Bulletin> publish(Actor actor, UUID id, Precondition precondition, String why) {
        return bulletins.change(actor, id, precondition, found -> found.published(actor, why, now()));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
