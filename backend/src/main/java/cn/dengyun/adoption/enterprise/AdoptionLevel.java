package cn.dengyun.adoption.enterprise;

/** What an enterprise counts as (code list {@code adoption-levels}). */
public enum AdoptionLevel {
    /** 登云: it uses a cloud service. */
    CLOUD,
    /** 深度对接: it has used one that its business rests on for so long as the rule says; it is counted as both. */
    DEEP
}
