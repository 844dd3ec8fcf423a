package cn.dengyun.identity.session;

import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Where somebody is signed in, and signing out there. */
@ApplicationScoped
class OwnSessionService {

    private static final String QUERY = "own-sessions";

    private final SessionStore store;
    private final Sessions sessions;
    private final Cursors cursors;
    private final Pool pool;
    private final Clock clock;

    OwnSessionService(SessionStore store, Sessions sessions, Cursors cursors, Pool pool, Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.cursors = cursors;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * The caller's sessions that have not ended, newest first. Rejects with {@code forbidden}, {@code cursor-invalid}.
     */
    Uni<Page<Session>> list(Actor actor, String cursor, int limit) {
        requirePerson(actor);
        String query = QUERY + actor.id();
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return store.live(actor.id(), before, clock.instant(), limit + 1)
                .map(found -> cursors.pageById(query, found, limit, Session::id));
    }

    /** Ends one of the caller's sessions. Rejects with {@code forbidden}, {@code session-not-found} (404). */
    Uni<Void> end(Actor actor, UUID session) {
        requirePerson(actor);
        return pool.withTransaction(connection -> sessions.end(connection, actor.id(), session, EndReason.SIGNED_OUT))
                .map(ended -> {
                    if (ended.isEmpty()) {
                        throw Rejection.notFound("session-not-found");
                    }
                    sessions.refuse(ended);
                    return null;
                });
    }

    /** Ends the session that the caller's token belongs to; without one, or if it is over, nothing happens. */
    Uni<Void> endCurrent(Actor actor) {
        requirePerson(actor);
        if (actor.sessionId() == null) {
            return Uni.createFrom().voidItem();
        }
        return pool.withTransaction(
                        connection -> sessions.end(connection, actor.id(), actor.sessionId(), EndReason.SIGNED_OUT))
                .invoke(sessions::refuse)
                .replaceWithVoid();
    }

    /** Ends all of the caller's sessions, this one included. Rejects with {@code forbidden}. */
    Uni<Void> endAll(Actor actor) {
        requirePerson(actor);
        return pool.withTransaction(
                        connection -> sessions.endAll(connection, actor.id(), null, EndReason.SIGNED_OUT_EVERYWHERE))
                .invoke(sessions::refuse)
                .replaceWithVoid();
    }

    /** A system has no sessions. */
    private static void requirePerson(Actor actor) {
        if (actor.isClient()) {
            throw Rejection.forbidden("forbidden");
        }
    }
}
