package cn.dengyun.identity.organization.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Rejection;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificationTransitionTest {

    /** The product owner's table: from each status, every move there is and where it leads. */
    private static final Map<CertificationStatus, Map<CertificationTransition, CertificationStatus>> ALLOWED = Map.of(
            CertificationStatus.DRAFT,
            Map.of(
                    CertificationTransition.SUBMIT, CertificationStatus.SUBMITTED,
                    CertificationTransition.WITHDRAW, CertificationStatus.WITHDRAWN),
            CertificationStatus.SUBMITTED,
            Map.of(
                    CertificationTransition.CERTIFY, CertificationStatus.CERTIFIED,
                    CertificationTransition.RETURN, CertificationStatus.RETURNED,
                    CertificationTransition.REJECT, CertificationStatus.REJECTED,
                    CertificationTransition.WITHDRAW, CertificationStatus.WITHDRAWN),
            CertificationStatus.RETURNED,
            Map.of(
                    CertificationTransition.SUBMIT, CertificationStatus.SUBMITTED,
                    CertificationTransition.WITHDRAW, CertificationStatus.WITHDRAWN),
            CertificationStatus.CERTIFIED,
            Map.of(
                    CertificationTransition.SUPERSEDE, CertificationStatus.SUPERSEDED,
                    CertificationTransition.REVOKE, CertificationStatus.REVOKED),
            CertificationStatus.REJECTED,
            Map.of(),
            CertificationStatus.WITHDRAWN,
            Map.of(),
            CertificationStatus.SUPERSEDED,
            Map.of(),
            CertificationStatus.REVOKED,
            Map.of());

    @ParameterizedTest(name = "{0} + {1}")
    @MethodSource("everyPair")
    void onlyTheListedMovesAreAllowed(CertificationStatus status, CertificationTransition move) {
        CertificationStatus target = ALLOWED.get(status).get(move);

        assertThat(move.isAllowedFrom(status)).isEqualTo(target != null);
        if (target != null) {
            assertThat(move.from(status)).isEqualTo(target);
            return;
        }
        assertThatThrownBy(() -> move.from(status)).isInstanceOfSatisfying(Rejection.class, rejection -> {
            assertThat(rejection.kind()).isEqualTo(Rejection.Kind.CONFLICT);
            assertThat(rejection.code()).isEqualTo("certification-transition-not-allowed");
            assertThat(rejection.arguments()).containsExactly(status, move);
        });
    }

    @Test
    void whatIsOpenIsWhatTheApplicantMayStillWithdraw() {
        for (CertificationStatus status : CertificationStatus.values()) {
            assertThat(status.isOpen())
                    .as(status.name())
                    .isEqualTo(CertificationTransition.WITHDRAW.isAllowedFrom(status));
        }
    }

    static Stream<Arguments> everyPair() {
        return Arrays.stream(CertificationStatus.values())
                .flatMap(status ->
                        Arrays.stream(CertificationTransition.values()).map(move -> Arguments.of(status, move)));
    }
}
