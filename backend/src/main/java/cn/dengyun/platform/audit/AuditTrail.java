package cn.dengyun.platform.audit;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The door of the audit trail. Actor, roles, address, trace id and time are taken from the request at hand; outside of
 * one the platform itself is the actor.
 *
 * <p>A write is noted in the unit of work that makes it true: either both are there or neither. A read is noted shortly
 * afterwards and never makes the reader wait.
 */
@ApplicationScoped
public class AuditTrail {

    /** The action of an erasure of personal data; its details say how many {@code entries} it erased. */
    public static final String ERASED = "audit.personal-erased";

    /** U+0000, and halves of characters. */
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x{0}\\x{D800}-\\x{DFFF}]");

    private final AuditContext context;
    private final AuditKeys keys;
    private final AuditBuffer buffer;
    private final Clock clock;

    AuditTrail(AuditContext context, AuditKeys keys, AuditBuffer buffer, Clock clock) {
        this.context = context;
        this.keys = keys;
        this.buffer = buffer;
        this.clock = clock;
    }

    /** Notes a change through the connection that holds its unit of work. */
    public Uni<Void> write(SqlConnection connection, AuditNote note) {
        return insert(connection, written(note, null, context.origin()));
    }

    /** The same where the request does not say who acts: at sign-in, or in a job done for somebody. */
    public Uni<Void> write(SqlConnection connection, AuditNote note, Actor actor) {
        return insert(connection, written(note, null, context.origin().by(actor)));
    }

    /**
     * The same with details for programs, which are chained and never erased.
     *
     * @param details a rendered JSON object without personal data
     * @return the id of the entry
     */
    public Uni<UUID> writeDetailed(SqlConnection connection, AuditNote note, String details) {
        AuditRow row = written(note, details, context.origin());
        return insert(connection, row).replaceWith(row.entry().id());
    }

    /** An entry that knows its request, ready to be written later in a unit of work that serves several requests. */
    public static final class Prepared {

        private final AuditNote note;
        private final AuditContext.Origin origin;

        private Prepared(AuditNote note, AuditContext.Origin origin) {
            this.note = note;
            this.origin = origin;
        }

        /** The same deed with what it changed, where that is known only when it is carried out. */
        public Prepared changing(String before, String after) {
            return new Prepared(
                    new AuditNote(note.action(), note.subject(), note.organizationId(), before, after, note.reason()),
                    origin);
        }
    }

    /** Prepares an entry while its request is at hand; {@link #writeAll} writes it in another's unit of work. */
    public Prepared prepare(AuditNote note) {
        context.markWritten();
        return new Prepared(note, context.origin());
    }

    /** Notes several changes in one unit of work. */
    public Uni<Void> writeAll(SqlConnection connection, List<Prepared> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = entries.stream()
                .map(entry -> row(AuditKind.WRITE, entry.note, null, entry.origin, now()))
                .map(Parameters::of)
                .toList();
        return AuditRow.INSERT.executeAll(connection, rows).replaceWithVoid();
    }

    /**
     * Notes that something sensitive was looked at. It returns at once; the entry is written within about a second. Of
     * more reads than can be written the surplus is only counted ({@code dengyun.audit.dropped}).
     */
    public void read(AuditNote note) {
        later(AuditKind.READ, note);
    }

    /** Notes a change that nobody has noted in its unit of work, in the manner of {@link #read}. */
    void caught(AuditNote note) {
        later(AuditKind.WRITE, note);
    }

    /** Notes that somebody was turned away, in the manner of {@link #read}. */
    public void refused(AuditNote note) {
        later(AuditKind.REFUSAL, note);
    }

    private void later(AuditKind kind, AuditNote note) {
        AuditContext.Origin origin = context.origin();
        Instant now = now();
        buffer.add(() -> row(kind, note, null, origin, now));
    }

    private static Uni<Void> insert(SqlConnection connection, AuditRow row) {
        return AuditRow.INSERT.execute(connection, row).replaceWithVoid();
    }

    /** The entry of a change, which the request need not be watched for any more. */
    private AuditRow written(AuditNote note, String details, AuditContext.Origin origin) {
        context.markWritten();
        return row(AuditKind.WRITE, note, details, origin, now());
    }

    private AuditRow row(AuditKind kind, AuditNote note, String details, AuditContext.Origin origin, Instant at) {
        AuditPersonal personal = AuditPersonal.of(origin.address(), storable(note.before()), storable(note.after()));
        AuditEntry entry = new AuditEntry(
                Ids.next(),
                at,
                kind,
                note.action(),
                storable(note.subject()),
                note.organizationId(),
                origin.actor(),
                origin.traceId(),
                storable(note.reason()),
                details,
                personal.commitment());
        return new AuditRow(entry, personal, keys.seal(entry));
    }

    /**
     * U+FFFD for what the database does not take or would keep as something else: a path is whatever a caller sends.
     */
    private static String storable(String text) {
        return text == null ? null : UNSTORABLE.matcher(text).replaceAll("\uFFFD");
    }

    /** As precise as the database keeps it, so that the seal is computed from what will be read. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
