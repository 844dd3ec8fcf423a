package cn.dengyun.shared;

/** What the search over everything finds, in the order in which it is shown. */
public enum SearchKind {
    SERVICE,
    PROGRAMME,
    ARTICLE,
    ACTIVITY,
    CONTEST,
    BULLETIN
}
