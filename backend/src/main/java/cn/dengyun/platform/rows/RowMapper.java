package cn.dengyun.platform.rows;

import static java.util.stream.Collectors.joining;

import cn.dengyun.shared.Rejection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads records out of rows, and says how they are written. A component has the column of its name in snake_case, in
 * any order; further columns are ignored. The components of a record within the record have columns of their own; it is
 * null where all of them are. A record of one component is a value: it has one column, with its own name. Made once for
 * each record, and kept in a constant.
 *
 * <p>Which types a component may have stands in {@link ColumnType}. A column that is missing, null for a primitive, or
 * of another type is an {@link IllegalStateException} that names record, component and column.
 */
public final class RowMapper<T extends Record> {

    private final Class<T> type;
    private final Map<String, String> names;
    private final Map<String, ColumnType> texts;
    /** Where the columns are, by the columns of an answer: resolved once for each statement. */
    private final Map<List<String>, int[]> places = new ConcurrentHashMap<>();

    /** Made when it is first needed: before, more may be said of single components. */
    private volatile Made made;

    private record Made(RecordShape shape, List<RecordShape.Leaf> leaves) {}

    private RowMapper(Class<T> type, Map<String, String> names, Map<String, ColumnType> texts) {
        this.type = type;
        this.names = names;
        this.texts = texts;
    }

    public static <T extends Record> RowMapper<T> of(Class<T> type) {
        return new RowMapper<>(type, Map.of(), Map.of());
    }

    /**
     * The same, but for the name of one column.
     *
     * @param component the path of a component, {@code simulation.at}; the components of a record within are given
     *     their prefix: {@code named("profile.contact", "contact_")}
     */
    public RowMapper<T> named(String component, String column) {
        Map<String, String> more = new HashMap<>(names);
        more.put(component, column);
        return new RowMapper<>(type, more, texts);
    }

    /**
     * The same, but for a component that its column holds as a text, a document for example; null is null on both
     * sides.
     *
     * @param component the path of a component
     */
    @SuppressWarnings("unchecked")
    public <V> RowMapper<T> text(String component, Function<String, V> read, Function<V, String> write) {
        Map<String, ColumnType> more = new HashMap<>(texts);
        more.put(component, ColumnType.ofText(read::apply, value -> write.apply((V) value)));
        return new RowMapper<>(type, names, more);
    }

    /** {@code id, name_zh, name_en}: the columns in the order of the components. */
    public String columns() {
        return leaves().stream().map(RecordShape.Leaf::column).collect(joining(", "));
    }

    /** {@code p.id, p.name_zh, p.name_en}. */
    public String columns(String alias) {
        return leaves().stream().map(leaf -> alias + "." + leaf.column()).collect(joining(", "));
    }

    /**
     * {@code (id, name_zh, created_by) VALUES ($1, $2, $3)}, to follow the name of a table; filled by a record and the
     * values of further columns.
     */
    public String values(String... further) {
        List<String> columns = Stream.concat(leaves().stream().map(RecordShape.Leaf::column), Stream.of(further))
                .toList();
        String parameters = IntStream.rangeClosed(1, columns.size())
                .mapToObj(place -> "$" + place)
                .collect(joining(", "));
        return "(" + String.join(", ", columns) + ") VALUES (" + parameters + ")";
    }

    /** {@code unnest($1::uuid[], $2::text[]) AS t (id, name_zh)}, to follow FROM; filled by {@link #arrays}. */
    public String unnested() {
        String arrays = IntStream.range(0, leaves().size())
                .mapToObj(index ->
                        "$" + (index + 1) + "::" + leaves().get(index).type().sql() + "[]")
                .collect(joining(", "));
        return "unnest(" + arrays + ") AS t (" + columns() + ")";
    }

    /** All rows in the order of the answer. */
    public List<T> list(RowSet<Row> rows) {
        List<T> records = new ArrayList<>(rows.size());
        read(rows, records::add);
        return records;
    }

    /** The first row; {@link Rejection#notFound} with this code and these details when there is none. */
    public Function<RowSet<Row>, T> orNotFound(String code, Object... details) {
        return rows -> {
            if (rows.size() == 0) {
                throw Rejection.notFound(code, details);
            }
            return first(rows);
        };
    }

    /** The first row, if there is one. */
    public Optional<T> optional(RowSet<Row> rows) {
        return Optional.ofNullable(first(rows));
    }

    /** The first row, null when there is none. */
    public T first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : read(rows.iterator().next().getDelegate(), places(rows));
    }

    /** Each row by what it is found by; of several with the same, the last. */
    public <K> Map<K, T> by(Function<? super T, ? extends K> key, RowSet<Row> rows) {
        Map<K, T> records = new LinkedHashMap<>();
        read(rows, each -> records.put(key.apply(each), each));
        return records;
    }

    /** One row; where there are many, {@link #list} looks the columns up once. */
    public T read(Row row) {
        io.vertx.sqlclient.Row found = row.getDelegate();
        int[] at = new int[leaves().size()];
        for (int index = 0; index < at.length; index++) {
            at[index] = found.getColumnIndex(leaves().get(index).column());
            require(at[index], index);
        }
        return read(found, at);
    }

    /** One array for each column, with as many elements as there are records, and more parameters behind them. */
    public Tuple arrays(Collection<? extends T> written, Object... more) {
        Object[][] values = new Object[leaves().size()][];
        for (int index = 0; index < values.length; index++) {
            values[index] = leaves().get(index).type().array(written.size());
        }
        Object[] row = new Object[leaves().size()];
        int line = 0;
        for (T each : written) {
            made().shape().write(each, row);
            for (int index = 0; index < row.length; index++) {
                values[index][line] = row[index];
            }
            line++;
        }
        List<Object> parameters = new ArrayList<>(List.of(values));
        Parameters.add(parameters, more);
        return Tuple.from(parameters);
    }

    private void read(RowSet<Row> rows, Consumer<T> each) {
        if (rows.size() == 0) {
            return;
        }
        int[] at = places(rows);
        for (Row row : rows) {
            each.accept(read(row.getDelegate(), at));
        }
    }

    private List<RecordShape.Leaf> leaves() {
        return made().leaves();
    }

    private Made made() {
        if (made == null) {
            RecordShape.Forms forms = new RecordShape.Forms(names, texts);
            RecordShape shape = RecordShape.of(type, "", forms, "");
            forms.unknown().ifPresent(path -> {
                throw new IllegalArgumentException(type.getSimpleName() + " has no component " + path);
            });
            made = new Made(shape, forms.leaves());
        }
        return made;
    }

    private int[] places(RowSet<Row> rows) {
        return places.computeIfAbsent(rows.columnsNames(), this::placesAmong);
    }

    private int[] placesAmong(List<String> columns) {
        int[] at = new int[leaves().size()];
        for (int index = 0; index < at.length; index++) {
            at[index] = columns.indexOf(leaves().get(index).column());
            require(at[index], index);
        }
        return at;
    }

    private void require(int place, int index) {
        if (place < 0) {
            throw new IllegalStateException(
                    "there is no column " + leaves().get(index).column() + " for " + leaves().get(index));
        }
    }

    private T read(io.vertx.sqlclient.Row row, int[] at) {
        return type.cast(made().shape().read(row, at));
    }
}
