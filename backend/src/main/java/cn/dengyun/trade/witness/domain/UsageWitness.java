package cn.dengyun.trade.witness.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * That a provider witnesses what is used of the services of another one: of all of its offerings, of one, or of one
 * meter. The province appoints it; the witness and the provider know of it.
 *
 * @param organizationId the witness
 * @param organizationName what it was called when it was proposed, as providerName
 * @param witnessProviderId the provider that it is
 * @param regionCode the province
 * @param providerId whose services are witnessed
 * @param offeringId null where all of its offerings are, as offeringName
 * @param meterId null unless one meter alone is
 * @param fromMonth the first day of the first month that is compared
 * @param tolerancePerMille by how much of the larger of two totals they may differ and still agree, in thousandths
 * @param decidedBy who approved or rejected it; null before
 * @param endedBy who ended it; null before
 * @param reason of the last move; null before
 */
public record UsageWitness(
        UUID id,
        int version,
        UUID organizationId,
        String organizationName,
        UUID witnessProviderId,
        String regionCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        UUID offeringId,
        String offeringName,
        UUID meterId,
        LocalDate fromMonth,
        int tolerancePerMille,
        UsageWitnessStatus status,
        UUID proposedBy,
        Instant proposedAt,
        UUID decidedBy,
        Instant decidedAt,
        UUID endedBy,
        Instant endedAt,
        String reason,
        Instant updatedAt)
        implements Aggregate {

    /** Who may know of one in SQL, besides the witness and the province: the provider. */
    public static final String KNOWN = "provider_organization_id = $4";

    /** A fifth: two totals that differ by more say nothing of each other. */
    public static final int MAX_TOLERANCE = 200;

    public UsageWitness {
        if (tolerancePerMille < 0 || tolerancePerMille > MAX_TOLERANCE) {
            throw new IllegalArgumentException("a tolerance of " + tolerancePerMille + " thousandths");
        }
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    /** An authority has a say where it oversees the whole province. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return Oversight.of(actor).covers(regionCode);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return actor.actsFor(organizationId)
                || actor.actsFor(providerOrganizationId)
                || isHandledBy(actor)
                || Aggregate.seesAll(actor);
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                UsageWitnessMove.values(),
                status,
                move -> isHandledBy(actor)
                        && !actor.isViewer()
                        && !(move.isOfAnother() && actor.id().equals(proposedBy)));
    }

    /**
     * Rejects with {@code not-yours} (403) whoever is not of the province, and with {@code four-eyes-required} (403)
     * who approves what he has proposed.
     */
    public void requireSide(Actor actor, UsageWitnessMove move) {
        if (!isHandledBy(actor)) {
            throw Rejection.forbidden("not-yours");
        }
        if (move.isOfAnother()) {
            FourEyes.require(proposedBy, actor.id());
        }
    }

    /** It after a move. Rejects with {@code transition-not-allowed} (409). */
    public UsageWitness moved(UsageWitnessMove move, UUID by, String why, Instant now) {
        UsageWitnessStatus target = move.from(status);
        boolean isEnd = move == UsageWitnessMove.END;
        return new UsageWitness(
                id,
                version + 1,
                organizationId,
                organizationName,
                witnessProviderId,
                regionCode,
                providerId,
                providerOrganizationId,
                providerName,
                offeringId,
                offeringName,
                meterId,
                fromMonth,
                tolerancePerMille,
                target,
                proposedBy,
                proposedAt,
                isEnd ? decidedBy : by,
                isEnd ? decidedAt : now,
                isEnd ? by : null,
                isEnd ? now : null,
                why,
                now);
    }
}
