package cn.dengyun.catalogue.search;

import cn.dengyun.catalogue.search.OfferingSort.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds one page of offerings in their order, by one of two ways for each part of it:
 *
 * <ul>
 *   <li>Walk along the index of the order and keep what matches. Good when much matches, since the page is full soon;
 *       never further than a bound.
 *   <li>Gather everything that matches from an inverted index and sort it. Good when little does.
 * </ul>
 *
 * <p>Estimates choose the way, and a walk that ends before the page is full is taken up by gathering, so that what is
 * found never depends on them.
 */
@ApplicationScoped
class OfferingFinder {

    private final Pool pool;
    private final CatalogueSample sample;
    private final CoverageOverlap coverage;

    OfferingFinder(Pool pool, CatalogueSample sample, CoverageOverlap coverage) {
        this.pool = pool;
        this.sample = sample;
        this.coverage = coverage;
    }

    /** One offering of a page and its place in the order. */
    record Hit(Position position, Row row) {}

    /** The first offerings behind a position, at most {@code count}. */
    Uni<List<Hit>> find(OfferingQuery query, Position after, int count) {
        FinderSql sql = new FinderSql(query, GramQuery.of(query.text(), query.filters(), coverage));
        SearchPlan plan = SearchPlan.of(query, sql.question(), sample);
        if (!plan.isAnyWalked(after.part(), count)) {
            return hits(sql.gatherAll(after, count), query);
        }
        return fromPart(sql, plan, after, count, List.of());
    }

    /** Fills the page from one part of the order and then, as long as it is not full, from the next. */
    private Uni<List<Hit>> fromPart(FinderSql sql, SearchPlan plan, Position after, int count, List<Hit> found) {
        int missing = count - found.size();
        int lastPart = plan.areNamesGathered(after.part(), missing) ? Relevance.NAMED : after.part();
        Uni<List<Hit>> hits = lastPart > after.part() || !plan.isWalked(after.part(), missing)
                ? hits(sql.gather(after, lastPart, missing), sql.query())
                : walk(sql, after, missing);
        return hits.map(more -> joined(found, more))
                .chain(all -> all.size() == count || lastPart == sql.lastPart()
                        ? Uni.createFrom().item(all)
                        : fromPart(sql, plan, sql.query().sort().start(lastPart + 1), count, all));
    }

    private Uni<List<Hit>> walk(FinderSql sql, Position after, int count) {
        return hits(sql.walk(after, count), sql.query()).chain(hits -> {
            if (hits.size() == count || sql.isRange(after.part())) {
                return Uni.createFrom().item(hits);
            }
            Position last = hits.isEmpty() ? after : hits.get(hits.size() - 1).position();
            return hits(sql.gather(last, last.part(), count - hits.size()), sql.query())
                    .map(rest -> joined(hits, rest));
        });
    }

    private static List<Hit> joined(List<Hit> first, List<Hit> then) {
        List<Hit> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    private Uni<List<Hit>> hits(SqlText sql, OfferingQuery query) {
        return pool.preparedQuery(sql.text()).execute(sql.parameters()).map(rows -> {
            List<Hit> hits = new ArrayList<>(rows.size());
            for (Row row : rows) {
                Position position =
                        new Position(row.getInteger("part"), query.sort().keyOf(row), row.getUUID("id"));
                hits.add(new Hit(position, row));
            }
            return hits;
        });
    }
}
