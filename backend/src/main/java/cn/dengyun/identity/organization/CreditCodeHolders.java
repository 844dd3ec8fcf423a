package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.CreditCodeClaim;
import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.store.CertificationStore;
import cn.dengyun.identity.organization.store.OrganizationStore;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.outbox.Outbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets a registration that nobody certified give way to another of the same credit code, see {@link CreditCodeClaim}.
 * The organisation is locked first, as for every step of its certification: a request that comes at the same moment is
 * either found here, or finds the organisation closed.
 */
@ApplicationScoped
class CreditCodeHolders {

    private final OrganizationStore organizations;
    private final CertificationStore certifications;
    private final Instance<OrganizationTie> ties;
    private final Instance<ClosingEffect> effects;
    private final Outbox outbox;
    private final OrganizationNotes notes;

    CreditCodeHolders(
            OrganizationStore organizations,
            CertificationStore certifications,
            Instance<OrganizationTie> ties,
            Instance<ClosingEffect> effects,
            Outbox outbox,
            OrganizationNotes notes) {
        this.organizations = organizations;
        this.certifications = certifications;
        this.ties = ties;
        this.effects = effects;
        this.outbox = outbox;
        this.notes = notes;
    }

    /**
     * Frees the credit code; results in the organisation that gave way, if there was one.
     *
     * <p>Rejects with {@code credit-code-taken}, {@code credit-code-reserved} (409).
     *
     * @param by the first person of the organisation that is registered now
     */
    Uni<Optional<Organization>> giveWay(SqlConnection connection, String creditCode, Instant now, UUID by) {
        return organizations
                .lockHolder(connection, creditCode)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : organizations
                                .lock(connection, found.get())
                                .call(holder -> requireGivesWay(connection, holder, now))
                                .call(holder -> close(connection, holder, now, by))
                                .map(Optional::of));
    }

    private Uni<Void> requireGivesWay(SqlConnection connection, Organization holder, Instant now) {
        return certifications
                .claimOf(connection, holder.id())
                .invoke(claim -> claim.requireGivesWay(holder, day(holder.createdAt()), day(now)))
                .chain(() -> Multi.createFrom()
                        .iterable(ties)
                        .onItem()
                        .transformToUniAndConcatenate(tie -> tie.binds(connection, holder.id()))
                        .collect()
                        .asList())
                .invoke(bound -> {
                    if (bound.contains(true)) {
                        throw CreditCodeClaim.taken(holder);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> close(SqlConnection connection, Organization holder, Instant now, UUID by) {
        return certifications
                .withdrawAll(connection, holder.id(), now, by)
                .chain(withdrawn -> Multi.createFrom()
                        .iterable(withdrawn)
                        .onItem()
                        .transformToUniAndConcatenate(id -> notes.withdrawn(connection, id, holder.id()))
                        .collect()
                        .last())
                .chain(() -> organizations.change(connection, holder.id(), row -> row.close(now, by)))
                .call(() -> Multi.createFrom()
                        .iterable(effects)
                        .onItem()
                        .transformToUniAndConcatenate(effect -> effect.follow(connection, holder.id(), now, by))
                        .collect()
                        .last())
                .call(change -> outbox.write(
                        connection,
                        OrganizationEvent.CLOSED
                                .of(holder.id(), OrganizationEvent.of(holder), now)
                                .inRegion(holder.profile().regionCode())))
                .call(change ->
                        notes.write(connection, OrganizationEvent.CLOSED.act(), change.before(), change.after(), null))
                .replaceWithVoid();
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }
}
