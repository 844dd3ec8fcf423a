package cn.dengyun.settlement.entitlement;

import cn.dengyun.identity.organization.OrganizationLinks;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.settlement.claim.ClaimRefunds;
import cn.dengyun.settlement.entitlement.domain.SettlementEntitlement;
import cn.dengyun.settlement.entitlement.store.EntitlementRows;
import cn.dengyun.settlement.recovery.EntitlementRecoveries;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Takes back what is owed outside vouchers, by two people of the office whose programme it is: what is not paid goes
 * back to its budget, and what was paid is asked back from whoever got it. What is not there for the actor is refused
 * with {@code settlement-entitlement-not-found} (404), whoever is not of that office with {@code not-yours} and who has
 * the telephone of the contact of whoever is owed it with {@code review-own-side} (403).
 *
 * <p>Locks: payments, claims, entitlement, budget.
 */
@ApplicationScoped
public class EntitlementRevocations {

    private final EntitlementService entitlements;
    private final EntitlementRows rows;
    private final ClaimRefunds claims;
    private final EntitlementRecoveries recoveries;
    private final OrganizationLinks links;

    EntitlementRevocations(
            EntitlementService entitlements,
            EntitlementRows rows,
            ClaimRefunds claims,
            EntitlementRecoveries recoveries,
            OrganizationLinks links) {
        this.entitlements = entitlements;
        this.rows = rows;
        this.claims = claims;
        this.recoveries = recoveries;
        this.links = links;
    }

    /**
     * Wants it taken back: it is neither claimed nor paid until another person decides. Rejects with
     * {@code transition-not-allowed} and {@code entitlement-revocation-open} (409).
     */
    public Effect<SettlementEntitlement> propose(Actor actor, UUID id, String reason) {
        return Effect.of(connection -> held(connection, actor, id)
                .chain(found -> entitlements.decided(
                        connection,
                        found,
                        found.revocationProposed(actor.id(), reason, entitlements.now()),
                        EntitlementEvent.REVOCATION_PROPOSED,
                        reason)));
    }

    /** Leaves it as it was; also by who proposed it. Rejects with {@code transition-not-allowed} (409). */
    public Effect<SettlementEntitlement> reject(Actor actor, UUID id, String reason) {
        return Effect.of(connection -> held(connection, actor, id)
                .chain(found -> entitlements.decided(
                        connection,
                        found,
                        found.revocationRejected(entitlements.now()),
                        EntitlementEvent.REVOCATION_REJECTED,
                        reason)));
    }

    /**
     * Takes it back as another person has proposed. Rejects with {@code four-eyes-required} (403) whoever proposed it,
     * with {@code transition-not-allowed} and, while nobody knows whether it was paid, {@code refund-in-payment} (409).
     */
    public Effect<SettlementEntitlement> approve(Actor actor, UUID id, String reason) {
        return Effect.of(connection -> recoveries
                .hold(connection, id)
                .chain(() -> claims.lock(connection, id))
                .chain(living -> held(connection, actor, id)
                        .invoke(found -> found.revoked(actor.id(), found.movedAt(), entitlements.now()))
                        .call(() -> claims.lock(connection, id)
                                .invoke(again -> ChangedMeanwhile.unless(again.equals(living))))
                        .chain(() -> claims.takeBack(connection, id, entitlements.now())))
                .chain(way -> rows.lock(connection, id)
                        .chain(locked -> way.isPaid()
                                ? askedBack(connection, actor, locked, reason)
                                : givenBack(connection, actor, locked, way.notBefore(), reason))));
    }

    private Uni<SettlementEntitlement> askedBack(
            SqlConnection connection, Actor actor, SettlementEntitlement locked, String reason) {
        Instant now = entitlements.now();
        return recoveries
                .askBack(connection, locked.id(), locked.revocation().revocationReason(), actor, now)
                .chain(() -> entitlements.decided(
                        connection,
                        locked,
                        locked.revoked(actor.id(), locked.movedAt(), now),
                        EntitlementEvent.REVOKED,
                        reason));
    }

    private Uni<SettlementEntitlement> givenBack(
            SqlConnection connection, Actor actor, SettlementEntitlement locked, Instant notBefore, String reason) {
        return entitlements
                .giveBack(connection, locked, notBefore)
                .chain(at -> entitlements.decided(
                        connection,
                        locked,
                        locked.revoked(actor.id(), at, entitlements.now()),
                        EntitlementEvent.REVOKED,
                        reason));
    }

    private Uni<SettlementEntitlement> held(SqlConnection connection, Actor actor, UUID id) {
        return entitlements
                .lock(connection, actor, id)
                .invoke(found -> found.requireOffice(actor))
                .call(found -> links.requireNoContact(connection, actor, List.of(found.claimantId())));
    }
}
