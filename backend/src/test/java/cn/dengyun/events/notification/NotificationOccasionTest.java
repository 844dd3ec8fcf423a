package cn.dengyun.events.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NotificationOccasionTest {

    @Inject
    @All
    List<EventTypes> declared;

    @Test
    void everyOccasionIsATypeOfEventThatIsTold() {
        assertThat(declared.stream().flatMap(slice -> slice.all().stream()).map(EventType::type))
                .containsAll(Arrays.stream(NotificationOccasion.values())
                        .map(NotificationOccasion::type)
                        .toList());
    }
}
