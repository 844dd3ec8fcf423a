package cn.dengyun.provider.domain;

/** The grades of GB/T 20986 and of the national emergency plan for network security incidents, the gravest first. */
public enum IncidentGrade {
    /** 特别重大 (Ⅰ) */
    ESPECIALLY_MAJOR,
    /** 重大 (Ⅱ) */
    MAJOR,
    /** 较大 (Ⅲ) */
    LARGE,
    /** 一般 (Ⅳ) */
    GENERAL
}
