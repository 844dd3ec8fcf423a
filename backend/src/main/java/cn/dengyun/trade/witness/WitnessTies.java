package cn.dengyun.trade.witness;

import cn.dengyun.identity.delegation.SelfDealing;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.OrganizationLinks;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.rating.RelatedParties;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whether a witness is one with those whom it witnesses: nobody vouches for himself. */
@ApplicationScoped
class WitnessTies {

    private final CertifiedStandings standings;
    private final OrganizationLinks links;

    WitnessTies(CertifiedStandings standings, OrganizationLinks links) {
        this.standings = standings;
        this.links = links;
    }

    /**
     * Whether two organisations are one legal entity, have the same people in charge, act for each other, or have one
     * contact.
     */
    Uni<Boolean> are(SqlClient client, UUID witness, UUID other, Instant now) {
        if (witness.equals(other)) {
            return Uni.createFrom().item(true);
        }
        return standings
                .of(client, List.of(witness, other))
                .chain(found -> isOne(found, witness, other)
                        ? Uni.createFrom().item(true)
                        : links.areLinked(client, witness, other, now));
    }

    /**
     * Sees that nobody decides about his own side, also where he wears another hat. Rejects with
     * {@code review-own-side} (403).
     */
    Uni<Void> requireOtherSide(SqlClient client, Actor actor, List<UUID> sides) {
        if (sides.stream().anyMatch(actor::actsFor)) {
            throw Rejection.forbidden("review-own-side");
        }
        return links.requireNoContact(client, actor, sides);
    }

    /** One that is not known vouches for nobody. */
    private static boolean isOne(Map<UUID, CertifiedStanding> found, UUID witness, UUID other) {
        CertifiedStanding one = found.get(witness);
        CertifiedStanding two = found.get(other);
        return one == null
                || two == null
                || SelfDealing.isSelfDealing(side(one), side(two))
                || RelatedParties.are(one, two);
    }

    private static SelfDealing.Side side(CertifiedStanding standing) {
        return new SelfDealing.Side(standing.organizationId(), standing.creditCode());
    }
}
