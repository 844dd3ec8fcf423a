package cn.dengyun.catalogue.push;

import cn.dengyun.catalogue.document.OfferingCodes;
import cn.dengyun.catalogue.document.OfferingJson;
import cn.dengyun.catalogue.document.OfferingReader;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.catalogue.domain.OfferingStatus;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.platform.sheet.SheetColumn;
import cn.dengyun.platform.sheet.SheetPage;
import cn.dengyun.platform.sheet.SheetRow;
import cn.dengyun.platform.sheet.SheetWords;
import cn.dengyun.platform.web.Language;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Offerings as rows: a row is an offering, and one plan of it where it names one; further plans follow in further rows
 * with the same key. What no column says stays as it is on record.
 */
final class CatalogueSheet {

    static final SheetColumn EXTERNAL_ID = SheetColumn.code(
                    "externalId", "服务编号", "Service key", OfferingReader.MAX_EXTERNAL_ID)
            .required()
            .noted(
                    "贵单位自己的编号，用它区分各项服务；同一服务有多个套餐时，每个套餐一行，编号相同。",
                    "Your own key of the service; several plans of one service stand in several rows with the same key.");
    static final SheetColumn KIND = SheetColumn.choice("kind", "服务类型", "Kind of service", "OfferingKind")
            .noted("新增时必填。", "Required when it is new.");
    static final SheetColumn NAME =
            SheetColumn.text("name", "名称", "Name", OfferingReader.MAX_NAME).noted("新增时必填。", "Required when it is new.");
    static final SheetColumn NAME_EN = SheetColumn.text("nameEn", "英文名称", "English name", OfferingReader.MAX_NAME);
    static final SheetColumn DESCRIPTION =
            SheetColumn.note("description", "服务说明", "Description", OfferingReader.MAX_DESCRIPTION);
    static final SheetColumn INDUSTRIES = SheetColumn.code("industries", "适用行业", "Industries", 500)
            .noted("国民经济行业代码，多个用分号隔开；不限行业则不填。", "Codes of GB/T 4754-2017, separated by semicolons.")
            .wholeAsNumber("[1-9][0-9]{3}");
    static final SheetColumn REGIONS = SheetColumn.code("regions", "服务地区", "Regions", 2_000)
            .noted("行政区划代码，多个用分号隔开；全省则不填。", "Codes of GB/T 2260, separated by semicolons.")
            .wholeAsNumber("[1-9][0-9]{5}");
    static final SheetColumn VOUCHER_ELIGIBLE = SheetColumn.yesNo("voucherEligible", "可用云服务券", "Vouchers accepted");
    static final SheetColumn HOMEPAGE = SheetColumn.text("homepage", "服务主页", "Home page", 2_000);
    static final SheetColumn DOCUMENTATION = SheetColumn.text("documentation", "文档地址", "Documentation", 2_000);
    static final SheetColumn AVAILABILITY = SheetColumn.decimal("availability", "可用性承诺", "Availability")
            .noted("写成小数，如 0.9995。", "As a ratio such as 0.9995.");
    static final SheetColumn TRIAL_DAYS = SheetColumn.integer("trialDays", "免费试用天数", "Days of trial");
    static final SheetColumn DRAFT = SheetColumn.yesNo("draft", "暂不公开", "Draft")
            .noted("已公开的服务不能再改为暂不公开。", "A service that is public cannot become a draft again.");
    static final SheetColumn PLAN_CODE = SheetColumn.code("planCode", "套餐编号", "Plan key", 64)
            .noted("填写套餐各列时必填。", "Required where one of the columns of a plan is filled in.");
    static final SheetColumn PLAN_NAME = SheetColumn.text("planName", "套餐名称", "Plan name", OfferingReader.MAX_NAME);
    static final SheetColumn PLAN_MODEL = SheetColumn.choice("planModel", "计价方式", "Price model", "PriceModel")
            .noted(
                    "表格只能填写一次性、包年包月和单一价格的按量计费；其他方式请用接口申报。",
                    "Once, by period, and metered with one price; others are declared by the API.");
    static final SheetColumn PLAN_AMOUNT = SheetColumn.amount("planAmount", "套餐价格（元）", "Plan price (yuan)")
            .noted("一次性或者每个周期的价格。", "What it costs once, or each period.");
    static final SheetColumn PLAN_UNIT_PRICE = SheetColumn.decimal("planUnitPrice", "单价（元）", "Unit price (yuan)")
            .noted("按量计费每单位的价格。", "Of a metered unit.");
    static final SheetColumn PLAN_TAX_RATE =
            SheetColumn.decimal("planTaxRate", "税率", "Tax rate").noted("写成小数，如 0.06。", "As a ratio such as 0.06.");

    private static final String PLANS = "plans";
    private static final String CODE = "code";
    private static final String SEPARATORS = "[;；,，、\\s]+";
    private static final int FEN_DIGITS = 2;

    private final SheetColumn category;
    private final SheetColumn deployment;
    private final SheetColumn planPeriod;
    private final SheetColumn planUnit;
    private final List<SheetColumn> columns;
    private final List<SheetColumn> planColumns;
    private final Map<String, SheetColumn> byMember = new HashMap<>();

    /** @param reference the code lists as they are today */
    CatalogueSheet(ReferenceService reference) {
        category = listed(reference, "categoryCode", "服务分类", "Category", OfferingCodes.CATEGORIES);
        deployment = listed(reference, "deployment", "部署模式", "Deployment", OfferingCodes.DEPLOYMENTS);
        planPeriod = listed(reference, "planPeriod", "计费周期", "Billing period", OfferingCodes.PERIODS)
                .noted("仅包年包月。", "By period only.");
        planUnit = listed(reference, "planUnit", "计量单位", "Meter unit", OfferingCodes.UNITS)
                .noted("仅按量计费。", "Metered only.");
        planColumns = List.of(PLAN_NAME, PLAN_MODEL, PLAN_AMOUNT, planPeriod, planUnit, PLAN_UNIT_PRICE, PLAN_TAX_RATE);
        columns = new ArrayList<>(List.of(
                EXTERNAL_ID,
                KIND,
                NAME,
                NAME_EN,
                DESCRIPTION,
                category,
                deployment,
                INDUSTRIES,
                REGIONS,
                VOUCHER_ELIGIBLE,
                HOMEPAGE,
                DOCUMENTATION,
                AVAILABILITY,
                TRIAL_DAYS,
                DRAFT,
                PLAN_CODE));
        columns.addAll(planColumns);
        byMember.put(CODE, PLAN_CODE);
        byMember.put("name", PLAN_NAME);
        byMember.put("model", PLAN_MODEL);
        byMember.put("amountFen", PLAN_AMOUNT);
        byMember.put("period", planPeriod);
        byMember.put("unit", planUnit);
        byMember.put("tiers", PLAN_UNIT_PRICE);
        byMember.put("taxRate", PLAN_TAX_RATE);
    }

    private static SheetColumn listed(
            ReferenceService reference, String name, String zh, String en, String vocabulary) {
        Set<String> repeated = new HashSet<>();
        for (Language language : Language.values()) {
            Set<String> seen = new HashSet<>();
            reference.codes(vocabulary).stream()
                    .filter(code -> !seen.add(name(reference, vocabulary, code, language)))
                    .forEach(code -> repeated.add(name(reference, vocabulary, code, language)));
        }
        return SheetColumn.choice(
                name,
                zh,
                en,
                reference.codes(vocabulary).stream()
                        .map(code -> new SheetColumn.Choice(
                                code,
                                new SheetWords(
                                        clear(name(reference, vocabulary, code, Language.ZH), code, repeated),
                                        clear(name(reference, vocabulary, code, Language.EN), code, repeated))))
                        .toList());
    }

    /** A name that several codes have says which one is meant. */
    private static String clear(String name, String code, Set<String> repeated) {
        return repeated.contains(name) ? name + " " + code : name;
    }

    private static String name(ReferenceService reference, String vocabulary, String code, Language language) {
        return reference.name(vocabulary, code, language).orElse(code);
    }

    List<SheetColumn> columns() {
        return columns;
    }

    /** What tells a row from others: one of an offering, or one of a plan of it. */
    static String identity(SheetRow row) {
        String key = row.text(EXTERNAL_ID);
        String plan = row.text(PLAN_CODE);
        return key == null || plan == null ? key : key + " / " + plan;
    }

    /** What rows of one offering have wrong with each other, by the number of the row. */
    Map<Integer, List<Defect>> contradictions(List<SheetRow> rows) {
        Map<Integer, List<Defect>> found = new HashMap<>();
        Map<SheetColumn, SheetRow> first = new HashMap<>();
        for (SheetRow row : rows) {
            List<Defect> defects = new ArrayList<>();
            for (SheetColumn column : columns) {
                boolean isOfPlan = column.equals(PLAN_CODE) || planColumns.contains(column);
                if (!isOfPlan && row.has(column)) {
                    SheetRow earlier = first.putIfAbsent(column, row);
                    if (earlier != null && !Objects.equals(value(earlier, column), value(row, column))) {
                        defects.add(Defect.at(column.pointer(), "sheet-rows-differ", earlier.number()));
                    }
                }
            }
            if (row.text(PLAN_CODE) == null && planColumns.stream().anyMatch(row::has)) {
                defects.add(Defect.at(PLAN_CODE.pointer(), "required"));
            }
            if (!defects.isEmpty()) {
                found.put(row.number(), defects);
            }
        }
        return found;
    }

    private static Object value(SheetRow row, SheetColumn column) {
        return switch (column.kind()) {
            case INTEGER -> row.number(column);
            case AMOUNT -> row.fen(column);
            case DECIMAL -> row.decimal(column);
            case DAY -> row.day(column);
            case YES_NO -> row.flag(column);
            default -> row.text(column);
        };
    }

    /**
     * The declaration that rows of one offering make of what is on record.
     *
     * @param known null when there is none
     * @param defects is added to, where the rows cannot be put into one
     */
    ObjectNode declaration(Offering known, List<SheetRow> rows, List<Defect> defects) {
        ObjectNode offering = OfferingJson.tree(known == null ? "{}" : known.contentJson());
        offering.put("externalId", rows.get(0).text(EXTERNAL_ID));
        offering.put("draft", known != null && known.status() == OfferingStatus.DRAFT);
        for (SheetRow row : rows) {
            for (SheetColumn column :
                    List.of(KIND, NAME, NAME_EN, DESCRIPTION, category, deployment, HOMEPAGE, DOCUMENTATION)) {
                if (row.has(column)) {
                    offering.put(column.name(), row.text(column));
                }
            }
            putMany(offering, row, INDUSTRIES);
            putMany(offering, row, REGIONS);
            if (row.has(VOUCHER_ELIGIBLE)) {
                offering.put(VOUCHER_ELIGIBLE.name(), row.flag(VOUCHER_ELIGIBLE));
            }
            if (row.has(DRAFT)) {
                offering.put(DRAFT.name(), row.flag(DRAFT));
            }
            if (row.has(AVAILABILITY)) {
                offering.put(AVAILABILITY.name(), plain(row.decimal(AVAILABILITY)));
            }
            if (row.has(TRIAL_DAYS)) {
                offering.withObject("/trial").put("days", row.number(TRIAL_DAYS));
            }
            if (row.has(PLAN_CODE)) {
                putPlan(offering.withArray("/" + PLANS), row, defects);
            }
        }
        return offering;
    }

    private static void putMany(ObjectNode offering, SheetRow row, SheetColumn column) {
        if (row.has(column)) {
            ArrayNode codes = offering.putArray(column.name());
            Arrays.stream(row.text(column).split(SEPARATORS, -1))
                    .filter(code -> !code.isEmpty())
                    .forEach(codes::add);
        }
    }

    private void putPlan(ArrayNode plans, SheetRow row, List<Defect> defects) {
        String code = row.text(PLAN_CODE);
        ObjectNode plan = null;
        for (JsonNode each : plans) {
            plan = each.path(CODE).asText().equals(code) ? (ObjectNode) each : plan;
        }
        if (plan == null) {
            plan = plans.addObject().put(CODE, code);
        }
        if (row.has(PLAN_NAME)) {
            plan.put("name", row.text(PLAN_NAME));
        }
        String model = row.text(PLAN_MODEL);
        if (model != null && !model.equals(plan.path("model").asText())) {
            // What another model was made of goes with it.
            plan.retain(CODE, "name", "nameEn", "taxRate", "setupFen");
            plan.put("model", model);
        }
        if (row.has(PLAN_AMOUNT)) {
            plan.put("amountFen", row.fen(PLAN_AMOUNT));
        }
        if (row.has(planPeriod)) {
            plan.put("period", row.text(planPeriod));
        }
        if (row.has(planUnit)) {
            plan.put("unit", row.text(planUnit));
        }
        if (row.has(PLAN_TAX_RATE)) {
            plan.put("taxRate", plain(row.decimal(PLAN_TAX_RATE)));
        }
        if (row.has(PLAN_UNIT_PRICE)) {
            putUnitPrice(plan, row, defects);
        }
    }

    private static void putUnitPrice(ObjectNode plan, SheetRow row, List<Defect> defects) {
        if (plan.path("tiers").size() > 1) {
            defects.add(Defect.at(PLAN_UNIT_PRICE.pointer(), "catalogue-sheet-tiers", row.text(PLAN_CODE)));
            return;
        }
        plan.remove("tierMode");
        plan.putArray("tiers")
                .addObject()
                .put("unitPriceFen", plain(row.decimal(PLAN_UNIT_PRICE).movePointRight(FEN_DIGITS)));
    }

    /** One form of each number: that in which contents are kept. */
    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    /** The same defects with the columns that they are about; one that is about none keeps its code and no place. */
    List<Defect> ofColumns(List<Defect> defects) {
        return defects.stream()
                .map(defect -> new Defect(pointer(defect.pointer()), defect.code(), defect.arguments()))
                .distinct()
                .toList();
    }

    private String pointer(String pointer) {
        String[] steps = pointer.split("/", -1);
        if (steps.length > 3 && steps[1].equals(PLANS)) {
            return byMember.getOrDefault(steps[3], PLAN_CODE).pointer();
        }
        if (steps.length > 1 && steps[1].equals("trial")) {
            return TRIAL_DAYS.pointer();
        }
        return columns.stream()
                .filter(column -> steps.length > 1 && column.name().equals(steps[1]))
                .findFirst()
                .map(SheetColumn::pointer)
                .orElse("");
    }

    /** The rows of offerings: one for each plan, or one without. */
    List<Map<SheetColumn, Object>> rows(List<Offering> offerings) {
        List<Map<SheetColumn, Object>> rows = new ArrayList<>();
        for (Offering offering : offerings) {
            OfferingContent content = OfferingJson.read(offering.contentJson());
            Map<SheetColumn, Object> row = row(offering, content);
            if (content.plans().isEmpty()) {
                rows.add(row);
            }
            for (Plan plan : content.plans()) {
                Map<SheetColumn, Object> one = new LinkedHashMap<>(row);
                putPlan(one, plan);
                rows.add(one);
            }
        }
        return rows;
    }

    /** The page behind the last of these offerings, {@code limit} at most. */
    SheetPage page(List<Offering> offerings, int limit) {
        List<Offering> shown = offerings.stream()
                .filter(offering -> offering.status() != OfferingStatus.RETIRED)
                .toList();
        String next = offerings.size() < limit
                ? null
                : offerings.get(offerings.size() - 1).externalId();
        return new SheetPage(rows(shown), next);
    }

    private Map<SheetColumn, Object> row(Offering offering, OfferingContent content) {
        Map<SheetColumn, Object> row = new LinkedHashMap<>();
        row.put(EXTERNAL_ID, offering.externalId());
        row.put(KIND, content.kind().name());
        row.put(NAME, content.name());
        row.put(NAME_EN, content.nameEn());
        row.put(DESCRIPTION, content.description());
        row.put(category, content.categoryCode());
        row.put(deployment, content.deployment());
        row.put(INDUSTRIES, content.industries().isEmpty() ? null : String.join(";", content.industries()));
        row.put(REGIONS, content.regions().isEmpty() ? null : String.join(";", content.regions()));
        row.put(VOUCHER_ELIGIBLE, content.voucherEligible());
        row.put(HOMEPAGE, content.homepage());
        row.put(DOCUMENTATION, content.documentation());
        row.put(AVAILABILITY, content.availability());
        row.put(TRIAL_DAYS, content.trial() == null ? null : content.trial().days());
        row.put(DRAFT, offering.status() == OfferingStatus.DRAFT);
        return row;
    }

    private void putPlan(Map<SheetColumn, Object> row, Plan plan) {
        row.put(PLAN_CODE, plan.code());
        row.put(PLAN_NAME, plan.name());
        row.put(PLAN_MODEL, plan.model().name());
        row.put(PLAN_AMOUNT, plan.amountFen() == null ? null : Fen.of(plan.amountFen()));
        row.put(planPeriod, plan.period());
        row.put(planUnit, plan.unit());
        row.put(PLAN_TAX_RATE, plan.taxRate());
        boolean hasOnePrice = plan.tiers().size() == 1;
        row.put(
                PLAN_UNIT_PRICE,
                hasOnePrice ? plan.tiers().get(0).unitPriceFen().movePointLeft(FEN_DIGITS) : null);
    }
}
