package cn.dengyun.monitoring.pilot;

/** Where a pilot stands. */
enum PilotStatus {
    PLANNED,
    RUNNING,
    COMPLETED,
    ABANDONED
}
