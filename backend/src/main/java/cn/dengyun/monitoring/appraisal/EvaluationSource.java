package cn.dengyun.monitoring.appraisal;

/** Where what a component is scored by comes from. */
enum EvaluationSource {
    /** A public number of the statistics, against what makes full points. */
    INDICATOR,
    /** What a unit has reached of its share of a target of the annual plan. */
    PLAN_TARGET,
    /** Points that the province gives, with its evidence. */
    TYPED
}
