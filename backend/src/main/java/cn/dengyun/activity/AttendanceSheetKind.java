package cn.dengyun.activity;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.sheet.RowByRow;
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
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who was at an activity, as a list that its organiser has ticked off. A row that says yes checks the person in as a
 * device would, by the rules of that; one that says no takes a check-in back, with the reason, as the operation for
 * that does. Without a time a person has come at the beginning, or just now where that is still ahead; whoever is
 * checked in already stays so as it was.
 */
@ApplicationScoped
class AttendanceSheetKind implements SheetKind {

    private static final int ROWS_AT_ONCE = 100;

    private final ActivityService activities;
    private final ActivityStore store;
    private final RegistrationService registrations;
    private final RegistrationStore registrationStore;
    private final CheckInCodes codes;

    AttendanceSheetKind(
            ActivityService activities,
            ActivityStore store,
            RegistrationService registrations,
            RegistrationStore registrationStore,
            CheckInCodes codes) {
        this.activities = activities;
        this.store = store;
        this.registrations = registrations;
        this.registrationStore = registrationStore;
        this.codes = codes;
    }

    @Override
    public String code() {
        return "ATTENDANCE";
    }

    @Override
    public SheetWords title() {
        return new SheetWords("活动签到名单", "Attendance");
    }

    @Override
    public SheetWords about() {
        return new SheetWords(
                "按报名号或者手机号登记谁到场；填“否”并说明原因的，撤销其签到。名单中没有的人员保持不变。",
                "Puts on record who has come, by the number of the registration or the mobile number, or takes that"
                        + " back with the reason; people who are not in it stay as they are.");
    }

    @Override
    public List<SheetColumn> columns() {
        return AttendanceSheet.COLUMNS;
    }

    @Override
    public Set<String> importRoles() {
        return Set.of(Roles.AUTHORITY, Roles.PROVIDER);
    }

    @Override
    public Set<String> exportRoles() {
        return Set.of(Roles.AUTHORITY, Roles.PROVIDER, Roles.AUDITOR, Roles.SYSADMIN);
    }

    @Override
    public SheetWords target() {
        return new SheetWords("活动", "activity");
    }

    @Override
    public boolean isPersonal() {
        return true;
    }

    @Override
    public Uni<Void> check(Actor actor, UUID targetId) {
        return activities.findForCheckIns(actor, targetId).replaceWithVoid();
    }

    /** Whoever may look at an activity has of its registrations what the list of them shows. */
    @Override
    public Uni<Void> checkExport(Actor actor, UUID targetId) {
        return activities.find(actor, targetId).replaceWithVoid();
    }

    @Override
    public String identity(SheetRow row) {
        return AttendanceSheet.identity(row);
    }

    @Override
    public List<Defect> alsoWrong(SheetTask task, SheetRow row) {
        return AttendanceSheet.defectsOf(row);
    }

    @Override
    public int rowsAtOnce() {
        return ROWS_AT_ONCE;
    }

    @Override
    public Effect<List<SheetResult>> carryOut(SheetTask task, List<SheetRow> rows) {
        return Effect.of(connection -> {
            Map<UUID, Integer> named = new HashMap<>();
            return activities
                    .holdForCheckIns(connection, task.actor(), task.targetId())
                    .chain(held -> in(
                            connection, RowByRow.of(rows, row -> Effect.of(unit -> carryOut(unit, task, row, named)))))
                    .onFailure(Rejection.class)
                    .recoverWithItem(refusal -> rows.stream()
                            .map(row -> SheetResult.refused((Rejection) refusal))
                            .toList());
        });
    }

    /** @param named which row has named a registration; one may do so by the number, another by the mobile number */
    private Uni<SheetResult> carryOut(
            SqlConnection connection, SheetTask task, SheetRow row, Map<UUID, Integer> named) {
        require(AttendanceSheet.defectsOf(row));
        return registration(connection, task.targetId(), row).chain(registration -> {
            Integer earlier = named.putIfAbsent(registration.id(), row.number());
            if (earlier != null) {
                throw Rejection.invalid(List.of(Defect.at("", "sheet-row-repeated", earlier)));
            }
            return row.flag(AttendanceSheet.ATTENDED)
                    ? store.find(connection, task.targetId())
                            .chain(activity -> came(connection, task, row, activity, registration))
                    : absent(connection, task, row, registration);
        });
    }

    private static void require(List<Defect> defects) {
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private Uni<ActivityRegistration> registration(SqlConnection connection, UUID activity, SheetRow row) {
        if (!row.has(AttendanceSheet.NUMBER)) {
            return registrationStore
                    .lockPerson(connection, activity, AttendanceSheet.phone(row))
                    .invoke(found -> requireThere(found, AttendanceSheet.PHONE));
        }
        int turn = AttendanceSheet.turn(row).orElseThrow();
        return registrationStore
                .lock(connection, activity, List.of(turn))
                .map(found -> found.isEmpty() ? null : found.get(0))
                .invoke(found -> {
                    requireThere(found, AttendanceSheet.NUMBER);
                    if (AttendanceSheet.hasCode(row) && !codes.isOf(row.text(AttendanceSheet.NUMBER), found)) {
                        require(List.of(Defect.at(AttendanceSheet.NUMBER.pointer(), "activity-check-in-code-unfit")));
                    }
                    require(AttendanceSheet.contradictions(row, found));
                });
    }

    private static void requireThere(ActivityRegistration found, SheetColumn column) {
        if (found == null) {
            require(List.of(Defect.at(column.pointer(), "activity-person-not-registered")));
        }
    }

    private Uni<SheetResult> came(
            SqlConnection connection,
            SheetTask task,
            SheetRow row,
            Activity activity,
            ActivityRegistration registration) {
        AttendanceTime time = AttendanceSheet.time(row);
        Instant known = registration.checkedInAt();
        Instant begin = activity.says().startsAt();
        if (known != null && (time == null || time.isOf(known, begin))) {
            return Uni.createFrom().item(SheetResult.unchanged(registration.id()));
        }
        Instant now = registrations.now();
        Instant at = time != null ? time.moment(begin) : begin.isBefore(now) ? begin : now;
        ActivityForms.CheckIn entry =
                new ActivityForms.CheckIn("sheet-import " + task.id(), at, codes.of(registration));
        return in(connection, registrations.checkIn(task.actor(), activity, List.of(entry)))
                .map(results -> result(results.get(0), activity, registration));
    }

    private static SheetResult result(
            RegistrationService.CheckedIn told, Activity activity, ActivityRegistration registration) {
        if (told.refusal() != null) {
            return SheetResult.refused(List.of(defect(told.refusal(), activity, registration)));
        }
        return told.at().equals(registration.checkedInAt())
                ? SheetResult.unchanged(registration.id())
                : SheetResult.updated(registration.id());
    }

    /** Why a check-in does not count, at the cell that has to be another one. */
    private static Defect defect(CheckInRefusal refusal, Activity activity, ActivityRegistration registration) {
        String time = AttendanceSheet.CHECKED_IN_AT.pointer();
        return switch (refusal) {
            case CODE_UNFIT -> Defect.at(AttendanceSheet.NUMBER.pointer(), "activity-check-in-code-unfit");
            case TOO_EARLY ->
                Defect.at(
                        time,
                        "activity-check-in-too-early",
                        AttendanceTime.written(CheckInRule.opensAt(activity.says())));
            case IN_FUTURE -> Defect.at(time, "activity-check-in-in-future");
            case TOO_LATE ->
                Defect.at(
                        time,
                        "activity-check-in-too-late",
                        AttendanceTime.written(activity.says().endsAt()));
            case NOT_SEATED ->
                registration.status() == RegistrationStatus.WITHDRAWN
                        ? Defect.at(AttendanceSheet.ATTENDED.pointer(), "activity-person-withdrawn")
                        : Defect.at(AttendanceSheet.ATTENDED.pointer(), "activity-person-waiting");
            case REVOKED ->
                Defect.at(time, "activity-check-in-revoked", AttendanceTime.written(registration.checkInRevokedAt()));
        };
    }

    private Uni<SheetResult> absent(
            SqlConnection connection, SheetTask task, SheetRow row, ActivityRegistration registration) {
        if (registration.checkedInAt() == null) {
            return Uni.createFrom().item(SheetResult.unchanged(registration.id()));
        }
        String explanation = row.text(AttendanceSheet.EXPLANATION);
        if (explanation == null) {
            require(List.of(Defect.at(AttendanceSheet.EXPLANATION.pointer(), "required")));
        }
        return activities
                .revokeCheckIn(connection, task.actor(), task.targetId(), registration.id(), explanation)
                .map(revoked -> SheetResult.updated(registration.id()));
    }

    @Override
    public Uni<SheetPage> page(Actor actor, UUID targetId, String after, int rows) {
        return activities
                .find(actor, targetId)
                .chain(shown -> registrations.inTurn(
                        actor, shown.activity(), after == null ? 0 : Integer.parseInt(after), rows))
                .map(found -> new SheetPage(
                        found.stream()
                                .map(known -> AttendanceSheet.row(known, actor))
                                .toList(),
                        found.size() < rows
                                ? null
                                : Integer.toString(found.get(found.size() - 1)
                                        .registration()
                                        .turn())));
    }
}
