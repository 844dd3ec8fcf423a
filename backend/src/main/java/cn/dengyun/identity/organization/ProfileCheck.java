package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.BusinessRegistration;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Defect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Looks whether the codes and bounds of a profile are right. */
@ApplicationScoped
class ProfileCheck {

    static final String TAGS = "enterprise-tags";

    /** Groups and classes of GB/T 4754, which the reference data knows by their division. */
    private static final Pattern BELOW_DIVISION = Pattern.compile("[0-9]{3,4}");

    private final ReferenceService reference;
    private final Validator validator;
    private final Clock clock;

    ProfileCheck(ReferenceService reference, Validator validator, Clock clock) {
        this.reference = reference;
        this.validator = validator;
        this.clock = clock;
    }

    /** What is wrong with the codes: {@code organization-region-unknown}, {@code …-industry-…}, {@code …-tag-…}. */
    List<Defect> codeDefects(String regionCode, String industryCode, List<String> tags) {
        List<Defect> defects = new ArrayList<>();
        if (regionCode != null && !reference.isRegion(regionCode, LocalDate.now(clock))) {
            defects.add(Defect.at("/regionCode", "organization-region-unknown", regionCode));
        }
        if (industryCode != null && !isIndustry(industryCode)) {
            defects.add(Defect.at("/industryCode", "organization-industry-unknown", industryCode));
        }
        for (int i = 0; tags != null && i < tags.size(); i++) {
            if (!reference.isCode(TAGS, tags.get(i))) {
                defects.add(Defect.at("/tags/" + i, "organization-tag-unknown", String.valueOf(tags.get(i))));
            }
        }
        return defects;
    }

    /**
     * What is wrong with what is said of the register: {@code organization-name-with-number},
     * {@code organization-industry-unknown}, {@code organization-registered-later},
     * {@code organization-deregistered-earlier}.
     */
    List<Defect> registrationDefects(BusinessRegistration registration) {
        List<Defect> defects = new ArrayList<>();
        requireName(defects, "/legalRepresentative", registration.legalRepresentative());
        requireName(defects, "/controller", registration.controller());
        String industry = registration.registeredIndustry();
        if (industry != null && !isIndustry(industry)) {
            defects.add(Defect.at("/registeredIndustryCode", "organization-industry-unknown", industry));
        }
        LocalDate first = registration.registeredOn();
        if (first != null && first.isAfter(LocalDate.ofInstant(clock.instant(), ClockProducer.BUSINESS_ZONE))) {
            defects.add(Defect.at("/registeredOn", "organization-registered-later", first));
        }
        LocalDate last = registration.deregisteredOn();
        if (first != null && last != null && last.isBefore(first)) {
            defects.add(Defect.at("/deregisteredOn", "organization-deregistered-earlier"));
        }
        return defects;
    }

    /**
     * Codes and bounds, in the order of their pointers.
     *
     * @param recorded the region on record, which may stay although its code has ended
     */
    List<Defect> defectsOf(ProfileForm form, String recorded) {
        String region = recorded.equals(form.regionCode()) ? null : form.regionCode();
        List<Defect> defects = new ArrayList<>(codeDefects(region, form.industryCode(), form.tags()));
        defects.addAll(registrationDefects(form.registration()));
        validator.validate(form).stream()
                .map(violation -> Defect.at(
                        "/" + violation.getPropertyPath(), "organization-field-invalid", violation.getMessage()))
                .forEach(defects::add);
        defects.sort(Comparator.comparing(Defect::pointer));
        return defects;
    }

    private static void requireName(List<Defect> defects, String pointer, String name) {
        if (BusinessRegistration.hasNumberOfDocument(name)) {
            defects.add(Defect.at(pointer, "organization-name-with-number"));
        }
    }

    private boolean isIndustry(String code) {
        boolean isBelow = BELOW_DIVISION.matcher(code).matches();
        return reference.isIndustry(isBelow ? code.substring(0, 2) : code);
    }
}
