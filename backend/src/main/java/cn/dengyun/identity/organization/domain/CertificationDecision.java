package cn.dengyun.identity.organization.domain;

import java.time.Instant;
import java.util.List;

/**
 * What an authority decided on a certification. Who did is on record, but not told to the applicant.
 *
 * @param reason never blank
 * @param clause what a refusal rests on; null for the other outcomes
 * @param defects what has to be mended, all of it; empty unless it was returned
 */
public record CertificationDecision(
        CertificationOutcome outcome,
        String reason,
        String clause,
        List<CertificationDefect> defects,
        Instant decidedAt) {

    /** The three answers of an authority. */
    public enum CertificationOutcome {
        CERTIFY(CertificationTransition.CERTIFY),
        RETURN(CertificationTransition.RETURN),
        REJECT(CertificationTransition.REJECT);

        private final CertificationTransition transition;

        CertificationOutcome(CertificationTransition transition) {
            this.transition = transition;
        }

        public CertificationTransition transition() {
            return transition;
        }
    }

    /**
     * One thing to be mended.
     *
     * @param pointer where it is in the organisation, e.g. {@code /industryCode}
     * @param code of the code list {@code certification-defects}
     * @param detail in the authority's own words; may be null
     */
    public record CertificationDefect(String pointer, String code, String detail) {}
}
