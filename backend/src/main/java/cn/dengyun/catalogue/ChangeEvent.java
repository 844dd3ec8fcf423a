package cn.dengyun.catalogue;

import cn.dengyun.catalogue.domain.MirrorChange;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.provider.Provider;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.UUID;

/**
 * The event that a unit of work changed a provider's catalogue: one for a single edit, one for each chunk of a push.
 */
public final class ChangeEvent {

    private ChangeEvent() {}

    /**
     * What a change came with.
     *
     * @param offeringId null unless a single offering was edited
     * @param pushId null unless a chunk of a push was carried out
     */
    public record Origin(UUID offeringId, UUID pushId) {}

    /**
     * @param changes what the public sees of it, one element for each offering; offerings whose change nobody sees are
     *     left out, and when all are, only the provider is told
     * @param origin what it came with, from one of the methods below
     */
    public static DomainEvent of(
            UUID id, Provider provider, Collection<MirrorChange> changes, Origin origin, Instant now) {
        return OfferingsEvent.CHANGED
                .of(
                        id,
                        provider.organizationId(),
                        new OfferingsEvent.Data(
                                provider.id(),
                                origin.offeringId(),
                                origin.pushId(),
                                Collections.frequency(changes, MirrorChange.PUBLISHED),
                                Collections.frequency(changes, MirrorChange.UPDATED),
                                Collections.frequency(changes, MirrorChange.RETIRED),
                                Collections.frequency(changes, MirrorChange.SUSPENDED),
                                Collections.frequency(changes, MirrorChange.REINSTATED)),
                        now)
                .publicIf(!changes.isEmpty());
    }

    /** Several offerings were declared at once, by no push. */
    public static Origin several() {
        return new Origin(null, null);
    }

    /** One offering was edited or moved. */
    public static Origin single(UUID offeringId) {
        return new Origin(offeringId, null);
    }

    /** A chunk of a push was carried out. */
    public static Origin push(UUID pushId) {
        return new Origin(null, pushId);
    }
}
