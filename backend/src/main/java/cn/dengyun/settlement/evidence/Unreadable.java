package cn.dengyun.settlement.evidence;

import cn.dengyun.settlement.evidence.domain.ReadingFault;

/** Ends the reading of a file. */
final class Unreadable extends Exception {

    private final ReadingFault fault;

    Unreadable(ReadingFault fault) {
        super(fault.name(), null, false, false);
        this.fault = fault;
    }

    ReadingFault fault() {
        return fault;
    }
}
