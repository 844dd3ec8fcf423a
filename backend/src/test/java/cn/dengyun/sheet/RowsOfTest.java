package cn.dengyun.sheet;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.sheet.RowByRow;
import cn.dengyun.platform.sheet.SheetColumn;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.platform.sheet.SheetResult;
import cn.dengyun.platform.sheet.SheetRow;
import cn.dengyun.platform.sheet.SheetTask;
import cn.dengyun.platform.sheet.SheetWords;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A kind of sheet whose rows say what happens to them. */
@Singleton
final class RowsOfTest implements SheetKind {

    static final String CODE = "ROWS_OF_TEST";
    static final int AT_ONCE = 3;

    private static final SheetColumn KEY =
            SheetColumn.code("key", "键", "Key", 50).required();
    private static final SheetColumn ACT = SheetColumn.text("act", "动作", "Act", 50);

    /** How often a key was carried out and committed. */
    private static final Map<String, Integer> DONE = new ConcurrentHashMap<>();

    private static final Set<String> CRASHED = ConcurrentHashMap.newKeySet();
    private static final Set<UUID> BARRED = ConcurrentHashMap.newKeySet();
    private static final Map<UUID, Integer> FINISHED = new ConcurrentHashMap<>();

    static int timesDone(String key) {
        return DONE.getOrDefault(key, 0);
    }

    /** How often an import was said to be finished. */
    static int timesFinished(String id) {
        return FINISHED.getOrDefault(UUID.fromString(id), 0);
    }

    /** From now on this person may not send such rows. */
    static void bar(UUID person) {
        BARRED.add(person);
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public SheetWords title() {
        return new SheetWords("试验", "Test");
    }

    @Override
    public SheetWords about() {
        return new SheetWords("试验。", "A test.");
    }

    @Override
    public List<SheetColumn> columns() {
        return List.of(KEY, ACT);
    }

    @Override
    public Set<String> importRoles() {
        return Set.of(Roles.SYSADMIN);
    }

    @Override
    public Uni<Void> check(Actor actor, UUID targetId) {
        return BARRED.contains(actor.id())
                ? Uni.createFrom().failure(Rejection.forbidden("province-only"))
                : Uni.createFrom().voidItem();
    }

    @Override
    public String identity(SheetRow row) {
        return row.text(KEY);
    }

    @Override
    public List<Defect> alsoWrong(SheetTask task, SheetRow row) {
        return row.has(ACT) ? List.of() : List.of(Defect.at(ACT.pointer(), "required"));
    }

    @Override
    public int rowsAtOnce() {
        return AT_ONCE;
    }

    @Override
    public Effect<List<SheetResult>> carryOut(SheetTask task, List<SheetRow> rows) {
        return RowByRow.of(rows, row -> Effect.of(connection -> act(connection, task, row)))
                .afterCommit(results -> rows.forEach(row -> DONE.merge(row.text(KEY), 1, Integer::sum)));
    }

    @Override
    public Uni<Void> finished(SheetTask task) {
        FINISHED.merge(task.id(), 1, Integer::sum);
        return Uni.createFrom().voidItem();
    }

    private static Uni<SheetResult> act(SqlConnection connection, SheetTask task, SheetRow row) {
        String act = row.has(ACT) ? row.text(ACT) : "";
        return switch (act) {
            case "divide" -> connection.query("SELECT 1 / 0").execute().replaceWith(SheetResult.created(null));
            case "refuse" -> Uni.createFrom().failure(Rejection.invalid(List.of(Defect.at(ACT.pointer(), "required"))));
            case "cancel" ->
                connection
                        .preparedQuery("UPDATE job SET cancel_requested = true WHERE id = $1")
                        .execute(Tuple.of(task.id()))
                        .replaceWith(SheetResult.created(null));
            case "crash" ->
                CRASHED.add(row.text(KEY))
                        ? Uni.createFrom().failure(new IllegalStateException("a crash that a test wants"))
                        : Uni.createFrom().item(SheetResult.created(null));
            default -> Uni.createFrom().item(SheetResult.created(null));
        };
    }
}
