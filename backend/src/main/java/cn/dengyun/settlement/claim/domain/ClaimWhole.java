package cn.dengyun.settlement.claim.domain;

import cn.dengyun.policy.domain.Payee;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What all living claims of one business come to together, for parts of an order may rest on the same papers. In fen.
 *
 * @param toProviderFen what providers are paid of it by vouchers, whether or not that is claimed, also where some of
 *     that was refunded since without anything having become cheaper
 * @param worthFen what was bought
 * @param beyondFen what is claimed of something beyond what that costs now
 * @param invoicedFen each invoice once, with the lowest amount that was said of it, as paidFen
 */
public record ClaimWhole(
        long claimedFen, long toProviderFen, long worthFen, long beyondFen, long invoicedFen, long paidFen) {

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

    /**
     * What is bought, as its order knows it.
     *
     * @param worthFen what it costs now
     * @param toProviderFen what vouchers pay of it to its provider, all of them together
     * @param askedBackFen what was paid of it and is asked back: its claims stand for so much less
     */
    public record Bought(long worthFen, long toProviderFen, long askedBackFen) {}

    /** @param known what is bought, by its id, where somebody knows; of what else what its claims say */
    public static ClaimWhole of(List<Part> parts, Papers papers, Map<UUID, Bought> known) {
        Map<UUID, List<Part>> byBought = parts.stream().collect(Collectors.groupingBy(Part::boughtId));
        long claimed = 0;
        long toProvider = 0;
        long worth = 0;
        long beyond = 0;
        for (Map.Entry<UUID, List<Part>> each : byBought.entrySet()) {
            Bought bought = known.getOrDefault(each.getKey(), said(each.getValue()));
            long amount = each.getValue().stream().mapToLong(Part::amountFen).reduce(0, Math::addExact);
            long ofIt = Math.max(0, amount - bought.askedBackFen());
            claimed = Math.addExact(claimed, ofIt);
            toProvider = Math.addExact(toProvider, bought.toProviderFen());
            worth = Math.addExact(worth, bought.worthFen());
            beyond = Math.addExact(beyond, Math.max(0, ofIt - bought.worthFen()));
        }
        return new ClaimWhole(claimed, toProvider, worth, beyond, papers.invoicedFen(), papers.paidFen());
    }

    private static Bought said(List<Part> parts) {
        return new Bought(
                parts.stream().mapToLong(Part::worthFen).max().orElse(0),
                parts.stream()
                        .filter(part -> part.payee() == Payee.PROVIDER)
                        .mapToLong(Part::claimedFen)
                        .reduce(0, Math::addExact),
                0);
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
