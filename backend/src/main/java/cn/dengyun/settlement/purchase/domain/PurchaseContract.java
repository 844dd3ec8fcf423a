package cn.dengyun.settlement.purchase.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A contract by which an office buys services of a provider under a programme of purchases (政府购买服务合同).
 *
 * @param number what people read out
 * @param organizationId the office that buys, whose programme it is
 * @param organizationName then
 * @param regionCode of the office
 * @param contractNumber as it stands on the contract, unique for its provider over all sources of claims
 * @param procurement how the provider was found
 * @param procurementNumber of the announcement by which he was found
 * @param amountFen the price, which the amounts of its stages come to, in fen
 * @param budgetId that holds it; null before it is concluded, as conclusion
 * @param heldAt when the ledger last moved its money; null before
 * @param reason of the last step
 */
public record PurchaseContract(
        UUID id,
        int version,
        String number,
        UUID programmeId,
        String programmeName,
        UUID organizationId,
        String organizationName,
        String regionCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        String contractNumber,
        LocalDate signedOn,
        String title,
        ProcurementMethod procurement,
        String procurementNumber,
        long amountFen,
        PurchaseStatus status,
        UUID drawnUpBy,
        Instant drawnUpAt,
        UUID budgetId,
        Conclusion conclusion,
        Instant heldAt,
        Instant dueAt,
        String reason,
        Instant updatedAt)
        implements Aggregate {

    /** The most stages of one. */
    public static final int MAX_STAGES = 20;

    /** Who may know of one in SQL, besides the office and its authorities: the provider, once it is concluded. */
    public static final String KNOWN = "(provider_organization_id = $4 AND concluded_at IS NOT NULL)";

    /** That a second person has concluded it. */
    public record Conclusion(UUID concludedBy, Instant concludedAt) {}

    @Override
    public boolean isPublic() {
        return false;
    }

    /** The people of the office whose programme it is, and the provider once it is concluded. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return isOffice(actor) || isProvider(actor);
    }

    /** Authorities above look at those of their region, finance and auditors at all. */
    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || Aggregate.super.isHandledBy(actor) || seesAll(actor);
    }

    public static boolean seesAll(Actor actor) {
        return actor.has(Roles.FINANCE) || Aggregate.seesAll(actor);
    }

    private boolean isOffice(Actor actor) {
        return actor.has(Roles.AUTHORITY)
                && !actor.isClient()
                && actor.actsFor(organizationId)
                && regionCode.equals(actor.regionCode());
    }

    private boolean isProvider(Actor actor) {
        return conclusion != null && actor.has(Roles.PROVIDER) && actor.actsFor(providerOrganizationId);
    }

    /** Rejects with {@code not-yours} (403) whoever is not of the office: also who may only look at it. */
    public void requireOffice(Actor actor) {
        if (actor.isViewer() || !isOffice(actor)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** Rejects with {@code not-yours} (403) whoever may not move its stages so. */
    public void requireSide(Actor actor, StageMove move) {
        boolean isTheirs = move.isOfProvider() ? isProvider(actor) : isOffice(actor);
        if (actor.isViewer() || !isTheirs) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** Of the contract alone; what may be done with a stage stands with that. */
    @Override
    public List<String> actions(Actor actor) {
        boolean isTheirs = isOffice(actor) && !actor.isViewer();
        return Move.available(
                PurchaseMove.values(),
                status,
                move -> isTheirs
                        && switch (move) {
                            case CONCLUDE -> !actor.id().equals(drawnUpBy);
                            case TERMINATE -> true;
                            case MOVE_STAGE, COMPLETE -> false;
                        });
    }

    /** What the actor may do with one of its stages. */
    public List<String> actions(Actor actor, PurchaseStage stage) {
        boolean isOpen = status == PurchaseStatus.CONCLUDED && !actor.isViewer();
        return Move.available(
                StageMove.values(),
                stage.status(),
                move -> isOpen
                        && move != StageMove.DROP
                        && (move.isOfProvider() ? isProvider(actor) : isOffice(actor))
                        && (move != StageMove.ACCEPT || !actor.id().equals(stage.checkedBy())));
    }

    /**
     * It when a second person concludes it. Rejects with {@code transition-not-allowed} (409) and
     * {@code four-eyes-required} (403).
     */
    public PurchaseContract concluded(UUID by, UUID budget, Instant held, Instant due, String why, Instant now) {
        PurchaseStatus after = PurchaseMove.CONCLUDE.from(status);
        FourEyes.require(drawnUpBy, by);
        return with(after, budget, new Conclusion(by, now), held, due, why, now);
    }

    /** It when one of its stages has moved. Rejects with {@code transition-not-allowed} (409). */
    public PurchaseContract stageMoved(Instant due, String why, Instant now) {
        return with(PurchaseMove.MOVE_STAGE.from(status), budgetId, conclusion, heldAt, due, why, now);
    }

    /** It when its last stage was accepted. */
    public PurchaseContract completed(String why, Instant now) {
        return with(PurchaseMove.COMPLETE.from(status), budgetId, conclusion, heldAt, null, why, now);
    }

    /** It when it is given up, or ends early. Rejects with {@code transition-not-allowed} (409). */
    public PurchaseContract terminated(String why, Instant now) {
        return with(PurchaseMove.TERMINATE.from(status), budgetId, conclusion, heldAt, null, why, now);
    }

    private PurchaseContract with(
            PurchaseStatus after,
            UUID budget,
            Conclusion concluded,
            Instant held,
            Instant due,
            String why,
            Instant now) {
        return new PurchaseContract(
                id,
                version + 1,
                number,
                programmeId,
                programmeName,
                organizationId,
                organizationName,
                regionCode,
                providerId,
                providerOrganizationId,
                providerName,
                contractNumber,
                signedOn,
                title,
                procurement,
                procurementNumber,
                amountFen,
                after,
                drawnUpBy,
                drawnUpAt,
                budget,
                concluded,
                held,
                due,
                why,
                now);
    }
}
