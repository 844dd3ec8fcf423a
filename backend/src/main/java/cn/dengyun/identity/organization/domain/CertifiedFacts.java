package cn.dengyun.identity.organization.domain;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.EnterpriseSize;
import java.util.ArrayList;
import java.util.List;

/** What an authority looks at and certifies; the members are those of {@link Profile}. */
public record CertifiedFacts(
        String nameZh,
        String nameEn,
        String regionCode,
        String industryCode,
        Long staffCount,
        Long revenueFen,
        Long assetsFen,
        List<String> tags,
        BusinessRegistration registration) {

    public CertifiedFacts {
        registration = registration == null ? BusinessRegistration.NONE : registration;
    }

    /**
     * The size class by the statistical rule of 2017; {@link EnterpriseSize#UNCLASSIFIED} where that does not cover the
     * industry.
     */
    public EnterpriseSize size() {
        return EnterpriseSize.of(industryCode, staffCount, revenueFen, assetsFen);
    }

    /** What is missing before an authority can judge it, pointers as in the organisation; empty when it is complete. */
    public List<Defect> missing() {
        List<Defect> missing = new ArrayList<>();
        addIfNull(missing, "/industryCode", industryCode);
        addIfNull(missing, "/staffCount", staffCount);
        addIfNull(missing, "/revenueFen", revenueFen);
        addIfNull(missing, "/assetsFen", assetsFen);
        return missing;
    }

    private static void addIfNull(List<Defect> missing, String pointer, Object value) {
        if (value == null) {
            missing.add(Defect.at(pointer, "certification-fact-missing"));
        }
    }
}
