package cn.dengyun.catalogue.push;

/** What the lines of a push stand for. */
public enum PushMode {
    /** Offerings to create or replace; all others stay as they are. */
    MERGE,
    /** The provider's whole catalogue; what is absent retires. */
    SNAPSHOT
}
