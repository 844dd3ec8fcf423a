package cn.dengyun.provider;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.JsonWriter;
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
    private final ProviderNotes notes;
    private final AuditTrail trail;
    private final JsonWriter json;

    ProviderRegister(
            ProviderStore providers, StandingWriter standings, ProviderNotes notes, AuditTrail trail, JsonWriter json) {
        this.providers = providers;
        this.standings = standings;
        this.notes = notes;
        this.trail = trail;
        this.json = json;
    }

    /**
     * What a provider says of itself.
     *
     * @param nameEn may be null, as homepage may
     */
    public record Description(String nameZh, String nameEn, String hotline, String homepage) {

        private static Description of(Provider provider) {
            return new Description(provider.nameZh(), provider.nameEn(), provider.hotline(), provider.homepage());
        }

        /** What it leaves out stays as it was. */
        private Description over(Description before) {
            return new Description(
                    nameZh,
                    nameEn == null ? before.nameEn : nameEn,
                    hotline == null ? before.hotline : hotline,
                    homepage == null ? before.homepage : homepage);
        }
    }

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
                        ? describe(connection, found.get(), kind, says, now)
                        : register(connection, actor, made(organization, kind, says, now)));
    }

    /** Keeps a provider as it is until the unit of work ends. */
    public Uni<Provider> lock(SqlConnection connection, UUID provider) {
        return standings.lock(connection, provider);
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
                .chain(() -> notes.tell(connection, ProviderEvent.REGISTERED, provider, null, provider.createdAt()))
                .replaceWith(provider);
    }

    private Uni<Provider> describe(
            SqlConnection connection, Provider before, ProviderKind kind, Description wanted, Instant now) {
        Description was = Description.of(before);
        Description says = wanted.over(was);
        Uni<Provider> described = providers.describe(connection, described(before, kind, says, now));
        return says.equals(was)
                ? described
                : described.call(() -> trail.write(
                        connection,
                        new AuditNote(
                                "provider.described",
                                "/api/v1/providers/" + before.id(),
                                before.organizationId(),
                                json.write(was),
                                json.write(says),
                                null)));
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
