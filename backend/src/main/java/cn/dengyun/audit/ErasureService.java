package cn.dengyun.audit;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Erases what the trail holds about a person (Personal Information Protection Law of the PRC, article 47): address,
 * before and after of the entries concerned. That something was done, by which account and when, stays. Who runs the
 * platform proposes it and an auditor approves: neither of them can hide by himself what he did.
 */
@ApplicationScoped
class ErasureService {

    /** With one approval; who has more is told to approve again. */
    static final int MAX_AT_ONCE = 5_000;

    private final ErasureStore store;
    private final AuditTrail trail;
    private final Cursors cursors;
    private final Clock clock;

    ErasureService(ErasureStore store, AuditTrail trail, Cursors cursors, Clock clock) {
        this.store = store;
        this.trail = trail;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Proposes an erasure; nothing is erased yet. */
    Effect<Erasure> propose(Actor actor, ErasureRequest wanted) {
        Instant now = now();
        return Effect.of(connection -> store.concerned(connection, wanted)
                .map(concerned -> Erasure.proposed(Ids.next(), wanted, concerned, now, actor.id()))
                .call(proposed -> store.insert(connection, proposed))
                .call(proposed -> note(connection, "audit.erasure-proposed", proposed, wanted.reason())));
    }

    /** Rejects with {@code audit-erasure-not-found}. */
    Uni<Erasure> get(UUID id) {
        return store.get(id);
    }

    /** Newest first; the status null for all. Rejects with {@code cursor-invalid}. */
    Uni<Page<Erasure>> list(ErasureStatus status, String cursor, int limit) {
        String query = "audit-erasures?status=" + status;
        return store.page(status, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1)
                .map(found -> cursors.pageById(query, found, limit, Erasure::id));
    }

    /**
     * Approves a proposed erasure and erases, or erases more of what was approved.
     *
     * <p>Rejects with {@code audit-erasure-not-found} (404), {@code audit-erasure-decided} (409),
     * {@code four-eyes-required} (403).
     */
    Effect<Erasure> approve(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> store.lock(connection, id)
                .invoke(found -> found.requireApprovable(actor))
                .chain(found -> store.portion(
                                connection,
                                found,
                                found.status() == ErasureStatus.PROPOSED ? now : found.decidedAt(),
                                MAX_AT_ONCE + 1)
                        .chain(concerned -> erased(connection, found, concerned, actor, reason, now))));
    }

    /**
     * Rejects a proposed erasure, or takes it back.
     *
     * <p>Rejects with {@code audit-erasure-not-found} (404), {@code audit-erasure-decided} (409), {@code forbidden}
     * (403).
     */
    Effect<Erasure> reject(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> store.lock(connection, id)
                .invoke(found -> found.requireRejectable(actor))
                .map(found -> found.rejected(actor.id(), reason, now))
                .call(rejected -> store.decide(connection, rejected))
                .call(rejected -> note(connection, "audit.erasure-rejected", rejected, reason)));
    }

    private Uni<Erasure> erased(
            SqlConnection connection, Erasure found, List<UUID> concerned, Actor actor, String reason, Instant now) {
        boolean hasMore = concerned.size() > MAX_AT_ONCE;
        List<UUID> ids = hasMore ? concerned.subList(0, MAX_AT_ONCE) : concerned;
        AuditNote note = new AuditNote(AuditTrail.ERASED, found.trace(), null, null, null, found.reason());
        String details = new JsonObject()
                .put("entries", ids.size())
                .put("erasureId", found.id().toString())
                .encode();
        return trail.writeDetailed(connection, note, details)
                .map(entry -> found.approved(actor.id(), reason, now, entry, ids.size(), hasMore))
                .call(approved -> store.decide(connection, approved))
                .call(approved -> store.erase(connection, ids, approved.entryId()));
    }

    private Uni<Void> note(SqlConnection connection, String action, Erasure erasure, String reason) {
        String subject = "/api/v1/audit-erasures/" + erasure.id();
        return trail.write(connection, new AuditNote(action, subject, null, null, null, reason));
    }

    /** As precise as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
