package cn.dengyun.trade.witness.domain;

import java.math.BigDecimal;

/** What becomes of it when the readings of a meter in a month are held against those of its witness. */
public enum ComparisonOutcome {
    /** They agree, within the tolerance. */
    CONFIRMED,
    /** They differ by more than that. */
    DIFFERS,
    /** Both say that nothing was used. */
    NO_USE,
    /** The witness has said nothing of the month, or agrees and is one with a side. */
    NOT_WITNESSED;

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    /**
     * Whichever of both is the larger: what is reported too low is as wrong, and says as little.
     *
     * @param reported by the provider, not negative
     * @param witnessed null where the witness has said nothing
     * @param tolerancePerMille {@link UsageWitness#tolerancePerMille}
     */
    public static ComparisonOutcome of(BigDecimal reported, BigDecimal witnessed, int tolerancePerMille) {
        if (witnessed == null) {
            return NOT_WITNESSED;
        }
        if (reported.signum() == 0 && witnessed.signum() == 0) {
            return NO_USE;
        }
        BigDecimal apart = reported.subtract(witnessed).abs().multiply(THOUSAND);
        BigDecimal allowed = reported.max(witnessed).multiply(BigDecimal.valueOf(tolerancePerMille));
        return apart.compareTo(allowed) <= 0 ? CONFIRMED : DIFFERS;
    }
}
