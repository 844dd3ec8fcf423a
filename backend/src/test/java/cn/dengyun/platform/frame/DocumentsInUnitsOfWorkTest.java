package cn.dengyun.platform.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.identity.organization.OrganizationService;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.platform.database.DocumentSessions;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A document, its event, its audit note and the key of the request are on record together or not at all. */
@QuarkusTest
class DocumentsInUnitsOfWorkTest {

    private static final Actor ADMINISTRATOR =
            new Actor(Ids.next(), false, null, Set.of(Roles.SYSADMIN), Set.of(), null);

    private static final int MORE_THAN_CONNECTIONS = 50;

    @Inject
    OrganizationService organizations;

    @Inject
    DocumentSessions documents;

    @Inject
    UnitsOfWork units;

    @Inject
    Idempotency idempotency;

    @Inject
    Pool pool;

    private UUID id;

    @BeforeEach
    void anOrganization() {
        id = UUID.fromString(TestEnterprise.registered("340123").id());
    }

    @Test
    void anEditIsOnRecordWithItsEventAndItsNote() throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> units.carryOut(renamedTo("合肥新名有限公司")));

        assertThat(name()).isEqualTo("合肥新名有限公司");
        assertThat(version()).isEqualTo(1);
        assertThat(eventsAndNotes()).isEqualTo(2);
    }

    @Test
    void whatIsRefusedAfterItsEditLeavesNothing() {
        String key = "edit-" + Ids.next();
        Effect<Answer> refused = renamedTo("合肥新名有限公司")
                .then((connection, changed) -> connection
                        .preparedQuery("SELECT name_zh FROM organization WHERE id = $1")
                        .execute(Tuple.of(id))
                        .map(rows -> rows.iterator().next().getString(0))
                        .invoke(written -> assertThat(written).isEqualTo("合肥新名有限公司"))
                        .chain(() -> Uni.createFrom().failure(Rejection.conflict("budget-insufficient"))));

        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> refused.prepare()
                        .chain(prepared -> idempotency.once(ADMINISTRATOR, key, List.of("PATCH", id), prepared::in))))
                .hasMessage("budget-insufficient");

        assertThat(name()).isEqualTo("测试机械有限公司");
        assertThat(version()).isZero();
        assertThat(eventsAndNotes()).isZero();
        assertThat(count("SELECT count(*) FROM idempotency_record WHERE key = $1", key))
                .isZero();
    }

    @Test
    void aDryRunShowsTheEditAndLeavesNothing() throws Throwable {
        Organization shown =
                VertxContextSupport.subscribeAndAwait(() -> units.carryOutAndTakeBack(renamedTo("合肥新名有限公司")));

        assertThat(shown.profile().nameZh()).isEqualTo("合肥新名有限公司");
        assertThat(shown.version()).isEqualTo(1);
        assertThat(version()).isZero();
        assertThat(eventsAndNotes()).isZero();
    }

    @Test
    void aFailureOfTheDatabaseIsThatOfAStatement() {
        Effect<Integer> impossible = Effect.of(connection -> documents.in(
                connection,
                session ->
                        session.createNativeQuery("SELECT 1 / 0", Integer.class).getSingleResult()));

        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> units.carryOut(impossible)))
                .isInstanceOfSatisfying(
                        PgException.class,
                        failure -> assertThat(failure.getSqlState()).isEqualTo("22012"));
    }

    /** Some callers hang up while what they asked for waits for its connection. */
    @Test
    void aReadThatNobodyWaitsForAnyMoreGivesItsConnectionBack() throws Throwable {
        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
            VertxContextSupport.subscribeAndAwait(() -> {
                documents
                        .read(session -> session.createNativeQuery("SELECT 1", Integer.class)
                                .getSingleResult())
                        .subscribe()
                        .with(read -> {}, failure -> {})
                        .cancel();
                return Uni.createFrom().voidItem();
            });
        }

        assertThat(name()).isEqualTo("测试机械有限公司");
    }

    @Test
    void aSessionEndsNobodysUnitOfWork() {
        Effect<Void> impatient = Effect.of(connection -> documents.in(
                connection,
                session -> session.withTransaction(begun -> Uni.createFrom().voidItem())));

        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> units.carryOut(impatient)))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private Effect<Organization> renamedTo(String name) {
        JsonNode patch = JsonNodeFactory.instance.objectNode().put("nameZh", name);
        return organizations.edit(id, ADMINISTRATOR, Precondition.NONE, patch);
    }

    private String name() {
        return organization().getString("name_zh");
    }

    private int version() {
        return organization().getInteger("version");
    }

    private Row organization() {
        return query("SELECT name_zh, version FROM organization WHERE id = $1", id)
                .iterator()
                .next();
    }

    private long eventsAndNotes() {
        return count("SELECT count(*) FROM event WHERE organization_id = $1 AND type LIKE '%.changed'", id)
                + count("SELECT count(*) FROM audit_entry WHERE organization_id = $1 AND action LIKE '%.changed'", id);
    }

    private long count(String sql, Object parameter) {
        return Rows.number(query(sql, parameter));
    }

    private RowSet<Row> query(String sql, Object parameter) {
        return WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.of(parameter)));
    }
}
