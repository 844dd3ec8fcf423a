package cn.dengyun.files;

/** Where a document stands. */
public enum DocumentStatus {
    IN_FORCE,
    /** Another document has taken its place; it stays with its hash. */
    REPLACED,
    /** Its author has taken it back, while the record was still in its hands. */
    WITHDRAWN
}
