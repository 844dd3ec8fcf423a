package cn.dengyun.assessment.level;

/** What keeps somebody of the list of experts from being drawn for an assessment. */
enum AssessmentExpertBar {
    /** He has submitted the assessment, drawn or decided anything of it, or he or his organisation disputes it. */
    INVOLVED,
    /** It is of his own organisation, or of the same legal entity. */
    SAME_ORGANIZATION,
    /** His organisation, or he, is linked with the enterprise by what is certified. */
    LINKED,
    /** His organisation provides services to the enterprise. */
    PROVIDER,
    /** His account cannot judge any more. */
    UNFIT,
    /** He judges other industries. */
    OTHER_INDUSTRY,
    /** He is not on the list any more. */
    ENDED;

    /** Whether it also keeps him from stating an opinion that he was asked for. */
    boolean isConflict() {
        return this != OTHER_INDUSTRY && this != ENDED;
    }
}
