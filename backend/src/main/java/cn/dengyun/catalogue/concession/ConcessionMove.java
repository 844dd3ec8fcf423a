package cn.dengyun.catalogue.concession;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a concession as one table, with whose move it is. */
enum ConcessionMove implements Move<ConcessionStatus> {
    EDIT(ConcessionStatus.DRAFT, Side.PROVINCE, ConcessionEvent.EDITED, ConcessionStatus.DRAFT),
    CONFIRM(ConcessionStatus.AGREED, Side.PROVIDER, ConcessionEvent.CONFIRMED, ConcessionStatus.DRAFT),
    WITHDRAW(
            ConcessionStatus.WITHDRAWN,
            Side.PROVINCE,
            ConcessionEvent.WITHDRAWN,
            ConcessionStatus.DRAFT,
            ConcessionStatus.AGREED),
    PUBLISH(ConcessionStatus.PUBLISHED, Side.OTHER_OF_PROVINCE, ConcessionEvent.PUBLISHED, ConcessionStatus.AGREED),
    END(ConcessionStatus.ENDED, Side.PROVINCE, ConcessionEvent.ENDED, ConcessionStatus.PUBLISHED);

    /** Who makes a move: somebody of the province, another one than who drew it up, or an owner of the provider. */
    enum Side {
        PROVINCE,
        OTHER_OF_PROVINCE,
        PROVIDER
    }

    final Side side;
    final ConcessionEvent event;
    private final Transition<ConcessionStatus> transition;

    ConcessionMove(ConcessionStatus target, Side side, ConcessionEvent event, ConcessionStatus... sources) {
        this.transition = Transition.of(target, sources);
        this.side = side;
        this.event = event;
    }

    @Override
    public Transition<ConcessionStatus> transition() {
        return transition;
    }
}
