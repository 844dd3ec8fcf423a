package cn.dengyun.trade.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of capacities and slots, each cell of them, what the clock makes of a slot, and when one may be booked.
 */
class CapacityLifecycleTest {

    private static final UUID ENTERPRISE = Ids.next();
    private static final UUID PROVIDER = Ids.next();
    /** A Monday, ten o'clock in Shanghai. */
    private static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");

    private static final Instant START = NOW.plus(Duration.ofDays(3));
    private static final Instant END = START.plus(Duration.ofHours(4));
    private static final Instant FREE_UNTIL = START.minus(Duration.ofHours(24));
    private static final Instant DUE = NOW.plus(Duration.ofDays(2));

    private static final Map<CapacityStatus, Map<CapacityMove, CapacityStatus>> CAPACITIES = Map.of(
            CapacityStatus.DRAFT,
            Map.of(
                    CapacityMove.EDIT, CapacityStatus.DRAFT,
                    CapacityMove.PUBLISH, CapacityStatus.PUBLISHED,
                    CapacityMove.RETIRE, CapacityStatus.RETIRED),
            CapacityStatus.PUBLISHED,
            Map.of(
                    CapacityMove.REVISE, CapacityStatus.PUBLISHED,
                    CapacityMove.SUSPEND, CapacityStatus.SUSPENDED,
                    CapacityMove.RETIRE, CapacityStatus.RETIRED),
            CapacityStatus.SUSPENDED,
            Map.of(
                    CapacityMove.REINSTATE, CapacityStatus.PUBLISHED,
                    CapacityMove.RETIRE, CapacityStatus.RETIRED));

    private static final Map<SlotStatus, Map<SlotMove, SlotStatus>> SLOTS = Map.of(
            SlotStatus.HELD,
            Map.of(
                    SlotMove.CONFIRM, SlotStatus.CONFIRMED,
                    SlotMove.DECLINE, SlotStatus.DECLINED,
                    SlotMove.CANCEL, SlotStatus.CANCELLED,
                    SlotMove.EXPIRE, SlotStatus.EXPIRED,
                    SlotMove.BAR, SlotStatus.DECLINED),
            SlotStatus.CONFIRMED,
            Map.of(
                    SlotMove.CANCEL, SlotStatus.CANCELLED,
                    SlotMove.ASK_CANCELLATION, SlotStatus.CANCELLATION_ASKED,
                    SlotMove.CALL_OFF, SlotStatus.CANCELLED,
                    SlotMove.COMPLETE, SlotStatus.COMPLETED,
                    SlotMove.MISS, SlotStatus.NO_SHOW,
                    SlotMove.CLOSE, SlotStatus.COMPLETED,
                    SlotMove.FREE, SlotStatus.CANCELLED),
            SlotStatus.CANCELLATION_ASKED,
            Map.of(
                    SlotMove.CONSENT, SlotStatus.CANCELLED,
                    SlotMove.REFUSE, SlotStatus.CONFIRMED,
                    SlotMove.LET_STAND, SlotStatus.CONFIRMED,
                    SlotMove.FREE, SlotStatus.CANCELLED));

    static Stream<Arguments> capacityPairs() {
        return Arrays.stream(CapacityStatus.values())
                .flatMap(status -> Arrays.stream(CapacityMove.values()).map(move -> Arguments.of(status, move)));
    }

    static Stream<Arguments> slotPairs() {
        return Arrays.stream(SlotStatus.values())
                .flatMap(status -> Arrays.stream(SlotMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("capacityPairs")
    void eachMoveOfACapacityEndsAsTheTableSays(CapacityStatus status, CapacityMove move) {
        Capacity capacity = capacity(status, form(CapacityKind.MANUFACTURING, BookingUnit.HOUR));
        CapacityStatus target = CAPACITIES.getOrDefault(status, Map.of()).get(move);

        if (target == null) {
            assertThatThrownBy(() -> capacity.moved(move, "理由", NOW)).hasMessage("transition-not-allowed");
        } else {
            assertThat(capacity.moved(move, "理由", NOW).after().status()).isEqualTo(target);
        }
    }

    @ParameterizedTest
    @MethodSource("slotPairs")
    void eachMoveOfASlotEndsAsTheTableSays(SlotStatus status, SlotMove move) {
        CapacitySlot slot = slot(status);
        SlotStatus target = SLOTS.getOrDefault(status, Map.of()).get(move);

        if (target == null) {
            assertThatThrownBy(() -> move.from(status)).hasMessage("transition-not-allowed");
        } else {
            CapacitySlot moved = slot.moved(move, "理由", moment(move));
            assertThat(moved.status()).isEqualTo(target);
            assertThat(moved.endedBy() != null).as("how it ended").isEqualTo(target.isEnd());
        }
    }

    /** One at which the move is made. */
    private static Instant moment(SlotMove move) {
        return switch (move.phase()) {
            case LATE -> FREE_UNTIL;
            case AFTER_END -> END;
            case ANY, BEFORE_END, FREE -> NOW;
        };
    }

    @Test
    void aSlotIsCancelledForFreeUntilTheLeadTimeAndLaterWithConsent() {
        Actor enterprise = actor(ENTERPRISE, Roles.ENTERPRISE, null);
        Actor provider = actor(PROVIDER, Roles.PROVIDER, null);
        CapacitySlot slot = slot(SlotStatus.CONFIRMED);

        assertThat(slot.cancellation(enterprise, FREE_UNTIL.minusNanos(1_000))).isEqualTo(SlotMove.CANCEL);
        assertThat(slot.cancellation(enterprise, FREE_UNTIL)).isEqualTo(SlotMove.ASK_CANCELLATION);
        assertThat(slot.cancellation(provider, FREE_UNTIL)).isEqualTo(SlotMove.CALL_OFF);
        assertThat(slot(SlotStatus.HELD).cancellation(enterprise, FREE_UNTIL)).isEqualTo(SlotMove.CANCEL);
        assertThatThrownBy(() -> slot.moved(SlotMove.ASK_CANCELLATION, "不来了", END))
                .hasMessage("slot-over");
        assertThatThrownBy(() -> slot.moved(SlotMove.CALL_OFF, "检修", END)).hasMessage("slot-over");
        assertThatThrownBy(() -> slot.moved(SlotMove.COMPLETE, null, END.minusNanos(1_000)))
                .hasMessage("slot-not-over");
        assertThatThrownBy(() -> slot.moved(SlotMove.MISS, "未到", END.minusNanos(1_000)))
                .hasMessage("slot-not-over");
        assertThat(slot.actionsAt(NOW, enterprise)).containsExactly("CANCEL");
        assertThat(slot.actionsAt(FREE_UNTIL, enterprise)).containsExactly("ASK_CANCELLATION");
        assertThat(slot.actionsAt(END, enterprise)).containsExactly("COMPLETE");
        assertThat(slot.actionsAt(NOW, provider)).containsExactly("CALL_OFF");
        assertThat(slot.actionsAt(END, provider)).containsExactly("MISS");
        for (Actor other : List.of(
                actor(ENTERPRISE, Roles.ENTERPRISE, Actor.VIEWER),
                actor(Ids.next(), Roles.PROVIDER, null),
                actor(Ids.next(), Roles.AUDITOR, null))) {
            assertThat(slot.actionsAt(NOW, other)).isEmpty();
        }
    }

    @Test
    void theClockExpiresLetsStandAndCloses() {
        CapacitySlot held = slot(SlotStatus.HELD);
        CapacitySlot asked = slot(SlotStatus.CANCELLATION_ASKED);
        CapacitySlot confirmed = slot(SlotStatus.CONFIRMED);
        Instant closes = END.plus(CapacitySlot.TIME_TO_SAY);

        assertThat(held.statusAt(DUE.minusNanos(1_000))).isEqualTo(SlotStatus.HELD);
        assertThat(held.statusAt(DUE)).isEqualTo(SlotStatus.EXPIRED);
        assertThatThrownBy(() -> held.moved(SlotMove.CONFIRM, null, DUE)).hasMessage("transition-not-allowed");
        assertThat(asked.statusAt(END.minusNanos(1_000))).isEqualTo(SlotStatus.CANCELLATION_ASKED);
        assertThat(asked.statusAt(END)).isEqualTo(SlotStatus.CONFIRMED);
        assertThat(asked.statusAt(closes)).isEqualTo(SlotStatus.COMPLETED);
        assertThatThrownBy(() -> asked.moved(SlotMove.CONSENT, null, END)).hasMessage("transition-not-allowed");
        assertThat(confirmed.statusAt(closes.minusNanos(1_000))).isEqualTo(SlotStatus.CONFIRMED);
        assertThat(confirmed.statusAt(closes)).isEqualTo(SlotStatus.COMPLETED);
        assertThat(confirmed.nextDueAt(NOW)).isEqualTo(closes);
        assertThat(confirmed.nextDueAt(closes)).isNull();
        assertThat(held.clockAt(DUE)).isEqualTo(SlotMove.EXPIRE);
        assertThat(asked.clockAt(END)).isEqualTo(SlotMove.LET_STAND);
        assertThat(confirmed.clockAt(closes)).isEqualTo(SlotMove.CLOSE);
    }

    @Test
    void aSlotIsBookedInTimeNotTooFarAndWhileItIsOpen() {
        Capacity hours = capacity(CapacityStatus.PUBLISHED, form(CapacityKind.MANUFACTURING, BookingUnit.HOUR));
        Capacity days = capacity(CapacityStatus.PUBLISHED, form(CapacityKind.DESIGN, BookingUnit.DAY));
        // Tuesday, Thursday and Sunday at ten; Thursday and Sunday at midnight, in Shanghai.
        Instant tuesday = Instant.parse("2026-06-02T02:00:00Z");
        Instant thursday = Instant.parse("2026-06-04T02:00:00Z");
        Instant sunday = Instant.parse("2026-06-07T02:00:00Z");
        Instant midnight = Instant.parse("2026-06-03T16:00:00Z");

        assertThat(defects(hours, tuesday, 2)).isEmpty();
        assertThat(defects(hours, thursday, 8)).isEmpty();
        assertThat(defects(hours, tuesday.minusSeconds(3_600), 2)).containsExactly("slot-too-soon");
        assertThat(defects(hours, thursday.plusSeconds(60), 2))
                .containsExactly("moment-not-on-the-hour", "moment-not-on-the-hour");
        assertThat(defects(hours, thursday, 1)).containsExactly("slot-length-unfit");
        assertThat(defects(hours, thursday, 9)).containsExactly("slot-length-unfit");
        assertThat(defects(hours, thursday, -2)).containsExactly("slot-length-unfit");
        assertThat(defects(hours, thursday.plusSeconds(3_600 * 7), 2)).containsExactly("slot-not-open");
        assertThat(defects(hours, sunday, 2)).containsExactly("slot-not-open");
        assertThat(defects(hours, NOW.plus(Duration.ofDays(364)), 25)).contains("slot-too-far");
        assertThat(defects(days, midnight, 48)).isEmpty();
        assertThat(defects(days, midnight, 72)).as("Saturday").containsExactly("slot-not-open");
        assertThat(defects(days, thursday, 48)).containsExactly("moment-not-at-midnight", "moment-not-at-midnight");
    }

    @Test
    void aLaboratoryIsBookedWhileItsQualificationHolds() {
        LocalDate today = LocalDate.parse("2026-06-01");
        Capacity without = capacity(CapacityStatus.PUBLISHED, form(CapacityKind.TESTING, BookingUnit.HOUR));
        Capacity marked = capacity(CapacityStatus.PUBLISHED, laboratory("2026-06-01", "2026-06-03"));
        Instant wednesday = Instant.parse("2026-06-03T02:00:00Z");

        assertThat(without.hindrances(true, today)).containsExactly(CapacityHindrance.MARK_MISSING);
        assertThat(marked.hindrances(true, today)).isEmpty();
        assertThat(marked.hindrances(true, today.plusDays(3))).containsExactly(CapacityHindrance.MARK_NOT_IN_FORCE);
        assertThat(marked.hindrances(false, today)).containsExactly(CapacityHindrance.PROVIDER_UNFIT);
        assertThat(defects(marked, wednesday, 8)).isEmpty();
        assertThat(defects(marked, wednesday.plus(Duration.ofDays(1)), 8)).containsExactly("slot-beyond-mark");
        assertThat(form(CapacityKind.TESTING, BookingUnit.HOUR).defects()).isEmpty();
    }

    @Test
    void thePicturesShowTheTables() {
        LifecyclePicture.isDrawn(
                "capacity.md", """
                # The lifecycle of a capacity

                Drawn from `CapacityMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: create
                %s
                ```
                """.formatted(LifecyclePicture.arrows(CapacityMove.values(), CapacityStatus.values())));
        LifecyclePicture.isDrawn(
                "capacity-slot.md", """
                # The lifecycle of a slot

                Drawn from `SlotMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> HELD: book
                %s
                ```
                """.formatted(LifecyclePicture.arrows(SlotMove.values(), SlotStatus.values())));
    }

    private static List<String> defects(Capacity capacity, Instant start, int hours) {
        return SlotService.timeDefects(capacity, new Span(start, start.plus(Duration.ofHours(hours))), NOW).stream()
                .map(Defect::code)
                .toList();
    }

    private static CapacityForm form(CapacityKind kind, BookingUnit by) {
        return form(kind, by, null, null, null, null);
    }

    private static CapacityForm laboratory(String from, String until) {
        return form(
                CapacityKind.TESTING,
                BookingUnit.HOUR,
                LaboratoryMark.CNAS,
                "L0001",
                LocalDate.parse(from),
                LocalDate.parse(until));
    }

    /** On working days from eight to six, for two to eight of the clock; a day ahead. */
    private static CapacityForm form(
            CapacityKind kind, BookingUnit by, LaboratoryMark mark, String number, LocalDate from, LocalDate until) {
        String code = switch (kind) {
            case DESIGN -> "C-1";
            case MANUFACTURING -> "C-2";
            case TESTING -> "C-3";
        };
        return new CapacityForm(
                kind,
                "五轴加工中心",
                null,
                "加工行程 800 mm",
                List.of(code),
                "340123",
                "桃花工业园",
                2,
                by,
                2,
                8,
                24,
                20_000L,
                List.of("Mo 08:00-18:00", "Tu 08:00-18:00", "We 08:00-18:00", "Th 08:00-18:00", "Fr 08:00-18:00"),
                List.of(),
                mark,
                number,
                from,
                until);
    }

    private static Capacity capacity(CapacityStatus status, CapacityForm form) {
        return new Capacity(
                Ids.next(),
                0,
                PROVIDER,
                Ids.next(),
                "皖云示范云平台",
                form,
                OpenTime.of(form).codes(),
                status,
                Ids.next(),
                NOW,
                null,
                null,
                NOW,
                null);
    }

    private static CapacitySlot slot(SlotStatus status) {
        Instant due = switch (status) {
            case CONFIRMED -> END.plus(CapacitySlot.TIME_TO_SAY);
            case CANCELLATION_ASKED -> END;
            default -> DUE;
        };
        return new CapacitySlot(
                Ids.next(),
                0,
                "B4K7-M2P9-QXT8-V",
                ENTERPRISE,
                "合肥示范制造有限公司",
                "340123",
                Ids.next(),
                PROVIDER,
                "皖云示范云平台",
                Ids.next(),
                1,
                "五轴加工中心",
                1,
                START,
                END,
                BookingUnit.HOUR,
                4,
                20_000,
                80_000,
                FREE_UNTIL,
                null,
                null,
                status,
                Ids.next(),
                NOW,
                due,
                null,
                null,
                NOW,
                null,
                CapacityKind.MANUFACTURING,
                null,
                null,
                null);
    }

    private static Actor actor(UUID organization, String role, String member) {
        return new Actor(Ids.next(), false, organization, Set.of(role), Set.of(), null, member, null);
    }
}
