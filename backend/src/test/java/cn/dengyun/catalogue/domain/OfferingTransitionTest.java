package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Rejection;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OfferingTransitionTest {

    /** The product owner's table: from each status, every move there is and where it leads. */
    private static final Map<OfferingStatus, Map<OfferingTransition, OfferingStatus>> ALLOWED = Map.of(
            OfferingStatus.DRAFT,
            Map.of(
                    OfferingTransition.PUBLISH, OfferingStatus.PUBLISHED,
                    OfferingTransition.STAY_SUSPENDED, OfferingStatus.SUSPENDED,
                    OfferingTransition.RETIRE, OfferingStatus.RETIRED),
            OfferingStatus.PUBLISHED,
            Map.of(
                    OfferingTransition.RETIRE, OfferingStatus.RETIRED,
                    OfferingTransition.SUSPEND, OfferingStatus.SUSPENDED),
            OfferingStatus.SUSPENDED,
            Map.of(
                    OfferingTransition.RETIRE, OfferingStatus.RETIRED,
                    OfferingTransition.REINSTATE, OfferingStatus.PUBLISHED),
            OfferingStatus.RETIRED,
            Map.of(
                    OfferingTransition.PUBLISH, OfferingStatus.PUBLISHED,
                    OfferingTransition.STAY_SUSPENDED, OfferingStatus.SUSPENDED,
                    OfferingTransition.REDRAFT, OfferingStatus.DRAFT));

    @ParameterizedTest(name = "{0} + {1}")
    @MethodSource("everyPair")
    void onlyTheListedMovesAreAllowed(OfferingStatus status, OfferingTransition move) {
        OfferingStatus target = ALLOWED.get(status).get(move);

        assertThat(move.isAllowedFrom(status)).isEqualTo(target != null);
        if (target != null) {
            assertThat(move.from(status)).isEqualTo(target);
            return;
        }
        assertThatThrownBy(() -> move.from(status)).isInstanceOfSatisfying(Rejection.class, rejection -> {
            assertThat(rejection.kind()).isEqualTo(Rejection.Kind.CONFLICT);
            assertThat(rejection.code()).isEqualTo("offering-transition-not-allowed");
            assertThat(rejection.arguments()).containsExactly(status, move);
        });
    }

    static Stream<Arguments> everyPair() {
        return Arrays.stream(OfferingStatus.values())
                .flatMap(status -> Arrays.stream(OfferingTransition.values()).map(move -> Arguments.of(status, move)));
    }
}
