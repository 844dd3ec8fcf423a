package cn.dengyun.identity.delegation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.identity.delegation.SelfDealing.Side;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SelfDealingTest {

    private static final UUID PRINCIPAL = UUID.fromString("01900000-0000-7000-8000-00000000f001");
    private static final UUID PROVIDER = UUID.fromString("01900000-0000-7000-8000-00000000f002");
    private static final UUID OTHER = UUID.fromString("01900000-0000-7000-8000-00000000f003");
    private static final String CODE = "91340000MA2T00058Q";
    private static final String OTHER_CODE = "91340200MA2T00023G";

    @Test
    void theProviderConcernedIsNotTheAgent() {
        assertThatThrownBy(() -> SelfDealing.refuse(agentOf(PROVIDER), PROVIDER))
                .isInstanceOfSatisfying(Rejection.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("self-dealing");
                    assertThat(refusal.kind()).isEqualTo(Rejection.Kind.FORBIDDEN);
                });
        assertThatThrownBy(() -> SelfDealing.refuse(new Side(OTHER, CODE), new Side(PROVIDER, CODE)))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void anotherAgentAndTheEnterpriseItselfAct() {
        assertThatCode(() -> SelfDealing.refuse(agentOf(OTHER), PROVIDER)).doesNotThrowAnyException();
        Actor itself = new Actor(OTHER, false, PRINCIPAL, Set.of(Roles.ENTERPRISE), Set.of(), null);
        assertThatCode(() -> SelfDealing.refuse(itself, PROVIDER)).doesNotThrowAnyException();
        assertThat(SelfDealing.isSelfDealing(new Side(OTHER, OTHER_CODE), new Side(PROVIDER, CODE)))
                .isFalse();
        assertThat(SelfDealing.isSelfDealing(new Side(PROVIDER, CODE), new Side(PROVIDER, OTHER_CODE)))
                .isTrue();
    }

    private static Actor agentOf(UUID organization) {
        return new Actor(OTHER, false, organization, Set.of(Roles.PROVIDER), Set.of(), null)
                .onBehalfOf(PRINCIPAL, Set.of(Roles.ENTERPRISE), OTHER);
    }
}
