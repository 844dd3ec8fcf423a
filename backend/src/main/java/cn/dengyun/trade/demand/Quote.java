package cn.dengyun.trade.demand;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a provider offers for a demand. It never changes; whoever offers something else replaces it.
 *
 * @param demanderId the enterprise
 * @param regionCode where that is, whose authorities may know of it when it is open
 * @param organizationId of the provider
 * @param lines as they are kept, {@link #quoted} reads them
 * @param netFen what its lines come to, in fen
 * @param deliveryDays in how many days from the order on the service begins
 * @param validUntil its last day
 * @param note null where the provider says nothing
 * @param opensAt from when others than the provider may know of it; null for never
 * @param replacesId the one before; null where there was none
 * @param orderId null unless it was awarded
 */
record Quote(
        UUID id,
        int version,
        String number,
        UUID demandId,
        String demandTitle,
        UUID demanderId,
        String regionCode,
        UUID organizationId,
        UUID providerId,
        String providerName,
        UUID offeringId,
        int offeringVersion,
        String offeringName,
        String lines,
        long listFen,
        long netFen,
        int deliveryDays,
        LocalDate validUntil,
        String note,
        QuoteStatus status,
        Instant opensAt,
        UUID submittedBy,
        Instant submittedAt,
        UUID replacesId,
        UUID orderId,
        Instant endedAt,
        Instant updatedAt,
        String reason)
        implements Aggregate {

    /** Who may know of one in SQL, besides the provider and the authorities of the enterprise, once it is open. */
    static final String KNOWN = "demander_id = $4";

    /** Whether it is open to others at a moment, or the caller's own, in SQL. */
    static final String OPEN_TO = "(organization_id = $4 OR coalesce(opens_at <= :moment, false))";

    /** Where it stands at a moment, in SQL. */
    static final String STATUS = "CASE WHEN status = 'SUBMITTED' AND (valid_until + 1)::timestamp"
            + " AT TIME ZONE 'Asia/Shanghai' <= :moment THEN 'LAPSED' ELSE status END";

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return isOf(actor, QuoteMove.Side.PROVIDER) || isOf(actor, QuoteMove.Side.ENTERPRISE);
    }

    /** Once it is open: {@link #isOpenTo} knows of the clock. */
    @Override
    public boolean isKnownTo(Actor actor) {
        return actor.actsFor(organizationId)
                || actor.actsFor(demanderId)
                || Aggregate.super.isHandledBy(actor)
                || Aggregate.seesAll(actor);
    }

    /** Whether the actor may know of it at a moment: it is sealed for all but the provider until it opens. */
    boolean isOpenTo(Actor actor, Instant now) {
        return actor.actsFor(organizationId) || opensAt != null && !now.isBefore(opensAt);
    }

    /** Whether the actor is on that side. */
    boolean isOf(Actor actor, QuoteMove.Side side) {
        return switch (side) {
            case PROVIDER -> actor.actsFor(organizationId) && actor.has(Roles.PROVIDER);
            case ENTERPRISE -> actor.actsFor(demanderId) && actor.has(Roles.ENTERPRISE);
            case NOBODY -> false;
        };
    }

    /** Rejects with {@code not-yours} (403) whoever is not on the side whose move it is. */
    void requireSide(Actor actor, QuoteMove move) {
        if (!isOf(actor, move.side)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** Where it stands at a moment: its validity may be over before that was carried out. */
    QuoteStatus statusAt(Instant now) {
        return status == QuoteStatus.SUBMITTED && !now.isBefore(lapsesAt()) ? QuoteStatus.LAPSED : status;
    }

    /** The first moment behind its last day. */
    Instant lapsesAt() {
        return validUntil.plusDays(1).atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(QuoteMove.values(), status, move -> mayTake(actor, move));
    }

    /** A provider takes back what is sealed, and the enterprise awards what is open. */
    List<String> actionsAt(Instant now, Actor actor) {
        boolean isOpen = opensAt != null && !now.isBefore(opensAt);
        return Move.available(
                QuoteMove.values(),
                statusAt(now),
                move -> mayTake(actor, move) && isOpen == (move.side == QuoteMove.Side.ENTERPRISE));
    }

    private boolean mayTake(Actor actor, QuoteMove move) {
        return isOf(actor, move.side) && !actor.isViewer() && actor.agentOrganizationId() == null;
    }

    /** What it says, line by line. */
    List<QuoteLine> quoted() {
        return QuoteTexts.lines(lines);
    }

    /** What was quoted of each plan, in fen. */
    Map<String, Long> quotedFen() {
        return planLines().stream().collect(Collectors.toMap(QuoteLine::planCode, QuoteLine::netFen));
    }

    /** Its lines of plans, which come first. */
    List<QuoteLine> planLines() {
        return quoted().stream().filter(line -> line.ownWords() == null).toList();
    }

    /** Its lines in own words. */
    List<QuoteLine> ownLines() {
        return quoted().stream().filter(line -> line.ownWords() != null).toList();
    }

    /**
     * The change by a move. Rejects with {@code transition-not-allowed} (409).
     *
     * @param order null unless it is awarded
     */
    Change<Quote> moved(QuoteMove move, UUID order, String why, Instant now) {
        boolean isSealed = opensAt == null || now.isBefore(opensAt);
        QuoteStatus target = move.from(move.side == QuoteMove.Side.NOBODY ? status : statusAt(now));
        Quote after = new Quote(
                id,
                version + 1,
                number,
                demandId,
                demandTitle,
                demanderId,
                regionCode,
                organizationId,
                providerId,
                providerName,
                offeringId,
                offeringVersion,
                offeringName,
                lines,
                listFen,
                netFen,
                deliveryDays,
                validUntil,
                note,
                target,
                // What ends while it is sealed stays so.
                isSealed ? null : opensAt,
                submittedBy,
                submittedAt,
                replacesId,
                order,
                target == QuoteStatus.SUBMITTED ? null : now,
                now,
                why);
        return new Change<>(after, after.told(QuoteEvent.of(move)), why);
    }

    /** Told to the provider alone: nobody else may know of what is sealed. It says no amount. */
    DomainEvent told(QuoteEvent event) {
        QuoteEvent.Data data = new QuoteEvent.Data(
                id, number, demandId, demandTitle, providerId, offeringId, offeringName, status, orderId, reason);
        return event.of(organizationId, data, updatedAt);
    }
}
