package cn.dengyun.platform.aggregate;

import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds, lists, makes and changes the records of one table. Nobody is told of what he may not know: for him it is not
 * there. A change is carried out only over the version that it was decided on; whoever it concerns is told of it, and
 * it stands in the audit trail, in the same unit of work.
 *
 * <p>What is not there is refused with the name of the record and {@code -not-found} (404), e.g.
 * {@code suggestion-not-found}.
 */
public final class AggregateStore<T extends Record & Aggregate> {

    /** Those of a page, before the parameters of its filter. */
    static final int PARAMETERS = 6;

    private final String name;
    private final RowMapper<T> rows;
    private final Statement find;
    private final Statement lock;
    private final String page;
    private final Statement insert;
    private final Statement update;
    private final Pool pool;
    private final Cursors cursors;
    private final ChangeNotes notes;
    private final Predicate<Actor> seesAll;

    AggregateStore(
            Class<T> type, String publicRows, Predicate<Actor> seesAll, Pool pool, Cursors cursors, ChangeNotes notes) {
        this.seesAll = seesAll;
        this.name = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        this.rows = RowMapper.of(type);
        this.pool = pool;
        this.cursors = cursors;
        this.notes = notes;
        String one = "SELECT " + rows.columns() + " FROM " + name + " WHERE id = $1";
        find = Statement.of(one);
        lock = Statement.of(one + " FOR UPDATE");
        page = "SELECT " + rows.columns() + " FROM " + name + " WHERE id < $1 AND ($3 OR " + publicRows
                + " OR organization_id = $4 OR is_overseen(region_code, $5, $6))%s ORDER BY id DESC LIMIT $2";
        insert = Statement.of("INSERT INTO " + name + " " + rows.values());
        int columns = rows.columns().split(",", -1).length;
        update = Statement.of("UPDATE " + name + " SET " + rows.values().replace(" VALUES ", " = ") + " WHERE id = $"
                + (columns + 1) + " AND version = $" + (columns + 2));
    }

    /** One that the actor may know of. Rejects with {@code …-not-found} (404). */
    public Uni<T> find(Actor actor, UUID id) {
        return find(pool, find, actor, id);
    }

    /** The same in a unit of work, of a record that nobody ever changes. Rejects with {@code …-not-found} (404). */
    public Uni<T> find(SqlConnection connection, Actor actor, UUID id) {
        return find(connection, find, actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    public Uni<Page<T>> page(Actor actor, Filter filter, String cursor, int limit) {
        String query = name + filter.name();
        List<Object> parameters =
                new ArrayList<>(List.of(cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1, seesAll.test(actor)));
        parameters.add(actor.organizationId());
        parameters.add(Oversight.of(actor));
        parameters.addAll(filter.values());
        return Statement.of(page.formatted(filter.sql()))
                .execute(pool, parameters.toArray())
                .map(found -> cursors.pageById(query, rows.list(found), limit, Aggregate::id));
    }

    /** Puts a new one on record. Rejects with {@code not-yours} (403) when the actor would have no say in it. */
    public Effect<T> create(Actor actor, T made, DomainEvent event) {
        requireHandledBy(actor, made);
        return Effect.of(connection -> insert.execute(connection, made)
                .chain(() -> notes.write(connection, event, null, made, null))
                .replaceWith(made));
    }

    /** The same as the other, of a change that is based on nothing. */
    public Effect<T> change(Actor actor, UUID id, Function<T, Change<T>> decide) {
        return change(actor, id, Precondition.NONE, decide);
    }

    /**
     * Changes one as {@code decide} says of the record that is on record then. Rejects with {@code …-not-found} (404),
     * with {@code not-yours} (403) whoever has no say, before or afterwards, and as precondition and {@code decide} do.
     */
    public Effect<T> change(Actor actor, UUID id, Precondition precondition, Function<T, Change<T>> decide) {
        return Effect.of(connection -> lock(connection, actor, id)
                .invoke(found -> requireHandledBy(actor, found))
                .invoke(found -> precondition.check(EntityTags.of(found.version(), found.actions(actor))))
                .chain(found -> {
                    Change<T> change = decide.apply(found);
                    requireHandledBy(actor, change.after());
                    return carryOut(connection, found, change);
                }));
    }

    /** One that the actor may know of, held until the unit of work ends. Rejects with {@code …-not-found} (404). */
    public Uni<T> lock(SqlConnection connection, Actor actor, UUID id) {
        return find(connection, lock, actor, id);
    }

    /** Carries out a change of a record that was read in this unit of work; the record afterwards. */
    public Uni<T> carryOut(SqlConnection connection, T before, Change<T> change) {
        return carryOut(
                connection,
                before,
                change,
                after -> notes.write(connection, change.event(), before, after, change.reason()));
    }

    /** The same where the request may not say who acts: in a job done for somebody. */
    public Uni<T> carryOutFor(Actor actor, SqlConnection connection, T before, Change<T> change) {
        return carryOut(
                connection,
                before,
                change,
                after -> notes.writeFor(actor, connection, change.event(), before, after, change.reason()));
    }

    private Uni<T> carryOut(SqlConnection connection, T before, Change<T> change, Function<T, Uni<Void>> note) {
        T after = change.after();
        if (after.equals(before)) {
            return Uni.createFrom().item(before);
        }
        return update.execute(connection, after, before.id(), after.version() - 1)
                .invoke(written -> ChangedMeanwhile.unless(written.rowCount() == 1))
                .chain(() -> note.apply(after))
                .replaceWith(after);
    }

    private Uni<T> find(SqlClient client, Statement statement, Actor actor, UUID id) {
        return statement.execute(client, id).map(rows::first).map(found -> {
            if (found == null || !found.isKnownTo(actor)) {
                throw Rejection.notFound(name.replace('_', '-') + "-not-found");
            }
            return found;
        });
    }

    private static void requireHandledBy(Actor actor, Aggregate found) {
        if (!found.isHandledBy(actor)) {
            throw Rejection.forbidden("not-yours");
        }
    }
}
