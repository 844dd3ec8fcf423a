package cn.dengyun.provider.domain;

/** The grades of GB/T 20986 and of the national emergency plan for network security incidents, the least first. */
public enum IncidentGrade {
    /** 一般 (Ⅳ) */
    ORDINARY,
    /** 较大 (Ⅲ) */
    RELATIVELY_MAJOR,
    /** 重大 (Ⅱ) */
    MAJOR,
    /** 特别重大 (Ⅰ) */
    ESPECIALLY_MAJOR
}
