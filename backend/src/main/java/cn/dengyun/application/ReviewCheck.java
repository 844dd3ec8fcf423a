package cn.dengyun.application;

import cn.dengyun.application.ApplicationForms.NewDefect;
import cn.dengyun.application.ApplicationForms.NewReview;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Looks whether there are the codes that a review names. */
@ApplicationScoped
class ReviewCheck {

    private final ReferenceService reference;

    ReviewCheck(ReferenceService reference) {
        this.reference = reference;
    }

    /** Rejects with {@code invalid-request} (400) and all that is wrong. */
    void requireSound(NewReview wanted) {
        List<Defect> defects = new ArrayList<>();
        if (wanted.reasonCode() != null && !reference.isCode("application-refusals", wanted.reasonCode())) {
            defects.add(Defect.at("/reasonCode", "review-code-unknown", wanted.reasonCode(), "application-refusals"));
        }
        List<NewDefect> named = wanted.defects() == null ? List.of() : wanted.defects();
        for (int i = 0; i < named.size(); i++) {
            String code = named.get(i).code();
            if (!reference.isCode("application-defects", code)) {
                defects.add(Defect.at("/defects/" + i + "/code", "review-code-unknown", code, "application-defects"));
            }
        }
        String industry = wanted.facts() == null ? null : wanted.facts().registeredIndustryCode();
        if (industry != null && !reference.isIndustry(industry)) {
            defects.add(Defect.at(
                    "/facts/registeredIndustryCode", "review-code-unknown", industry, ReferenceService.INDUSTRIES));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }
}
