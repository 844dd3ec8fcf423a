package cn.dengyun.adoption.record;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.platform.form.ConstraintDefects;
import cn.dengyun.platform.form.RecordReader;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads lines of imports and names every defect of each. */
@ApplicationScoped
class AdoptionChecks {

    private static final String PROVINCE = "34";

    private final RecordReader reader;
    private final Validator validator;
    private final ReferenceService reference;

    AdoptionChecks(RecordReader reader, Validator validator, ReferenceService reference) {
        this.reader = reader;
        this.validator = validator;
        this.reference = reference;
    }

    /** A line as it was read; what it says is null where that could not be told. */
    record Read(long number, AdoptionLine said, List<Defect> defects) {

        /** The credit code as it is kept; null where it is none. */
        String code() {
            return said != null && CreditCode.defectsOf("", said.creditCode()).isEmpty()
                    ? CreditCode.parse("", said.creditCode()).value()
                    : null;
        }

        /** The same, where what it does not say is as it is on record; {@code before} is null where nothing is. */
        Read completedBy(AdoptionRecord before) {
            return said == null || before == null ? this : new Read(number, said.completedBy(before), defects);
        }
    }

    Read read(long number, byte[] line) {
        try {
            return read(number, reader.read(line, AdoptionLine.class));
        } catch (Rejection rejection) {
            List<Defect> defects =
                    rejection.defects().isEmpty() ? List.of(Defect.at("", rejection.code())) : rejection.defects();
            return new Read(number, null, defects);
        } catch (IOException e) {
            throw new UncheckedIOException("the bytes are in memory", e);
        }
    }

    /** The same of what needs no reading any more: whether it says all that it must, each in its bounds. */
    Read read(long number, AdoptionLine said) {
        List<Defect> defects = validator.validate(said).stream()
                .map(ConstraintDefects::ofBody)
                .sorted(Comparator.comparing(Defect::pointer).thenComparing(Defect::code))
                .toList();
        return new Read(number, defects.isEmpty() ? said : null, defects);
    }

    /** Where the enterprise is, by the code that is in force. */
    String region(AdoptionLine said) {
        return reference.codeInForce(said.regionCode());
    }

    /**
     * What is wrong with a line that could be read. What it leaves out is passed over.
     *
     * @param providerCode the credit code of whoever says it
     * @param known the enterprise on the platform; null where it is not there, or nobody has certified it
     */
    List<Defect> defects(AdoptionLine said, String providerCode, CertifiedStanding known, LocalDate today) {
        List<Defect> defects = new ArrayList<>(CreditCode.defectsOf("/creditCode", said.creditCode()));
        String code =
                defects.isEmpty() ? CreditCode.parse("", said.creditCode()).value() : null;
        if (providerCode.equals(code)) {
            defects.add(Defect.at("/creditCode", "adoption-of-provider-itself"));
        }
        if (said.broughtByCode() != null) {
            List<Defect> wrong = CreditCode.defectsOf("/broughtByCode", said.broughtByCode());
            defects.addAll(wrong);
            if (wrong.isEmpty()
                    && CreditCode.parse("", said.broughtByCode()).value().equals(code)) {
                defects.add(Defect.at("/broughtByCode", "adoption-brought-by-itself"));
            }
        }
        addRegionDefect(defects, said, known);
        if (said.categoryCode() != null && !reference.isServiceCategory(said.categoryCode())) {
            defects.add(Defect.at(
                    "/categoryCode", "unknown-code", said.categoryCode(), ReferenceService.SERVICE_CATEGORIES));
        }
        addDayDefects(defects, said, today);
        return defects;
    }

    private void addRegionDefect(List<Defect> defects, AdoptionLine said, CertifiedStanding known) {
        if (said.regionCode() == null) {
            return;
        }
        if (!reference.isKnownRegion(said.regionCode())) {
            defects.add(Defect.at("/regionCode", "unknown-code", said.regionCode(), ReferenceService.REGIONS));
            return;
        }
        RegionCode region = new RegionCode(region(said));
        if (region.isProvince() || region.isCity() || !region.value().startsWith(PROVINCE)) {
            defects.add(Defect.at("/regionCode", "adoption-region-unfit", said.regionCode()));
            return;
        }
        String certified = known == null ? null : reference.codeInForce(known.region());
        if (certified != null && !certified.equals(region.value())) {
            defects.add(Defect.at("/regionCode", "adoption-region-differs", certified));
        }
    }

    private static void addDayDefects(List<Defect> defects, AdoptionLine said, LocalDate today) {
        addIfAhead(defects, "/signedOn", said.signedOn(), today);
        addIfAhead(defects, "/startsOn", said.startsOn(), today);
        addIfAhead(defects, "/lastUsedOn", said.lastUsedOn(), today);
        if (isBefore(said.endsOn(), said.startsOn())) {
            defects.add(Defect.at("/endsOn", "ends-before-it-begins"));
        } else if (said.endsOn() != null && said.endsOn().isBefore(today)) {
            defects.add(Defect.at("/endsOn", "adoption-contract-over", today.toString()));
        }
        if (isBefore(said.lastUsedOn(), said.startsOn())) {
            defects.add(Defect.at(
                    "/lastUsedOn", "adoption-used-too-early", said.startsOn().toString()));
        }
    }

    private static boolean isBefore(LocalDate day, LocalDate other) {
        return day != null && other != null && day.isBefore(other);
    }

    private static void addIfAhead(List<Defect> defects, String pointer, LocalDate day, LocalDate today) {
        if (day != null && day.isAfter(today)) {
            defects.add(Defect.at(pointer, "adoption-day-ahead", today.toString()));
        }
    }
}
