package cn.dengyun.events;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Defect;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All types of event that the slices declare, in the order of their names. */
@ApplicationScoped
public class EventCatalogue {

    private final List<EventType<?>> types;
    private final Map<Language, List<EventTypeView>> views = new EnumMap<>(Language.class);

    EventCatalogue(@All List<EventTypes> slices) {
        this.types = slices.stream()
                .flatMap(slice -> slice.all().stream())
                .<EventType<?>>map(type -> type)
                .sorted(Comparator.comparing(EventType::type))
                .toList();
        for (Language language : Language.values()) {
            views.put(
                    language,
                    types.stream().map(type -> EventTypeView.of(type, language)).toList());
        }
    }

    /** What is wrong with the beginning of a type that somebody wants to be told of: that no type begins like it. */
    public Optional<Defect> defectOf(String pointer, String beginning) {
        return types.stream().anyMatch(type -> type.type().startsWith(beginning))
                ? Optional.empty()
                : Optional.of(Defect.at(pointer, "event-type-unknown", beginning));
    }

    List<EventType<?>> types() {
        return types;
    }

    List<EventTypeView> views(Language language) {
        return views.get(language);
    }
}
