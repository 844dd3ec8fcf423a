package cn.dengyun.trade.rating;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** What concerns many ratings, and what was said each time. */
@ApplicationScoped
class RatingStore {

    private static final RowMapper<OrderRating> RATINGS = RowMapper.of(OrderRating.class);
    private static final RowMapper<RatingStep> STEPS = RowMapper.of(RatingStep.class);

    private static final Statement OF_OFFERING = Statement.of("""
            SELECT %s FROM order_rating WHERE offering_id = $1 AND status = 'STANDING' AND id < $2
            ORDER BY id DESC LIMIT $3
            """.formatted(RATINGS.columns()));
    private static final Statement COUNTS = Statement.of("""
            SELECT stars, count(*) AS ratings FROM order_rating WHERE offering_id = $1 AND status = 'STANDING'
            GROUP BY stars
            """);
    private static final Statement IS_RATED =
            Statement.of("SELECT EXISTS (SELECT FROM order_rating WHERE order_id = $1)");
    private static final Statement OF_ENTITY = Statement.of("""
            SELECT count(*) FROM order_rating WHERE credit_code = $1 AND offering_id = $2 AND status = 'STANDING'
            """);
    private static final Statement INSERT_STEP = Statement.of("INSERT INTO order_rating_step " + STEPS.values());
    private static final Statement STEPS_OF = Statement.of("""
            SELECT %s FROM order_rating_step WHERE rating_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(STEPS.columns()));

    private final Pool pool;

    RatingStore(Pool pool) {
        this.pool = pool;
    }

    /** Those that count, newest first. */
    Uni<List<OrderRating>> ofOffering(UUID offering, UUID before, int rows) {
        return OF_OFFERING.execute(pool, offering, before, rows).map(RATINGS::list);
    }

    /** Counted anew each time, of the same rows that the list shows. */
    Uni<RatingSummary> summary(UUID offering) {
        return COUNTS.execute(pool, offering).map(rows -> {
            List<Long> counts = new ArrayList<>(Collections.nCopies(RatingSummary.MAX_STARS, 0L));
            for (Row row : rows) {
                counts.set(row.getInteger("stars") - 1, row.getLong("ratings"));
            }
            return new RatingSummary(counts);
        });
    }

    /** Whether an order was ever rated. */
    Uni<Boolean> isRated(SqlConnection connection, UUID order) {
        return IS_RATED.execute(connection, order).map(Rows::truth);
    }

    /** How many of a legal entity count for an offering. */
    Uni<Long> ofEntity(SqlConnection connection, String creditCode, UUID offering) {
        return OF_ENTITY.execute(connection, creditCode, offering).map(Rows::number);
    }

    Uni<Void> insert(SqlConnection connection, RatingStep step) {
        return INSERT_STEP.execute(connection, step).replaceWithVoid();
    }

    /** Newest first. */
    Uni<List<RatingStep>> steps(UUID ratingId, UUID before, int rows) {
        return STEPS_OF.execute(pool, ratingId, before, rows).map(STEPS::list);
    }
}
