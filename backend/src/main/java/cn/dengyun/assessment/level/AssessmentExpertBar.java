package cn.dengyun.assessment.level;

/** What keeps somebody of the list of experts from being drawn for an assessment. */
enum AssessmentExpertBar {
    /** He has submitted the assessment, decided anything of it, or draws. */
    INVOLVED,
    /** It is of his own organisation, or of the same legal entity. */
    SAME_ORGANIZATION,
    /** His organisation, or he, is linked with the enterprise by what is certified. */
    LINKED,
    /** His account cannot judge any more. */
    UNFIT,
    /** He judges other industries. */
    OTHER_INDUSTRY,
    /** He is not on the list any more. */
    ENDED
}
