package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.monitoring.plan.domain.PlanShare;
import cn.dengyun.monitoring.plan.domain.PlanTarget;
import cn.dengyun.platform.form.SentTexts;
import cn.dengyun.platform.sheet.SheetColumn;
import cn.dengyun.platform.sheet.SheetResult;
import cn.dengyun.platform.sheet.SheetRow;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Defect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rows of targets make of an annual plan.
 *
 * <p>All rows of a target are judged together, as one edit of the plan is: what they set stays, and the rest goes to
 * the other units by their weights, so that shares sum up to the target exactly, in whatever order the rows stand.
 * Where what they set cannot be decomposed, none of the rows of that target changes it; those of other targets do. That
 * a share is another one because a row has set that of a neighbour is no change of its own row: what a row says is
 * whether it is set, to what and why.
 */
final class TargetSheet {

    static final SheetColumn REGION =
            SheetColumn.code("regionCode", "区划代码", "Region", 6).required().wholeAsNumber("[1-9][0-9]{5}");
    static final SheetColumn REGION_NAME = SheetColumn.text("regionName", "区划名称", "Name of the region", 100)
            .noted("供核对，以区划代码为准", "For who reads it; the code counts");
    static final SheetColumn INDICATOR =
            SheetColumn.choice("indicator", "指标", "Indicator", "PlanIndicator").required();
    static final SheetColumn SHARE = SheetColumn.integer("share", "分解数（平台计算）", "Share (computed)")
            .noted("由平台计算，改动无效；要指定的填在“指定数”", "Changes of it do nothing; what is to be set stands in “Set to”");
    static final SheetColumn IS_OVERRIDDEN = SheetColumn.yesNo("isOverridden", "是否指定", "Set")
            .noted("填“否”即取消指定，按权重分解", "No: it is not set any more, and its weight decides");
    static final SheetColumn AMOUNT = SheetColumn.integer("amount", "指定数", "Set to")
            .noted("不按权重，直接指定的数量", "What it has to reach, whatever it weighs");
    static final SheetColumn REASON =
            SheetColumn.note("reason", "指定理由", "Reason", 500).noted("指定时必填", "Required of what is set");

    static final List<SheetColumn> COLUMNS =
            List.of(REGION, REGION_NAME, INDICATOR, SHARE, IS_OVERRIDDEN, AMOUNT, REASON);

    /** What a row changes; its override is null where the weight is to decide again. */
    private record Wish(SheetRow row, PlanOverride override) {}

    private final AnnualPlan plan;
    private final PlanContent before;
    private final Set<String> units;
    private final Map<PlanIndicator, Map<String, Wish>> wishes = new EnumMap<>(PlanIndicator.class);
    private final Map<Integer, SheetResult> results = new HashMap<>();

    private TargetSheet(AnnualPlan plan, Set<String> units) {
        this.plan = plan;
        this.before = plan.says();
        this.units = units;
    }

    /**
     * What the plan is to say, and what becomes of each row, in their order.
     *
     * @param units that its targets are decomposed to
     * @param rows sound by their cells, each of another region or indicator
     */
    static AnnualPlanService.Wanted<List<SheetResult>> judged(AnnualPlan plan, Set<String> units, List<SheetRow> rows) {
        TargetSheet sheet = new TargetSheet(plan, units);
        rows.forEach(sheet::read);
        AnnualPlanForm form = plan.form();
        List<PlanTargetForm> targets =
                sheet.before.targets().stream().map(sheet::target).toList();
        return new AnnualPlanService.Wanted<>(
                new AnnualPlanForm(
                        form.year(), form.title(), form.basis(), form.implementationDueOn(), form.phases(), targets),
                rows.stream().map(row -> sheet.results.get(row.number())).toList());
    }

    static String identity(SheetRow row) {
        String region = row.text(REGION);
        String indicator = row.text(INDICATOR);
        return region == null || indicator == null ? null : indicator + " " + region;
    }

    /** What a row has wrong beside its cells, whatever the plan says. */
    static List<Defect> defectsOf(SheetRow row) {
        Long amount = row.number(AMOUNT);
        if (amount == null) {
            return List.of();
        }
        List<Defect> defects = new ArrayList<>();
        if (amount < 0) {
            defects.add(Defect.at(AMOUNT.pointer(), "invalid-min", "0"));
        } else if (amount > PlanWeight.MAX) {
            defects.add(Defect.at(AMOUNT.pointer(), "invalid-max", Long.toString(PlanWeight.MAX)));
        }
        if (Boolean.FALSE.equals(row.flag(IS_OVERRIDDEN))) {
            defects.add(Defect.at(IS_OVERRIDDEN.pointer(), "plan-override-contradicted"));
        }
        return defects;
    }

    private void read(SheetRow row) {
        List<Defect> defects = new ArrayList<>(defectsOf(row));
        PlanIndicator indicator = PlanIndicator.valueOf(row.text(INDICATOR));
        PlanTarget target = before.of(indicator).orElse(null);
        if (target == null) {
            defects.add(Defect.at(INDICATOR.pointer(), "plan-indicator-absent", indicator.name()));
        }
        PlanShare share = target == null ? null : shareOf(target, row.text(REGION));
        if (target != null && share == null) {
            defects.add(Defect.at(REGION.pointer(), "plan-region-unfit", row.text(REGION)));
        }
        if (defects.isEmpty()) {
            wish(row, indicator, share, defects);
        }
        if (!defects.isEmpty()) {
            results.put(row.number(), SheetResult.refused(defects));
        }
    }

    private static PlanShare shareOf(PlanTarget target, String region) {
        return target.shares().stream()
                .filter(share -> share.regionCode().equals(region))
                .findFirst()
                .orElse(null);
    }

    /** Of what a row leaves empty that counts which is on record, but the reason of another amount. */
    private void wish(SheetRow row, PlanIndicator indicator, PlanShare share, List<Defect> defects) {
        boolean isFreed = Boolean.FALSE.equals(row.flag(IS_OVERRIDDEN));
        boolean saysNothing = !row.has(IS_OVERRIDDEN) && !row.has(AMOUNT) && !row.has(REASON);
        Long amount = row.has(AMOUNT) ? row.number(AMOUNT) : share.set();
        boolean isSame = share.set() != null && share.set().equals(amount);
        String reason = row.has(REASON) ? row.text(REASON) : isSame ? share.reason() : null;
        boolean isAsItWas = isSame && SentTexts.strip(share.reason()).equals(SentTexts.strip(reason));
        if (isFreed ? share.set() == null : saysNothing || isAsItWas) {
            results.put(row.number(), SheetResult.unchanged(plan.id()));
            return;
        }
        if (!isFreed && amount == null) {
            defects.add(Defect.at(AMOUNT.pointer(), "required"));
        }
        if (!isFreed && reason == null) {
            defects.add(Defect.at(REASON.pointer(), "required"));
        }
        if (defects.isEmpty()) {
            PlanOverride override = isFreed ? null : new PlanOverride(share.regionCode(), amount, reason);
            wishes.computeIfAbsent(indicator, none -> new HashMap<>()).put(share.regionCode(), new Wish(row, override));
        }
    }

    /** The target as rows want it; as it was where they cannot have it. */
    private PlanTargetForm target(PlanTarget target) {
        PlanTargetForm form = PlanTargetForm.of(target);
        Map<String, Wish> wanted = wishes.getOrDefault(target.indicator(), Map.of());
        if (wanted.isEmpty()) {
            return form;
        }
        PlanTargetForm changed = new PlanTargetForm(
                form.indicator(),
                form.amount(),
                form.floor(),
                form.weightsBasis(),
                form.weights(),
                overrides(target, form, wanted));
        List<Defect> defects = defectsOf(changed, target);
        SheetResult result = defects.isEmpty() ? SheetResult.updated(plan.id()) : SheetResult.refused(defects);
        wanted.values().forEach(wish -> results.put(wish.row().number(), result));
        return defects.isEmpty() ? changed : form;
    }

    private static List<PlanOverride> overrides(PlanTarget target, PlanTargetForm form, Map<String, Wish> wanted) {
        Map<String, PlanOverride> all = new HashMap<>();
        form.overrides().forEach(override -> all.put(override.regionCode(), override));
        wanted.forEach((region, wish) -> {
            if (wish.override() == null) {
                all.remove(region);
            } else {
                all.put(region, wish.override());
            }
        });
        return target.shares().stream()
                .map(PlanShare::regionCode)
                .filter(all::containsKey)
                .map(all::get)
                .toList();
    }

    /** What speaks against a decomposition speaks against what is set, row by row. */
    private List<Defect> defectsOf(PlanTargetForm form, PlanTarget target) {
        List<Defect> defects = new ArrayList<>();
        new TargetReader(units, units, defects)
                .read(
                        new TargetReader.Wanted(
                                "",
                                form.indicator(),
                                form.amount(),
                                form.floor(),
                                form.weightsBasis(),
                                form.weights(),
                                form.overrides()),
                        target);
        return defects.stream()
                .map(defect -> new Defect(AMOUNT.pointer(), defect.code(), defect.arguments()))
                .toList();
    }

    /** The targets of a plan, in the order in which it has them, by region. */
    static List<Map<SheetColumn, Object>> rows(AnnualPlan plan, PlanRegions regions) {
        return plan.targets().stream()
                .flatMap(target -> target.shares().stream().map(share -> row(target, share, regions)))
                .toList();
    }

    private static Map<SheetColumn, Object> row(PlanTarget target, PlanShare share, PlanRegions regions) {
        Map<SheetColumn, Object> row = new HashMap<>(Map.of(
                REGION, share.regionCode(),
                REGION_NAME, regions.name(share.regionCode(), Language.ZH),
                INDICATOR, target.indicator().name(),
                SHARE, share.amount(),
                IS_OVERRIDDEN, share.set() != null));
        if (share.set() != null) {
            row.put(AMOUNT, share.set());
            row.put(REASON, share.reason());
        }
        return row;
    }
}
