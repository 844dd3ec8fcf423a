package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.BusinessRegistration;
import cn.dengyun.identity.organization.domain.Contact;
import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationDetail;
import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.identity.organization.domain.Profile;
import cn.dengyun.platform.sheet.SheetColumn;
import cn.dengyun.platform.sheet.SheetRow;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.Fen;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The register of organisations as rows, one for each credit code. */
final class OrganizationSheet {

    static final SheetColumn CREDIT_CODE = SheetColumn.code("creditCode", "统一社会信用代码", "Unified social credit code", 60)
            .required()
            .noted("18 位，按文本填写；写成数字会丢失末尾几位。", "18 characters, as text: a number loses its last digits.");
    static final SheetColumn KIND = SheetColumn.choice("kind", "机构类型", "Kind of organisation", "OrganizationKind")
            .noted("不填为企业；登记后不能更改。", "An enterprise unless it says otherwise; it cannot be changed.");

    private static final String REGION_DIGITS = "[1-9][0-9]{5}";
    /** A class has four digits; with fewer it may have been one that begins with a zero. */
    private static final String CLASS_DIGITS = "[1-9][0-9]{3}";

    private static final String MOBILE_DIGITS = "1[3-9][0-9]{9}";

    private static final SheetColumn NAME_ZH = SheetColumn.text("nameZh", "单位名称", "Chinese name", Profile.MAX_NAME)
            .noted("新增时必填。", "Required when it is new.");
    private static final SheetColumn NAME_EN = SheetColumn.text("nameEn", "英文名称", "English name", Profile.MAX_NAME_EN);
    private static final SheetColumn REGION = SheetColumn.code("regionCode", "行政区划代码", "Region code", 12)
            .noted("新增时必填，六位。", "Required when it is new: six digits of GB/T 2260.")
            .wholeAsNumber(REGION_DIGITS);
    private static final SheetColumn INDUSTRY = SheetColumn.code(
                    "industryCode", "行业代码", "Industry code", Profile.MAX_INDUSTRY_CODE)
            .wholeAsNumber(CLASS_DIGITS);
    private static final SheetColumn STAFF = SheetColumn.integer("staffCount", "从业人员数", "People employed");
    private static final SheetColumn REVENUE =
            SheetColumn.amount("revenueFen", "上年营业收入（元）", "Revenue of last year (yuan)");
    private static final SheetColumn ASSETS =
            SheetColumn.amount("assetsFen", "上年末资产总额（元）", "Total assets at the end of last year (yuan)");
    private static final SheetColumn TAGS = SheetColumn.code("tags", "企业标签", "Tags", 500)
            .noted("标签代码，多个用分号隔开。", "Codes of enterprise-tags, separated by semicolons.");
    private static final SheetColumn REPRESENTATIVE =
            SheetColumn.text("legalRepresentative", "法定代表人", "Legal representative", BusinessRegistration.MAX_PERSON);
    private static final SheetColumn CONTROLLER =
            SheetColumn.text("controller", "实际控制人", "Actual controller", BusinessRegistration.MAX_CONTROLLER);
    private static final SheetColumn ADDRESS =
            SheetColumn.text("registeredAddress", "住所", "Domicile", BusinessRegistration.MAX_ADDRESS);
    private static final SheetColumn REGISTERED_ON = SheetColumn.day("registeredOn", "成立日期", "Day of registration");
    private static final SheetColumn REGISTERED_INDUSTRY = SheetColumn.code(
                    "registeredIndustryCode", "登记行业代码", "Industry code of the register", Profile.MAX_INDUSTRY_CODE)
            .wholeAsNumber(CLASS_DIGITS);
    private static final SheetColumn DEREGISTERED_ON =
            SheetColumn.day("deregisteredOn", "注销或者吊销日期", "Day of deregistration");
    private static final SheetColumn CONTACT_NAME = SheetColumn.text("contactName", "联系人", "Contact", Contact.MAX_NAME);
    private static final SheetColumn CONTACT_PHONE = SheetColumn.code(
                    "contactPhone", "联系电话", "Telephone", Contact.MAX_PHONE)
            .wholeAsNumber(MOBILE_DIGITS);
    private static final SheetColumn CONTACT_EMAIL =
            SheetColumn.text("contactEmail", "电子邮箱", "E-mail address", Contact.MAX_EMAIL);

    private static final List<SheetColumn> TEXTS = List.of(
            NAME_ZH,
            NAME_EN,
            REGION,
            INDUSTRY,
            REPRESENTATIVE,
            CONTROLLER,
            ADDRESS,
            REGISTERED_INDUSTRY,
            CONTACT_NAME,
            CONTACT_PHONE,
            CONTACT_EMAIL);

    static final List<SheetColumn> COLUMNS = List.of(
            CREDIT_CODE,
            KIND,
            NAME_ZH,
            NAME_EN,
            REGION,
            INDUSTRY,
            STAFF,
            REVENUE,
            ASSETS,
            TAGS,
            REPRESENTATIVE,
            CONTROLLER,
            ADDRESS,
            REGISTERED_ON,
            REGISTERED_INDUSTRY,
            DEREGISTERED_ON,
            CONTACT_NAME,
            CONTACT_PHONE,
            CONTACT_EMAIL);

    private static final String SEPARATORS = "[;；,，、\\s]+";
    private static final ProfileForm EMPTY = new ProfileForm(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private OrganizationSheet() {}

    /** A profile of which nothing is known yet. */
    static ProfileForm empty() {
        return EMPTY;
    }

    /** The credit code as it is compared; null where there is none. */
    static String creditCode(SheetRow row) {
        String text = row.text(CREDIT_CODE);
        if (text == null) {
            return null;
        }
        boolean isSound = CreditCode.defectsOf("", text).isEmpty();
        return isSound ? CreditCode.parse("", text).value() : text.toUpperCase(Locale.ROOT);
    }

    /** What a row says of a profile, as a merge patch: cells that are empty are not in it. */
    static ObjectNode patch(SheetRow row) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        for (SheetColumn column : TEXTS) {
            if (row.has(column)) {
                patch.put(column.name(), row.text(column));
            }
        }
        if (row.has(STAFF)) {
            patch.put(STAFF.name(), row.number(STAFF));
        }
        for (SheetColumn column : List.of(REVENUE, ASSETS)) {
            if (row.has(column)) {
                patch.put(column.name(), row.fen(column));
            }
        }
        for (SheetColumn column : List.of(REGISTERED_ON, DEREGISTERED_ON)) {
            if (row.has(column)) {
                patch.put(column.name(), row.day(column).toString());
            }
        }
        if (row.has(TAGS)) {
            ArrayNode tags = patch.putArray(TAGS.name());
            Arrays.stream(row.text(TAGS).split(SEPARATORS, -1))
                    .filter(tag -> !tag.isEmpty())
                    .forEach(tags::add);
        }
        return patch;
    }

    /** An organisation to be registered. */
    static NewOrganization wanted(SheetRow row, ProfileForm form) {
        String kind = row.text(KIND);
        return new NewOrganization(
                creditCode(row),
                kind == null ? OrganizationKind.ENTERPRISE : OrganizationKind.valueOf(kind),
                form.nameZh(),
                form.nameEn(),
                form.regionCode(),
                form.industryCode(),
                form.staffCount(),
                form.revenueFen(),
                form.assetsFen(),
                form.tags(),
                form.legalRepresentative(),
                form.controller(),
                form.registeredAddress(),
                form.registeredOn(),
                form.registeredIndustryCode(),
                form.deregisteredOn(),
                form.contactName(),
                form.contactPhone(),
                form.contactEmail(),
                null);
    }

    /** As much of an organisation as somebody sees plainly; what is masked for him is empty, and so stays as it is. */
    static Map<SheetColumn, Object> row(Organization organization, OrganizationDetail sight) {
        Profile profile = organization.profile();
        Map<SheetColumn, Object> row = new LinkedHashMap<>();
        put(row, CREDIT_CODE, sight.creditCode(), organization.creditCode());
        row.put(KIND, organization.kind().name());
        row.put(NAME_ZH, profile.nameZh());
        row.put(NAME_EN, profile.nameEn());
        row.put(REGION, profile.regionCode());
        put(row, INDUSTRY, sight.industryCode(), profile.industryCode());
        put(row, STAFF, sight.figures(), profile.staffCount());
        put(row, REVENUE, sight.figures(), fen(profile.revenueFen()));
        put(row, ASSETS, sight.figures(), fen(profile.assetsFen()));
        row.put(TAGS, profile.tags().isEmpty() ? null : String.join(";", profile.tags()));
        BusinessRegistration registration = profile.registration();
        put(row, REPRESENTATIVE, sight.registration(), registration.legalRepresentative());
        put(row, CONTROLLER, sight.registration(), registration.controller());
        put(row, ADDRESS, sight.registration(), registration.registeredAddress());
        put(row, REGISTERED_ON, sight.registration(), registration.registeredOn());
        put(row, REGISTERED_INDUSTRY, sight.registration(), registration.registeredIndustry());
        put(row, DEREGISTERED_ON, sight.registration(), registration.deregisteredOn());
        put(row, CONTACT_NAME, sight.contact(), profile.contact().name());
        put(row, CONTACT_PHONE, sight.contact(), profile.contact().phone());
        put(row, CONTACT_EMAIL, sight.contact(), profile.contact().email());
        return row;
    }

    private static void put(
            Map<SheetColumn, Object> row, SheetColumn column, OrganizationDetail.Clarity clarity, Object value) {
        row.put(column, clarity == OrganizationDetail.Clarity.PLAIN ? value : null);
    }

    private static Fen fen(Long amount) {
        return amount == null ? null : Fen.of(amount);
    }
}
