package cn.dengyun.platform.rows;

import cn.dengyun.shared.Oversight;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What a statement is given: instants in UTC, enums by name, null as it is. A record stands for all its components in
 * their order, those of records within it included; it is not null itself. An oversight stands for the last two
 * arguments of {@code is_overseen}: its pattern and its exceptions.
 */
public final class Parameters {

    private Parameters() {}

    /** Many values in one parameter are an array: {@link #ids}, {@link #texts}. */
    public static Tuple of(Object... values) {
        if (values.getClass() != Object[].class) {
            return Tuple.of((Object) values); // an array of something else is the only parameter
        }
        List<Object> parameters = new ArrayList<>(values.length);
        add(parameters, values);
        return Tuple.from(parameters);
    }

    /** An array for {@code = ANY($1)}. */
    public static Object ids(Collection<UUID> ids) {
        return ids.toArray(new UUID[0]);
    }

    /** An array of texts, or of the names of constants. */
    public static Object texts(Collection<?> texts) {
        return texts.stream()
                .map(each -> each instanceof Enum<?> constant ? constant.name() : (String) each)
                .toArray(String[]::new);
    }

    static void add(List<Object> parameters, Object... values) {
        for (Object value : values) {
            if (value instanceof Oversight oversight) {
                parameters.add(oversight.pattern());
                parameters.add(oversight.exceptions());
            } else if (value instanceof Record written) {
                RecordShape shape = RecordShape.of(written.getClass());
                Object[] columns = new Object[shape.size()];
                shape.write(written, columns);
                parameters.addAll(Arrays.asList(columns));
            } else {
                parameters.add(parameter(value));
            }
        }
    }

    private static Object parameter(Object value) {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof byte[] bytes) {
            return Buffer.buffer(bytes);
        }
        if (value instanceof Collection) {
            throw new IllegalArgumentException("an empty collection does not say what it is empty of: use an array");
        }
        return value;
    }
}
