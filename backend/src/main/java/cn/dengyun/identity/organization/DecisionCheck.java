package cn.dengyun.identity.organization;

import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Looks whether there are the codes that a decision names. */
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
        List<NewDecision.NewDefect> named = wanted.defects() == null ? List.of() : wanted.defects();
        for (int i = 0; i < named.size(); i++) {
            String code = named.get(i).code();
            if (!reference.isCode(CODES, code)) {
                defects.add(Defect.at("/defects/" + i + "/code", "decision-defect-unknown", code));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }
}
