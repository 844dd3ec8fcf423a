package cn.dengyun.identity.organization.domain;

import static cn.dengyun.identity.organization.domain.CertificationStatus.CERTIFIED;
import static cn.dengyun.identity.organization.domain.CertificationStatus.DRAFT;
import static cn.dengyun.identity.organization.domain.CertificationStatus.REJECTED;
import static cn.dengyun.identity.organization.domain.CertificationStatus.RETURNED;
import static cn.dengyun.identity.organization.domain.CertificationStatus.REVOKED;
import static cn.dengyun.identity.organization.domain.CertificationStatus.SUBMITTED;
import static cn.dengyun.identity.organization.domain.CertificationStatus.SUPERSEDED;
import static cn.dengyun.identity.organization.domain.CertificationStatus.WITHDRAWN;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/**
 * The whole lifecycle of a certification as one table: a move, the status it ends in, the statuses it may start from.
 */
public enum CertificationTransition implements Move<CertificationStatus> {
    /** The organisation hands it in, with its facts as they are at that moment. */
    SUBMIT(SUBMITTED, DRAFT, RETURNED),
    /** The organisation takes it back. */
    WITHDRAW(WITHDRAWN, DRAFT, SUBMITTED, RETURNED),
    /** The authority certifies the facts. */
    CERTIFY(CERTIFIED, SUBMITTED),
    /** The authority names all defects, to be mended. */
    RETURN(RETURNED, SUBMITTED),
    /** The authority refuses. */
    REJECT(REJECTED, SUBMITTED),
    /** A later certification comes into force. */
    SUPERSEDE(SUPERSEDED, CERTIFIED),
    /** The authority takes the certification away. */
    REVOKE(REVOKED, CERTIFIED);

    private final Transition<CertificationStatus> transition;

    CertificationTransition(CertificationStatus target, CertificationStatus... sources) {
        transition = Transition.of(target, sources);
    }

    @Override
    public Transition<CertificationStatus> transition() {
        return transition;
    }

    @Override
    public String refusal() {
        return "certification-transition-not-allowed";
    }
}
