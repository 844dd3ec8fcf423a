package cn.dengyun.platform.rows;

import io.vertx.sqlclient.Row;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a record is made of: columns, and records made of columns. */
final class RecordShape {

    private static final ClassValue<RecordShape> PLAIN = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return of(type, "", new Forms(Map.of(), Map.of()), "");
        }
    };

    private final MethodHandle constructor;
    private final List<Part> parts;
    private final int first;
    private final int end;

    private RecordShape(MethodHandle constructor, List<Part> parts, int first, int end) {
        this.constructor = constructor;
        this.parts = parts;
        this.first = first;
        this.end = end;
    }

    /** A component with a column of its own. */
    record Leaf(Class<?> owner, String component, String column, ColumnType type, boolean isPrimitive, int index) {

        Object read(Row row, int at) {
            Object value;
            try {
                value = type.read(row, at);
            } catch (RuntimeException e) {
                throw new IllegalStateException("column " + column + " does not fit " + this, e);
            }
            if (value == null && isPrimitive) {
                throw new IllegalStateException("column " + column + " is null and " + this + " cannot be");
            }
            return value;
        }

        @Override
        public String toString() {
            return owner.getSimpleName() + "." + component;
        }
    }

    /** A component: a leaf, or a record within. */
    private record Part(MethodHandle accessor, Leaf leaf, RecordShape within) {}

    /** Of a record that is only written, where names do not matter. */
    static RecordShape of(Class<?> type) {
        return PLAIN.get(type);
    }

    /**
     * What is said of single components, by their paths.
     *
     * @param leaves to which all leaves are added in order
     * @param known to which the paths of all components are added
     */
    record Forms(Map<String, String> names, Map<String, ColumnType> texts, List<Leaf> leaves, Set<String> known) {

        Forms(Map<String, String> names, Map<String, ColumnType> texts) {
            this(names, texts, new ArrayList<>(), new HashSet<>());
        }

        /** What was said of a component that the record does not have. */
        Optional<String> unknown() {
            return Stream.concat(names.keySet().stream(), texts.keySet().stream())
                    .filter(path -> !known.contains(path))
                    .findFirst();
        }

        private ColumnType type(String path, RecordComponent component, Class<?> owner) {
            ColumnType text = texts.get(path);
            return text != null
                    ? text
                    : ColumnType.of(component.getGenericType(), owner.getSimpleName() + "." + component.getName());
        }
    }

    /**
     * @param path of the record within the outermost, with a dot behind it
     * @param prefix of its columns
     */
    static RecordShape of(Class<?> type, String path, Forms forms, String prefix) {
        List<Leaf> leaves = forms.leaves();
        int first = leaves.size();
        List<Part> parts = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String place = path + component.getName();
            MethodHandle accessor = accessor(component);
            String column = forms.names().getOrDefault(place, prefix + snakeCase(component.getName()));
            forms.known().add(place);
            boolean isText = forms.texts().containsKey(place);
            if (isValue(component.getType()) && !isText) {
                RecordComponent value = component.getType().getRecordComponents()[0];
                Map<String, String> only = Map.of(value.getName(), column);
                parts.add(new Part(
                        accessor,
                        null,
                        of(component.getType(), "", new Forms(only, Map.of(), leaves, new HashSet<>()), "")));
                continue;
            }
            if (component.getType().isRecord() && !isText) {
                String within = forms.names().getOrDefault(place, prefix);
                parts.add(new Part(accessor, null, of(component.getType(), place + ".", forms, within)));
                continue;
            }
            Leaf leaf = new Leaf(
                    type,
                    component.getName(),
                    column,
                    forms.type(place, component, type),
                    component.getType().isPrimitive(),
                    leaves.size());
            leaves.add(leaf);
            parts.add(new Part(accessor, leaf, null));
        }
        return new RecordShape(constructor(type), parts, first, leaves.size());
    }

    /** @param at where the column of each leaf is in the row */
    Object read(Row row, int[] at) {
        Object[] values = new Object[parts.size()];
        for (int index = 0; index < values.length; index++) {
            Part part = parts.get(index);
            if (part.leaf() != null) {
                values[index] = part.leaf().read(row, at[part.leaf().index()]);
            } else if (part.within().isPresent(row, at)) {
                values[index] = part.within().read(row, at);
            }
        }
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    private static boolean isValue(Class<?> type) {
        return type.isRecord() && type.getRecordComponents().length == 1;
    }

    int size() {
        return end - first;
    }

    /** Puts what the client takes of each leaf at its place; a record within that is null writes null everywhere. */
    void write(Object record, Object[] values) {
        for (Part part : parts) {
            Object value = record == null ? null : get(part, record);
            if (part.leaf() != null) {
                values[part.leaf().index()] = part.leaf().type().written(value);
            } else {
                part.within().write(value, values);
            }
        }
    }

    private boolean isPresent(Row row, int[] at) {
        for (int index = first; index < end; index++) {
            if (row.getValue(at[index]) != null) {
                return true;
            }
        }
        return false;
    }

    private static Object get(Part part, Object record) {
        try {
            return (Object) part.accessor().invokeExact(record);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    private static RuntimeException thrown(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }

    private static MethodHandle constructor(Class<?> type) {
        Class<?>[] components = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(components);
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the constructor of " + type.getName() + " cannot be reached", e);
        }
    }

    private static MethodHandle accessor(RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return MethodHandles.lookup().unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("[A-Z]", "_$0").toLowerCase(Locale.ROOT);
    }
}
