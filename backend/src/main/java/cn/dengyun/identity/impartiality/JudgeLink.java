package cn.dengyun.identity.impartiality;

/** What links who judges with an enterprise. */
public enum JudgeLink {
    /** It is his own organisation, or the same legal entity. */
    SAME_ORGANIZATION,
    /** His organisation, or he, is linked with it by what is certified; by what is not told. */
    LINKED
}
