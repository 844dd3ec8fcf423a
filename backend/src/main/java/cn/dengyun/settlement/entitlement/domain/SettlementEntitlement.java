package cn.dengyun.settlement.entitlement.domain;

import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.policy.domain.Payee;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What somebody is owed outside vouchers (ADR 0074): the counterpart of a redemption. Whoever is owed it knows of it,
 * the other side and the authorities of its region too; finance and auditors of all.
 *
 * @param source which of both ways it comes from
 * @param originId the award or the stage: it makes one entitlement
 * @param caseId the award, or the contract whose stages rest on the same papers
 * @param caseNumber by which people call the list or the contract
 * @param title what it is for
 * @param budgetId that it was held in, and that it goes back to
 * @param organizationId the beneficiary of an award, or the office that buys
 * @param providerId null of an award, as providerOrganizationId, providerName, contractNumber and contractOn
 * @param baseFen what an award is a share of; 0 where it is none
 * @param acceptedBy who made it owed
 * @param claimUntil from then on it can be claimed no more
 * @param movedAt when its money last moved
 * @param officeId whose programme it is, whose people take it back, of that region
 * @param revocation null where nobody wants it taken back
 */
public record SettlementEntitlement(
        UUID id,
        int version,
        ClaimSource source,
        UUID originId,
        UUID caseId,
        String caseNumber,
        String title,
        UUID programmeId,
        UUID budgetId,
        UUID organizationId,
        String organizationName,
        String regionCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        String contractNumber,
        LocalDate contractOn,
        long baseFen,
        long amountFen,
        EntitlementStatus status,
        UUID acceptedBy,
        Instant owedAt,
        Instant claimUntil,
        Instant movedAt,
        Instant updatedAt,
        UUID officeId,
        String officeRegionCode,
        EntitlementRevocation revocation)
        implements Aggregate {

    /** Who may know of one in SQL, besides the organisation and its authorities: the provider. */
    public static final String KNOWN = "provider_organization_id = $4";

    /** So long it can still be claimed when its claim was given up late, or it was not taken back. */
    private static final Duration GRACE = Duration.ofDays(30);

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.actsFor(claimantId()) || Aggregate.super.isHandledBy(actor);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || seesAll(actor);
    }

    /** Finance pays in the end, and looks at everything. */
    public static boolean seesAll(Actor actor) {
        return actor.has(Roles.FINANCE) || Aggregate.seesAll(actor);
    }

    /** By what is on record alone. */
    @Override
    public List<String> actions(Actor actor) {
        return Move.available(EntitlementMove.values(), status, move -> !actor.isViewer() && may(actor, move));
    }

    private boolean may(Actor actor, EntitlementMove move) {
        return switch (move) {
            case CLAIM -> isClaimant(actor) && !awaitsRevocation();
            case PROPOSE_REVOCATION -> isOffice(actor) && !awaitsRevocation();
            case APPROVE_REVOCATION ->
                isOffice(actor) && awaitsRevocation() && !actor.id().equals(revocation.revocationProposedBy());
            case REJECT_REVOCATION -> isOffice(actor) && awaitsRevocation();
            case FREE, LAPSE -> false;
        };
    }

    private boolean isOffice(Actor actor) {
        return actor.has(Roles.AUTHORITY)
                && !actor.isClient()
                && actor.actsFor(officeId)
                && officeRegionCode.equals(actor.regionCode());
    }

    /** Rejects with {@code not-yours} (403) whoever is not of the office whose programme it is, or may only look. */
    public void requireOffice(Actor actor) {
        if (actor.isViewer() || !isOffice(actor)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** Whether somebody wants it taken back and nobody has decided yet. */
    public boolean awaitsRevocation() {
        return revocation != null && revocation.revocationApprovedBy() == null;
    }

    /**
     * It when somebody wants it taken back. Rejects with {@code transition-not-allowed} and
     * {@code entitlement-revocation-open} (409).
     */
    public SettlementEntitlement revocationProposed(UUID by, String why, Instant now) {
        EntitlementStatus after = EntitlementMove.PROPOSE_REVOCATION.from(status);
        requireNoRevocation();
        return with(version + 1, after, claimUntil, movedAt, now, new EntitlementRevocation(by, now, why, null));
    }

    /**
     * It when that is not done: it could not be claimed meanwhile, so it can be for some time at least. Rejects with
     * {@code transition-not-allowed} (409), also where nobody wants it.
     */
    public SettlementEntitlement revocationRejected(Instant now) {
        EntitlementStatus after = requireRevocation(EntitlementMove.REJECT_REVOCATION);
        return with(version + 1, after, graced(now), movedAt, now, null);
    }

    /**
     * It when another person has taken it back. Rejects with {@code four-eyes-required} (403) and
     * {@code transition-not-allowed} (409), also where nobody wants it.
     *
     * @param moved when its money went back, or as before where it was paid
     */
    public SettlementEntitlement revoked(UUID by, Instant moved, Instant now) {
        EntitlementStatus after = requireRevocation(EntitlementMove.APPROVE_REVOCATION);
        FourEyes.require(revocation.revocationProposedBy(), by);
        return with(version + 1, after, claimUntil, moved, now, revocation.approved(by));
    }

    private EntitlementStatus requireRevocation(EntitlementMove move) {
        EntitlementStatus after = move.from(status);
        if (!awaitsRevocation()) {
            throw Rejection.conflict("transition-not-allowed", status, move);
        }
        return after;
    }

    private void requireNoRevocation() {
        if (awaitsRevocation()) {
            throw Rejection.conflict("entitlement-revocation-open");
        }
    }

    public Payee payee() {
        return source == ClaimSource.PURCHASE ? Payee.PROVIDER : Payee.ENTERPRISE;
    }

    /** Whoever is owed it. */
    public UUID claimantId() {
        return source == ClaimSource.PURCHASE ? providerOrganizationId : organizationId;
    }

    public String claimantName() {
        return source == ClaimSource.PURCHASE ? providerName : organizationName;
    }

    /** Rejects with {@code not-yours} (403) whoever is not owed it. */
    public void requireClaimant(Actor actor) {
        if (!isClaimant(actor) || actor.isViewer()) {
            throw Rejection.forbidden("not-yours");
        }
    }

    private boolean isClaimant(Actor actor) {
        boolean isInRole = source == ClaimSource.PURCHASE
                ? actor.has(Roles.PROVIDER)
                : actor.has(Roles.ENTERPRISE) || actor.has(Roles.PROVIDER);
        return isInRole && actor.actsFor(claimantId());
    }

    /**
     * Rejects with {@code entitlement-too-late} what can be claimed no more, whether or not that was told, with
     * {@code entitlement-revoked} what was taken back, and with {@code entitlement-revocation-open} (409) what somebody
     * wants taken back.
     */
    public void requireClaimableAt(Instant now) {
        if (status == EntitlementStatus.REVOKED) {
            throw Rejection.conflict("entitlement-revoked");
        }
        requireNoRevocation();
        boolean isLate = status == EntitlementStatus.OWED && !now.isBefore(claimUntil);
        if (isLate || status == EntitlementStatus.LAPSED) {
            throw Rejection.conflict("entitlement-too-late", claimUntil.toString());
        }
    }

    /** The account of the ledger that it is owed from. */
    public LedgerAccount payable() {
        return source == ClaimSource.PURCHASE
                ? LedgerAccount.providerPayable(providerId)
                : LedgerAccount.enterprisePayable(organizationId);
    }

    /** It when it is claimed. Rejects with {@code transition-not-allowed} (409). */
    public SettlementEntitlement claimed(Instant now) {
        return changed(EntitlementMove.CLAIM.from(status), claimUntil, movedAt, now);
    }

    /** It when its claim was given up: it can be claimed for some time at least. */
    public SettlementEntitlement freed(Instant now) {
        return changed(EntitlementMove.FREE.from(status), graced(now), movedAt, now);
    }

    private Instant graced(Instant now) {
        Instant earliest = now.plus(GRACE);
        return claimUntil.isBefore(earliest) ? earliest : claimUntil;
    }

    /** It when nobody claimed it in time; moved is when its money went back. */
    public SettlementEntitlement lapsed(Instant moved, Instant now) {
        return changed(EntitlementMove.LAPSE.from(status), claimUntil, moved, now);
    }

    /** It with the moment of the transfer that made it owed. */
    public SettlementEntitlement movedAt(Instant moment) {
        return with(version, status, claimUntil, moment, updatedAt, revocation);
    }

    private SettlementEntitlement changed(EntitlementStatus after, Instant until, Instant moved, Instant now) {
        return with(version + 1, after, until, moved, now, revocation);
    }

    private SettlementEntitlement with(
            int next,
            EntitlementStatus after,
            Instant until,
            Instant moved,
            Instant now,
            EntitlementRevocation revoking) {
        return new SettlementEntitlement(
                id,
                next,
                source,
                originId,
                caseId,
                caseNumber,
                title,
                programmeId,
                budgetId,
                organizationId,
                organizationName,
                regionCode,
                providerId,
                providerOrganizationId,
                providerName,
                contractNumber,
                contractOn,
                baseFen,
                amountFen,
                after,
                acceptedBy,
                owedAt,
                until,
                moved,
                now,
                officeId,
                officeRegionCode,
                revoking);
    }
}
