package cn.dengyun.trade.witness.domain;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What two sides say of a meter in a month.
 *
 * @param witnessId the appointment by which one of them does
 * @param witnessOrganizationId the witness, as witnessName
 * @param tolerancePerMille {@link UsageWitness#tolerancePerMille}
 * @param reported by the provider, in units of the meter
 * @param witnessed null where the witness has said nothing, or nothing that counts
 */
public record ComparedFigures(
        UUID witnessId,
        UUID witnessOrganizationId,
        String witnessName,
        int tolerancePerMille,
        BigDecimal reported,
        BigDecimal witnessed) {

    public static ComparedFigures of(UsageWitness witness, BigDecimal reported, BigDecimal witnessed) {
        return new ComparedFigures(
                witness.id(),
                witness.organizationId(),
                witness.organizationName(),
                witness.tolerancePerMille(),
                plain(reported),
                witnessed == null ? null : plain(witnessed));
    }

    /** Without zeros at its end, so that the same number is the same. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    public ComparisonOutcome outcome() {
        return ComparisonOutcome.of(reported, witnessed, tolerancePerMille);
    }

    /** As if a witness that confirms them had said nothing; else as they are. */
    public ComparedFigures withoutConfirmation() {
        return outcome() == ComparisonOutcome.CONFIRMED
                ? new ComparedFigures(witnessId, witnessOrganizationId, witnessName, tolerancePerMille, reported, null)
                : this;
    }

    /** Whether they say the same, however it is written. */
    public boolean isSameAs(ComparedFigures other) {
        boolean isWitnessedAlike = witnessed == null || other.witnessed == null
                ? witnessed == null && other.witnessed == null
                : witnessed.compareTo(other.witnessed) == 0;
        return witnessId.equals(other.witnessId)
                && tolerancePerMille == other.tolerancePerMille
                && reported.compareTo(other.reported) == 0
                && isWitnessedAlike;
    }
}
