package cn.dengyun.adoption.enterprise;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an adopted enterprise as one table; who is asked confirms, and the records decide all else. */
enum AdoptedMove implements Move<AdoptedStatus> {
    /** What is in force has changed, and the level has not. */
    JUDGE(AdoptedStatus.ADOPTED, null, false, AdoptedStatus.ADOPTED),
    /** It is deeply connected from now on. */
    DEEPEN(AdoptedStatus.ADOPTED, AdoptedEvent.DEEPENED, false, AdoptedStatus.ADOPTED),
    /** It is not deeply connected any more. */
    LOWER(AdoptedStatus.ADOPTED, AdoptedEvent.LOWERED, false, AdoptedStatus.ADOPTED),
    /** It is reminded that its year is nearly over. */
    REMIND(AdoptedStatus.ADOPTED, AdoptedEvent.CONFIRMATION_DUE, false, AdoptedStatus.ADOPTED),
    /** It still uses what it is counted for. */
    CONFIRM(AdoptedStatus.ADOPTED, AdoptedEvent.CONFIRMED, true, AdoptedStatus.ADOPTED),
    /** It does not use it any more. */
    DECLINE(AdoptedStatus.LAPSED, AdoptedEvent.DECLINED, true, AdoptedStatus.ADOPTED),
    LAPSE(AdoptedStatus.LAPSED, AdoptedEvent.LAPSED, false, AdoptedStatus.ADOPTED),
    /** It counts again, by a record that is new. */
    READMIT(AdoptedStatus.ADOPTED, AdoptedEvent.READMITTED, false, AdoptedStatus.LAPSED),
    /** It counts again, for it still uses what it was counted for. */
    RECONFIRM(AdoptedStatus.ADOPTED, AdoptedEvent.READMITTED, true, AdoptedStatus.LAPSED);

    /** Null where nobody is told. */
    final AdoptedEvent event;

    /** Whether somebody makes it; else the records and the clock do. */
    final boolean isByPerson;

    private final Transition<AdoptedStatus> transition;

    AdoptedMove(AdoptedStatus target, AdoptedEvent event, boolean isByPerson, AdoptedStatus... sources) {
        this.transition = Transition.of(target, sources);
        this.event = event;
        this.isByPerson = isByPerson;
    }

    @Override
    public Transition<AdoptedStatus> transition() {
        return transition;
    }
}
