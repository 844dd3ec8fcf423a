package cn.dengyun.platform.rows;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** What statements are asked for besides records. */
public final class Rows {

    private Rows() {}

    /** All rows in the order of the answer. */
    public static <T> List<T> list(RowSet<Row> rows, Function<? super Row, ? extends T> read) {
        List<T> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(read.apply(row)));
        return found;
    }

    /** The first row, null when there is none. */
    public static <T> T first(RowSet<Row> rows, Function<? super Row, ? extends T> read) {
        return rows.size() == 0 ? null : read.apply(rows.iterator().next());
    }

    /** The first column of all rows. */
    public static Set<UUID> ids(RowSet<Row> rows) {
        Set<UUID> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }

    /** The number in the first column of the only row, which is never null. */
    public static long number(RowSet<Row> rows) {
        return rows.iterator().next().getLong(0);
    }

    /** The truth in the first column of the only row. */
    public static boolean truth(RowSet<Row> rows) {
        return rows.iterator().next().getBoolean(0);
    }

    /** The moment in the first column of the only row; empty when it is null. */
    public static Optional<Instant> moment(RowSet<Row> rows) {
        return Optional.ofNullable(rows.iterator().next().getOffsetDateTime(0)).map(OffsetDateTime::toInstant);
    }

    /** Whether there is a row, read or written. */
    public static boolean any(RowSet<Row> rows) {
        return rows.rowCount() > 0;
    }

    /** How many rows were written, by all statements of a batch. */
    public static int written(RowSet<Row> rows) {
        int written = 0;
        for (RowSet<Row> each = rows; each != null; each = each.next()) {
            written += each.rowCount();
        }
        return written;
    }

    /**
     * Fails unless as many rows were written: what this unit of work has locked does not change meanwhile.
     *
     * @param otherwise what must have happened, for whoever reads the log
     */
    public static Consumer<RowSet<Row>> exactly(int expected, String otherwise) {
        return rows -> {
            if (written(rows) != expected) {
                throw new IllegalStateException(otherwise);
            }
        };
    }

    /** Whether a failure is that the constraint with this name is broken. */
    public static Predicate<Throwable> broken(String constraint) {
        return failure -> failure instanceof PgException refusal && constraint.equals(refusal.getConstraint());
    }
}
