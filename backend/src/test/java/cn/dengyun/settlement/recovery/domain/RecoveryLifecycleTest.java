package cn.dengyun.settlement.recovery.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecoveryLifecycleTest {

    static final Instant NOW = Instant.parse("2018-10-01T02:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2018, 10, 1);
    static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");
    private static final UUID OFFICE = new UUID(0, 1);
    private static final UUID DEBTOR = new UUID(0, 2);
    private static final UUID ONE = new UUID(0, 3);
    private static final UUID OTHER = new UUID(0, 4);
    private static final List<Instalment> PLAN =
            List.of(new Instalment(LocalDate.of(2018, 10, 31), 40), new Instalment(LocalDate.of(2018, 11, 30), 60));

    @Test
    void allButWhatTheClockAndTheLastFenDoStartsWhereSomethingIsOpen() {
        for (RecoveryMove move : RecoveryMove.values()) {
            for (RecoveryStatus status : RecoveryStatus.values()) {
                boolean isUndone = move == RecoveryMove.REVERSE_RECEIPT || move == RecoveryMove.REOPEN;
                boolean isAllowed = status.isOpen() || isUndone && status == RecoveryStatus.RECOVERED;
                assertThat(move.isAllowedFrom(status))
                        .as(move + " from " + status)
                        .isEqualTo(isAllowed);
                if (!isAllowed) {
                    assertThatThrownBy(() -> move.from(status)).hasMessage("transition-not-allowed");
                }
            }
        }
        assertThat(Arrays.stream(RecoveryMove.values())
                        .filter(move -> move.target() != null)
                        .map(RecoveryMove::target))
                .containsExactlyInAnyOrder(
                        RecoveryStatus.RECOVERED,
                        RecoveryStatus.DEMANDED,
                        RecoveryStatus.IN_INSTALMENTS,
                        RecoveryStatus.WRITTEN_OFF);
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn(
                "recovery.md", """
                # The lifecycle of a recovery

                Drawn from `RecoveryMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> DEMANDED: DEMAND
                %s
                ```
                """.formatted(LifecyclePicture.arrows(RecoveryMove.values(), RecoveryStatus.values())));
    }

    @Test
    void whatComesInEndsItWithTheLastFen() {
        Recovery part = of(100).received(40, ANHUI, NOW);
        assertThat(part.status()).isEqualTo(RecoveryStatus.DEMANDED);
        assertThat(part.openFen()).isEqualTo(60);
        assertThat(part.dueAt()).isEqualTo(of(100).dueAt());

        Recovery all = part.writeOffProposed(ONE, "已注销", NOW).received(60, ANHUI, NOW);
        assertThat(all.status()).isEqualTo(RecoveryStatus.RECOVERED);
        assertThat(all.dueAt()).isNull();
        assertThat(all.writeOff()).as("nothing is left to give up").isNull();
        assertThat(all.updatedAt()).isAfter(part.updatedAt());
        assertThatThrownBy(() -> part.received(61, ANHUI, NOW)).hasMessage("recovery-receipt-exceeds");
        assertThatThrownBy(() -> all.received(1, ANHUI, NOW)).hasMessage("transition-not-allowed");
    }

    @Test
    void aReceiptThatIsUndoneIsOpenAgain() {
        Instant due = NOW.plusSeconds(99);
        Recovery all = of(100).received(40, ANHUI, NOW).received(60, ANHUI, NOW);

        Recovery open = all.receiptReversed(60, due, ANHUI, NOW);
        assertThat(open.status()).isEqualTo(RecoveryStatus.DEMANDED);
        assertThat(open.openFen()).isEqualTo(60);
        assertThat(open.dueAt()).isEqualTo(due);
        assertThat(open.endedAt()).isNull();
        Recovery part = of(100).received(40, ANHUI, NOW).writeOffProposed(ONE, "已注销", NOW);
        Recovery less = part.receiptReversed(40, due, ANHUI, NOW);
        assertThat(less.dueAt()).as("its own day stays").isEqualTo(part.dueAt());
        assertThat(less.writeOff()).as("it was proposed of something else").isNull();

        Recovery planned = of(100).received(20, ANHUI, NOW)
                .planProposed(List.of(new Instalment(LocalDate.of(2018, 10, 31), 80)), ONE, TODAY, NOW)
                .planAgreed(OTHER, TODAY, ANHUI, NOW);
        Recovery paid = planned.received(30, ANHUI, NOW);
        Recovery back = paid.receiptReversed(30, due, ANHUI, NOW);
        assertThat(back.status()).isEqualTo(RecoveryStatus.IN_INSTALMENTS);
        assertThat(back.dueAt()).isEqualTo(planned.dueAt());
        Recovery without = planned.receiptReversed(20, due, ANHUI, NOW);
        assertThat(without.status())
                .as("the plan does not come to what is open")
                .isEqualTo(RecoveryStatus.DEMANDED);
        assertThat(without.agreed()).isNull();
        assertThat(without.dueAt()).isEqualTo(due);
        Recovery given = of(100).writeOffProposed(ONE, "已注销", NOW).writeOffApproved(OTHER, NOW);
        assertThatThrownBy(() -> given.receiptReversed(1, due, ANHUI, NOW)).hasMessage("transition-not-allowed");
    }

    @Test
    void whatAnotherHasProposedIsAnsweredFirst() {
        Recovery proposed = of(100).planProposed(PLAN, ONE, TODAY, NOW);

        assertThatThrownBy(() -> proposed.planProposed(PLAN, OTHER, TODAY, NOW.plusSeconds(9)))
                .hasMessage("recovery-plan-proposed");
        assertThat(proposed.planProposed(PLAN, ONE, TODAY, NOW.plusSeconds(9))
                        .proposed()
                        .planProposedAt())
                .as("finance has waited for it since")
                .isEqualTo(proposed.proposed().planProposedAt());
    }

    @Test
    void twoPeopleGiveUpWhatIsOpen() {
        Recovery proposed = of(100).received(30, ANHUI, NOW).writeOffProposed(ONE, "已注销", NOW);

        assertThatThrownBy(() -> proposed.writeOffProposed(OTHER, "已注销", NOW))
                .hasMessage("recovery-write-off-proposed");
        assertThatThrownBy(() -> proposed.writeOffApproved(ONE, NOW)).hasMessage("four-eyes-required");
        assertThatThrownBy(() -> of(100).writeOffApproved(ONE, NOW)).hasMessage("recovery-write-off-missing");
        Recovery given = proposed.writeOffApproved(OTHER, NOW);
        assertThat(given.status()).isEqualTo(RecoveryStatus.WRITTEN_OFF);
        assertThat(given.receivedFen()).isEqualTo(30);
        assertThat(given.writtenOffFen()).isEqualTo(70);
        assertThat(given.writeOff().writeOffBy()).isEqualTo(OTHER);
        assertThat(proposed.writeOffRejected(NOW).writeOff()).isNull();
    }

    @Test
    void instalmentsAreDueOneAfterTheOther() {
        Recovery proposed = of(100).planProposed(PLAN, ONE, TODAY, NOW);

        assertThatThrownBy(() -> proposed.planAgreed(ONE, TODAY, ANHUI, NOW)).hasMessage("four-eyes-required");
        assertThatThrownBy(() -> of(100).planAgreed(ONE, TODAY, ANHUI, NOW)).hasMessage("recovery-plan-missing");
        assertThatThrownBy(() -> proposed.planAgreed(OTHER, LocalDate.of(2018, 10, 31), ANHUI, NOW))
                .hasMessage("recovery-plan-outdated");
        Recovery agreed = proposed.planAgreed(OTHER, TODAY, ANHUI, NOW);
        assertThat(agreed.status()).isEqualTo(RecoveryStatus.IN_INSTALMENTS);
        assertThat(agreed.proposed()).isNull();
        assertThat(agreed.dueAt()).isEqualTo(Instant.parse("2018-10-31T16:00:00Z"));
        assertThat(agreed.instalments()).isEqualTo(PLAN);
        Recovery late = agreed.overdue(NOW);
        assertThat(late.received(39, ANHUI, NOW).overdueAt()).as("still late").isNotNull();
        Recovery next = late.received(39, ANHUI, NOW).received(1, ANHUI, NOW);
        assertThat(next.dueAt()).isEqualTo(Instant.parse("2018-11-30T16:00:00Z"));
        assertThat(next.overdueAt()).isNull();
        assertThat(next.received(60, ANHUI, NOW).status()).isEqualTo(RecoveryStatus.RECOVERED);
        assertThat(proposed.planDeclined(NOW).proposed()).isNull();
    }

    @Test
    void aPlanComesToWhatIsOpenDayByDay() {
        List<Instalment> crooked = List.of(
                new Instalment(TODAY, 10),
                new Instalment(LocalDate.of(2018, 12, 31), 10),
                new Instalment(LocalDate.of(2018, 12, 31), 10),
                new Instalment(LocalDate.of(2021, 10, 2), 10));

        assertThat(Instalments.defects(crooked, 100, TODAY))
                .extracting(defect -> defect.pointer() + " " + defect.code())
                .containsExactly(
                        "/instalments/0/dueOn recovery-plan-day",
                        "/instalments/2/dueOn recovery-plan-day",
                        "/instalments/3/dueOn recovery-plan-day",
                        "/instalments recovery-plan-sum");
        assertThat(Instalments.defects(PLAN, 100, TODAY)).isEmpty();
        assertThat(Instalments.read(Instalments.write(PLAN))).isEqualTo(PLAN);
        assertThat(Instalments.read(null)).isEmpty();
        assertThatThrownBy(() -> of(100).planProposed(crooked, ONE, TODAY, NOW)).isInstanceOf(Rejection.class);
    }

    @Test
    void eachIsOfferedHisOwnMoves() {
        Actor finance = actor(ONE, OFFICE, Roles.FINANCE, "MEMBER");
        Actor colleague = actor(OTHER, OFFICE, Roles.FINANCE, "MEMBER");
        Actor debtor = actor(new UUID(0, 5), DEBTOR, Roles.PROVIDER, "MEMBER");
        Recovery proposed = of(100).planProposed(PLAN, ONE, TODAY, NOW).writeOffProposed(ONE, "已注销", NOW);

        assertThat(of(100).actions(finance)).containsExactly("RECEIVE", "PROPOSE_PLAN", "PROPOSE_WRITE_OFF");
        assertThat(of(100).actions(debtor)).containsExactly("PROPOSE_PLAN");
        assertThat(proposed.actions(finance))
                .containsExactly("RECEIVE", "PROPOSE_PLAN", "DECLINE_PLAN", "REJECT_WRITE_OFF");
        assertThat(proposed.actions(colleague))
                .containsExactly("RECEIVE", "AGREE_PLAN", "DECLINE_PLAN", "APPROVE_WRITE_OFF", "REJECT_WRITE_OFF");
        for (Actor stranger : List.of(
                actor(ONE, OFFICE, Roles.FINANCE, "VIEWER"),
                actor(ONE, new UUID(0, 6), Roles.FINANCE, "MEMBER"),
                actor(ONE, DEBTOR, Roles.PROVIDER, "VIEWER"))) {
            assertThat(proposed.actions(stranger)).isEmpty();
            for (RecoveryMove move : EnumSet.allOf(RecoveryMove.class)) {
                assertThatThrownBy(() -> proposed.requireHand(stranger, move)).hasMessage("not-yours");
            }
        }
        assertThatThrownBy(() -> proposed.requireHand(debtor, RecoveryMove.RECEIVE))
                .hasMessage("not-yours");
    }

    @Test
    void anotherOfficeOfFinanceKnowsNothingOfIt() {
        assertThat(of(100).isKnownTo(actor(ONE, OFFICE, Roles.FINANCE, "MEMBER")))
                .isTrue();
        assertThat(of(100).isKnownTo(actor(ONE, DEBTOR, Roles.PROVIDER, "MEMBER")))
                .isTrue();
        assertThat(of(100).isKnownTo(actor(ONE, new UUID(0, 6), Roles.FINANCE, "MEMBER")))
                .isFalse();
        assertThat(of(100).isKnownTo(actor(ONE, new UUID(0, 6), Roles.AUDITOR, "MEMBER")))
                .isTrue();
    }

    private static Actor actor(UUID id, UUID organization, String role, String in) {
        return new Actor(id, false, organization, Set.of(role), Set.of(), null, in, null);
    }

    static Recovery of(long fen) {
        return new Recovery(
                new UUID(0, 10),
                0,
                "RC",
                RecoveryCause.DISPUTE_DECISION,
                new UUID(0, 11),
                new RecoveryOrigin(
                        new UUID(0, 12),
                        new UUID(0, 13),
                        "S",
                        new UUID(0, 14),
                        new UUID(0, 15),
                        null,
                        null,
                        new UUID(0, 16),
                        new UUID(0, 17),
                        "D",
                        new UUID(0, 18),
                        "测试企业"),
                OFFICE,
                "测试财政",
                "340123",
                DEBTOR,
                new UUID(0, 19),
                "测试服务商",
                fen,
                0,
                0,
                RecoveryStatus.DEMANDED,
                RecoveryGround.UNJUST_ENRICHMENT,
                "核减",
                false,
                NOW,
                NOW.plusSeconds(86_400),
                null,
                null,
                null,
                null,
                null,
                NOW);
    }
}
