package cn.dengyun.trade.bill;

import cn.dengyun.shared.Rejection;

/** What was captured for earlier bills cannot be taken back now; ends the unit of work that wanted to. */
final class LoweringRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    LoweringRefused(Rejection refused) {
        super(refused.code(), refused);
    }

    /** The code of the problem. */
    String refusal() {
        return getMessage();
    }
}
