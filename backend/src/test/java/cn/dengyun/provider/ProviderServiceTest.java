package cn.dengyun.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProviderServiceTest {

    @Inject
    ProviderService providers;

    @Test
    void aProviderPublishesForItself() throws Throwable {
        Provider found = VertxContextSupport.subscribeAndAwait(
                () -> providers.findForPublishing(DemoProviders.PLATFORM, actorOf(DemoAccounts.PLATFORM_ORGANIZATION)));

        assertThat(found.organizationId()).isEqualTo(DemoAccounts.PLATFORM_ORGANIZATION);
        assertThat(providers.isFit(found)).isTrue();
    }

    @Test
    void aProviderDoesNotPublishForAnother() {
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> providers.findForPublishing(
                        DemoProviders.PLATFORM, actorOf(DemoAccounts.APPLICATION_ORGANIZATION))))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo("provider-not-yours"));
    }

    @Test
    void theNamesOfSeveralProvidersComeTogetherWithoutThoseThatDoNotExist() throws Throwable {
        Set<UUID> ids = Set.of(DemoProviders.PLATFORM, DemoProviders.APPLICATION, UUID.randomUUID());
        assertThat(VertxContextSupport.subscribeAndAwait(() -> providers.findAll(ids)))
                .containsOnlyKeys(DemoProviders.PLATFORM, DemoProviders.APPLICATION);
    }

    private static Actor actorOf(UUID organization) {
        return new Actor(UUID.randomUUID(), true, organization, Set.of(Roles.PROVIDER), Set.of(), null);
    }
}
