package cn.dengyun.provider;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.provider.domain.ProviderStanding;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes providers of organisations whose qualification was granted, and keeps how they stand. */
@ApplicationScoped
public class ProviderRegister {

    private final ProviderStore providers;
    private final StandingWriter standings;
    private final Outbox outbox;

    ProviderRegister(ProviderStore providers, StandingWriter standings, Outbox outbox) {
        this.providers = providers;
        this.standings = standings;
        this.outbox = outbox;
    }

    /**
     * What a provider says of itself.
     *
     * @param nameEn may be null, as homepage may
     */
    public record Description(String nameZh, String nameEn, String hotline, String homepage) {}

    /**
     * Until when the organisation is disqualified by all sanctions that bind it; the past too, null where none ever
     * did. What was decided by the time its provider is locked is known.
     */
    public Uni<Instant> sanctionedUntil(SqlConnection connection, UUID organization) {
        return providers.sanctionedUntil(connection, organization);
    }

    /**
     * The provider that the organisation is from now on, locked: what is decided of it takes turns.
     *
     * @param organization as it stands in this unit of work
     */
    public Uni<Provider> admit(
            SqlConnection connection,
            Actor actor,
            CertifiedStanding organization,
            ProviderKind kind,
            Description says,
            Instant now) {
        return providers
                .lockOf(connection, organization.organizationId())
                .chain(found -> found.isPresent()
                        ? providers.describe(connection, described(found.get(), kind, says, now))
                        : register(connection, actor, made(organization, kind, says, now)));
    }

    /** The same provider as it stands after what this unit of work has put on record. */
    public Uni<Provider> settle(SqlConnection connection, UUID provider, Instant now) {
        return standings.settle(connection, provider, now);
    }

    /** To be told once that has committed. */
    public void known(Provider provider) {
        standings.known(provider);
    }

    private Uni<Provider> register(SqlConnection connection, Actor actor, Provider provider) {
        return providers
                .insert(connection, provider, actor.id())
                .onFailure(Rows.broken("provider_organization_unique"))
                .transform(somebodyElseWas -> new ChangedMeanwhile())
                .chain(() -> outbox.write(
                        connection,
                        ProviderEvent.REGISTERED
                                .of(
                                        provider.organizationId(),
                                        new ProviderEvent.Data(
                                                provider.id(), provider.organizationId(), provider.nameZh()),
                                        provider.createdAt())
                                .publicIf(true)))
                .replaceWith(provider);
    }

    private static Provider made(CertifiedStanding organization, ProviderKind kind, Description says, Instant now) {
        return new Provider(
                Ids.next(),
                organization.organizationId(),
                List.of(kind),
                says.nameZh(),
                says.nameEn(),
                says.hotline(),
                says.homepage(),
                new ProviderStanding(organization.isFrozen(), false, null, null, null, null),
                0,
                now,
                now);
    }

    private static Provider described(Provider before, ProviderKind kind, Description says, Instant now) {
        boolean isNew = !before.kinds().contains(kind);
        return new Provider(
                before.id(),
                before.organizationId(),
                isNew ? Stream.concat(before.kinds().stream(), Stream.of(kind)).toList() : before.kinds(),
                says.nameZh(),
                says.nameEn(),
                says.hotline(),
                says.homepage(),
                before.standing(),
                before.version() + 1,
                before.createdAt(),
                now);
    }
}
