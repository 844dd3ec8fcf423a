package cn.dengyun.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTrailTest {

    private static final String FIND = "SELECT e.*, p.salt, p.address, p.before, p.after FROM audit_entry e"
            + " JOIN audit_personal p ON p.entry_id = e.id WHERE e.subject = $1";

    @Inject
    AuditTrail trail;

    @Inject
    Pool pool;

    @Inject
    MeterRegistry meters;

    @Test
    void aWriteIsOnRecordWithItsUnitOfWork() {
        AuditNote note = aNote();

        WorkerThread.await(pool.withTransaction(connection -> trail.write(connection, note)));

        Row row = only(note);
        assertThat(row.getString("kind")).isEqualTo("WRITE");
        assertThat(row.getString("action")).isEqualTo("thing.changed");
        assertThat(row.getUUID("organization_id")).isEqualTo(note.organizationId());
        assertThat(row.getString("before")).isEqualTo("{\"a\":1}");
        assertThat(row.getString("after")).isEqualTo("{\"a\":2}");
        assertThat(row.getString("reason")).isEqualTo("because");
        assertThat(row.getString("actor_kind")).isEqualTo("SYSTEM");
        assertThat(row.getString("commitment")).hasSize(64);
    }

    @Test
    void aWriteThatIsGivenUpWasNeverMade() {
        AuditNote note = aNote();

        assertThatThrownBy(() -> WorkerThread.await(pool.withTransaction(connection ->
                        trail.write(connection, note).onItem().failWith(() -> new IllegalStateException("given up")))))
                .hasMessage("given up");

        assertThat(find(note).size()).isZero();
    }

    @Test
    void whoeverActsMayBeNamed() {
        AuditNote note = aNote();
        Actor actor = new Actor(Ids.next(), true, note.organizationId(), Set.of(Roles.PROVIDER, "A"), Set.of(), null);

        WorkerThread.await(pool.withTransaction(connection -> trail.write(connection, note, actor)));

        Row row = only(note);
        assertThat(row.getUUID("actor_id")).isEqualTo(actor.id());
        assertThat(row.getString("actor_kind")).isEqualTo("CLIENT");
        assertThat(row.getString("actor_roles")).isEqualTo("A,PROVIDER");
        assertThat(row.getUUID("actor_organization_id")).isEqualTo(note.organizationId());
    }

    @Test
    void aReadIsOnRecordSoonWithoutMakingAnybodyWait() {
        AuditNote note = AuditNote.ofRead("thing.read", subject(), null);

        trail.read(note);

        Background.settle();
        assertThat(only(note).getString("kind")).isEqualTo("READ");
    }

    @Test
    void whatNoDatabaseTakesIsReplacedInTheEntry() {
        String subject = subject();

        trail.read(AuditNote.ofRead("thing.read", subject + "/a\u0000b\uD800c\uD83D\uDE00", null));

        Background.settle();
        assertThat(only(AuditNote.ofRead("thing.read", subject + "/a\uFFFDb\uFFFDc\uD83D\uDE00", null))
                        .getString("kind"))
                .isEqualTo("READ");
    }

    @Test
    void anEntryThatCannotBeWrittenHoldsUpNoOther() {
        AuditNote first = AuditNote.ofRead("thing.read", subject(), null);
        AuditNote last = AuditNote.ofRead("thing.read", subject(), null);
        double before = meters.counter("dengyun.audit.unwritable").count();

        trail.read(first);
        trail.read(new AuditNote(null, subject(), null, null, null, null));
        trail.read(last);

        Background.settle();
        only(first);
        only(last);
        assertThat(meters.counter("dengyun.audit.unwritable").count()).isEqualTo(before + 1);
    }

    private Row only(AuditNote note) {
        RowSet<Row> rows = find(note);
        assertThat(rows.size()).isEqualTo(1);
        return rows.iterator().next();
    }

    private RowSet<Row> find(AuditNote note) {
        return WorkerThread.await(pool.preparedQuery(FIND).execute(Tuple.of(note.subject())));
    }

    private static AuditNote aNote() {
        return new AuditNote("thing.changed", subject(), UUID.randomUUID(), "{\"a\":1}", "{\"a\":2}", "because");
    }

    private static String subject() {
        return "/api/v1/things/" + UUID.randomUUID();
    }
}
