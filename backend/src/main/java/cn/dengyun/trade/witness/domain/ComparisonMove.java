package cn.dengyun.trade.witness.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/**
 * The lifecycle of a comparison as one table. Other figures make it another comparison, so what an authority has said
 * of the ones before does not hold for them.
 */
public enum ComparisonMove implements Move<ComparisonStatus> {
    /** The figures have become others, and do not differ. */
    AGREE(
            ComparisonStatus.SETTLED,
            ComparisonStatus.SETTLED,
            ComparisonStatus.OPEN,
            ComparisonStatus.EXPLAINED,
            ComparisonStatus.UPHELD),
    /** The figures have become others, and differ. */
    DOUBT(
            ComparisonStatus.OPEN,
            ComparisonStatus.SETTLED,
            ComparisonStatus.OPEN,
            ComparisonStatus.EXPLAINED,
            ComparisonStatus.UPHELD),
    EXPLAIN(ComparisonStatus.EXPLAINED, ComparisonStatus.OPEN),
    UPHOLD(ComparisonStatus.UPHELD, ComparisonStatus.OPEN);

    private final Transition<ComparisonStatus> transition;

    ComparisonMove(ComparisonStatus target, ComparisonStatus... sources) {
        this.transition = Transition.of(target, sources);
    }

    /** Whether an authority makes it; the others follow from the figures. */
    public boolean isOfAuthority() {
        return this == EXPLAIN || this == UPHOLD;
    }

    @Override
    public Transition<ComparisonStatus> transition() {
        return transition;
    }
}
