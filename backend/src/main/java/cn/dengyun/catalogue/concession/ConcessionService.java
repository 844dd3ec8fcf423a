package cn.dengyun.catalogue.concession;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The door of concessions: the province draws one up, the provider confirms it, a second person of the province
 * publishes it. What is not there for the actor is refused with {@code concession-not-found} (404).
 */
@ApplicationScoped
public class ConcessionService {

    private static final String CODE_PREFIX = "C";
    private static final int CODE_SYMBOLS = 11;
    private static final String PROVINCE = "340000";

    private final AggregateStore<Concession> concessions;
    private final ConcessionStore store;
    private final ProviderService providers;
    private final MergePatch patches;
    private final Clock clock;

    ConcessionService(
            Aggregates aggregates, ConcessionStore store, ProviderService providers, MergePatch patches, Clock clock) {
        this.concessions = aggregates.of(Concession.class, Concession.KNOWN);
        this.store = store;
        this.providers = providers;
        this.patches = patches;
        this.clock = clock;
    }

    Uni<Concession> find(Actor actor, UUID id) {
        return concessions.find(actor, id);
    }

    Uni<Concession> lock(SqlConnection connection, Actor actor, UUID id) {
        return concessions.lock(connection, actor, id);
    }

    Uni<Page<Concession>> list(Actor actor, Filter filter, String cursor, int limit) {
        return concessions.page(actor, filter, cursor, limit);
    }

    /**
     * Draws one up. Rejects with {@code not-yours} (403) other authorities than the province's, with
     * {@code provider-not-found} (404), {@code concession-overlaps} (409) and {@code invalid-request} (400).
     */
    Effect<Concession> propose(Actor actor, ConcessionForm form) {
        return Effect.of(() -> providers.find(form.providerId()), (connection, provider) -> {
            Concession made = made(actor, form, provider);
            made.requireSide(actor, ConcessionMove.EDIT);
            return requireFit(connection, made)
                    .chain(() -> in(connection, concessions.create(actor, made, made.told(ConcessionEvent.PROPOSED))));
        });
    }

    private Concession made(Actor actor, ConcessionForm form, Provider provider) {
        Instant now = now();
        UUID id = Ids.next();
        return new Concession(
                id,
                0,
                HumanCode.of(CODE_PREFIX, CODE_SYMBOLS, id),
                actor.organizationId(),
                PROVINCE,
                provider.organizationId(),
                provider.nameZh(),
                form,
                ConcessionStatus.DRAFT,
                actor.id(),
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                now);
    }

    /**
     * Changes what a draft says. Rejects as {@link #propose}, the precondition and {@code transition-not-allowed}
     * (409).
     */
    Effect<Concession> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return Effect.of(connection -> concessions.lock(connection, actor, id).chain(found -> {
            found.requireSide(actor, ConcessionMove.EDIT);
            precondition.check(EntityTags.of(found.version(), found.actions(actor)));
            ConcessionForm says = patches.valid(found.form(), patch, ConcessionForm.class);
            if (says.equals(found.form())) {
                return Uni.createFrom().item(found);
            }
            if (!says.providerId().equals(found.form().providerId())) {
                throw Rejection.invalid(List.of(Defect.at("/providerId", "concession-provider-fixed")));
            }
            Change<Concession> change = found.edited(says, actor.id(), now());
            return requireFit(connection, change.after()).chain(() -> concessions.carryOut(connection, found, change));
        }));
    }

    /**
     * The provider confirms what it has read. Rejects with {@code not-yours} and {@code four-eyes-required} (403),
     * {@code transition-not-allowed} (409) and as the precondition does.
     */
    Effect<Concession> confirm(Actor actor, UUID id, Precondition precondition, String reason) {
        return move(actor, id, precondition, ConcessionMove.CONFIRM, reason);
    }

    /** The province takes back what is not published. Rejects as {@link #confirm}. */
    Effect<Concession> withdraw(Actor actor, UUID id, String reason) {
        return move(actor, id, Precondition.NONE, ConcessionMove.WITHDRAW, reason);
    }

    private Effect<Concession> move(
            Actor actor, UUID id, Precondition precondition, ConcessionMove move, String reason) {
        return concessions.change(actor, id, precondition, found -> {
            found.requireSide(actor, move);
            return found.moved(move, actor.id(), reason, null, now());
        });
    }

    /**
     * Publishes it, so that it holds from its first day on. Rejects with {@code not-yours} and
     * {@code four-eyes-required} (403), {@code transition-not-allowed}, {@code concession-too-early},
     * {@code concession-overlaps} and {@code provider-not-qualified} (409).
     *
     * <p>Publications of a provider take turns on what is agreed and published of it. They are read once more when they
     * are held: one that was confirmed only while this one waited may be published by now.
     */
    Effect<Concession> publish(Actor actor, UUID id, String reason) {
        return Effect.of(
                () -> find(actor, id).invoke(found -> found.requireSide(actor, ConcessionMove.PUBLISH)),
                (connection, known) -> providers
                        .requireQualified(connection, known.form().providerId())
                        .chain(() -> store.lockOf(connection, known.form().providerId(), now()))
                        .chain(() -> store.of(connection, known.form().providerId(), now()))
                        .chain(others -> in(connection, concessions.change(actor, id, found -> {
                            found.requireSide(actor, ConcessionMove.PUBLISH);
                            Change<Concession> change =
                                    found.moved(ConcessionMove.PUBLISH, actor.id(), reason, null, now());
                            requireAhead(found.form());
                            requireApart(change.after(), others, ConcessionStatus.PUBLISHED);
                            return change;
                        }))));
    }

    private void requireAhead(ConcessionForm form) {
        if (form.fromOn().isBefore(firstDay())) {
            throw Rejection.conflict("concession-too-early", form.fromOn(), firstDay());
        }
    }

    /**
     * Ends it behind a day, today at the earliest; what is to end already ends no later than that. Rejects with
     * {@code not-yours} (403), {@code transition-not-allowed} (409) and {@code invalid-request} (400; a day that it
     * does not hold on).
     */
    Effect<Concession> end(Actor actor, UUID id, ConcessionEnd end) {
        return concessions.change(actor, id, found -> {
            found.requireSide(actor, ConcessionMove.END);
            Instant now = now();
            LocalDate today = Concession.dayOf(now);
            LocalDate last = end.endsOn() == null ? today : end.endsOn();
            Change<Concession> change =
                    found.moved(ConcessionMove.END, actor.id(), end.reason(), Concession.endOf(last), now);
            if (last.isBefore(today) || last.isAfter(found.lastOn())) {
                throw Rejection.invalid(List.of(Defect.at("/endsOn", "concession-end-unfit", today, found.lastOn())));
            }
            return change;
        });
    }

    /** How many of a provider hold or are to. */
    public Uni<Long> openOf(SqlConnection connection, UUID provider) {
        return store.of(connection, provider, now())
                .map(found -> (long) published(found).size());
    }

    /** Ends all of a provider at once, for it is disqualified. */
    public Uni<Void> endAll(SqlConnection connection, UUID provider, String reason) {
        Instant now = now();
        return store.lockOf(connection, provider, now)
                .chain(found -> Multi.createFrom()
                        .iterable(published(found))
                        .onItem()
                        .transformToUniAndConcatenate(each -> concessions.carryOut(
                                connection, each, each.moved(ConcessionMove.END, null, reason, now, now)))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private List<Concession> published(List<Concession> found) {
        Instant now = now();
        return found.stream()
                .filter(each -> each.statusAt(now) == ConcessionStatus.PUBLISHED)
                .toList();
    }

    /** Whether what it says holds together, is about the provider's own offerings and nothing else says the same. */
    private Uni<Void> requireFit(SqlConnection connection, Concession made) {
        ConcessionForm form = made.form();
        return store.offeringsOf(connection, form.providerId(), form.offeringIds())
                .invoke(known -> {
                    List<Defect> defects = new ArrayList<>(form.defects(firstDay()));
                    for (int i = 0; i < form.offeringIds().size(); i++) {
                        if (!known.contains(form.offeringIds().get(i))) {
                            defects.add(Defect.at("/offeringIds/" + i, "concession-offering-foreign"));
                        }
                    }
                    if (!defects.isEmpty()) {
                        throw Rejection.invalid(defects);
                    }
                })
                .chain(() -> store.of(connection, form.providerId(), now()))
                .invoke(found -> requireApart(made, found, ConcessionStatus.AGREED))
                .replaceWithVoid();
    }

    /** @param from those that are agreed too, or published only */
    private void requireApart(Concession made, List<Concession> others, ConcessionStatus from) {
        Instant now = now();
        others.stream()
                .filter(other -> !other.id().equals(made.id()))
                .filter(other -> other.statusAt(now) == ConcessionStatus.PUBLISHED
                        || from == ConcessionStatus.AGREED && other.statusAt(now) == ConcessionStatus.AGREED)
                .filter(other -> made.form().overlaps(other.form(), other.lastOn()))
                .findFirst()
                .ifPresent(other -> {
                    throw Rejection.conflict("concession-overlaps", other.code());
                });
    }

    /** The first day that one can begin on. */
    private LocalDate firstDay() {
        return Concession.firstDayAt(now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
