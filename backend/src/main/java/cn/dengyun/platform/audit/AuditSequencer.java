package cn.dengyun.platform.audit;

import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.rows.Statement;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Chains committed entries, off the path of those who write them. Whichever node holds the row of the head takes what
 * waits, in the order of the entries' ids, links it and signs the new end. Now and then the signed end is kept as a
 * checkpoint and told to the log, whose copies are out of reach for whoever could change the database.
 */
@ApplicationScoped
class AuditSequencer {

    private static final Logger LOG = Logger.getLogger(AuditSequencer.class);
    private static final int BATCH = 500;
    /** After how many entries the end of the chain is kept as a checkpoint. */
    private static final int CHECKPOINT_EVERY = 1_000;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final String ANY = "SELECT 1 FROM audit_pending LIMIT 1";
    private static final String LOCK_HEAD =
            "SELECT position, digest, key_id, signature FROM audit_head WHERE id = 1 FOR UPDATE";
    private static final Statement TAKE = Statement.of("""
            DELETE FROM audit_pending
            WHERE entry_id IN (SELECT entry_id FROM audit_pending ORDER BY entry_id LIMIT $1) RETURNING entry_id
            """);
    private static final Statement READ =
            Statement.of("SELECT %s, e.seal FROM audit_entry e WHERE e.id = ANY($1) ORDER BY e.id"
                    .formatted(AuditRows.ENTRIES.columns("e")));
    private static final Statement LINK = Statement.of("""
            INSERT INTO audit_chain (position, entry_id, is_sealed, previous, digest) SELECT *
            FROM unnest($1::bigint[], $2::uuid[], $3::boolean[], $4::text[], $5::text[])
            """);
    private static final Statement MOVE_HEAD =
            Statement.of("UPDATE audit_head SET position = $1, digest = $2, key_id = $3, signature = $4 WHERE id = 1");
    private static final Statement KEEP = Statement.of(
            "INSERT INTO audit_checkpoint (position, digest, key_id, signature, made_at) VALUES ($1, $2, $3, $4, $5)");

    private final Pool pool;
    private final AuditKeys keys;
    private final int checkpointEvery;
    private final Clock clock;
    private final Rounds rounds;

    @Inject
    AuditSequencer(Pool pool, Vertx vertx, AuditKeys keys, Clock clock) {
        this(pool, vertx, keys, CHECKPOINT_EVERY, clock);
    }

    AuditSequencer(Pool pool, Vertx vertx, AuditKeys keys, int checkpointEvery, Clock clock) {
        this.checkpointEvery = checkpointEvery;
        this.pool = pool;
        this.keys = keys;
        this.clock = clock;
        this.rounds = new Rounds(
                vertx,
                () -> sequence().map(count -> count == BATCH),
                new FailureReport(LOG, "audit entries wait for their place in the chain"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(PAUSE);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /** Chains one batch; the number of entries that got a place. */
    Uni<Integer> sequence() {
        // The look before the lock keeps an idle platform from writing anything.
        return pool.query(ANY)
                .execute()
                .chain(any -> any.size() == 0 ? Uni.createFrom().item(0) : pool.withTransaction(this::chain));
    }

    private Uni<Integer> chain(SqlConnection connection) {
        return connection
                .query(LOCK_HEAD)
                .execute()
                .map(rows -> genuine(AuditRows.HEADS.first(rows)))
                .chain(head -> TAKE.execute(connection, BATCH)
                        .chain(taken -> READ.execute(connection, ids(taken))
                                .invoke(entries -> reportVanished(taken.size() - entries.size())))
                        .chain(entries -> append(connection, head, links(head, entries))));
    }

    private static void reportVanished(int count) {
        if (count > 0) {
            LOG.errorf("%d audit entries have vanished before they were chained", count);
        }
    }

    /** A head that nobody of us signed must not be signed over, or the forgery would become the truth. */
    private AuditHead genuine(AuditHead head) {
        if (!keys.isGenuine(head)) {
            throw new BrokenChainException(head.position());
        }
        return head;
    }

    private static Object ids(RowSet<Row> rows) {
        List<UUID> ids = new ArrayList<>(rows.size());
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids.toArray(UUID[]::new);
    }

    private List<AuditLink> links(AuditHead head, RowSet<Row> entries) {
        List<AuditLink> links = new ArrayList<>(entries.size());
        String previous = head.digest();
        long position = head.position();
        for (Row row : entries) {
            AuditEntry entry = AuditRows.ENTRIES.read(row);
            AuditLink link = AuditLink.of(entry, keys.isSealed(entry, row.getString("seal")), ++position, previous);
            links.add(link);
            previous = link.digest();
        }
        return links;
    }

    private Uni<Integer> append(SqlConnection connection, AuditHead old, List<AuditLink> links) {
        if (links.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        AuditLink last = links.get(links.size() - 1);
        AuditHead head = keys.signed(last.position(), last.digest());
        return LINK.execute(
                        connection,
                        links.stream().map(AuditLink::position).toArray(Long[]::new),
                        links.stream().map(AuditLink::entryId).toArray(UUID[]::new),
                        links.stream().map(AuditLink::isSealed).toArray(Boolean[]::new),
                        links.stream().map(AuditLink::previous).toArray(String[]::new),
                        links.stream().map(AuditLink::digest).toArray(String[]::new))
                .chain(() ->
                        MOVE_HEAD.execute(connection, head.position(), head.digest(), head.keyId(), head.signature()))
                .chain(() -> isCheckpoint(old, head)
                        ? keep(connection, head)
                        : Uni.createFrom().voidItem())
                .replaceWith(links.size());
    }

    private boolean isCheckpoint(AuditHead old, AuditHead head) {
        return old.position() / checkpointEvery < head.position() / checkpointEvery;
    }

    private Uni<Void> keep(SqlConnection connection, AuditHead head) {
        return KEEP.execute(connection, head.position(), head.digest(), head.keyId(), head.signature(), clock.instant())
                .invoke(() -> LOG.infof("audit checkpoint %d %s", (Object) head.position(), head.digest()))
                .replaceWithVoid();
    }

    /** Somebody has changed the end of the chain. */
    private static final class BrokenChainException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BrokenChainException(long position) {
            super("the end of the audit chain at position " + position
                    + " is not ours: nothing more is chained until it is restored");
        }
    }
}
