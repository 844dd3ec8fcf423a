package cn.dengyun.application.domain;

/** What a reviewer can do with an application. */
public enum ReviewDecision {
    /** Takes it into his hands (受理), so that everybody sees who has it. */
    TAKE_UP,
    /** Good: to the next level, or approved by the last. */
    PASS,
    /** All defects at once. */
    RETURN,
    REJECT
}
