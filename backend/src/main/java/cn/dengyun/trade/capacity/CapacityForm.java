package cn.dengyun.trade.capacity;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a provider says of a capacity: sent whole to draw one up, in part to change it.
 *
 * @param nameEn null where it has no English name
 * @param mark null where a laboratory names no qualification, and of what is not for testing; so are the next three
 */
@Schema(name = "CapacityRequest", description = "What a provider can design, make or test for others, and when")
record CapacityForm(
        @NotNull @Schema(required = true, description = "What sort of capability", examples = "TESTING")
        CapacityKind kind,

        @NotBlank @Size(max = 200) @Schema(required = true, description = "Its name", examples = "万能材料试验机")
        String name,

        @Size(max = 200)
        @Schema(nullable = true, description = "Its name in English", examples = "Universal testing machine")
        String nameEn,

        @NotBlank
        @Size(max = 5_000)
        @Schema(
                required = true,
                description = "What it can do, and what has to be brought",
                examples = "拉伸、压缩、弯曲试验，最大 300 kN；样品由委托方提供。")
        String description,

        @NotNull
        @Size(min = 1, max = 5)
        @Schema(
                required = true,
                description =
                        "Codes of the list `service-categories` that belong to the kind: `C-1` of design, `C-2` of"
                                + " manufacturing, `C-3` of testing, and what is below them",
                examples = "[\"C-3\"]")
        List<@NotBlank @Size(max = 20) String> capabilityCodes,

        @NotNull
        @Pattern(regexp = "^[0-9]{6}$")
        @Schema(
                required = true,
                description = "Where it stands, GB/T 2260; the authorities of that region oversee it",
                examples = "340123")
        String regionCode,

        @NotBlank @Size(max = 200) @Schema(required = true, description = "The place there", examples = "肥西县桃花工业园 3 号楼")
        String place,

        @NotNull @Min(1) @Max(MAX_UNITS) @Schema(required = true, description = "How many equal ones", examples = "2")
        Integer units,

        @NotNull @Schema(required = true, description = "By what it is booked and priced", examples = "HOUR")
        BookingUnit bookedBy,

        @NotNull
        @Min(1)
        @Max(MAX_LENGTH)
        @Schema(required = true, description = "The fewest hours, or days, of one slot", examples = "2")
        Integer minLength,

        @NotNull
        @Min(1)
        @Max(MAX_LENGTH)
        @Schema(required = true, description = "The most; not fewer than `minLength`", examples = "8")
        Integer maxLength,

        @NotNull
        @Min(0)
        @Max(MAX_LEAD_HOURS)
        @Schema(
                required = true,
                description = "How many hours before its start a slot is booked at the latest, and cancelled for free",
                examples = "24")
        Integer leadHours,

        @NotNull
        @Min(1)
        @Max(Fen.MAX_AMOUNT)
        @Schema(
                required = true,
                description = "What one of them costs for an hour, or a day, tax included, in fen",
                examples = "20000")
        Long priceFen,

        @NotNull
        @Size(min = 1, max = 21)
        @Schema(
                required = true,
                description =
                        "When it can be used in a week of Asia/Shanghai, in whole hours; what is booked by the day"
                                + " is open all day on the days that are here",
                examples = "[\"Mo 08:00-18:00\", \"Tu 08:00-18:00\", \"We 08:00-18:00\", \"Th 08:00-18:00\","
                        + " \"Fr 08:00-18:00\"]")
        List<@NotNull @Pattern(regexp = Opening.TEXT) String> openingHours,

        @NotNull
        @Size(max = 100)
        @Schema(
                required = true,
                description = "Days on which it is closed all the same; may be empty",
                examples = "[\"2018-10-01\"]")
        List<@NotNull @Pattern(regexp = DAY) String> closedDays,

        @Schema(
                nullable = true,
                description =
                        "What says that the laboratory may test for others; without it what is for testing cannot be"
                                + " booked, and nothing else has it",
                examples = "CMA")
        LaboratoryMark mark,

        @Size(max = 50)
        @Schema(nullable = true, description = "Its number; together with `mark`", examples = "181200340123")
        String markNumber,

        @PlausibleDay
        @Schema(
                nullable = true,
                description = "The first day on which it holds; together with `mark`",
                examples = "2018-01-01")
        LocalDate markFrom,

        @PlausibleDay @Schema(nullable = true, description = "The last; together with `mark`", examples = "2018-12-31")
        LocalDate markUntil) {

    static final int MAX_UNITS = 50;
    static final int MAX_LENGTH = 720;
    static final int MAX_LEAD_HOURS = 2_160;

    private static final String DAY = "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$";

    CapacityForm {
        nameEn = nameEn == null || nameEn.isBlank() ? null : nameEn.strip();
        markNumber = markNumber == null || markNumber.isBlank() ? null : markNumber.strip();
    }

    /** What contradicts itself; not whether its codes are known. */
    List<Defect> defects() {
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < capabilityCodes.size(); i++) {
            String code = capabilityCodes.get(i);
            if (!kind.fits(code)) {
                defects.add(Defect.at("/capabilityCodes/" + i, "capability-contradicts-kind", code, kind));
            }
        }
        if (minLength > maxLength) {
            defects.add(Defect.at("/maxLength", "capacity-lengths-crossed", minLength));
        }
        for (int i = 0; i < openingHours.size(); i++) {
            Opening opening = Opening.of(openingHours.get(i));
            if (opening.from() >= opening.until()) {
                defects.add(Defect.at("/openingHours/" + i, "opening-hours-crossed", openingHours.get(i)));
            }
        }
        for (int i = 0; i < closedDays.size(); i++) {
            if (!isDay(closedDays.get(i))) {
                defects.add(Defect.at("/closedDays/" + i, "closed-day-unknown", closedDays.get(i)));
            }
        }
        defects.addAll(markDefects());
        return defects;
    }

    private List<Defect> markDefects() {
        if (mark == null && markNumber == null && markFrom == null && markUntil == null) {
            return List.of();
        }
        if (kind != CapacityKind.TESTING) {
            return List.of(Defect.at("/mark", "mark-without-testing"));
        }
        if (mark == null || markNumber == null || markFrom == null || markUntil == null) {
            return List.of(Defect.at("/mark", "mark-incomplete"));
        }
        return markFrom.isAfter(markUntil)
                ? List.of(Defect.at("/markUntil", "mark-days-crossed", markFrom))
                : List.of();
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Whether what is booked is the same by both: of one kind, and of a laboratory with one mark. */
    boolean isLike(CapacityForm other) {
        return kind == other.kind && mark == other.mark && Objects.equals(markNumber, other.markNumber);
    }

    /** Whether the laboratory may test for others all of some time; true of what is not for testing. */
    boolean isQualified(Span time) {
        return isQualified(
                OpenTime.dayOf(time.startsAt()), OpenTime.dayOf(time.endsAt().minusNanos(1)));
    }

    /** What of some time lies within the days on which the laboratory may test; all of it where there are none. */
    Span qualified(Span time) {
        return mark == null
                ? time
                : time.within(new Span(OpenTime.startOf(markFrom), OpenTime.startOf(markUntil.plusDays(1))));
    }

    /** Whether the laboratory may test for others on all days from one to another; true of what is not for testing. */
    boolean isQualified(LocalDate first, LocalDate last) {
        return kind != CapacityKind.TESTING || mark != null && !first.isBefore(markFrom) && !last.isAfter(markUntil);
    }
}
