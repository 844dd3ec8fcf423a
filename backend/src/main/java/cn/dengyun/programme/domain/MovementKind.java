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
    /** What is left, or a part of it, goes back to finance. */
    RETURN(ProgrammeStatus.CLOSED, ProgrammeStatus.SETTLING),
    /** What is left, or a part of it, goes to a following programme (结转). */
    CARRY_OVER(ProgrammeStatus.CLOSED, ProgrammeStatus.SETTLING),
    /** A return or a carry-over is undone in whole, as long as neither programme is accounted for (冲回). */
    REVERSAL(ProgrammeStatus.CLOSED, ProgrammeStatus.SETTLING);

    private final Set<ProgrammeStatus> statuses;

    MovementKind(ProgrammeStatus first, ProgrammeStatus last) {
        this.statuses = EnumSet.range(first, last);
    }

    public boolean isPossibleIn(ProgrammeStatus status) {
        return statuses.contains(status);
    }

    /** Whether it takes what is left out of a programme that is over; only that is ever reversed. */
    public boolean isOfWhatIsLeft() {
        return this == RETURN || this == CARRY_OVER;
    }

    /** Whether it is about what is left of a programme: then its owner may ask for it as well as finance. */
    public boolean isOfYearEnd() {
        return isOfWhatIsLeft() || this == REVERSAL;
    }

    /** Whether only finance may approve it. */
    public boolean isOfFinance() {
        return this == APPROPRIATION || isOfYearEnd();
    }
}
