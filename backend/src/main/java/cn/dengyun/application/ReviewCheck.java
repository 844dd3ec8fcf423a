package cn.dengyun.application;

import cn.dengyun.application.ApplicationForms.NewReview;
import cn.dengyun.application.domain.ReviewDecision;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Looks whether a review says all that its decision needs, and nothing that it cannot have. */
@ApplicationScoped
class ReviewCheck {

    private final ReferenceService reference;

    ReviewCheck(ReferenceService reference) {
        this.reference = reference;
    }

    /** Rejects with {@code invalid-request} (400) and all that is wrong. */
    void requireSound(NewReview wanted) {
        List<Defect> defects = new ArrayList<>();
        boolean isRefusal = wanted.decision() == ReviewDecision.REJECT;
        boolean hasDefects = wanted.defects() != null && !wanted.defects().isEmpty();
        if ((wanted.decision() == ReviewDecision.RETURN) != hasDefects) {
            defects.add(Defect.at("/defects", hasDefects ? "review-member-unfit" : "decision-defects-missing"));
        }
        check(defects, "/reasonCode", isRefusal, wanted.reasonCode());
        check(defects, "/clause", isRefusal, wanted.clause());
        check(defects, "/remedy", isRefusal, wanted.remedy());
        if (isRefusal
                && wanted.reasonCode() != null
                && !reference.isCode("application-refusals", wanted.reasonCode())) {
            defects.add(Defect.at("/reasonCode", "review-code-unknown", wanted.reasonCode(), "application-refusals"));
        }
        for (int i = 0; hasDefects && i < wanted.defects().size(); i++) {
            String code = wanted.defects().get(i).code();
            if (!reference.isCode("application-defects", code)) {
                defects.add(Defect.at("/defects/" + i + "/code", "review-code-unknown", code, "application-defects"));
            }
        }
        String industry = wanted.facts() == null ? null : wanted.facts().registeredIndustryCode();
        if (industry != null && !reference.isIndustry(industry)) {
            defects.add(Defect.at(
                    "/facts/registeredIndustryCode", "review-code-unknown", industry, ReferenceService.INDUSTRIES));
        }
        if (wanted.amountFen() != null && wanted.decision() != ReviewDecision.PASS) {
            defects.add(Defect.at("/amountFen", "review-member-unfit"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private static void check(List<Defect> defects, String pointer, boolean isNeeded, String text) {
        boolean isThere = text != null && !text.isBlank();
        if (isThere && !isNeeded) {
            defects.add(Defect.at(pointer, "review-member-unfit"));
        }
        if (!isThere && isNeeded) {
            defects.add(Defect.at(pointer, "review-member-missing"));
        }
    }
}
