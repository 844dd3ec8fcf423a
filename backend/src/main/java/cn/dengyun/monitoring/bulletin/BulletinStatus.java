package cn.dengyun.monitoring.bulletin;

/** Where a bulletin stands (code list {@code bulletin-states}). */
public enum BulletinStatus {
    DRAFT,
    SUBMITTED,
    APPROVED,
    PUBLISHED,
    DISCARDED
}
