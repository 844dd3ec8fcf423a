package cn.dengyun.trade.witness.domain;

/** Whether somebody has to look at a comparison. */
public enum ComparisonStatus {
    /** There is nothing to look at. */
    SETTLED,
    /** What was reported differs, and an authority of the enterprise has to look at it. */
    OPEN,
    /** It has: the difference has a reason that lets what was reported stand. */
    EXPLAINED,
    /** It has: what was reported does not stand. */
    UPHELD
}
