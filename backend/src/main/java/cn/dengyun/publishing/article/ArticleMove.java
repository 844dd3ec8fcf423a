package cn.dengyun.publishing.article;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Set;

/** The lifecycle of an edition of an article as one table, with whose move it is. */
enum ArticleMove implements Move<ArticleStatus> {
    EDIT(Hand.OWN, ArticleEvent.EDITED, stays(ArticleStatus.DRAFT)),
    SUBMIT(Hand.OWN, ArticleEvent.SUBMITTED, Transition.of(ArticleStatus.REVIEW, ArticleStatus.DRAFT)),
    /** Takes back what was submitted, or is not live yet. */
    RECALL(
            Hand.OWN,
            ArticleEvent.RECALLED,
            Transition.of(ArticleStatus.DRAFT, ArticleStatus.REVIEW, ArticleStatus.SCHEDULED)),
    RETURN(Hand.REVIEWER, ArticleEvent.RETURNED, Transition.of(ArticleStatus.DRAFT, ArticleStatus.REVIEW)),
    /** Says from when on it is live. */
    APPROVE(Hand.REVIEWER, ArticleEvent.SCHEDULED, Transition.of(ArticleStatus.SCHEDULED, ArticleStatus.REVIEW)),
    /** Makes live at once what would be later. */
    PUBLISH(Hand.OWN, ArticleEvent.PUBLISHED, Transition.of(ArticleStatus.LIVE, ArticleStatus.SCHEDULED)),
    /** The same, when its moment has come. */
    BEGIN(Hand.NOBODY, ArticleEvent.PUBLISHED, Transition.of(ArticleStatus.LIVE, ArticleStatus.SCHEDULED)),
    /** Begins a draft of the next edition; the live one stays until that is. */
    AMEND(Hand.OWN, ArticleEvent.DRAFTED, stays(ArticleStatus.LIVE)),
    SUPERSEDE(Hand.NOBODY, ArticleEvent.SUPERSEDED, Transition.of(ArticleStatus.SUPERSEDED, ArticleStatus.LIVE)),
    EXPIRE(Hand.NOBODY, ArticleEvent.EXPIRED, Transition.of(ArticleStatus.EXPIRED, ArticleStatus.LIVE)),
    /** Takes back what everybody could read, and tells everybody why. */
    WITHDRAW(
            Hand.OVERSEER,
            ArticleEvent.WITHDRAWN,
            Transition.of(ArticleStatus.WITHDRAWN, ArticleStatus.LIVE, ArticleStatus.SUPERSEDED));

    /** Who makes a move; nobody: the clock does. */
    enum Hand {
        /** The authority of the region. */
        OWN,
        /** The same, or one above. */
        OVERSEER,
        /** The same, but nobody who has written or submitted it. */
        REVIEWER,
        NOBODY
    }

    final Hand hand;
    final ArticleEvent event;
    private final Transition<ArticleStatus> transition;

    ArticleMove(Hand hand, ArticleEvent event, Transition<ArticleStatus> transition) {
        this.hand = hand;
        this.event = event;
        this.transition = transition;
    }

    private static Transition<ArticleStatus> stays(ArticleStatus source) {
        return new Transition<>(Set.of(source), null);
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<ArticleStatus> transition() {
        return transition;
    }

    @Override
    public ArticleStatus from(ArticleStatus status) {
        ArticleStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
