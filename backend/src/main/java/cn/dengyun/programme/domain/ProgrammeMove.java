package cn.dengyun.programme.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.EnumSet;
import java.util.Set;

/** The lifecycle of a programme as one table: what is done, from where it is allowed, and where it leads. */
public enum ProgrammeMove implements Move<ProgrammeStatus> {
    /** Rules or descriptions change before anybody was told of them; what was tried or approved is so no more. */
    REVISE(
            EnumSet.of(ProgrammeStatus.DRAFT, ProgrammeStatus.SIMULATED, ProgrammeStatus.APPROVED),
            ProgrammeStatus.DRAFT),
    SIMULATE(EnumSet.of(ProgrammeStatus.DRAFT, ProgrammeStatus.SIMULATED), ProgrammeStatus.SIMULATED),
    APPROVE(EnumSet.of(ProgrammeStatus.SIMULATED), ProgrammeStatus.APPROVED),
    ANNOUNCE(EnumSet.of(ProgrammeStatus.APPROVED), ProgrammeStatus.ANNOUNCED),
    /** The announced opening is set or put off, never brought forward. */
    SCHEDULE(EnumSet.of(ProgrammeStatus.ANNOUNCED), ProgrammeStatus.ANNOUNCED),
    /** Opened by hand, where no time was announced. */
    OPEN(EnumSet.of(ProgrammeStatus.ANNOUNCED), ProgrammeStatus.OPEN),
    /** By the clock, at the announced opening. */
    OPEN_ON_TIME(EnumSet.of(ProgrammeStatus.ANNOUNCED), ProgrammeStatus.OPEN),
    SUSPEND(EnumSet.of(ProgrammeStatus.OPEN), ProgrammeStatus.SUSPENDED),
    RESUME(EnumSet.of(ProgrammeStatus.SUSPENDED), ProgrammeStatus.OPEN),
    CLOSE(EnumSet.of(ProgrammeStatus.OPEN, ProgrammeStatus.SUSPENDED), ProgrammeStatus.CLOSED),
    /** By the clock, at the announced closing; a suspension does not put it off. */
    CLOSE_ON_TIME(EnumSet.of(ProgrammeStatus.OPEN, ProgrammeStatus.SUSPENDED), ProgrammeStatus.CLOSED),
    SETTLE(EnumSet.of(ProgrammeStatus.CLOSED), ProgrammeStatus.SETTLING),
    ACCOUNT(EnumSet.of(ProgrammeStatus.SETTLING), ProgrammeStatus.ACCOUNTED);

    private final Transition<ProgrammeStatus> transition;

    ProgrammeMove(Set<ProgrammeStatus> sources, ProgrammeStatus target) {
        transition = new Transition<>(sources, target);
    }

    @Override
    public Transition<ProgrammeStatus> transition() {
        return transition;
    }

    /** Whether nobody does it: the clock does. */
    public boolean isByClock() {
        return this == OPEN_ON_TIME || this == CLOSE_ON_TIME;
    }

    @Override
    public String refusal() {
        return "programme-transition-not-allowed";
    }
}
