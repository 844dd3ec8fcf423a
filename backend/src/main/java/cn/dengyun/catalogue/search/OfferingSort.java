package cn.dengyun.catalogue.search;

import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The orders a list of offerings may have; the id decides between equals. An order has one part or several, each of
 * which is a range or a selection of one index: by relevance those of {@link Relevance}, by price what has one and what
 * has none.
 */
enum OfferingSort {
    RELEVANCE("relevance", "name_key", false, Relevance.PARTS, "", key -> key),
    NAME("name", "name_key", false, 1, "", key -> key),
    UPDATED("updatedAt", "updated_at", false, 1, time(1), OffsetDateTime::parse),
    UPDATED_LAST("-updatedAt", "updated_at", true, 1, time(9999), OffsetDateTime::parse),
    PRICE("priceFromFen", "price_from_fen", false, 2, -1L, Long::valueOf),
    PRICE_LAST("-priceFromFen", "price_from_fen", true, 2, Long.MAX_VALUE, Long::valueOf);

    private static final UUID LEAST = new UUID(0, 0);
    private static final UUID GREATEST = new UUID(-1, -1);

    private final String parameter;
    private final String column;
    private final boolean isDescending;
    private final int parts;
    private final Object start;
    private final Function<String, Object> key;

    OfferingSort(
            String parameter,
            String column,
            boolean isDescending,
            int parts,
            Object start,
            Function<String, Object> key) {
        this.parameter = parameter;
        this.column = column;
        this.isDescending = isDescending;
        this.parts = parts;
        this.start = start;
        this.key = key;
    }

    private static OffsetDateTime time(int year) {
        return OffsetDateTime.of(year, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    }

    static Optional<OfferingSort> named(String parameter) {
        return Arrays.stream(values())
                .filter(sort -> sort.parameter.equals(parameter))
                .findFirst();
    }

    String parameter() {
        return parameter;
    }

    String column() {
        return column;
    }

    int parts() {
        return parts;
    }

    boolean isByPrice() {
        return this == PRICE || this == PRICE_LAST;
    }

    /** What follows a position in this order, in SQL. */
    String after() {
        return isDescending ? "<" : ">";
    }

    String direction() {
        return isDescending ? " DESC" : "";
    }

    /** The position before the first row of a part. */
    Position start(int part) {
        return new Position(part, start, isDescending ? GREATEST : LEAST);
    }

    Object key(String text) {
        return key.apply(text);
    }

    /** The sort key in a row's column {@code key}; that of offerings without a price is 0. */
    Object keyOf(Row row) {
        return switch (this) {
            case RELEVANCE, NAME -> row.getString("key");
            case UPDATED, UPDATED_LAST -> row.getOffsetDateTime("key");
            case PRICE, PRICE_LAST -> row.getLong("key") == null ? Long.valueOf(0) : row.getLong("key");
        };
    }

    /**
     * Where a row stands in the order.
     *
     * @param key the value of the sort's column; any for the offerings without a price
     */
    record Position(int part, Object key, UUID id) {}
}
