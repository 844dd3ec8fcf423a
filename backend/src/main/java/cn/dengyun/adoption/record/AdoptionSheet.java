package cn.dengyun.adoption.record;

import cn.dengyun.platform.sheet.SheetColumn;
import cn.dengyun.platform.sheet.SheetResult;
import cn.dengyun.platform.sheet.SheetRow;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.Fen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adoption as a sheet, a contract a row: the fields of a line of an import, and in exports where that stands. */
final class AdoptionSheet {

    static final SheetColumn CREDIT_CODE = SheetColumn.code("creditCode", "统一社会信用代码", "Credit code", 40)
            .required()
            .noted("用云企业的统一社会信用代码", "That of the enterprise that uses the service");
    static final SheetColumn NAME =
            SheetColumn.text("name", "企业名称", "Name", 200).required();
    static final SheetColumn REGION_CODE = SheetColumn.code("regionCode", "所在县区代码", "County", 6)
            .required()
            .wholeAsNumber("[0-9]{6}")
            .noted("企业注册地所在县（市、区）的区划代码", "The county in which it is registered");
    static final SheetColumn CATEGORY_CODE = SheetColumn.code("categoryCode", "服务类别", "Service category", 20)
            .required()
            .noted("服务分类代码，例如 S-4", "The code of the category, S-4 for example");
    static final SheetColumn CONTRACT_NUMBER = SheetColumn.code("contractNumber", "合同编号", "Contract number", 100)
            .required()
            .noted("同一企业的每份合同一行", "One row for each contract with an enterprise");
    static final SheetColumn SIGNED_ON =
            SheetColumn.day("signedOn", "签订日期", "Signed on").required();
    static final SheetColumn STARTS_ON =
            SheetColumn.day("startsOn", "开始日期", "Starts on").required();
    static final SheetColumn ENDS_ON =
            SheetColumn.day("endsOn", "结束日期", "Ends on").noted("合同没有结束日期的不填", "Empty where the contract has none");
    static final SheetColumn AMOUNT = SheetColumn.amount("amountFen", "合同金额（元）", "Amount (yuan)");
    static final SheetColumn LAST_USED_ON = SheetColumn.day("lastUsedOn", "最近使用日期", "Last used on");
    static final SheetColumn DEVICES = SheetColumn.integer("devices", "联网设备数", "Devices");
    static final SheetColumn BROUGHT_BY_CODE =
            SheetColumn.code("broughtByCode", "带动单位统一社会信用代码", "Credit code of who has brought it", 40);

    // Their titles are none that lists of providers have: what stands below those would be read, and refused.
    static final SheetColumn REPORTED_BY = exported(SheetColumn.text("reportedBy", "报送服务商", "Reported by", 200));
    static final SheetColumn SOURCE =
            exported(SheetColumn.choice("recordSource", "平台来源", "Source on the platform", "AdoptionSource"));
    static final SheetColumn STATUS =
            exported(SheetColumn.choice("recordStatus", "平台状态", "Status on the platform", "AdoptionRecordStatus"));

    static final List<SheetColumn> COLUMNS = List.of(
            CREDIT_CODE,
            NAME,
            REGION_CODE,
            CATEGORY_CODE,
            CONTRACT_NUMBER,
            SIGNED_ON,
            STARTS_ON,
            ENDS_ON,
            AMOUNT,
            LAST_USED_ON,
            DEVICES,
            BROUGHT_BY_CODE,
            REPORTED_BY,
            SOURCE,
            STATUS);

    private AdoptionSheet() {}

    /** The same of what only exports say. */
    private static SheetColumn exported(SheetColumn column) {
        return column.noted("由导出填写，导入时不读取", "Filled in by exports; imports do not look at it");
    }

    /** The enterprise and the contract; null where the row does not tell them. */
    static String identity(SheetRow row) {
        String code = row.text(CREDIT_CODE);
        String contract = row.text(CONTRACT_NUMBER);
        boolean isTold = code != null
                && contract != null
                && CreditCode.defectsOf("", code).isEmpty();
        return isTold ? CreditCode.parse("", code).value() + " " + contract : null;
    }

    /** What a row says; what it leaves out, or does not say soundly, is null. */
    static AdoptionLine line(SheetRow row) {
        return new AdoptionLine(
                row.text(CREDIT_CODE),
                row.text(NAME),
                row.text(REGION_CODE),
                row.text(CATEGORY_CODE),
                row.text(CONTRACT_NUMBER),
                row.day(SIGNED_ON),
                row.day(STARTS_ON),
                row.day(ENDS_ON),
                row.fen(AMOUNT),
                row.day(LAST_USED_ON),
                devices(row.number(DEVICES)),
                row.text(BROUGHT_BY_CODE));
    }

    /** What no line can say stays too many, and too few, and is refused as such. */
    private static Integer devices(Long number) {
        return number == null ? null : (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }

    static SheetResult result(AdoptionLineResult result) {
        return switch (result.outcome()) {
            case CREATED -> SheetResult.created(result.recordId());
            case CHANGED -> SheetResult.updated(result.recordId());
            case UNCHANGED -> SheetResult.unchanged(result.recordId());
            case REJECTED, CONFLICT -> SheetResult.refused(result.errors());
        };
    }

    /** What is on record, as it was said last. */
    static Map<SheetColumn, Object> row(AdoptionRecord found) {
        AdoptionFacts facts = found.lastFacts();
        Map<SheetColumn, Object> row = new HashMap<>(Map.of(
                CREDIT_CODE, found.creditCode(),
                NAME, found.enterpriseName(),
                REGION_CODE, found.regionCode(),
                CONTRACT_NUMBER, found.origin().reference(),
                SIGNED_ON, facts.signedOn(),
                STARTS_ON, facts.startsOn(),
                REPORTED_BY, found.origin().providerName(),
                SOURCE, found.source().name(),
                STATUS, found.status().name()));
        put(row, CATEGORY_CODE, facts.categoryCode());
        put(row, ENDS_ON, facts.endsOn());
        put(row, AMOUNT, facts.amountFen() == null ? null : Fen.of(facts.amountFen()));
        put(row, LAST_USED_ON, facts.lastUsedOn());
        put(row, DEVICES, facts.devices());
        put(row, BROUGHT_BY_CODE, facts.broughtByCode());
        return row;
    }

    private static void put(Map<SheetColumn, Object> row, SheetColumn column, Object value) {
        if (value != null) {
            row.put(column, value);
        }
    }
}
