package cn.dengyun.trade.rating;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a rating as one table, with whose move it is. */
enum RatingMove implements Move<RatingStatus> {
    /** Other stars, another text, or another word on the name. */
    CHANGE(Side.ENTERPRISE, RatingEvent.CHANGED, RatingStatus.STANDING),
    WITHDRAW(Side.ENTERPRISE, RatingEvent.WITHDRAWN, RatingStatus.WITHDRAWN),
    /** In the place of the answer before. */
    ANSWER(Side.PROVIDER, RatingEvent.ANSWERED, RatingStatus.STANDING),
    /** The text is shown to nobody else any more; the stars still count. */
    CONCEAL(Side.AUTHORITY, RatingEvent.CONCEALED, RatingStatus.STANDING);

    /** Who makes a move. */
    enum Side {
        ENTERPRISE,
        PROVIDER,
        AUTHORITY
    }

    final Side side;
    final RatingEvent event;
    private final Transition<RatingStatus> transition;

    RatingMove(Side side, RatingEvent event, RatingStatus target) {
        this.side = side;
        this.event = event;
        this.transition = Transition.of(target, RatingStatus.STANDING);
    }

    @Override
    public Transition<RatingStatus> transition() {
        return transition;
    }
}
