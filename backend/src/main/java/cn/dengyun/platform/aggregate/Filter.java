package cn.dengyun.platform.aggregate;

import cn.dengyun.shared.Oversight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The conditions of a list that somebody has sent. What is null lets everything through. Columns are constants of the
 * code; only values come from outside, as parameters.
 */
public final class Filter {

    private final StringBuilder sql = new StringBuilder();
    private final StringBuilder name = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** Only where the column has this value; an enum by its name. */
    public Filter is(String column, Object value) {
        return add(column, "%s = %s", value);
    }

    /**
     * Only where this has the value at a moment, as an expression of the database says: it names the moment as
     * {@code :moment}, to which cursors are not bound.
     */
    public Filter isAt(String expression, Instant moment, Object value) {
        return add(expression, expression.replace(":moment", "%3$s") + " = %2$s", value, moment);
    }

    /** Only where this is a part of the column, in capitals or not. */
    public Filter contains(String column, String text) {
        return add(column, "strpos(lower(%s), lower(%s)) > 0", text);
    }

    /** Only at the first moment or later, and before the second; either may be null. */
    public Filter between(String column, Instant first, Instant end) {
        return add(column, "%s >= %s", first).add(column, "%s < %s", end);
    }

    /** Only where the column is the code of this division or of one in it. */
    public Filter within(String column, String regionCode) {
        if (regionCode == null) {
            return this;
        }
        Oversight oversight = Oversight.of(regionCode);
        return add(column, "is_overseen(%s, %s, %s)", oversight.pattern(), oversight.exceptions());
    }

    /** Only where the column, an array of texts, has this value among others. */
    public Filter has(String column, String value) {
        return add(column, "%s @> ARRAY[%s]::text[]", value);
    }

    /** Only where a condition holds that names this value as {@code %s}. */
    public Filter holds(String condition, Object value) {
        return add(condition, condition.replace("%s", "%2$s"), value);
    }

    /** Only where the column is none of these ids, to which cursors are not bound. */
    public Filter isNone(String column, Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            values.add(ids.toArray(UUID[]::new));
            sql.append(" AND ")
                    .append(column)
                    .append(" <> ALL ($")
                    .append(AggregateStore.PARAMETERS + values.size())
                    .append(')');
        }
        return this;
    }

    private Filter add(String column, String condition, Object... parameters) {
        if (parameters[0] == null) {
            return this;
        }
        Object[] words = new Object[parameters.length + 1];
        words[0] = column;
        for (int i = 0; i < parameters.length; i++) {
            values.add(parameters[i]);
            words[i + 1] = "$" + (AggregateStore.PARAMETERS + values.size());
        }
        sql.append(" AND ").append(condition.formatted(words));
        name.append('&').append(column).append(condition).append(parameters[0]);
        return this;
    }

    String sql() {
        return sql.toString();
    }

    List<Object> values() {
        return values;
    }

    /** The same for the same conditions. */
    String name() {
        return name.toString();
    }
}
