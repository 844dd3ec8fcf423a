package cn.dengyun.settlement.award.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a list of awards as one table. */
public enum AwardListMove implements Move<AwardListStatus> {
    /** By another person than who drew it up: its money is held. */
    GRANT(AwardListStatus.GRANTED, AwardListStatus.DRAFT),
    NOTICE(AwardListStatus.NOTICED, AwardListStatus.GRANTED),
    /** One award is struck off, after an objection for example; the others go on. */
    STRIKE(null, AwardListStatus.GRANTED, AwardListStatus.NOTICED),
    /** When the notice is over, by another person than who put it on notice: what is left is owed. */
    FINALIZE(AwardListStatus.FINAL, AwardListStatus.NOTICED),
    CANCEL(AwardListStatus.CANCELLED, AwardListStatus.DRAFT, AwardListStatus.GRANTED, AwardListStatus.NOTICED);

    private final AwardListStatus target;
    private final AwardListStatus[] sources;

    AwardListMove(AwardListStatus target, AwardListStatus... sources) {
        this.target = target;
        this.sources = sources;
    }

    @Override
    public Transition<AwardListStatus> transition() {
        return Transition.of(target == null ? sources[0] : target, sources);
    }

    /** Where it leads from there: what changes no status leaves it as it is. */
    @Override
    public AwardListStatus from(AwardListStatus status) {
        AwardListStatus after = Move.super.from(status);
        return target == null ? status : after;
    }
}
