package cn.dengyun.identity.delegation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelegationTest {

    private static final UUID PRINCIPAL = UUID.fromString("01900000-0000-7000-8000-00000000f001");
    private static final UUID AGENT = UUID.fromString("01900000-0000-7000-8000-00000000f002");
    private static final UUID PERSON = UUID.fromString("01900000-0000-7000-8000-00000000f003");
    private static final Instant FROM = Instant.parse("2018-05-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2018-06-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2018-04-30T23:59:59.999999Z, false, PENDING",
        "2018-05-01T00:00:00Z, false, ACTIVE",
        "2018-05-31T23:59:59.999999Z, false, ACTIVE",
        "2018-06-01T00:00:00Z, false, EXPIRED",
        "2018-05-15T00:00:00Z, true, REVOKED",
        "2018-07-01T00:00:00Z, true, REVOKED"
    })
    void itsStatusFollowsFromItsDates(Instant now, boolean isRevoked, DelegationStatus status) {
        assertThat(delegation(isRevoked ? FROM : null).statusAt(now)).isEqualTo(status);
    }

    @Test
    void anAgentActsWithTheRoleOfThePrincipalAndBothAreKnown() {
        Actor actor = delegation(null).actFor(person(AGENT), FROM);

        assertThat(actor.id()).isEqualTo(PERSON);
        assertThat(actor.organizationId()).isEqualTo(PRINCIPAL);
        assertThat(actor.agentOrganizationId()).isEqualTo(AGENT);
        assertThat(actor.mandate().delegationId()).isEqualTo(PERSON);
        assertThat(actor.roles()).containsExactly(Roles.ENTERPRISE);
        assertThat(actor.actsFor(AGENT)).isFalse();
    }

    @Test
    void nobodyElseLearnsOfIt() {
        assertThatThrownBy(() -> delegation(null).actFor(person(PERSON), FROM))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("delegation-not-found"));
    }

    @ParameterizedTest
    @CsvSource({
        "2018-05-01T00:00:00Z, 2019-05-01T00:00:00Z, ",
        "2018-05-01T00:00:00Z, 2019-05-01T00:00:01Z, delegation-too-long",
        "2020-02-28T16:00:00Z, 2021-02-27T16:00:00Z, ",
        "2018-05-01T00:00:00Z, 2018-05-01T00:00:00Z, delegation-over",
        "2018-01-01T00:00:00Z, 2018-04-01T00:00:00Z, delegation-over"
    })
    void itLastsAYearAtMostAndNotOnlyInThePast(Instant from, Instant until, String code) {
        NewDelegation wanted = new NewDelegation(AGENT, List.of("organization:read"), from, until, null);

        assertThat(wanted.defectsAt(FROM, PRINCIPAL).stream().map(Defect::code).toList())
                .isEqualTo(code == null ? List.of() : List.of(code));
    }

    private static Actor person(UUID organization) {
        return new Actor(PERSON, false, organization, Set.of(Roles.PROVIDER), Set.of(), null);
    }

    private static Delegation delegation(Instant revokedAt) {
        return new Delegation(
                PERSON, PRINCIPAL, AGENT, List.of("organization:read"), FROM, UNTIL, null, FROM, revokedAt);
    }
}
