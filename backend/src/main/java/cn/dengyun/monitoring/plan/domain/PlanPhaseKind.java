package cn.dengyun.monitoring.plan.domain;

/** The phases of the action plan (domain.md R14). */
public enum PlanPhaseKind {
    /** 宣传发动, 2018-07. */
    MOBILIZATION,
    /** 启动, 2018-08 and 2018-09: pilots. */
    LAUNCH,
    /** 规模覆盖, 2018-10 to 2018-12. */
    SCALE_UP,
    /** 拓展, 2019 and 2020. */
    EXTENSION
}
