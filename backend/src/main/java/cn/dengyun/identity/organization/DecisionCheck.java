package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.CertificationDecision.CertificationOutcome;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Looks whether a decision says all that its outcome needs, and nothing that it cannot have. */
@ApplicationScoped
class DecisionCheck {

    private static final String CODES = "certification-defects";

    private final ReferenceService reference;

    DecisionCheck(ReferenceService reference) {
        this.reference = reference;
    }

    /** Rejects with {@code invalid-request} (400) and all that is wrong. */
    void requireSound(NewDecision wanted) {
        List<Defect> defects = new ArrayList<>();
        boolean hasDefects = wanted.defects() != null && !wanted.defects().isEmpty();
        boolean hasClause = wanted.clause() != null && !wanted.clause().isBlank();
        if ((wanted.decision() == CertificationOutcome.RETURN) != hasDefects) {
            defects.add(Defect.at("/defects", hasDefects ? "decision-defects-unfit" : "decision-defects-missing"));
        }
        if ((wanted.decision() == CertificationOutcome.REJECT) != hasClause) {
            defects.add(Defect.at("/clause", hasClause ? "decision-clause-unfit" : "decision-clause-missing"));
        }
        for (int i = 0; hasDefects && i < wanted.defects().size(); i++) {
            String code = wanted.defects().get(i).code();
            if (!reference.isCode(CODES, code)) {
                defects.add(Defect.at("/defects/" + i + "/code", "decision-defect-unknown", code));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }
}
