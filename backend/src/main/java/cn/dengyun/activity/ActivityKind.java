package cn.dengyun.activity;

/** What an activity is. */
enum ActivityKind {
    TRAINING,
    VISIT,
    SALON,
    MATCHMAKING
}
