package cn.dengyun.platform.aggregate;

import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;

/** Where slices get the stores of their aggregates. */
@ApplicationScoped
public class Aggregates {

    private final Pool pool;
    private final Cursors cursors;
    private final ChangeNotes notes;

    Aggregates(Pool pool, Cursors cursors, ChangeNotes notes) {
        this.pool = pool;
        this.cursors = cursors;
        this.notes = notes;
    }

    /**
     * The store of one kind of record, in the table that has the record's name in snake_case.
     *
     * @param publicRows SQL condition on the table that says the same as {@link Aggregate#isPublic}
     */
    public <T extends Record & Aggregate> AggregateStore<T> of(Class<T> type, String publicRows) {
        return of(type, publicRows, Aggregate::seesAll);
    }

    /**
     * The same of records that more people see all of.
     *
     * @param seesAll has to say so of everybody whom {@link Aggregate#isKnownTo} lets know of each of them
     */
    public <T extends Record & Aggregate> AggregateStore<T> of(
            Class<T> type, String publicRows, Predicate<Actor> seesAll) {
        return new AggregateStore<>(type, publicRows, seesAll, pool, cursors, notes);
    }
}
