package cn.dengyun.catalogue;

import cn.dengyun.catalogue.document.OfferingCodes;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.reference.ReferenceService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** The code lists of the reference slice, as offerings use them. */
@ApplicationScoped
class CatalogueCodes implements OfferingCodes {

    private final ReferenceService reference;
    private final Clock clock;

    CatalogueCodes(ReferenceService reference, Clock clock) {
        this.reference = reference;
        this.clock = clock;
    }

    @Override
    public boolean isKnown(String list, String code) {
        return switch (list) {
            case CATEGORIES -> reference.isServiceCategory(code);
            case INDUSTRIES -> reference.isIndustry(code);
            case REGIONS -> reference.isRegion(code, LocalDate.ofInstant(clock.instant(), ClockProducer.BUSINESS_ZONE));
            default -> reference.isCode(list, code);
        };
    }

    @Override
    public Optional<String> suggestion(String list, String code) {
        return reference.suggestion(list, code);
    }
}
