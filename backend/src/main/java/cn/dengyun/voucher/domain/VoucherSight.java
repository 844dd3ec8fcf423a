package cn.dengyun.voucher.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import java.util.UUID;

/**
 * Which vouchers somebody may see, and which of their reservations and redemptions: an enterprise its own, a provider
 * those that were made with it, an authority those of its region and below, finance and auditors all.
 *
 * @param isEverything whether there is no limit at all
 * @param organizationId the actor's organisation; null when it has none, or looks with an authority's eyes
 * @param oversight an authority's; none for everybody else
 */
public record VoucherSight(boolean isEverything, UUID organizationId, Oversight oversight) {

    /** For what has been authorised otherwise. */
    public static final VoucherSight ALL = new VoucherSight(true, null, Oversight.NONE);

    public static VoucherSight of(Actor actor) {
        boolean isAuthority = actor.has(Roles.AUTHORITY) && actor.regionCode() != null;
        boolean isEverything = actor.has(Roles.FINANCE) || actor.has(Roles.AUDITOR);
        return new VoucherSight(
                isEverything, isAuthority || isEverything ? null : actor.organizationId(), Oversight.of(actor));
    }

    /** Those that an authority may do something to: it is no authority elsewhere for being an auditor too. */
    public static VoucherSight overseen(Actor actor) {
        return new VoucherSight(false, null, Oversight.of(actor));
    }

    /**
     * Whether a voucher is among them.
     *
     * @param owner whose it is
     * @param where the region of its programme's budget
     */
    public boolean includes(UUID owner, RegionCode where) {
        return isEverything || owner.equals(organizationId) || oversight.covers(where);
    }
}
