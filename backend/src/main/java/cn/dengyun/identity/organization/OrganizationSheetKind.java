package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationDetail;
import cn.dengyun.identity.organization.domain.VisibleOrganizations;
import cn.dengyun.identity.organization.store.OrganizationStore;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.sheet.RowByRow;
import cn.dengyun.platform.sheet.SheetColumn;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.platform.sheet.SheetPage;
import cn.dengyun.platform.sheet.SheetResult;
import cn.dengyun.platform.sheet.SheetRow;
import cn.dengyun.platform.sheet.SheetTask;
import cn.dengyun.platform.sheet.SheetWords;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The register of organisations as a sheet. Who may register organisations without a person, and change them, may do so
 * row by row; others have what they may see.
 */
@ApplicationScoped
class OrganizationSheetKind implements SheetKind {

    private static final int ROWS_AT_ONCE = 50;

    private final OrganizationStore store;
    private final OrganizationService organizations;
    private final RegistrationService registrations;
    private final ProfileCheck check;
    private final MergePatch mergePatch;
    private final Pool pool;

    OrganizationSheetKind(
            OrganizationStore store,
            OrganizationService organizations,
            RegistrationService registrations,
            ProfileCheck check,
            MergePatch mergePatch,
            Pool pool) {
        this.store = store;
        this.organizations = organizations;
        this.registrations = registrations;
        this.check = check;
        this.mergePatch = mergePatch;
        this.pool = pool;
    }

    @Override
    public String code() {
        return "ORGANIZATIONS";
    }

    @Override
    public SheetWords title() {
        return new SheetWords("单位名录", "Organisations");
    }

    @Override
    public SheetWords about() {
        return new SheetWords(
                "按统一社会信用代码登记单位，或者更新已登记单位的信息；表中没有的单位保持不变。",
                "Registers organisations by their credit codes, or updates what is on record of them; those that are not in"
                        + " it stay as they are.");
    }

    @Override
    public List<SheetColumn> columns() {
        return OrganizationSheet.COLUMNS;
    }

    @Override
    public Set<String> importRoles() {
        return Set.of(Roles.SYSADMIN);
    }

    @Override
    public Set<String> exportRoles() {
        return Set.of(Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN);
    }

    /** The roles say it all. */
    @Override
    public Uni<Void> check(Actor actor, UUID targetId) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public String identity(SheetRow row) {
        return OrganizationSheet.creditCode(row);
    }

    @Override
    public List<Defect> alsoWrong(SheetTask task, SheetRow row) {
        String code = row.text(OrganizationSheet.CREDIT_CODE);
        return code == null ? List.of() : CreditCode.defectsOf(OrganizationSheet.CREDIT_CODE.pointer(), code);
    }

    @Override
    public int rowsAtOnce() {
        return ROWS_AT_ONCE;
    }

    @Override
    public Effect<List<SheetResult>> carryOut(SheetTask task, List<SheetRow> rows) {
        return RowByRow.of(rows, row -> Effect.of(connection -> carryOut(connection, task.actor(), row)));
    }

    private Uni<SheetResult> carryOut(SqlConnection connection, Actor actor, SheetRow row) {
        List<Defect> defects =
                CreditCode.defectsOf(OrganizationSheet.CREDIT_CODE.pointer(), row.text(OrganizationSheet.CREDIT_CODE));
        if (!defects.isEmpty()) {
            return Uni.createFrom().failure(Rejection.invalid(defects));
        }
        return store.lockHolder(connection, OrganizationSheet.creditCode(row))
                .chain(holder -> holder.isPresent()
                        ? edited(connection, actor, holder.get(), row)
                        : registered(connection, actor, row));
    }

    private Uni<SheetResult> edited(SqlConnection connection, Actor actor, UUID id, SheetRow row) {
        return store.lock(connection, id)
                .invoke(before -> requireSameKind(before, row))
                .chain(before -> organizations
                        .edit(id, actor, Precondition.NONE, OrganizationSheet.patch(row))
                        .prepare()
                        .chain(edit -> edit.in(connection))
                        .map(after -> after.version() == before.version()
                                ? SheetResult.unchanged(id)
                                : SheetResult.updated(id)));
    }

    private static void requireSameKind(Organization before, SheetRow row) {
        String kind = row.text(OrganizationSheet.KIND);
        if (kind != null && !kind.equals(before.kind().name())) {
            throw Rejection.invalid(List.of(Defect.at(OrganizationSheet.KIND.pointer(), "organization-kind-stays")));
        }
    }

    private Uni<SheetResult> registered(SqlConnection connection, Actor actor, SheetRow row) {
        ProfileForm form = mergePatch.apply(OrganizationSheet.empty(), OrganizationSheet.patch(row), ProfileForm.class);
        List<Defect> defects = new ArrayList<>(check.defectsOf(form, ""));
        if (!defects.isEmpty()) {
            return Uni.createFrom().failure(Rejection.invalid(defects));
        }
        return registrations
                .register(actor, null, OrganizationSheet.wanted(row, form))
                .prepare()
                .chain(registration -> registration.in(connection))
                .map(made -> SheetResult.created(made.id()));
    }

    @Override
    public Uni<SheetPage> page(Actor actor, UUID targetId, String after, int rows) {
        UUID before = after == null ? Ids.NEWEST : UUID.fromString(after);
        return pool.withConnection(connection -> store.page(connection, VisibleOrganizations.of(actor), before, rows))
                .map(found -> new SheetPage(
                        found.stream()
                                .map(each -> OrganizationSheet.row(
                                        each, OrganizationDetail.of(actor, each).orElseThrow()))
                                .toList(),
                        found.size() < rows
                                ? null
                                : found.get(found.size() - 1).id().toString()));
    }
}
