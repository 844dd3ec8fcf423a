package cn.dengyun.voucher.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import java.util.Set;
import java.util.UUID;

/**
 * Which vouchers somebody may see, and which of their reservations and redemptions: an enterprise its own, a provider
 * those that were made with it, an authority those of its region and below, finance and auditors all.
 *
 * @param isEverything whether there is no limit at all
 * @param organizationId the actor's organisation; null when it has none, or looks with an authority's eyes
 * @param region an authority's region; null for everybody else
 */
public record VoucherSight(boolean isEverything, UUID organizationId, RegionCode region) {

    /** For what has been authorised otherwise. */
    public static final VoucherSight ALL = new VoucherSight(true, null, null);

    public static VoucherSight of(Actor actor) {
        boolean isAuthority = actor.has(Roles.AUTHORITY) && actor.regionCode() != null;
        boolean isEverything = actor.has(Roles.FINANCE) || actor.has(Roles.AUDITOR);
        return new VoucherSight(
                isEverything,
                isAuthority || isEverything ? null : actor.organizationId(),
                isAuthority ? new RegionCode(actor.regionCode()) : null);
    }

    /**
     * Whether a voucher is among them.
     *
     * @param owner whose it is
     * @param where the region of its programme's budget
     */
    public boolean includes(UUID owner, RegionCode where) {
        return isEverything
                || owner.equals(organizationId)
                || region != null
                        && region.contains(where)
                        && !region.likeExceptions().contains(where.value());
    }

    /** A LIKE pattern for region codes; one that matches nothing for everybody but authorities. */
    public String regionPattern() {
        return region == null ? "" : region.likePattern();
    }

    /** Codes that the pattern matches but that are not in the region. */
    public String[] regionExceptions() {
        return (region == null ? Set.of("") : region.likeExceptions()).toArray(String[]::new);
    }
}
