package cn.dengyun.platform.sheet;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A kind of table that people keep in spreadsheets, and what a row of it does. A slice makes it a bean; upload,
 * template, job, results, the file that goes back and exports come by themselves.
 *
 * <p>A row is what it says, however often it comes: what is there already is {@link SheetOutcome#UNCHANGED}. A cell
 * that is empty, or a column that is not there, changes nothing of what is on record.
 */
public interface SheetKind {

    /** As in addresses and on record: capitals, digits and underscores, 40 at most. It never changes. */
    String code();

    /** As a sheet of a workbook may be called: 31 characters at most, none of {@code []:*?/\}. */
    SheetWords title();

    /** What rows do, one sentence. */
    SheetWords about();

    /** In the order of the template; at least one is required. */
    List<SheetColumn> columns();

    /** Whose callers may send such a file; people only. Empty when none may. */
    Set<String> importRoles();

    /** Whose callers may have a file of what is on record. Empty when none may. */
    default Set<String> exportRoles() {
        return Set.of();
    }

    /** What a target is, a provider for example; null where rows belong to nothing. */
    default SheetWords target() {
        return null;
    }

    /**
     * Whether rows name people whom not even auditors are told: results and the file that goes back are then for those
     * who sent them alone.
     */
    default boolean isPersonal() {
        return false;
    }

    /**
     * Sees that the actor may send such rows. Asked when the file comes, and again before each piece of it is carried
     * out.
     *
     * @param targetId null where the kind has no target
     *     <p>Rejects as the operation on a single one would.
     */
    Uni<Void> check(Actor actor, UUID targetId);

    /**
     * Sees that the actor may have such rows; unless a kind says otherwise, who may send them.
     *
     * @param targetId null where the kind has no target
     */
    default Uni<Void> checkExport(Actor actor, UUID targetId) {
        return check(actor, targetId);
    }

    /** What tells a row from all others of a file; null when it does not tell. The second of the same is refused. */
    String identity(SheetRow row);

    /** What a row has wrong beside its cells, found without looking anything up; for those that are refused anyway. */
    default List<Defect> alsoWrong(SheetTask task, SheetRow row) {
        return List.of();
    }

    /** Rows that are carried out in one unit of work. */
    default int rowsAtOnce() {
        return 200;
    }

    /**
     * Carries rows out, all in one unit of work, each sound by its cells and no two of one identity.
     *
     * @return the result of each, in their order. It refuses rows, it does not reject; where one can spoil the unit of
     *     work for the others, {@link RowByRow} helps
     */
    Effect<List<SheetResult>> carryOut(SheetTask task, List<SheetRow> rows);

    /**
     * When the last row of a file has been carried out that ever will be; the others never are where it was cancelled.
     * Nothing is on record of the rows of a dry run. It may be asked again.
     */
    default Uni<Void> finished(SheetTask task) {
        return Uni.createFrom().voidItem();
    }

    /**
     * What is on record, so that the file of it, sent again, changes nothing.
     *
     * @param after where to begin, as the page before says; null for the first
     */
    default Uni<SheetPage> page(Actor actor, UUID targetId, String after, int rows) {
        throw new UnsupportedOperationException(code() + " is not exported");
    }
}
