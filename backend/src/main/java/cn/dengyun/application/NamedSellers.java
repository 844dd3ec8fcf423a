package cn.dengyun.application;

import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.identity.delegation.SelfDealing;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Sees that no agent applies for money that it would be paid itself. */
@ApplicationScoped
class NamedSellers {

    private final ProviderService providers;

    NamedSellers(ProviderService providers) {
        this.providers = providers;
    }

    /** The providers that applications name, by id, read in the caller's unit of work. */
    Uni<Map<UUID, Provider>> of(SqlConnection connection, Collection<VoucherApplication> applications) {
        List<UUID> named = applications.stream()
                .flatMap(each -> each.request().providers().stream())
                .distinct()
                .toList();
        return named.isEmpty() ? Uni.createFrom().item(Map.of()) : providers.findAll(connection, named);
    }

    /** Rejects with {@code self-dealing} (403) an agent that is one of the providers that it applies with. */
    static void refuseSelfDealing(Actor actor, VoucherApplication application, Map<UUID, Provider> sellers) {
        application.request().providers().stream()
                .map(sellers::get)
                .filter(Objects::nonNull)
                .forEach(seller -> SelfDealing.refuse(actor, seller.organizationId()));
    }
}
