package cn.dengyun.programme.domain;

import cn.dengyun.shared.Rejection;
import java.util.EnumSet;
import java.util.Set;

/** The lifecycle of a programme as one table: what is done, from where it is allowed, and where it leads. */
public enum ProgrammeMove {
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

    private final Set<ProgrammeStatus> sources;
    private final ProgrammeStatus target;

    ProgrammeMove(Set<ProgrammeStatus> sources, ProgrammeStatus target) {
        this.sources = sources;
        this.target = target;
    }

    public boolean isAllowedFrom(ProgrammeStatus status) {
        return sources.contains(status);
    }

    /** Where it leads. */
    public ProgrammeStatus target() {
        return target;
    }

    /** Whether nobody does it: the clock does. */
    public boolean isByClock() {
        return this == OPEN_ON_TIME || this == CLOSE_ON_TIME;
    }

    /** Where it leads from a status. Rejects with {@code programme-transition-not-allowed} (409). */
    public ProgrammeStatus from(ProgrammeStatus status) {
        if (!isAllowedFrom(status)) {
            throw Rejection.conflict("programme-transition-not-allowed", status, this);
        }
        return target;
    }
}
