package cn.dengyun.trade.demand;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What an enterprise needs.
 *
 * @param number what people read out
 * @param organizationName as certified when it was drawn up
 * @param regionCode where the enterprise is
 * @param invited the organisations of the providers that it has invited, at most {@link #MAX_INVITED}, by id
 * @param invitedProviderIds these providers, by id
 * @param openedAt null before
 * @param quotingClosedAt null unless the enterprise has ended the quoting before its time
 * @param lapsesAt the first moment at which nothing can be awarded any more; null before it is open
 * @param awardedFen what the awarded quote comes to, in fen; null, as the rest of it, unless one is
 * @param orderedFen what the order by it came to, in fen: less where the offering had become cheaper
 * @param reason of the last move; null where none was given
 */
record Demand(
        UUID id,
        int version,
        String number,
        UUID organizationId,
        String organizationName,
        String regionCode,
        DemandForm form,
        List<UUID> invited,
        List<UUID> invitedProviderIds,
        DemandStatus status,
        UUID createdBy,
        Instant createdAt,
        Instant openedAt,
        Instant quotingClosedAt,
        Instant lapsesAt,
        Instant endedAt,
        UUID awardedQuoteId,
        UUID awardedProviderId,
        String awardedProviderName,
        Long awardedFen,
        Long orderedFen,
        UUID orderId,
        Instant updatedAt,
        String reason)
        implements Aggregate {

    static final int MAX_INVITED = 20;

    /** How long the enterprise can decide behind the end of the quoting. */
    static final Duration TIME_TO_DECIDE = Duration.ofDays(30);

    /** Who may know of one in SQL, besides its enterprise and its authorities. */
    static final String KNOWN = "(opened_at IS NOT NULL AND (visibility <> 'INVITED' OR invited @> ARRAY[$4]::uuid[]))";

    /** Where it stands at a moment, in SQL. */
    static final String STATUS = "CASE WHEN status = 'OPEN' AND lapses_at <= :moment THEN 'LAPSED' ELSE status END";

    /** Whether quotes are taken at a moment, in SQL. */
    static final String QUOTING = "(status = 'OPEN' AND quotes_until > :moment AND quoting_closed_at IS NULL)";

    Demand {
        invited = List.copyOf(invited);
        invitedProviderIds = List.copyOf(invitedProviderIds);
    }

    @Override
    public boolean isPublic() {
        return openedAt != null && form.visibility() != DemandVisibility.INVITED;
    }

    /** Authorities look: it is the enterprise's own. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.actsFor(organizationId) && actor.has(Roles.ENTERPRISE);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        boolean isInvited =
                openedAt != null && actor.organizationId() != null && invited.contains(actor.organizationId());
        return isPublic() || isInvited || isSeenWhollyBy(actor);
    }

    /** Whether the actor knows more of it than everybody does of what is public. */
    boolean isSeenWhollyBy(Actor actor) {
        return isHandledBy(actor) || Aggregate.super.isHandledBy(actor) || Aggregate.seesAll(actor);
    }

    /** Whether the actor is told whose it is. */
    boolean isNamedTo(Actor actor) {
        return form.visibility() != DemandVisibility.NAME_HIDDEN
                || status == DemandStatus.AWARDED
                || isSeenWhollyBy(actor);
    }

    /** Whether the actor is told who was awarded, and at what price: of what is not public others are not. */
    boolean isAwardKnownTo(Actor actor) {
        return isPublic() || isSeenWhollyBy(actor);
    }

    /** The first moment at which no quotes are taken. */
    Instant closesAt() {
        return quotingClosedAt == null ? form.quotesUntil() : quotingClosedAt;
    }

    boolean isQuotingAt(Instant now) {
        return statusAt(now) == DemandStatus.OPEN && now.isBefore(closesAt());
    }

    /** Where it stands at a moment: what nobody decided on in time has lapsed, also before that was carried out. */
    DemandStatus statusAt(Instant now) {
        return status == DemandStatus.OPEN && !now.isBefore(lapsesAt) ? DemandStatus.LAPSED : status;
    }

    /** By when somebody has to do something: providers first, the enterprise then; null where nobody has to. */
    Instant dueAt(Instant now) {
        if (statusAt(now) != DemandStatus.OPEN) {
            return null;
        }
        return isQuotingAt(now) ? closesAt() : lapsesAt;
    }

    /** By what is on record alone; {@link #actionsAt} knows of the clock. */
    @Override
    public List<String> actions(Actor actor) {
        return Move.available(DemandMove.values(), status, move -> mayTake(actor, move));
    }

    List<String> actionsAt(Instant now, Actor actor) {
        DemandStatus stands = statusAt(now);
        return Move.available(
                DemandMove.values(), stands, move -> mayTake(actor, move) && isInPhase(move, stands, now));
    }

    private boolean mayTake(Actor actor, DemandMove move) {
        return move != DemandMove.LAPSE
                && move != DemandMove.REOPEN
                && isHandledBy(actor)
                && !actor.isViewer()
                && actor.agentOrganizationId() == null;
    }

    private boolean isInPhase(DemandMove move, DemandStatus stands, Instant now) {
        if (stands != DemandStatus.OPEN || move.phase == DemandMove.Phase.ANY) {
            return true;
        }
        return isQuotingAt(now) == (move.phase == DemandMove.Phase.QUOTING);
    }

    /**
     * Where it stands after a move. Rejects with {@code transition-not-allowed}, {@code demand-quoting-over} and
     * {@code demand-quoting-open} (409; until when).
     */
    private DemandStatus target(DemandMove move, Instant now) {
        DemandStatus stands = move == DemandMove.LAPSE ? status : statusAt(now);
        DemandStatus target = move.from(stands);
        if (!isInPhase(move, stands, now)) {
            throw move.phase == DemandMove.Phase.QUOTING
                    ? Rejection.conflict("demand-quoting-over", closesAt())
                    : Rejection.conflict("demand-quoting-open", closesAt());
        }
        return target;
    }

    /** Rejects with {@code transition-not-allowed}, {@code demand-quoting-over} and {@code demand-quoting-open}. */
    void require(DemandMove move, Instant now) {
        target(move, now);
    }

    /** The change of what a draft says. Rejects with {@code transition-not-allowed} (409). */
    Change<Demand> edited(DemandForm says, Instant now) {
        Changes changes = new Changes(target(DemandMove.EDIT, now));
        changes.form = says;
        return changes.told(DemandEvent.EDITED, null, now);
    }

    /** Providers may quote from now on. Rejects with {@code transition-not-allowed} (409). */
    Change<Demand> published(Instant now) {
        Changes changes = new Changes(target(DemandMove.PUBLISH, now));
        changes.openedAt = now;
        changes.lapsesAt = form.quotesUntil().plus(TIME_TO_DECIDE);
        return changes.told(DemandEvent.PUBLISHED, null, now);
    }

    /**
     * More providers are invited; those that are already stay so. Rejects with {@code transition-not-allowed},
     * {@code demand-quoting-over} and {@code demand-invitations-too-many} (409).
     *
     * @param organizations of the providers, by provider
     */
    Change<Demand> inviting(Map<UUID, UUID> organizations, Instant now) {
        Changes changes = new Changes(target(DemandMove.INVITE, now));
        Set<UUID> all = new TreeSet<>(invited);
        all.addAll(organizations.values());
        if (all.size() > MAX_INVITED) {
            throw Rejection.conflict("demand-invitations-too-many", MAX_INVITED);
        }
        if (all.size() == invited.size()) {
            return Change.none(this);
        }
        Set<UUID> known = new TreeSet<>(invitedProviderIds);
        known.addAll(organizations.keySet());
        changes.invited = List.copyOf(all);
        changes.invitedProviderIds = List.copyOf(known);
        return changes.told(DemandEvent.INVITATIONS_CHANGED, null, now);
    }

    /** More time for quotes. Rejects with {@code transition-not-allowed} and {@code demand-quoting-over} (409). */
    Change<Demand> prolonged(Instant until, String why, Instant now) {
        Changes changes = new Changes(target(DemandMove.PROLONG, now));
        changes.form = form.until(until);
        changes.lapsesAt = until.plus(TIME_TO_DECIDE);
        return changes.told(DemandEvent.PROLONGED, why, now);
    }

    /** No more quotes. Rejects with {@code transition-not-allowed} and {@code demand-quoting-over} (409). */
    Change<Demand> quotingClosed(String why, Instant now) {
        Changes changes = new Changes(target(DemandMove.CLOSE_QUOTING, now));
        changes.quotingClosedAt = now;
        changes.lapsesAt = now.plus(TIME_TO_DECIDE);
        return changes.told(DemandEvent.QUOTING_CLOSED, why, now);
    }

    /**
     * One of the quotes is an order now. Rejects with {@code transition-not-allowed} (409).
     *
     * @param orderFen what the order comes to
     */
    Change<Demand> awarded(Quote quote, UUID order, long orderFen, Instant now) {
        Changes changes = new Changes(target(DemandMove.AWARD, now));
        changes.awarded = quote;
        changes.orderId = order;
        changes.orderedFen = orderFen;
        // Why is told to the provider: here others would read what they do not know of the quotes.
        return changes.told(DemandEvent.AWARDED, null, now);
    }

    /**
     * The order by the quote did not come about: the enterprise has as long to decide as behind the quoting. Rejects
     * with {@code transition-not-allowed} (409).
     */
    Change<Demand> reopened(Instant now) {
        Changes changes = new Changes(target(DemandMove.REOPEN, now));
        changes.lapsesAt = now.plus(TIME_TO_DECIDE);
        // Why is between both sides of the order: here others would read it.
        return changes.told(DemandEvent.REOPENED, null, now);
    }

    /**
     * It ends without an award.
     *
     * <p>Rejects with {@code transition-not-allowed}, {@code demand-quoting-over} and {@code demand-quoting-open}
     * (409).
     *
     * @param move that ends it so
     */
    Change<Demand> ended(DemandMove move, String why, Instant now) {
        return new Changes(target(move, now)).told(DemandEvent.of(move), why, now);
    }

    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }

    /**
     * Told to the enterprise and its authorities, and to everybody once it is public. It names the enterprise nowhere.
     */
    DomainEvent told(DemandEvent event) {
        // Whoever reads the feed of an enterprise would learn whose demand without a name it is.
        boolean isNamed = form.visibility() != DemandVisibility.NAME_HIDDEN || status == DemandStatus.AWARDED;
        return event.about(this, data(), updatedAt).publicIf(isPublic() && isNamed);
    }

    /** Told to an organisation that is invited, and to nobody else. */
    DomainEvent invitation(UUID organization) {
        return DemandEvent.INVITED.of(organization, data(), updatedAt);
    }

    private DemandEvent.Data data() {
        return new DemandEvent.Data(
                id,
                number,
                form.title(),
                form.kind(),
                form.categoryCode(),
                form.serviceRegionCode(),
                status,
                closesAt(),
                awardedProviderId,
                awardedFen,
                reason);
    }

    /** A copy in the making: the record has many members, and a move changes few. */
    private final class Changes {
        private final DemandStatus target;
        private DemandForm form = Demand.this.form;
        private List<UUID> invited = Demand.this.invited;
        private List<UUID> invitedProviderIds = Demand.this.invitedProviderIds;
        private Instant openedAt = Demand.this.openedAt;
        private Instant quotingClosedAt = Demand.this.quotingClosedAt;
        private Instant lapsesAt = Demand.this.lapsesAt;
        private Quote awarded;
        private Long orderedFen;
        private UUID orderId;

        Changes(DemandStatus target) {
            this.target = target;
        }

        Change<Demand> told(DemandEvent event, String why, Instant now) {
            boolean isEnded = target != DemandStatus.DRAFT && target != DemandStatus.OPEN;
            Demand after = new Demand(
                    id,
                    version + 1,
                    number,
                    organizationId,
                    organizationName,
                    regionCode,
                    form,
                    invited,
                    invitedProviderIds,
                    target,
                    createdBy,
                    createdAt,
                    openedAt,
                    quotingClosedAt,
                    lapsesAt,
                    isEnded ? now : null,
                    awarded == null ? null : awarded.id(),
                    awarded == null ? null : awarded.providerId(),
                    awarded == null ? null : awarded.providerName(),
                    awarded == null ? null : Long.valueOf(awarded.netFen()),
                    orderedFen,
                    orderId,
                    now,
                    why);
            return new Change<>(after, after.told(event), why);
        }
    }
}
