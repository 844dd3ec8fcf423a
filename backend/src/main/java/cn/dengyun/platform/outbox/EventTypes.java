package cn.dengyun.platform.outbox;

import java.lang.reflect.ParameterizedType;
import java.util.List;

/** Contributes the types of event that a slice tells, in the order in which people read them. */
@FunctionalInterface
public interface EventTypes {

    List<EventType<?>> all();

    /**
     * Contributes all types of one enum. A bean of a class that extends this one for the enum is all there is to it.
     *
     * @param <E> the enum
     */
    abstract class Of<E extends Enum<E> & EventType<?>> implements EventTypes {

        @Override
        @SuppressWarnings("unchecked")
        public List<EventType<?>> all() {
            ParameterizedType self = (ParameterizedType) getClass().getGenericSuperclass();
            return List.of(((Class<E>) self.getActualTypeArguments()[0]).getEnumConstants());
        }
    }
}
