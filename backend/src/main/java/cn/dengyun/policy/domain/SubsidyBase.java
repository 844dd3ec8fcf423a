package cn.dengyun.policy.domain;

/** Which amount the ratio is applied to. */
public enum SubsidyBase {
    EX_TAX,
    INCL_TAX
}
