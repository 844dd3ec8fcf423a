package cn.dengyun.adoption.rule;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a rule as one table; all of it is the province's. */
enum AdoptionRuleMove implements Move<AdoptionRuleStatus> {
    APPROVE(AdoptionRuleStatus.APPROVED, true, AdoptionRuleEvent.APPROVED, AdoptionRuleStatus.DRAFT),
    WITHDRAW(AdoptionRuleStatus.WITHDRAWN, false, AdoptionRuleEvent.WITHDRAWN, AdoptionRuleStatus.DRAFT);

    /** Whether it is for another person than the one who has drawn the rule up. */
    final boolean takesAnother;

    final AdoptionRuleEvent event;
    private final Transition<AdoptionRuleStatus> transition;

    AdoptionRuleMove(
            AdoptionRuleStatus target, boolean takesAnother, AdoptionRuleEvent event, AdoptionRuleStatus... sources) {
        this.transition = Transition.of(target, sources);
        this.takesAnother = takesAnother;
        this.event = event;
    }

    @Override
    public Transition<AdoptionRuleStatus> transition() {
        return transition;
    }
}
