package cn.dengyun.settlement.batch.domain;

/** Who has to do what is needed before something is paid again. */
public enum RemedyOwner {
    PAYEE,
    FINANCE
}
