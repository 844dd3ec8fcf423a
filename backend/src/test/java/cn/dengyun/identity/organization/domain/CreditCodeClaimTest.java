package cn.dengyun.identity.organization.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditCodeClaimTest {

    private static final LocalDate REGISTERED = LocalDate.of(2018, 5, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2018, 5, 31);
    private static final CreditCodeClaim NOTHING = new CreditCodeClaim(false, false, false);

    @Test
    void aRegistrationKeepsItsCodeForThirtyDays() {
        Rejection refusal = refusal(NOTHING, holder(OrganizationKind.ENTERPRISE, false), LAST_DAY);

        assertThat(refusal.code()).isEqualTo("credit-code-reserved");
        assertThat(refusal.arguments()).containsExactly("91340000MA2T00058Q", LAST_DAY);
        assertThatCode(() -> NOTHING.requireGivesWay(
                        holder(OrganizationKind.ENTERPRISE, false), REGISTERED, LAST_DAY.plusDays(1)))
                .doesNotThrowAnyException();
    }

    @Test
    void whatWasRefusedGivesWayAtOnce() {
        assertThatCode(() -> new CreditCodeClaim(false, false, true)
                        .requireGivesWay(holder(OrganizationKind.PROVIDER, false), REGISTERED, REGISTERED))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, false, ENTERPRISE, false",
        "true, false, true, ENTERPRISE, false",
        "false, true, false, ENTERPRISE, false",
        "false, true, true, PROVIDER, false",
        "false, false, true, ENTERPRISE, true",
        "false, false, false, AUTHORITY, false",
        "false, false, false, OPERATOR, false"
    })
    void whatWaitsWasCertifiedIsFrozenOrIsAnOfficeNeverGivesWay(
            boolean isPending, boolean wasCertified, boolean wasRefused, OrganizationKind kind, boolean isFrozen) {
        Rejection refusal = refusal(
                new CreditCodeClaim(isPending, wasCertified, wasRefused),
                holder(kind, isFrozen),
                LAST_DAY.plusYears(1));

        assertThat(refusal.code()).isEqualTo("credit-code-taken");
    }

    private static Rejection refusal(CreditCodeClaim claim, Organization holder, LocalDate today) {
        return catchThrowableOfType(Rejection.class, () -> claim.requireGivesWay(holder, REGISTERED, today));
    }

    private static Organization holder(OrganizationKind kind, boolean isFrozen) {
        return new Organization(
                UUID.randomUUID(),
                "91340000MA2T00058Q",
                kind,
                new Profile("测试", null, "340123", "34", 1L, 1L, 1L, List.of(), null, new Contact("王芳", null, null)),
                null,
                isFrozen ? new Organization.Freeze(Instant.EPOCH, "核查") : null,
                null,
                0,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
