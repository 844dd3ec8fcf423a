package cn.dengyun.platform.rows;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.data.Numeric;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the database holds the type of a component: UUID, String, boolean, int, long, BigDecimal, LocalDate, Instant
 * ({@code timestamptz}), byte[] ({@code bytea}), JsonObject and JsonArray ({@code jsonb}), enums by name, and lists and
 * sets of UUIDs, texts and enums (arrays, in the order of the database).
 *
 * @param sql as in a cast
 * @param element of an array of it, as the client takes it
 */
record ColumnType(String sql, Class<?> element, Reader reader, Function<Object, Object> parameter) {

    /** Reads a column; null stays null. */
    interface Reader {

        Object read(Row row, int at);
    }

    private static final Map<Class<?>, ColumnType> SCALARS = Map.ofEntries(
            Map.entry(UUID.class, as("uuid", UUID.class, Row::getUUID)),
            Map.entry(String.class, as("text", String.class, Row::getString)),
            Map.entry(Boolean.class, as("boolean", Boolean.class, Row::getBoolean)),
            Map.entry(boolean.class, as("boolean", Boolean.class, Row::getBoolean)),
            Map.entry(Integer.class, as("integer", Integer.class, Row::getInteger)),
            Map.entry(int.class, as("integer", Integer.class, Row::getInteger)),
            Map.entry(Long.class, as("bigint", Long.class, Row::getLong)),
            Map.entry(long.class, as("bigint", Long.class, Row::getLong)),
            Map.entry(LocalDate.class, as("date", LocalDate.class, Row::getLocalDate)),
            Map.entry(JsonObject.class, as("jsonb", JsonObject.class, Row::getJsonObject)),
            Map.entry(JsonArray.class, as("jsonb", JsonArray.class, Row::getJsonArray)),
            Map.entry(String[].class, as("text[]", String[].class, Row::getArrayOfStrings)),
            Map.entry(UUID[].class, as("uuid[]", UUID[].class, Row::getArrayOfUUIDs)),
            Map.entry(
                    BigDecimal.class,
                    new ColumnType(
                            "numeric",
                            Numeric.class,
                            Row::getBigDecimal,
                            number -> Numeric.create((BigDecimal) number))),
            Map.entry(
                    Instant.class,
                    new ColumnType(
                            "timestamptz",
                            OffsetDateTime.class,
                            ifAny(Row::getOffsetDateTime, OffsetDateTime::toInstant),
                            instant -> ((Instant) instant).atOffset(ZoneOffset.UTC))),
            Map.entry(
                    byte[].class,
                    new ColumnType(
                            "bytea",
                            Buffer.class,
                            ifAny(Row::getBuffer, Buffer::getBytes),
                            bytes -> Buffer.buffer((byte[]) bytes))));

    /** @param component only to say whose type is not known */
    static ColumnType of(Type type, String component) {
        if (SCALARS.containsKey(type)) {
            return SCALARS.get(type);
        }
        if (type instanceof Class<?> single && single.isEnum()) {
            return ofEnum(single);
        }
        if (type instanceof ParameterizedType many && many.getRawType() == List.class) {
            return ofMany(many.getActualTypeArguments()[0], component, List::of);
        }
        if (type instanceof ParameterizedType many && many.getRawType() == Set.class) {
            return ofMany(
                    many.getActualTypeArguments()[0],
                    component,
                    elements -> Collections.unmodifiableSet(new LinkedHashSet<>(List.of(elements))));
        }
        throw new IllegalArgumentException(component + ": no column holds a " + type.getTypeName());
    }

    /** A text that stands for something else. */
    static ColumnType ofText(Function<String, Object> read, Function<Object, Object> write) {
        return new ColumnType("text", String.class, ifAny(Row::getString, read), write);
    }

    /** The column, or null. */
    Object read(Row row, int at) {
        return reader.read(row, at);
    }

    /** What the client takes for the value; null stays null. */
    Object written(Object value) {
        return value == null ? null : parameter.apply(value);
    }

    Object[] array(int length) {
        if (element.isArray()) {
            throw new IllegalStateException("lists within a list of records are not written by arrays");
        }
        return (Object[]) Array.newInstance(element, length);
    }

    private static ColumnType as(String sql, Class<?> element, Reader reader) {
        return new ColumnType(sql, element, reader, value -> value);
    }

    private static <A> Reader ifAny(BiFunction<Row, Integer, A> read, Function<A, Object> turn) {
        return (row, at) -> {
            A value = read.apply(row, at);
            return value == null ? null : turn.apply(value);
        };
    }

    private static ColumnType ofEnum(Class<?> type) {
        Map<String, Object> constants = constants(type);
        return new ColumnType(
                "text",
                String.class,
                ifAny(Row::getString, name -> constant(constants, type, name)),
                value -> ((Enum<?>) value).name());
    }

    private static ColumnType ofMany(Type of, String component, Function<Object[], Object> collect) {
        ColumnType one = of(of, component);
        if (one.element() == UUID.class) {
            return new ColumnType(
                    "uuid[]",
                    UUID[].class,
                    ifAny(Row::getArrayOfUUIDs, collect::apply),
                    elements -> ((Collection<?>) elements).toArray(new UUID[0]));
        }
        if (of == String.class) {
            return new ColumnType(
                    "text[]",
                    String[].class,
                    ifAny(Row::getArrayOfStrings, collect::apply),
                    elements -> ((Collection<?>) elements).toArray(new String[0]));
        }
        if (of instanceof Class<?> type && type.isEnum()) {
            Map<String, Object> constants = constants(type);
            return new ColumnType(
                    "text[]",
                    String[].class,
                    ifAny(
                            Row::getArrayOfStrings,
                            names -> collect.apply(Stream.of(names)
                                    .map(name -> constant(constants, type, name))
                                    .toArray())),
                    elements -> ((Collection<?>) elements)
                            .stream().map(each -> ((Enum<?>) each).name()).toArray(String[]::new));
        }
        throw new IllegalArgumentException(component + ": no column holds many " + of.getTypeName());
    }

    private static Map<String, Object> constants(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .collect(Collectors.toUnmodifiableMap(each -> ((Enum<?>) each).name(), each -> each));
    }

    private static Object constant(Map<String, Object> constants, Class<?> type, String name) {
        Object constant = constants.get(name);
        if (constant == null) {
            throw new IllegalArgumentException("there is no " + name + " among " + type.getSimpleName());
        }
        return constant;
    }
}
