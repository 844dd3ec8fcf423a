package cn.dengyun.provider.domain;

/** Where a security incident stands; {@link IncidentMove} is the table of what leads there. */
public enum IncidentStatus {
    /** Recorded by an authority. */
    REPORTED,
    /** It is looked into; meanwhile the provider may be suspended. */
    INVESTIGATING,
    /** A second person has found that it happened and how grave it is. */
    DETERMINED,
    /** It was none. */
    DISMISSED
}
