package cn.dengyun.assessment.standard;

/** How far an enterprise has moved to the cloud (code list {@code assessment-levels}), the lowest first. */
public enum AssessmentLevel {
    /** Below all levels. */
    UNRATED,
    L1,
    L2,
    L3,
    L4,
    L5;

    /** Whether the province finds it, where cities find those below (domain.md §8). */
    public boolean isOfProvince() {
        return compareTo(L4) >= 0;
    }
}
