package cn.dengyun.catalogue.concession;

import cn.dengyun.catalogue.domain.Discount;
import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.shared.Defect;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The concessions of a provider that its own discounts name, as far as they are published. */
public final class NamedConcessions {

    static final NamedConcessions NONE = new NamedConcessions(Map.of());

    private final Map<String, Concession> byCode;

    NamedConcessions(Map<String, Concession> byCode) {
        this.byCode = byCode;
    }

    /**
     * The discounts of a content that do not fit the concession that they name ({@code concession-unfit}): it has to be
     * published, about this offering, of the same rate, and to hold on all days of the discount.
     *
     * @param offeringId null where the offering is not on record yet, and so only concessions about all are about it
     */
    public List<Defect> defects(UUID offeringId, OfferingContent content) {
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < content.discounts().size(); i++) {
            Discount discount = content.discounts().get(i);
            if (discount.concessionCode() != null
                    && !isFit(byCode.get(discount.concessionCode()), discount, offeringId)) {
                defects.add(Defect.at(
                        "/discounts/" + i + "/concessionCode", "concession-unfit", discount.concessionCode()));
            }
        }
        return defects;
    }

    private static boolean isFit(Concession concession, Discount discount, UUID offeringId) {
        if (concession == null || discount.from() == null || discount.until() == null) {
            return false;
        }
        ConcessionForm form = concession.form();
        boolean isAboutIt = form.offeringIds().isEmpty()
                || offeringId != null && form.offeringIds().contains(offeringId);
        return isAboutIt
                && new BigDecimal(form.rate()).compareTo(discount.rate()) == 0
                && !discount.from().isBefore(form.fromOn())
                && !discount.until().isAfter(concession.lastOn());
    }
}
