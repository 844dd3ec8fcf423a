package cn.dengyun.activity;

import cn.dengyun.platform.form.SentTexts;
import cn.dengyun.platform.sheet.SheetColumn;
import cn.dengyun.platform.sheet.SheetRow;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Masks;
import cn.dengyun.shared.MobileNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A list of who was to come to an activity, as it is printed, ticked off and sent back. */
final class AttendanceSheet {

    static final SheetColumn NUMBER = SheetColumn.code("number", "报名号", "No.", 60)
            .wholeAsNumber("[1-9][0-9]{0,8}")
            .noted(
                    "导出名单中的报名号，或者签到码；与手机号至少填一项",
                    "That of the exported list, or the check-in code; this or the mobile number");
    static final SheetColumn ORGANIZATION = SheetColumn.text("organizationName", "单位", "Organisation", 500)
            .noted("供核对，提交时不读取", "For who reads it; it is not read when it is sent");
    static final SheetColumn NAME = SheetColumn.text("name", "姓名", "Name", 50)
            .noted("没有填手机号时，须与报名一致", "Without a mobile number it has to be that of the registration");
    static final SheetColumn PHONE = SheetColumn.code("phone", "手机号", "Mobile number", 20)
            .wholeAsNumber(MobileNumber.FORM)
            .noted("报名时填写的手机号；与报名号至少填一项", "That of the registration; this or the number of the registration");
    static final SheetColumn STATUS = SheetColumn.choice("status", "报名状态", "Status", "RegistrationStatus")
            .noted("供核对，改动无效", "For who reads it; changes of it do nothing");
    static final SheetColumn ATTENDED =
            SheetColumn.yesNo("attended", "是否到场", "Attended").required();
    static final SheetColumn CHECKED_IN_AT = SheetColumn.text("checkedInAt", "签到时间", "Checked in at", 40)
            .noted(
                    "北京时间，如 9:05 或者 2030-10-31 09:05；不填的，按活动开始时间计",
                    "In Beijing time, like 9:05 or 2030-10-31 09:05; the beginning of the activity when empty");
    static final SheetColumn EXPLANATION = SheetColumn.note("explanation", "撤销原因", "Why it is taken back", 2_000)
            .noted(
                    "已签到的人员改为“否”时必填，其单位可以看到",
                    "Required where somebody who was checked in has not come; the enterprise reads it");

    static final List<SheetColumn> COLUMNS =
            List.of(NUMBER, ORGANIZATION, NAME, PHONE, STATUS, ATTENDED, CHECKED_IN_AT, EXPLANATION);

    private static final Pattern TURN = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern MASKED = Pattern.compile("\\*{7}[0-9]{4}");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\s-]+");

    private AttendanceSheet() {}

    /** The number where there is one, else the mobile number: where there are both, they are to be of one person. */
    static String identity(SheetRow row) {
        OptionalInt turn = row.has(NUMBER) ? turn(row) : OptionalInt.empty();
        if (turn.isPresent()) {
            return "number " + turn.getAsInt();
        }
        return row.has(PHONE) ? "phone " + phone(row) : null;
    }

    /** Of the registration that a row names; empty where that is neither a number nor a code. */
    static OptionalInt turn(SheetRow row) {
        String number = row.text(NUMBER);
        return TURN.matcher(number).matches() ? OptionalInt.of(Integer.parseInt(number)) : CheckInCodes.turnOf(number);
    }

    /** Whether a row has the code of the registration, and not its number alone. */
    static boolean hasCode(SheetRow row) {
        return !TURN.matcher(row.text(NUMBER)).matches();
    }

    /** Digits alone, as people do not write them; null where there are none. */
    static String phone(SheetRow row) {
        String phone = row.text(PHONE);
        return phone == null ? null : BETWEEN_DIGITS.matcher(phone).replaceAll("");
    }

    /** Null where none is written. */
    static AttendanceTime time(SheetRow row) {
        String text = row.text(CHECKED_IN_AT);
        return text == null ? null : AttendanceTime.parse(text).orElse(null);
    }

    /** What a row has wrong beside its cells, whoever has registered. */
    static List<Defect> defectsOf(SheetRow row) {
        List<Defect> defects = new ArrayList<>();
        String phone = phone(row);
        if (!row.has(NUMBER) && phone == null) {
            defects.add(Defect.at(NUMBER.pointer(), "required"));
        }
        if (row.has(NUMBER) && turn(row).isEmpty()) {
            defects.add(Defect.at(NUMBER.pointer(), "activity-check-in-code-unfit"));
        }
        boolean isMasked =
                phone != null && row.has(NUMBER) && MASKED.matcher(phone).matches();
        if (phone != null && !isMasked && !MobileNumber.is(phone)) {
            defects.add(Defect.at(PHONE.pointer(), "activity-phone-unreadable"));
        }
        if (row.has(CHECKED_IN_AT) && time(row) == null) {
            defects.add(Defect.at(CHECKED_IN_AT.pointer(), "activity-time-unreadable"));
        }
        return defects;
    }

    /** What speaks against that a row, which names a registration by its number, is about the person of that. */
    static List<Defect> contradictions(SheetRow row, ActivityRegistration registration) {
        String phone = phone(row);
        if (phone != null) {
            boolean isSame = phone.equals(registration.phone()) || phone.equals(Masks.phone(registration.phone()));
            return isSame
                    ? List.of()
                    : List.of(Defect.at(PHONE.pointer(), "activity-registration-differs", registration.turn()));
        }
        String name = row.text(NAME);
        boolean isSame = name == null
                || name.equals(SentTexts.oneLine(registration.name()))
                || name.equals(Masks.personName(registration.name()));
        return isSame
                ? List.of()
                : List.of(Defect.at(NAME.pointer(), "activity-registration-differs", registration.turn()));
    }

    /** A registration as the list of them shows it to the actor. */
    static Map<SheetColumn, Object> row(RegistrationService.Known known, Actor actor) {
        ActivityRegistration registration = known.registration();
        boolean isPlain = known.isPlainTo(actor);
        Map<SheetColumn, Object> row = new HashMap<>(Map.of(
                NUMBER,
                Integer.toString(registration.turn()),
                ORGANIZATION,
                registration.organizationName(),
                NAME,
                isPlain ? registration.name() : Masks.personName(registration.name()),
                PHONE,
                isPlain ? registration.phone() : Masks.phone(registration.phone()),
                STATUS,
                registration.status().name(),
                ATTENDED,
                registration.checkedInAt() != null));
        if (registration.checkedInAt() != null) {
            row.put(CHECKED_IN_AT, AttendanceTime.written(registration.checkedInAt()));
        }
        return row;
    }
}
