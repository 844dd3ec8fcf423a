package cn.dengyun.monitoring.bulletin;

/** Where an erratum stands (code list {@code erratum-states}). */
enum ErratumStatus {
    PROPOSED,
    PUBLISHED,
    DISCARDED
}
