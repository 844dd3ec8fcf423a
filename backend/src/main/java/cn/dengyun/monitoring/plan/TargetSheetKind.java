package cn.dengyun.monitoring.plan;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.sheet.SheetColumn;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.platform.sheet.SheetPage;
import cn.dengyun.platform.sheet.SheetResult;
import cn.dengyun.platform.sheet.SheetRow;
import cn.dengyun.platform.sheet.SheetTask;
import cn.dengyun.platform.sheet.SheetWords;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The targets of an annual plan as a sheet, a row for each unit of each target: what is set of them in a draft, and
 * why. Rows are one edit of the draft, as {@link TargetSheet} says; what is published has them, and takes none.
 */
@ApplicationScoped
class TargetSheetKind implements SheetKind {

    /** More than a plan has shares: rows of one target are not to be torn apart. */
    private static final int ROWS_AT_ONCE = 1_000;

    private final AnnualPlanService plans;
    private final PlanRegions regions;

    TargetSheetKind(AnnualPlanService plans, PlanRegions regions) {
        this.plans = plans;
        this.regions = regions;
    }

    @Override
    public String code() {
        return "TARGETS";
    }

    @Override
    public SheetWords title() {
        return new SheetWords("年度计划目标分解", "Targets of an annual plan");
    }

    @Override
    public SheetWords about() {
        return new SheetWords(
                "在年度计划草稿中指定各单位的目标数并说明理由；其余数量按权重分给未指定的单位，合计不变。",
                "Sets what units have to reach in a draft of an annual plan, with the reason; the rest goes to the"
                        + " others by their weights, and the total stays.");
    }

    @Override
    public List<SheetColumn> columns() {
        return TargetSheet.COLUMNS;
    }

    @Override
    public Set<String> importRoles() {
        return Set.of(Roles.AUTHORITY);
    }

    @Override
    public Set<String> exportRoles() {
        return Set.of(Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN);
    }

    @Override
    public SheetWords target() {
        return new SheetWords("年度计划", "annual plan");
    }

    @Override
    public Uni<Void> check(Actor actor, UUID targetId) {
        return plans.findEditable(actor, targetId).replaceWithVoid();
    }

    /** Who may know of a plan may have its targets. */
    @Override
    public Uni<Void> checkExport(Actor actor, UUID targetId) {
        return plans.find(actor, targetId).replaceWithVoid();
    }

    @Override
    public String identity(SheetRow row) {
        return TargetSheet.identity(row);
    }

    @Override
    public List<Defect> alsoWrong(SheetTask task, SheetRow row) {
        return TargetSheet.defectsOf(row);
    }

    @Override
    public int rowsAtOnce() {
        return ROWS_AT_ONCE;
    }

    @Override
    public Effect<List<SheetResult>> carryOut(SheetTask task, List<SheetRow> rows) {
        return Effect.of(connection -> in(
                        connection,
                        plans.edit(
                                task.actor(),
                                task.targetId(),
                                plan -> TargetSheet.judged(plan, regions.unitsOn(plan.divisionsOn()), rows)))
                .onFailure(Rejection.class)
                .recoverWithItem(refusal -> rows.stream()
                        .map(row -> SheetResult.refused((Rejection) refusal))
                        .toList()));
    }

    @Override
    public Uni<SheetPage> page(Actor actor, UUID targetId, String after, int rows) {
        return plans.find(actor, targetId).map(plan -> new SheetPage(TargetSheet.rows(plan, regions), null));
    }
}
