package cn.dengyun.programme.domain;

import java.util.EnumSet;
import java.util.Set;

/** What a budget movement does, and in which programmes it can be done. */
public enum MovementKind {
    /** Finance gives money to the programme's pool (拨付). */
    APPROPRIATION(ProgrammeStatus.DRAFT, ProgrammeStatus.SUSPENDED),
    /** From the pool to a reporting unit, or from a unit to a county of it (分配). */
    ALLOCATION(ProgrammeStatus.DRAFT, ProgrammeStatus.SUSPENDED),
    /** From a region to another, or back to the pool (调剂); never what is held or issued. */
    REALLOCATION(ProgrammeStatus.DRAFT, ProgrammeStatus.CLOSED),
    /** How much of the programme one provider may come to; moves no money. */
    PROVIDER_CEILING(ProgrammeStatus.DRAFT, ProgrammeStatus.SUSPENDED),
    /** All that is left goes back to finance. */
    RETURN(ProgrammeStatus.CLOSED, ProgrammeStatus.SETTLING),
    /** All that is left goes to a following programme (结转). */
    CARRY_OVER(ProgrammeStatus.CLOSED, ProgrammeStatus.SETTLING);

    private final Set<ProgrammeStatus> statuses;

    MovementKind(ProgrammeStatus first, ProgrammeStatus last) {
        this.statuses = EnumSet.range(first, last);
    }

    public boolean isPossibleIn(ProgrammeStatus status) {
        return statuses.contains(status);
    }

    /** Whether it moves whatever is left, so that the amount is known only when it is done. */
    public boolean isOfAllThatIsLeft() {
        return this == RETURN || this == CARRY_OVER;
    }

    /** Whether only finance may ask for it and approve it. */
    public boolean isOfFinance() {
        return this == APPROPRIATION || isOfAllThatIsLeft();
    }
}
