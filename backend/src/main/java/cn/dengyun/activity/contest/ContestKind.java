package cn.dengyun.activity.contest;

/** What is judged: the work of enterprises, or their chief information officers. */
public enum ContestKind {
    CONTEST,
    CIO_SELECTION
}
