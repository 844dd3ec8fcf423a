package cn.dengyun.trade.rating;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.OrderLineFacts;
import cn.dengyun.trade.order.OrderService;
import cn.dengyun.trade.order.domain.OrderMove;
import cn.dengyun.trade.order.domain.ServiceOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Ratings of orders. What is not there for the actor is refused with {@code order-rating-not-found} (404), and with
 * {@code not-yours} (403) whoever is not on the side whose move it is.
 */
@ApplicationScoped
class RatingService {

    /** How many ratings of a legal entity count for one offering, however many orders it places. */
    private static final int MAX_OF_ENTITY = 5;

    private final AggregateStore<OrderRating> ratings;
    private final RatingStore store;
    private final OrderService orders;
    private final CatalogueService catalogue;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final Cursors cursors;
    private final Clock clock;
    private final Pool pool;

    RatingService(
            Aggregates aggregates,
            RatingStore store,
            OrderService orders,
            CatalogueService catalogue,
            CertifiedStandings standings,
            ContractParties parties,
            Cursors cursors,
            Clock clock,
            Pool pool) {
        this.ratings = aggregates.of(OrderRating.class, OrderRating.KNOWN);
        this.store = store;
        this.orders = orders;
        this.catalogue = catalogue;
        this.standings = standings;
        this.parties = parties;
        this.cursors = cursors;
        this.clock = clock;
        this.pool = pool;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<OrderRating> find(Actor actor, UUID id) {
        return ratings.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<OrderRating>> list(Actor actor, Filter filter, String cursor, int limit) {
        return ratings.page(actor, filter, cursor, limit);
    }

    /** What was said of one each time, newest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<RatingStep>> steps(Actor actor, UUID id, String cursor, int limit) {
        String query = "rating-steps?" + id;
        return ratings.find(actor, id)
                .chain(found -> store.steps(id, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1)
                        .map(steps -> cursors.pageById(query, steps, limit, RatingStep::id))
                        .map(page -> page.map(step -> shown(step, found.isReadBy(actor)))));
    }

    private static RatingStep shown(RatingStep step, boolean isRead) {
        return isRead || !step.isOfEnterprise()
                ? step
                : new RatingStep(
                        step.id(),
                        step.ratingId(),
                        step.move(),
                        step.byId(),
                        step.at(),
                        step.stars(),
                        null,
                        step.isNamed());
    }

    /**
     * Those of an offering that count, newest first. Rejects with {@code offering-not-found}, {@code cursor-invalid}.
     */
    Uni<Page<OrderRating>> ofOffering(Actor actor, UUID offering, String cursor, int limit) {
        String query = "offering-ratings?" + offering;
        return catalogue
                .get(offering, actor)
                .chain(() -> store.ofOffering(offering, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1))
                .map(found -> cursors.pageById(query, found, limit, OrderRating::id));
    }

    /** What they come to. Rejects with {@code offering-not-found}. */
    Uni<RatingSummary> summary(Actor actor, UUID offering) {
        return catalogue.get(offering, actor).chain(() -> store.summary(offering));
    }

    /** An order, and who its sides are. */
    private record Looked(ServiceOrder order, CertifiedStanding enterprise, CertifiedStanding seller) {}

    /**
     * The enterprise rates an order of which it has accepted something. Rejects with {@code service-order-not-found}
     * (404), {@code not-yours}, {@code rating-of-related} (403), {@code order-without-acceptance}, {@code order-rated}
     * and {@code ratings-of-offering-too-many} (409).
     */
    Effect<OrderRating> rate(Actor actor, UUID orderId, RatingForm says) {
        return Effect.of(() -> look(actor, orderId), (connection, looked) -> rate(connection, actor, looked, says));
    }

    private Uni<Looked> look(Actor actor, UUID orderId) {
        return orders.find(actor, orderId).chain(whole -> {
            ServiceOrder order = whole.order();
            order.requireSide(actor, OrderMove.Side.ENTERPRISE);
            return standings
                    .of(pool, List.of(order.organizationId(), order.providerOrganizationId()))
                    .map(known -> new Looked(
                            order, known.get(order.organizationId()), known.get(order.providerOrganizationId())));
        });
    }

    private Uni<OrderRating> rate(SqlConnection connection, Actor actor, Looked looked, RatingForm says) {
        ServiceOrder order = looked.order();
        if (RelatedParties.are(looked.enterprise(), looked.seller())) {
            throw Rejection.forbidden("rating-of-related");
        }
        return parties.heldAlone(connection, order.organizationId())
                .chain(() -> orders.lock(connection, order.id()))
                .invoke(facts -> {
                    if (facts.lines().stream().noneMatch(RatingService::isAccepted)) {
                        throw Rejection.conflict("order-without-acceptance");
                    }
                })
                .chain(() -> store.isRated(connection, order.id()))
                .invoke(isRated -> {
                    if (isRated) {
                        throw Rejection.conflict("order-rated");
                    }
                })
                .chain(() -> store.ofEntity(connection, looked.enterprise().creditCode(), order.offeringId()))
                .invoke(count -> {
                    if (count >= MAX_OF_ENTITY) {
                        throw Rejection.conflict("ratings-of-offering-too-many", MAX_OF_ENTITY);
                    }
                })
                .map(few -> rated(looked, says, now()))
                .chain(made -> ratings.create(actor, made, RatingEvent.RATED.told(made, null))
                        .prepare()
                        .chain(prepared -> prepared.in(connection)))
                .call(made -> said(connection, actor, made, RatingStep.RATE))
                .onFailure(Rows.broken("order_rating_once"))
                .transform(other -> Rejection.conflict("order-rated"));
    }

    private static boolean isAccepted(OrderLineFacts line) {
        return line.accepted().signum() > 0;
    }

    private static OrderRating rated(Looked looked, RatingForm says, Instant now) {
        ServiceOrder order = looked.order();
        return new OrderRating(
                Ids.next(),
                0,
                order.id(),
                order.number(),
                order.organizationId(),
                order.organizationName(),
                order.regionCode(),
                looked.enterprise().creditCode(),
                order.providerId(),
                order.providerOrganizationId(),
                order.providerName(),
                looked.seller().region(),
                order.offeringId(),
                order.offeringName(),
                says.stars(),
                says.text(),
                says.isNamed(),
                0,
                RatingStatus.STANDING,
                now,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                now);
    }

    /** The enterprise says something else. Rejects as {@link OrderRating#changed}. */
    Effect<OrderRating> change(Actor actor, UUID id, RatingForm says) {
        return moved(actor, id, RatingMove.CHANGE, null, (found, now) -> found.changed(says, now));
    }

    /** The enterprise takes it back. Rejects as {@link OrderRating#withdrawn}. */
    Effect<OrderRating> withdraw(Actor actor, UUID id, String why) {
        return moved(actor, id, RatingMove.WITHDRAW, why, (found, now) -> found.withdrawn(why, now));
    }

    /** The provider answers. Rejects as {@link OrderRating#answered}. */
    Effect<OrderRating> answer(Actor actor, UUID id, String says) {
        return moved(actor, id, RatingMove.ANSWER, says, (found, now) -> found.answered(says, now));
    }

    /** An authority of one of both sides conceals the text. Rejects as {@link OrderRating#concealed}. */
    Effect<OrderRating> conceal(Actor actor, UUID id, String why) {
        return moved(actor, id, RatingMove.CONCEAL, why, (found, now) -> found.concealed(why, now));
    }

    private Effect<OrderRating> moved(
            Actor actor,
            UUID id,
            RatingMove move,
            String says,
            BiFunction<OrderRating, Instant, Change<OrderRating>> decide) {
        return ratings.change(actor, id, found -> {
                    found.requireSide(actor, move);
                    return decide.apply(found, now());
                })
                .then((connection, after) -> (move == RatingMove.CHANGE
                                ? said(connection, actor, after, move.name())
                                : store.insert(connection, step(actor, after, move.name(), null, says, null)))
                        .replaceWith(after));
    }

    private Uni<Void> said(SqlConnection connection, Actor actor, OrderRating after, String move) {
        return store.insert(connection, step(actor, after, move, after.stars(), after.text(), after.isNamed()));
    }

    private static RatingStep step(
            Actor actor, OrderRating after, String move, Integer stars, String text, Boolean isNamed) {
        return new RatingStep(Ids.next(), after.id(), move, actor.id(), after.updatedAt(), stars, text, isNamed);
    }
}
