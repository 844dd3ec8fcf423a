package cn.dengyun.identity.session;

import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Where somebody is signed in, and signing out there. */
@ApplicationScoped
public class OwnSessionService {

    private static final String QUERY = "own-sessions";

    private final SessionStore store;
    private final Sessions sessions;
    private final Cursors cursors;
    private final Clock clock;

    OwnSessionService(SessionStore store, Sessions sessions, Cursors cursors, @WallClock Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** The caller's sessions that have not ended, newest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<Session>> list(Actor actor, String cursor, int limit) {
        String query = QUERY + actor.id();
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return store.live(actor.id(), before, clock.instant(), limit + 1)
                .map(found -> cursors.pageById(query, found, limit, Session::id));
    }

    /** Ends one of the caller's sessions. Rejects with {@code session-not-found} (404). */
    Effect<List<UUID>> end(Actor actor, UUID session) {
        return Effect.<List<UUID>>of(connection -> sessions.end(connection, actor.id(), session, EndReason.SIGNED_OUT)
                        .invoke(ended -> {
                            if (ended.isEmpty()) {
                                throw Rejection.notFound("session-not-found");
                            }
                        }))
                .afterCommit(sessions::refuse);
    }

    /** Ends the session that the caller's token belongs to; without one, or if it is over, nothing happens. */
    public Effect<List<UUID>> endCurrent(Actor actor) {
        return Effect.<List<UUID>>of(connection -> actor.sessionId() == null
                        ? Uni.createFrom().item(List.of())
                        : sessions.end(connection, actor.id(), actor.sessionId(), EndReason.SIGNED_OUT))
                .afterCommit(sessions::refuse);
    }

    /** Ends all of the caller's sessions, this one included. */
    Effect<List<UUID>> endAll(Actor actor) {
        return Effect.<List<UUID>>of(
                        connection -> sessions.endAll(connection, actor.id(), null, EndReason.SIGNED_OUT_EVERYWHERE))
                .afterCommit(sessions::refuse);
    }
}
