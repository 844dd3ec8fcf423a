package cn.dengyun.settlement.claim.domain;

import cn.dengyun.policy.domain.Payee;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What all living claims of one business come to together, for parts of an order may rest on the same papers. In fen.
 *
 * @param toProviderFen what providers are paid of it by vouchers, also where some of that was refunded since
 * @param worthFen what was bought
 * @param invoicedFen each invoice once, with the lowest amount that was said of it, as paidFen
 */
public record ClaimWhole(long claimedFen, long toProviderFen, long worthFen, long invoicedFen, long paidFen) {

    /**
     * One of the claims.
     *
     * @param boughtId what several claims may be of: the delivery, or the capture where there is none
     * @param claimedFen when it was claimed; amountFen of that what is left
     * @param worthFen of what was bought, as it was when it was claimed
     */
    public record Part(UUID claimId, UUID boughtId, Payee payee, long claimedFen, long amountFen, long worthFen) {}

    /** The papers of all of them. */
    public record Papers(long invoicedFen, long paidFen) {}

    /** @param worthFen what is bought costs now, where somebody knows */
    public static ClaimWhole of(List<Part> parts, Papers papers, Map<UUID, Long> worthFen) {
        long claimed = 0;
        long toProvider = 0;
        for (Part part : parts) {
            claimed = Math.addExact(claimed, part.amountFen());
            toProvider = part.payee() == Payee.PROVIDER ? Math.addExact(toProvider, part.claimedFen()) : toProvider;
        }
        long worth = parts.stream()
                .map(Part::boughtId)
                .distinct()
                .mapToLong(bought -> worthFen.getOrDefault(bought, worth(parts, bought)))
                .reduce(0, Math::addExact);
        return new ClaimWhole(claimed, toProvider, worth, papers.invoicedFen(), papers.paidFen());
    }

    private static long worth(List<Part> parts, UUID bought) {
        return parts.stream()
                .filter(part -> part.boughtId().equals(bought))
                .mapToLong(Part::worthFen)
                .max()
                .orElse(0);
    }

    /** What has to be invoiced. */
    public long dueFen() {
        return Math.max(claimedFen, worthFen);
    }

    /** Where the provider is paid the enterprise has paid what vouchers do not; else it has paid all of it first. */
    public long ownShareFen() {
        return Math.max(0, worthFen - toProviderFen);
    }
}
