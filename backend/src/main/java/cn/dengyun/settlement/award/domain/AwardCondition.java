package cn.dengyun.settlement.award.domain;

/** What has been reached by those whom a list awards. */
public enum AwardCondition {
    /** Chosen as a benchmark of using the cloud (标杆企业). */
    BENCHMARK_ENTERPRISE,
    /** A level was assessed (登云等级评估). */
    LEVEL_ASSESSMENT,
    /** Money was spent on what the programme is for. */
    EXPENSE,
    /** What else the document that it is based on says. */
    OTHER
}
