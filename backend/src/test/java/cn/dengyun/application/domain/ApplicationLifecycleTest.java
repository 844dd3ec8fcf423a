package cn.dengyun.application.domain;

import static cn.dengyun.application.domain.ApplicationStatus.APPROVED;
import static cn.dengyun.application.domain.ApplicationStatus.CITY_REVIEW;
import static cn.dengyun.application.domain.ApplicationStatus.COUNTY_REVIEW;
import static cn.dengyun.application.domain.ApplicationStatus.DRAFT;
import static cn.dengyun.application.domain.ApplicationStatus.ISSUED;
import static cn.dengyun.application.domain.ApplicationStatus.LAPSED;
import static cn.dengyun.application.domain.ApplicationStatus.PROVINCE_REVIEW;
import static cn.dengyun.application.domain.ApplicationStatus.PUBLIC_NOTICE;
import static cn.dengyun.application.domain.ApplicationStatus.REJECTED;
import static cn.dengyun.application.domain.ApplicationStatus.RETURNED;
import static cn.dengyun.application.domain.ApplicationStatus.SUBMITTED;
import static cn.dengyun.application.domain.ApplicationStatus.WAITLISTED;
import static cn.dengyun.application.domain.ApplicationStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Rejection;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move from every status, against a map that was written by hand and not taken from the table. */
class ApplicationLifecycleTest {

    /** What follows from a move that is allowed; a pair that is missing is refused. */
    private static final Map<ApplicationStatus, Map<ApplicationMove, ApplicationStatus>> EXPECTED = Map.ofEntries(
            Map.entry(
                    DRAFT,
                    Map.of(
                            ApplicationMove.SUBMIT, SUBMITTED,
                            ApplicationMove.QUEUE, WAITLISTED,
                            ApplicationMove.WITHDRAW, WITHDRAWN)),
            Map.entry(
                    SUBMITTED,
                    Map.of(
                            ApplicationMove.TAKE_UP_BY_COUNTY, COUNTY_REVIEW,
                            ApplicationMove.TAKE_UP_BY_CITY, CITY_REVIEW,
                            ApplicationMove.TAKE_UP_BY_PROVINCE, PROVINCE_REVIEW,
                            ApplicationMove.SET_ASIDE, WAITLISTED,
                            ApplicationMove.WITHDRAW, WITHDRAWN)),
            Map.entry(
                    COUNTY_REVIEW,
                    Map.of(
                            ApplicationMove.PASS_TO_CITY, CITY_REVIEW,
                            ApplicationMove.PASS_TO_PROVINCE, PROVINCE_REVIEW,
                            ApplicationMove.APPROVE, APPROVED,
                            ApplicationMove.RETURN, RETURNED,
                            ApplicationMove.REJECT, REJECTED,
                            ApplicationMove.SET_ASIDE, WAITLISTED,
                            ApplicationMove.WITHDRAW, WITHDRAWN)),
            Map.entry(
                    CITY_REVIEW,
                    Map.of(
                            ApplicationMove.PASS_TO_PROVINCE, PROVINCE_REVIEW,
                            ApplicationMove.APPROVE, APPROVED,
                            ApplicationMove.RETURN, RETURNED,
                            ApplicationMove.REJECT, REJECTED,
                            ApplicationMove.SET_ASIDE, WAITLISTED,
                            ApplicationMove.WITHDRAW, WITHDRAWN)),
            Map.entry(
                    PROVINCE_REVIEW,
                    Map.of(
                            ApplicationMove.APPROVE, APPROVED,
                            ApplicationMove.RETURN, RETURNED,
                            ApplicationMove.REJECT, REJECTED,
                            ApplicationMove.SET_ASIDE, WAITLISTED,
                            ApplicationMove.WITHDRAW, WITHDRAWN)),
            Map.entry(
                    APPROVED,
                    Map.of(
                            ApplicationMove.PUBLISH, PUBLIC_NOTICE,
                            ApplicationMove.SET_ASIDE, WAITLISTED,
                            ApplicationMove.WITHDRAW, WITHDRAWN)),
            Map.entry(
                    PUBLIC_NOTICE,
                    Map.of(
                            ApplicationMove.ISSUE, ISSUED,
                            ApplicationMove.UPHOLD_OBJECTION, REJECTED,
                            ApplicationMove.SET_ASIDE, WAITLISTED)),
            Map.entry(ISSUED, Map.of()),
            Map.entry(
                    RETURNED,
                    Map.of(
                            ApplicationMove.RESUBMIT, SUBMITTED,
                            ApplicationMove.SET_ASIDE, WAITLISTED,
                            ApplicationMove.WITHDRAW, WITHDRAWN,
                            ApplicationMove.LAPSE, LAPSED)),
            Map.entry(
                    WAITLISTED,
                    Map.of(
                            ApplicationMove.SERVE, SUBMITTED,
                            ApplicationMove.WITHDRAW, WITHDRAWN,
                            ApplicationMove.LAPSE, LAPSED)),
            Map.entry(REJECTED, Map.of(ApplicationMove.REINSTATE, WAITLISTED)),
            Map.entry(WITHDRAWN, Map.of()),
            Map.entry(LAPSED, Map.of()));

    static Stream<Arguments> pairs() {
        return Arrays.stream(ApplicationStatus.values())
                .flatMap(status -> Arrays.stream(ApplicationMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheMapSays(ApplicationStatus status, ApplicationMove move) {
        ApplicationStatus expected = EXPECTED.get(status).get(move);

        if (expected == null) {
            assertThat(move.isAllowedFrom(status)).isFalse();
            assertThatThrownBy(() -> move.from(status))
                    .isInstanceOfSatisfying(
                            Rejection.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("application-transition-not-allowed"));
            return;
        }
        assertThat(move.from(status)).isEqualTo(expected);
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("voucher-application.md", draw());
    }

    private static String draw() {
        return """
                # The lifecycle of an application for a voucher

                Drawn from `ApplicationMove` by a test. From `SUBMITTED` to `PUBLIC_NOTICE`, and while it is `RETURNED`, quota is held for it;
                whatever leaves this way gives it back, and the first of those that are `WAITLISTED` gets it in the same unit of work. Those of
                enterprises that are not certified, or are frozen, wait too (`SET_ASIDE`) and are passed over until that changes.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: prepared
                %s
                ```
                """.formatted(LifecyclePicture.arrows(ApplicationMove.values(), ApplicationStatus.values()));
    }
}
