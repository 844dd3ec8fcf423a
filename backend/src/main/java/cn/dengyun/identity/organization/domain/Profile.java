package cn.dengyun.identity.organization.domain;

import cn.dengyun.shared.EnterpriseSize;
import java.util.List;

/**
 * What an organisation says about itself. Everything but the Chinese name and the region may be null.
 *
 * @param regionCode GB/T 2260 code of where it is, told by itself and never read off the credit code; it decides which
 *     authority reviews it
 * @param industryCode GB/T 4754-2017, as exact as it is known: section, division, group or class
 * @param staffCount people employed (从业人员)
 * @param revenueFen operating revenue of last year (营业收入), in fen
 * @param assetsFen total assets at the end of last year (资产总额), in fen
 * @param tags codes of the list {@code enterprise-tags}, sorted, each once
 */
public record Profile(
        String nameZh,
        String nameEn,
        String regionCode,
        String industryCode,
        Long staffCount,
        Long revenueFen,
        Long assetsFen,
        List<String> tags,
        BusinessRegistration registration,
        Contact contact) {

    public static final int MAX_NAME = 200;
    public static final int MAX_NAME_EN = 300;
    public static final int MAX_INDUSTRY_CODE = 10;
    public static final int MAX_TAGS = 20;
    /** More than anybody employs: beyond it a unit was mistaken. */
    public static final long MAX_STAFF = 10_000_000;

    public Profile {
        registration = registration == null ? BusinessRegistration.NONE : registration;
        contact = contact == null ? Contact.NONE : contact;
        tags = tags.stream().distinct().sorted().toList();
    }

    /** The part of it that an authority certifies. */
    public CertifiedFacts certifiable() {
        return new CertifiedFacts(
                nameZh, nameEn, regionCode, industryCode, staffCount, revenueFen, assetsFen, tags, registration);
    }

    /** Computed by the statistical rule of 2017, never told. */
    public EnterpriseSize size() {
        return certifiable().size();
    }
}
