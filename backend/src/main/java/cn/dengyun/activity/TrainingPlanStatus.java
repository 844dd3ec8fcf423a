package cn.dengyun.activity;

/** Where an annual training plan stands. */
enum TrainingPlanStatus {
    DRAFT,
    PUBLISHED,
    SUPERSEDED
}
