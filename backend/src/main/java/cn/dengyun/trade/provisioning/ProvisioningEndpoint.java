package cn.dengyun.trade.provisioning;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Where a provider's services begin and end: one for each organisation, whose owners and systems see to it.
 *
 * @param offeringIds whose orders are provisioned there; empty for all
 * @param checkedAt null before it was checked at its present address
 * @param checkOutcome null before; {@code DONE} where it does what it has to
 * @param checkStatus of HTTP that the last check was answered with; null where there was none
 */
record ProvisioningEndpoint(
        UUID id,
        int version,
        UUID organizationId,
        String organizationName,
        String regionCode,
        String url,
        List<UUID> offeringIds,
        ProvisioningEndpointStatus status,
        Instant checkedAt,
        ProvisioningOutcome checkOutcome,
        Integer checkStatus,
        UUID createdBy,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    private static final String CHECK = "CHECK";
    private static final String ROTATE_SECRET = "ROTATE_SECRET";

    @Override
    public boolean isPublic() {
        return false;
    }

    /** Owners and systems of its organisation; what it is told decides what enterprises get. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return isHandler(actor, organizationId);
    }

    static boolean isHandler(Actor actor, UUID organization) {
        boolean isTheirs = actor.isClient()
                ? actor.actsFor(organization) && actor.agentOrganizationId() == null
                : actor.owns(organization);
        return isTheirs && actor.has(Roles.PROVIDER);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return actor.actsFor(organizationId) || Aggregate.super.isHandledBy(actor) || Aggregate.seesAll(actor);
    }

    boolean isChecked() {
        return checkOutcome == ProvisioningOutcome.DONE;
    }

    /**
     * Whether services are asked for and removed there. It stays at its address while it is enabled, and was checked
     * there before; elsewhere it has to be checked first: another host would read what is asked, and might confirm
     * removals of what it never had.
     */
    boolean mayBeCalled() {
        return status == ProvisioningEndpointStatus.ENABLED || isChecked();
    }

    boolean takes(UUID offeringId) {
        return status == ProvisioningEndpointStatus.ENABLED
                && (offeringIds.isEmpty() || offeringIds.contains(offeringId));
    }

    @Override
    public List<String> actions(Actor actor) {
        if (!isHandledBy(actor)) {
            return List.of();
        }
        List<String> actions = new ArrayList<>(List.of(CHECK, ROTATE_SECRET));
        if (ProvisioningEndpointMove.ENABLE.isAllowedFrom(status) && isChecked()) {
            actions.add(ProvisioningEndpointMove.ENABLE.name());
        }
        if (ProvisioningEndpointMove.DISABLE.isAllowedFrom(status)) {
            actions.add(ProvisioningEndpointMove.DISABLE.name());
        }
        return actions;
    }

    ProvisioningEndpointForm form() {
        return new ProvisioningEndpointForm(url, offeringIds);
    }

    /** It as its provider wants it; at another address it is to be checked anew. */
    ProvisioningEndpoint edited(ProvisioningEndpointForm says, Instant now) {
        boolean isSameUrl = says.url().equals(url);
        return with(
                says.url(),
                says.offerings(),
                status,
                isSameUrl ? checkedAt : null,
                isSameUrl ? checkOutcome : null,
                isSameUrl ? checkStatus : null,
                now);
    }

    ProvisioningEndpoint checked(ProvisioningAnswer answer, Instant now) {
        return with(url, offeringIds, status, now, answer.outcome(), answer.status(), now);
    }

    /** It with another secret, which does not show. */
    ProvisioningEndpoint touched(Instant now) {
        return with(url, offeringIds, status, checkedAt, checkOutcome, checkStatus, now);
    }

    /**
     * It after a move. Rejects with {@code transition-not-allowed} and, before it was checked with success,
     * {@code provisioning-endpoint-unchecked} (409).
     */
    ProvisioningEndpoint moved(ProvisioningEndpointMove move, Instant now) {
        ProvisioningEndpointStatus next = move.from(status);
        if (move == ProvisioningEndpointMove.ENABLE && !isChecked()) {
            throw Rejection.conflict("provisioning-endpoint-unchecked");
        }
        return with(url, offeringIds, next, checkedAt, checkOutcome, checkStatus, now);
    }

    private ProvisioningEndpoint with(
            String address,
            List<UUID> offerings,
            ProvisioningEndpointStatus stands,
            Instant checked,
            ProvisioningOutcome outcome,
            Integer answered,
            Instant now) {
        return new ProvisioningEndpoint(
                id,
                version + 1,
                organizationId,
                organizationName,
                regionCode,
                address,
                offerings,
                stands,
                checked,
                outcome,
                answered,
                createdBy,
                createdAt,
                now);
    }
}
