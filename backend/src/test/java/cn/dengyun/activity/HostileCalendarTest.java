package cn.dengyun.activity;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import cn.dengyun.publishing.article.HostileTexts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever somebody writes, a calendar finds one event, and texts in it. */
class HostileCalendarTest {

    private static Activity activity(String text) {
        Instant now = Instant.parse("2030-10-01T01:00:00Z");
        ActivityForm says = new ActivityForm(
                ActivityKind.TRAINING, text, text, "340100", text, null, now, now, now, now, 1, null, null, null);
        return new Activity(
                new UUID(9, 1),
                1,
                new UUID(9, 2),
                text,
                "340100",
                null,
                says,
                ActivityStatus.PUBLISHED,
                now,
                null,
                text,
                null,
                null,
                null,
                now,
                now);
    }

    @Test
    void theCalendarHasOneEventOfTexts() {
        HostileTexts.all().forEach(text -> {
            String calendar = ActivityCalendar.of(List.of(activity(text)), "https://dengyun.example/");

            assertThat(calendar.lines().filter(line -> line.startsWith("BEGIN:")))
                    .hasSize(2);
            assertThat(calendar.replace("\r\n", "")).doesNotContain("\n", "\r", "\u2028", "\u0085");
            assertThat(calendar.lines())
                    .allSatisfy(line ->
                            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
            List<VEvent> events = Biweekly.parse(calendar).first().getEvents();
            assertThat(events).hasSize(1);
            VEvent event = events.get(0);
            assertThat(event.getUid().getValue()).isEqualTo(new UUID(9, 1) + "@activities.dengyun");
            assertThat(event.getUrl().getValue()).startsWith("https://dengyun.example/api/v1/activities/");
            assertThat(event.getAttachments()).isEmpty();
            assertThat(event.getAlarms()).isEmpty();
            assertThat(event.getSummary().getValue()).doesNotContain("\n", "\r");
            assertThat(event.getLocation().getValue()).doesNotContain("\n", "\r");
        });
    }
}
