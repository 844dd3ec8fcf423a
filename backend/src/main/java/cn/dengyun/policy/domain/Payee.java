package cn.dengyun.policy.domain;

/** Whom the programme pays: the provider, after the enterprise has paid the net price, or the enterprise. */
public enum Payee {
    PROVIDER,
    ENTERPRISE
}
