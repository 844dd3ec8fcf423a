package cn.dengyun.events.notification;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** What people are told, each for himself. */
@ApplicationScoped
class NotificationService {

    private final NotificationStore store;
    private final PreferenceStore preferences;
    private final AuditTrail audit;
    private final Cursors cursors;
    private final Pool pool;
    private final Clock clock;

    NotificationService(
            NotificationStore store,
            PreferenceStore preferences,
            AuditTrail audit,
            Cursors cursors,
            Pool pool,
            Clock clock) {
        this.store = store;
        this.preferences = preferences;
        this.audit = audit;
        this.cursors = cursors;
        this.pool = pool;
        this.clock = clock;
    }

    /** Newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<Notification>> list(Actor actor, boolean isUnreadOnly, String cursor, int limit) {
        String query = "notifications?account=" + actor.id() + "&unread=" + isUnreadOnly;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return store.page(actor.id(), isUnreadOnly, before, limit + 1)
                .map(found -> cursors.pageById(query, found, limit, Notification::id));
    }

    /** Marks one as read, now or before. Rejects with {@code notification-not-found} (404), {@code forbidden} (403). */
    Effect<Boolean> read(Actor actor, UUID id) {
        return Effect.of(connection -> store.read(connection, id, actor.id(), now())
                .invoke(isThere -> {
                    if (!isThere) {
                        throw Rejection.notFound("notification-not-found");
                    }
                }));
    }

    /** Marks one and all older ones as read. Rejects with {@code forbidden} (403). */
    Effect<Void> readUpTo(Actor actor, UUID id) {
        return Effect.of(
                connection -> store.readUpTo(connection, id, actor.id(), now()).replaceWithVoid());
    }

    Uni<NotificationPreferences> preferences(Actor actor) {
        return preferences
                .find(pool, List.of(actor.id()))
                .map(found -> found.getOrDefault(actor.id(), NotificationPreferences.DEFAULT));
    }

    private static AuditNote note(Actor actor) {
        return new AuditNote(
                "notification-preferences.changed",
                "/api/v1/accounts/" + actor.id(),
                actor.organizationId(),
                null,
                null,
                null);
    }

    /**
     * Replaces what the actor has chosen.
     *
     * <p>Rejects with {@code if-match-required} (428), {@code changed-meanwhile} (412), {@code invalid-request} (400).
     */
    Effect<NotificationPreferences> choose(Actor actor, Precondition basis, PreferencesDocument wanted) {
        return Effect.of(
                () -> preferences(actor).invoke(present -> basis.check(String.valueOf(present.version()))),
                (connection, present) -> preferences
                        .save(connection, actor.id(), wanted.toPreferences(present.version()))
                        .invoke(isSaved -> {
                            if (!isSaved) {
                                throw Rejection.of(Rejection.Kind.STALE, "changed-meanwhile");
                            }
                        })
                        .chain(() -> audit.write(connection, note(actor)))
                        .replaceWith(() -> wanted.toPreferences(present.version() + 1)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
