package cn.dengyun.platform.outbox;

import java.util.List;

/** Contributes the types of event that a slice tells, in the order in which people read them. */
@FunctionalInterface
public interface EventTypes {

    List<EventType<?>> all();
}
