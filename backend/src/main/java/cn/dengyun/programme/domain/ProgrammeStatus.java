package cn.dengyun.programme.domain;

/** Where a programme stands. {@link ProgrammeMove} is the table of what leads from one to another. */
public enum ProgrammeStatus {
    DRAFT,
    /** Its rules were tried on a population. */
    SIMULATED,
    /** By somebody who wrote none of it. */
    APPROVED,
    /** Public; it opens at its time. */
    ANNOUNCED,
    /** Applications are taken. */
    OPEN,
    /** Applications are not taken for a while. */
    SUSPENDED,
    /** No more applications; vouchers live on. */
    CLOSED,
    SETTLING,
    /** Every fen is where it belongs. */
    ACCOUNTED;

    /** Whether everybody may see it. */
    public boolean isPublic() {
        return ordinal() >= ANNOUNCED.ordinal();
    }

    /** Whether rules may still be added: until applications are taken no more. */
    public boolean takesRules() {
        return compareTo(CLOSED) < 0;
    }
}
