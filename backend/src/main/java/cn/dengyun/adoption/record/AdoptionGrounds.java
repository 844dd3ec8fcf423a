package cn.dengyun.adoption.record;

/** Why an enterprise objects (code list {@code adoption-grounds}). */
public enum AdoptionGrounds {
    /** It has no contract with the provider. */
    NOT_A_CUSTOMER,
    /** It has one, and does not use the service. */
    NOT_IN_USE,
    /** Days, amounts or kinds are not as the provider says. */
    WRONG_FACTS,
    OTHER
}
