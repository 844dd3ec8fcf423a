package cn.dengyun.trade.usage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move of something that was read from every status, against a map that was written by hand. */
class UsageEventLifecycleTest {

    private static final Instant NOW = Instant.parse("2018-09-01T00:00:00Z");
    private static final Map<String, UsageEventStatus> ALLOWED = Map.of(
            "QUARANTINED RELEASE", UsageEventStatus.ACCEPTED,
            "QUARANTINED DISMISS", UsageEventStatus.DISMISSED,
            "ACCEPTED REVERSE", UsageEventStatus.REVERSED);

    static Stream<Arguments> pairs() {
        return Arrays.stream(UsageEventStatus.values())
                .flatMap(status -> Arrays.stream(UsageEventMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheMapSays(UsageEventStatus status, UsageEventMove move) {
        UsageEvent event = in(status, Quarantine.IMPLAUSIBLE);
        UsageEventStatus target = ALLOWED.get(status + " " + move);

        if (target == null) {
            assertThatThrownBy(() -> event.moved(move, Ids.next(), "理由", NOW)).hasMessage("transition-not-allowed");
        } else {
            UsageEvent after = event.moved(move, Ids.next(), "理由", NOW);
            assertThat(after.status()).isEqualTo(target);
            assertThat(after.version()).isEqualTo(1);
            assertThat(after.reading()).isEqualTo(event.reading());
        }
    }

    @Test
    void whatNoBillCanCountIsOnlyDismissed() {
        UsageEvent event = in(UsageEventStatus.QUARANTINED, Quarantine.TOO_MANY_DIGITS);

        assertThatThrownBy(() -> event.moved(UsageEventMove.RELEASE, Ids.next(), "理由", NOW))
                .hasMessage("usage-not-releasable");
        assertThat(event.moved(UsageEventMove.DISMISS, Ids.next(), "理由", NOW).status())
                .isEqualTo(UsageEventStatus.DISMISSED);
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("usage-event.md", """
                # The lifecycle of what was read of a meter

                Drawn from `UsageEventMove` by a test. What cannot be right is held back when it comes.

                ```mermaid
                stateDiagram-v2
                    [*] --> ACCEPTED: report
                    [*] --> QUARANTINED: report
                %s
                ```
                """.formatted(Arrays.stream(UsageEventMove.values())
                .flatMap(move ->
                        move.sources().stream().map(from -> "    " + from + " --> " + move.target() + ": " + move))
                .collect(Collectors.joining("\n"))));
    }

    private static UsageEvent in(UsageEventStatus status, Quarantine why) {
        return new UsageEvent(
                Ids.next(),
                0,
                Ids.next(),
                Ids.next(),
                Ids.next(),
                Ids.next(),
                "340123",
                "e",
                NOW,
                null,
                BigDecimal.ONE,
                null,
                new byte[32],
                Ids.next(),
                1,
                NOW,
                status,
                why,
                null,
                null,
                null,
                null,
                null);
    }
}
