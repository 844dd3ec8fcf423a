package cn.dengyun.monitoring.bulletin;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Errata of published bulletins. What is not there for the actor is refused with {@code bulletin-not-found} and
 * {@code bulletin-erratum-not-found} (404), and with {@code not-yours} (403) whoever is not of the province.
 */
@ApplicationScoped
class BulletinErratumService {

    private final AggregateStore<BulletinErratum> errata;
    private final AggregateStore<Bulletin> bulletins;
    private final BulletinStore store;
    private final Clock clock;

    BulletinErratumService(Aggregates aggregates, BulletinStore store, Clock clock) {
        this.errata = aggregates.of(BulletinErratum.class, BulletinErratum.PUBLIC);
        this.bulletins = aggregates.of(Bulletin.class, Bulletin.PUBLIC);
        this.store = store;
        this.clock = clock;
    }

    Uni<BulletinErratum> find(Actor actor, UUID id) {
        return errata.find(actor, id);
    }

    /** Those of a bulletin that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<BulletinErratum>> list(Actor actor, UUID bulletin, Filter filter, String cursor, int limit) {
        return bulletins
                .find(actor, bulletin)
                .chain(found -> errata.page(actor, filter.is("bulletin_id", found.id()), cursor, limit));
    }

    /**
     * Proposes one. Rejects with {@code invalid-request} (400; all defects), {@code not-yours} (403) and, unless the
     * bulletin is published, {@code transition-not-allowed} (409).
     */
    Effect<BulletinErratum> propose(Actor actor, UUID bulletin, ErratumForm form) {
        return Effect.of(connection -> bulletins
                .lock(connection, actor, bulletin)
                .invoke(found -> found.requireCorrectable(actor))
                .chain(found -> checked(connection, found, form).chain(() -> {
                    BulletinErratum made = BulletinErratum.proposed(Ids.next(), found, actor, form, now());
                    return in(
                            connection,
                            errata.create(
                                    actor,
                                    made,
                                    BulletinEvent.CORRECTION_PROPOSED.about(made, found.data(made), made.createdAt())));
                })));
    }

    /** The number of the next one. Rejects with {@code invalid-request} (400; all defects). */
    private Uni<Integer> checked(SqlConnection connection, Bulletin bulletin, ErratumForm form) {
        return store.published(connection, bulletin.id())
                .chain(published -> store.figures(connection, bulletin.id())
                        .map(content -> KeptTexts.read(content, BulletinFigures.class))
                        .invoke(figures -> ErratumCheck.require(form, figures, published))
                        .replaceWith(published.size() + 1));
    }

    /**
     * Publishes one that another person has proposed, under the next number. Rejects with {@code four-eyes-required}
     * (403), {@code transition-not-allowed} and, where another erratum has come first, {@code erratum-outdated} (409).
     */
    Effect<BulletinErratum> approve(Actor actor, UUID id, Precondition precondition, String why) {
        return Effect.of(connection -> errata.lock(connection, actor, id)
                .invoke(found -> requireHandled(actor, found))
                .invoke(found -> precondition.check(EntityTags.of(found.version(), found.actions(actor))))
                .chain(found -> bulletins
                        .lock(connection, actor, found.bulletinId())
                        .chain(bulletin -> published(connection, bulletin, found, actor, why))));
    }

    private Uni<BulletinErratum> published(
            SqlConnection connection, Bulletin bulletin, BulletinErratum found, Actor actor, String why) {
        return store.published(connection, bulletin.id())
                .chain(published -> store.figures(connection, bulletin.id())
                        .map(content -> KeptTexts.read(content, BulletinFigures.class))
                        .chain(figures -> {
                            var change = found.published(bulletin, published.size() + 1, actor, why, now());
                            requireCurrent(found, figures, published);
                            return errata.carryOut(connection, found, change);
                        }));
    }

    private static void requireCurrent(
            BulletinErratum found, BulletinFigures figures, List<BulletinErratum> published) {
        if (!ErratumCheck.defectsOf(found.form(), figures, published).isEmpty()) {
            throw Rejection.conflict("erratum-outdated");
        }
    }

    /** Gives a proposal up. Rejects with {@code transition-not-allowed} (409). */
    Effect<BulletinErratum> discard(Actor actor, UUID id, String why) {
        return Effect.of(connection -> errata.lock(connection, actor, id)
                .invoke(found -> requireHandled(actor, found))
                .chain(found -> bulletins
                        .find(connection, actor, found.bulletinId())
                        .chain(bulletin -> errata.carryOut(connection, found, found.discarded(bulletin, why, now())))));
    }

    private static void requireHandled(Actor actor, BulletinErratum found) {
        if (!found.isHandledBy(actor)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
