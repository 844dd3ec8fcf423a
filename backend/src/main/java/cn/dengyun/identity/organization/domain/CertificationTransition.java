package cn.dengyun.identity.organization.domain;

import static cn.dengyun.identity.organization.domain.CertificationStatus.CERTIFIED;
import static cn.dengyun.identity.organization.domain.CertificationStatus.DRAFT;
import static cn.dengyun.identity.organization.domain.CertificationStatus.REJECTED;
import static cn.dengyun.identity.organization.domain.CertificationStatus.RETURNED;
import static cn.dengyun.identity.organization.domain.CertificationStatus.REVOKED;
import static cn.dengyun.identity.organization.domain.CertificationStatus.SUBMITTED;
import static cn.dengyun.identity.organization.domain.CertificationStatus.SUPERSEDED;
import static cn.dengyun.identity.organization.domain.CertificationStatus.WITHDRAWN;

import cn.dengyun.shared.Rejection;
import java.util.Set;

/**
 * The whole lifecycle of a certification as one table: a move, the status it ends in, the statuses it may start from.
 */
public enum CertificationTransition {
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

    private final CertificationStatus target;
    private final Set<CertificationStatus> sources;

    CertificationTransition(CertificationStatus target, CertificationStatus... sources) {
        this.target = target;
        this.sources = Set.of(sources);
    }

    public boolean isAllowedFrom(CertificationStatus current) {
        return sources.contains(current);
    }

    public CertificationStatus target() {
        return target;
    }

    /** The status after this move. Rejects with {@code certification-transition-not-allowed} (409). */
    public CertificationStatus from(CertificationStatus current) {
        if (!isAllowedFrom(current)) {
            throw Rejection.conflict("certification-transition-not-allowed", current, this);
        }
        return target;
    }
}
