package cn.dengyun.catalogue.hosting;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * That an industrial app is, was or is to be hosted on a platform.
 *
 * @param organizationId who said so first: the developer of the app or the host
 * @param counterpartId who has to confirm it; the same for an app of one's own
 * @param regionCode where the platform's provider is
 * @param confirmedAt since when it is hosted there; null as long as nobody has confirmed it
 * @param endedAt until when it was; null as long as it is
 * @param reason of the last move; null for the first
 */
record Hosting(
        UUID id,
        int version,
        UUID organizationId,
        UUID counterpartId,
        String regionCode,
        UUID platformId,
        String platformName,
        UUID hostId,
        UUID offeringId,
        String offeringName,
        UUID developerId,
        HostingStatus status,
        Instant proposedAt,
        Instant confirmedAt,
        Instant endedAt,
        String reason,
        Instant updatedAt)
        implements Aggregate {

    /** Who may know of one in SQL, besides its proposer: everybody once it was confirmed, and always the other side. */
    static final String KNOWN = "confirmed_at IS NOT NULL OR counterpart_id = $4";

    @Override
    public boolean isPublic() {
        return confirmedAt != null;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.actsFor(counterpartId) || Aggregate.super.isHandledBy(actor);
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(HostingMove.values(), status, move -> isOf(actor, move.side) && !actor.isViewer());
    }

    private boolean isOf(Actor actor, HostingMove.Side side) {
        boolean isProposer = actor.actsFor(organizationId);
        boolean isOther = actor.actsFor(counterpartId);
        return actor.has(Roles.PROVIDER)
                && switch (side) {
                    case PROPOSER -> isProposer;
                    case OTHER -> isOther;
                    case EITHER -> isProposer || isOther;
                };
    }

    /** Rejects with {@code not-yours} (403) whoever is not on the side whose move it is. */
    void requireSide(Actor actor, HostingMove move) {
        if (!isOf(actor, move.side)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** The change by a move. Rejects with {@code transition-not-allowed} (409). */
    Change<Hosting> moved(HostingMove move, String why, Instant now) {
        HostingStatus target = move.from(status);
        Hosting after = new Hosting(
                id,
                version + 1,
                organizationId,
                counterpartId,
                regionCode,
                platformId,
                platformName,
                hostId,
                offeringId,
                offeringName,
                developerId,
                target,
                proposedAt,
                target == HostingStatus.CONFIRMED ? now : confirmedAt,
                target == HostingStatus.ENDED ? now : endedAt,
                why,
                now);
        return new Change<>(after, after.told(move.event), why);
    }

    DomainEvent told(HostingEvent event) {
        HostingEvent.Data data =
                new HostingEvent.Data(id, offeringId, offeringName, platformId, platformName, status, reason);
        return event.about(this, data, updatedAt).alsoTo(counterpartId);
    }
}
