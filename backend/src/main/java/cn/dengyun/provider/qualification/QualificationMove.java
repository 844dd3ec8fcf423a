package cn.dengyun.provider.qualification;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a qualification as one table. */
enum QualificationMove implements Move<QualificationStatus> {
    EDIT(QualificationEvent.CHANGED, QualificationStatus.DRAFT, QualificationStatus.DRAFT),
    CORRECT(QualificationEvent.CHANGED, QualificationStatus.RETURNED, QualificationStatus.RETURNED),
    SUBMIT(
            QualificationEvent.SUBMITTED,
            QualificationStatus.SUBMITTED,
            QualificationStatus.DRAFT,
            QualificationStatus.RETURNED),
    /** To the next level. */
    PASS(QualificationEvent.PASSED, QualificationStatus.SUBMITTED, QualificationStatus.SUBMITTED),
    /** By the last level: everybody may object. */
    ANNOUNCE(QualificationEvent.ANNOUNCED, QualificationStatus.PUBLIC_NOTICE, QualificationStatus.SUBMITTED),
    /** By the last level: the next year of what was granted before. */
    CONFIRM(QualificationEvent.CONFIRMED, QualificationStatus.QUALIFIED, QualificationStatus.SUBMITTED),
    RETURN(
            QualificationEvent.RETURNED,
            QualificationStatus.RETURNED,
            QualificationStatus.SUBMITTED,
            QualificationStatus.PUBLIC_NOTICE),
    REJECT(
            QualificationEvent.REJECTED,
            QualificationStatus.REJECTED,
            QualificationStatus.SUBMITTED,
            QualificationStatus.PUBLIC_NOTICE),
    GRANT(QualificationEvent.GRANTED, QualificationStatus.QUALIFIED, QualificationStatus.PUBLIC_NOTICE),
    WITHDRAW(
            QualificationEvent.WITHDRAWN,
            QualificationStatus.WITHDRAWN,
            QualificationStatus.DRAFT,
            QualificationStatus.SUBMITTED,
            QualificationStatus.RETURNED,
            QualificationStatus.PUBLIC_NOTICE,
            QualificationStatus.QUALIFIED),
    /** Begins the confirmation for the next year; nothing of this one changes. */
    RENEW(QualificationEvent.DRAFTED, QualificationStatus.QUALIFIED, QualificationStatus.QUALIFIED),
    REVOKE(QualificationEvent.REVOKED, QualificationStatus.REVOKED, QualificationStatus.QUALIFIED);

    final QualificationEvent event;
    private final Transition<QualificationStatus> transition;

    QualificationMove(QualificationEvent event, QualificationStatus target, QualificationStatus... sources) {
        this.event = event;
        this.transition = Transition.of(target, sources);
    }

    @Override
    public Transition<QualificationStatus> transition() {
        return transition;
    }
}
