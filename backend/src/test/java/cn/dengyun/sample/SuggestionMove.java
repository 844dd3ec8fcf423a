package cn.dengyun.sample;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a suggestion as one table: what is done, from where it is allowed, where it leads, what is told. */
enum SuggestionMove implements Move<SuggestionStatus> {
    EDIT(SuggestionStatus.DRAFT, SuggestionStatus.DRAFT, SuggestionEvent.EDITED),
    PUBLISH(SuggestionStatus.DRAFT, SuggestionStatus.PUBLISHED, SuggestionEvent.PUBLISHED),
    CLOSE(SuggestionStatus.PUBLISHED, SuggestionStatus.CLOSED, SuggestionEvent.CLOSED),
    WITHDRAW(SuggestionStatus.PUBLISHED, SuggestionStatus.WITHDRAWN, SuggestionEvent.WITHDRAWN);

    private final Transition<SuggestionStatus> transition;
    final SuggestionEvent event;

    SuggestionMove(SuggestionStatus source, SuggestionStatus target, SuggestionEvent event) {
        this.transition = Transition.of(target, source);
        this.event = event;
    }

    @Override
    public Transition<SuggestionStatus> transition() {
        return transition;
    }
}
