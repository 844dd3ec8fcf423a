package cn.dengyun.trade.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move of a complaint from every status, against a map that was written by hand, and what the clock does. */
class ComplaintLifecycleTest {

    private static final UUID ENTERPRISE = Ids.next();
    private static final UUID PROVIDER = Ids.next();
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant ANSWER_DUE = NOW.plus(Duration.ofDays(7));
    private static final Instant SETTLE_DUE = NOW.plus(Duration.ofDays(14));
    private static final LocalDate DAY = LocalDate.parse("2026-07-01");
    private static final Instant DECISION_DUE = NOW.plus(Duration.ofDays(35));

    private static final Map<ComplaintStatus, Map<ComplaintMove, ComplaintStatus>> EXPECTED = Map.of(
            ComplaintStatus.FILED,
                    Map.of(
                            ComplaintMove.ANSWER, ComplaintStatus.ANSWER_GIVEN,
                            ComplaintMove.REMIND, ComplaintStatus.FILED,
                            ComplaintMove.RUN_OUT, ComplaintStatus.ESCALATED,
                            ComplaintMove.HAND_OVER, ComplaintStatus.FILED,
                            ComplaintMove.HAND_BACK, ComplaintStatus.FILED,
                            ComplaintMove.RULE_OUT, ComplaintStatus.FILED,
                            ComplaintMove.WITHDRAW, ComplaintStatus.WITHDRAWN),
            ComplaintStatus.ANSWER_GIVEN,
                    Map.of(
                            ComplaintMove.SETTLE, ComplaintStatus.SETTLED,
                            ComplaintMove.ESCALATE, ComplaintStatus.ESCALATED,
                            ComplaintMove.CLOSE, ComplaintStatus.ANSWERED,
                            ComplaintMove.HAND_OVER, ComplaintStatus.ANSWER_GIVEN,
                            ComplaintMove.HAND_BACK, ComplaintStatus.ANSWER_GIVEN,
                            ComplaintMove.RULE_OUT, ComplaintStatus.ANSWER_GIVEN,
                            ComplaintMove.WITHDRAW, ComplaintStatus.WITHDRAWN),
            ComplaintStatus.ESCALATED,
                    Map.of(
                            ComplaintMove.ANSWER_LATE, ComplaintStatus.ESCALATED,
                            ComplaintMove.SETTLE, ComplaintStatus.SETTLED,
                            ComplaintMove.DECIDE, ComplaintStatus.DECIDED,
                            ComplaintMove.HAND_OVER, ComplaintStatus.ESCALATED,
                            ComplaintMove.HAND_BACK, ComplaintStatus.ESCALATED,
                            ComplaintMove.RULE_OUT, ComplaintStatus.ESCALATED),
            ComplaintStatus.ANSWERED, ofSecurity(ComplaintStatus.ANSWERED),
            ComplaintStatus.SETTLED, ofSecurity(ComplaintStatus.SETTLED),
            ComplaintStatus.DECIDED,
                    Map.of(
                            ComplaintMove.HAND_OVER, ComplaintStatus.DECIDED,
                            ComplaintMove.HAND_BACK, ComplaintStatus.DECIDED,
                            ComplaintMove.RULE_OUT, ComplaintStatus.DECIDED,
                            ComplaintMove.FULFIL, ComplaintStatus.DECIDED),
            ComplaintStatus.WITHDRAWN, ofSecurity(ComplaintStatus.WITHDRAWN));

    private static Map<ComplaintMove, ComplaintStatus> ofSecurity(ComplaintStatus stays) {
        return Map.of(ComplaintMove.HAND_OVER, stays, ComplaintMove.HAND_BACK, stays, ComplaintMove.RULE_OUT, stays);
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(ComplaintStatus.values())
                .flatMap(status -> Arrays.stream(ComplaintMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheMapSays(ComplaintStatus status, ComplaintMove move) {
        ComplaintStatus expected = EXPECTED.get(status).get(move);

        if (expected == null) {
            assertThat(move.isAllowedFrom(status)).isFalse();
            assertThatThrownBy(() -> moved(in(status), move)).hasMessage("transition-not-allowed");
        } else {
            OrderComplaint after = moved(in(status), move);
            assertThat(after.status()).isEqualTo(expected);
            assertThat(after.version()).isEqualTo(1);
            assertThat(after.closedAt() == null).isEqualTo(expected.isOpen());
        }
    }

    /** Of an answer the clock says which of the two it is, so that the other is tried by its table alone. */
    private static OrderComplaint moved(OrderComplaint complaint, ComplaintMove move) {
        return switch (move) {
            case ANSWER, ANSWER_LATE -> {
                move.from(complaint.status());
                yield complaint.answered("已恢复", SETTLE_DUE, NOW);
            }
            case REMIND -> complaint.reminded(NOW);
            case RUN_OUT, CLOSE -> complaint.passed(move, NOW);
            case SETTLE, WITHDRAW -> complaint.closed(move, NOW);
            case ESCALATE -> complaint.escalated("未解决", DECISION_DUE, NOW);
            case DECIDE -> complaint.decided(decision(ComplaintFinding.UPHELD, "退费"), Ids.next(), NOW);
            case HAND_OVER -> complaint.handedOver(Ids.next(), NOW);
            case HAND_BACK -> complaint.handedBack(NOW);
            case RULE_OUT -> complaint.ruledOut(NOW);
            case FULFIL -> complaint.fulfilled("已整改", Ids.next(), false, NOW);
        };
    }

    private static ComplaintForms.Decision decision(ComplaintFinding finding, String measures) {
        return new ComplaintForms.Decision(finding, "经核查", measures, measures == null ? null : DAY);
    }

    @Test
    void theClockDecidesBeforeThatIsCarriedOut() {
        OrderComplaint filed = in(ComplaintStatus.FILED);
        OrderComplaint given = in(ComplaintStatus.ANSWER_GIVEN);

        assertThat(filed.statusAt(ANSWER_DUE.minusNanos(1_000))).isEqualTo(ComplaintStatus.FILED);
        assertThat(filed.statusAt(ANSWER_DUE)).isEqualTo(ComplaintStatus.ESCALATED);
        assertThat(filed.nextDueAt(NOW)).isEqualTo(ANSWER_DUE);
        assertThat(filed.nextDueAt(ANSWER_DUE)).isEqualTo(DECISION_DUE);
        assertThat(filed.isOverdueAt(ANSWER_DUE)).isFalse();
        assertThat(filed.isOverdueAt(DECISION_DUE)).isTrue();
        assertThat(given.statusAt(SETTLE_DUE.minusNanos(1_000))).isEqualTo(ComplaintStatus.ANSWER_GIVEN);
        assertThat(given.statusAt(SETTLE_DUE)).isEqualTo(ComplaintStatus.ANSWERED);
        assertThat(given.nextDueAt(SETTLE_DUE)).isNull();
        assertThatThrownBy(() -> given.escalated("晚了", DECISION_DUE, SETTLE_DUE))
                .hasMessage("transition-not-allowed");
        assertThat(filed.answered("晚了", SETTLE_DUE, ANSWER_DUE).status()).isEqualTo(ComplaintStatus.ESCALATED);
        assertThat(filed.answered("晚了", SETTLE_DUE, ANSWER_DUE).isAnsweredInTime())
                .isFalse();
        assertThat(filed.answered("及时", SETTLE_DUE, NOW).isAnsweredInTime()).isTrue();
    }

    @Test
    void theProviderAnswersOnceAndWhoIsRightIsHelped() {
        OrderComplaint late = in(ComplaintStatus.ESCALATED).answered("晚了", SETTLE_DUE, NOW);

        assertThatThrownBy(() -> late.answered("再说", SETTLE_DUE, NOW)).hasMessage("complaint-answered-before");
        for (ComplaintFinding finding : Set.of(ComplaintFinding.UPHELD, ComplaintFinding.PARTLY_UPHELD)) {
            assertThatThrownBy(() -> late.decided(decision(finding, "  "), Ids.next(), NOW))
                    .hasMessage("invalid-request");
        }
        assertThat(late.decided(decision(ComplaintFinding.NOT_UPHELD, null), Ids.next(), NOW)
                        .finding())
                .isEqualTo(ComplaintFinding.NOT_UPHELD);
        assertThatThrownBy(() -> late.decided(decision(ComplaintFinding.NOT_UPHELD, "退费"), Ids.next(), NOW))
                .as("nothing is ordered of whoever was found right")
                .hasMessage("invalid-request");
        assertThatThrownBy(() -> late.decided(
                        new ComplaintForms.Decision(ComplaintFinding.UPHELD, "属实", "退费", DAY.minusDays(1)),
                        Ids.next(),
                        NOW))
                .hasMessage("invalid-request");
        OrderComplaint decided = late.decided(decision(ComplaintFinding.UPHELD, "退费"), Ids.next(), NOW);
        OrderComplaint done = decided.fulfilled("已退费", Ids.next(), false, NOW);
        assertThatThrownBy(() -> done.fulfilled("再退", Ids.next(), false, NOW)).hasMessage("complaint-fulfilled-before");
        assertThat(done.confirmedAt()).as("that is the word of the provider").isNull();
        OrderComplaint seen = done.fulfilled("属实", Ids.next(), true, NOW);
        assertThat(seen.confirmedAt()).isEqualTo(NOW);
        assertThat(seen.done()).isEqualTo("已退费");
        assertThatThrownBy(() -> seen.fulfilled("属实", Ids.next(), true, NOW)).hasMessage("complaint-fulfilled-before");
        assertThat(decided.fulfilled("已核实", Ids.next(), true, NOW).done()).isEqualTo("已核实");
        assertThatThrownBy(() -> late.decided(
                        new ComplaintForms.Decision(
                                ComplaintFinding.UPHELD,
                                "属实",
                                "退费",
                                DAY.plusYears(1).plusDays(1)),
                        Ids.next(),
                        NOW))
                .hasMessage("invalid-request");
        assertThatThrownBy(() -> late.decided(decision(ComplaintFinding.NOT_UPHELD, null), Ids.next(), NOW)
                        .fulfilled("已退费", Ids.next(), false, NOW))
                .hasMessage("complaint-without-measures");
    }

    @Test
    void theIncidentIsOneThatStands() {
        OrderComplaint handed = in(ComplaintStatus.SETTLED).handedOver(Ids.next(), NOW);
        UUID another = Ids.next();

        assertThatThrownBy(() -> handed.handedOver(another, NOW)).hasMessage("complaint-handed-over");
        assertThatThrownBy(() -> handed.ruledOut(NOW)).hasMessage("complaint-handed-over");
        OrderComplaint back = handed.handedBack(NOW);
        assertThat(back.incidentAt()).isNull();
        assertThat(back.handedOver(another, NOW).incidentId()).isEqualTo(another);
        assertThat(back.ruledOut(NOW).ruledOutAt()).isEqualTo(NOW);
        OrderComplaint ruledOut = in(ComplaintStatus.SETTLED).ruledOut(NOW);
        assertThatThrownBy(() -> ruledOut.ruledOut(NOW)).hasMessage("complaint-ruled-out");
        assertThat(ruledOut.handedOver(another, NOW).incidentId()).isEqualTo(another);
    }

    @Test
    void eachIsOfferedHisOwnMoves() {
        Actor enterprise = actor(ENTERPRISE, Roles.ENTERPRISE, null);
        Actor provider = actor(PROVIDER, Roles.PROVIDER, null);
        Actor county = actor(Ids.next(), Roles.AUTHORITY, "340123");
        Actor ofProvider = actor(Ids.next(), Roles.AUTHORITY, "340200");
        Actor stranger = actor(Ids.next(), Roles.AUTHORITY, "340300");

        assertThat(in(ComplaintStatus.FILED).actions(enterprise)).containsExactly("WITHDRAW");
        assertThat(in(ComplaintStatus.FILED).actions(provider)).containsExactly("ANSWER");
        assertThat(in(ComplaintStatus.FILED).actionsAt(ANSWER_DUE, provider)).containsExactly("ANSWER_LATE");
        assertThat(in(ComplaintStatus.FILED).actions(county))
                .as("it is not told of incidents of the provider")
                .isEmpty();
        assertThat(in(ComplaintStatus.ANSWER_GIVEN).actions(enterprise))
                .containsExactly("SETTLE", "ESCALATE", "WITHDRAW");
        assertThat(in(ComplaintStatus.ESCALATED).actions(county)).containsExactly("DECIDE");
        assertThat(in(ComplaintStatus.ESCALATED).actions(ofProvider)).containsExactly("HAND_OVER", "RULE_OUT");
        assertThat(in(ComplaintStatus.ESCALATED).actions(enterprise)).containsExactly("SETTLE");
        assertThat(in(ComplaintStatus.DECIDED).actions(provider)).containsExactly("FULFIL");
        assertThat(in(ComplaintStatus.DECIDED).actions(county)).containsExactly("FULFIL");
        assertThat(in(ComplaintStatus.WITHDRAWN).actions(ofProvider)).containsExactly("HAND_OVER", "RULE_OUT");
        assertThat(in(ComplaintStatus.FILED).isToldOfIncident(county)).isFalse();
        assertThat(in(ComplaintStatus.FILED).isToldOfIncident(ofProvider)).isTrue();
        assertThat(in(ComplaintStatus.FILED).isToldOfIncident(enterprise)).isFalse();
        assertThat(in(ComplaintStatus.ESCALATED).isKnownTo(stranger)).isFalse();
        assertThatThrownBy(() -> in(ComplaintStatus.ESCALATED).requireHand(ofProvider, ComplaintMove.DECIDE))
                .hasMessage("not-yours");
    }

    @Test
    void numbersAreShownWhenEnoughHaveComplained() {
        assertThat(new ComplaintSummary(20, 10, 5, 4, 0).isShown()).isFalse();
        assertThat(new ComplaintSummary(5, 1, 0, 5, 0).isShown()).isTrue();
        assertThat(new ComplaintSummary(5, 1, 0, 5, 4).isShown())
                .as("what the others hide would follow")
                .isFalse();
        assertThat(new ComplaintSummary(5, 1, 0, 5, 5).isShown()).isTrue();
        assertThat(ComplaintSummaryView.of(new ComplaintSummary(20, 10, 5, 4, 0)))
                .isEqualTo(new ComplaintSummaryView(false, null, null, null));
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("complaint.md", """
                # The lifecycle of a complaint

                Drawn from `ComplaintMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> FILED: file
                %s
                ```
                """.formatted(Arrays.stream(ComplaintStatus.values())
                .flatMap(status -> Arrays.stream(ComplaintMove.values())
                        .filter(move -> move.isAllowedFrom(status))
                        .map(move -> "    " + status + " --> " + move.from(status) + ": " + move))
                .collect(Collectors.joining("\n"))));
    }

    private static OrderComplaint in(ComplaintStatus status) {
        boolean isGiven = status == ComplaintStatus.ANSWER_GIVEN;
        boolean isDecided = status == ComplaintStatus.DECIDED;
        return new OrderComplaint(
                Ids.next(),
                0,
                Ids.next(),
                "D000",
                ENTERPRISE,
                "企业",
                "340123",
                "91340100000000000X",
                Ids.next(),
                PROVIDER,
                "服务商",
                "340200",
                "340200",
                Ids.next(),
                "云服务器",
                ComplaintKind.DATA_SECURITY,
                "数据可被他人读取",
                "修复",
                status,
                Ids.next(),
                NOW,
                ANSWER_DUE,
                null,
                isGiven ? "已修复" : null,
                isGiven ? NOW : null,
                isGiven ? SETTLE_DUE : null,
                null,
                status == ComplaintStatus.ESCALATED ? NOW : null,
                DECISION_DUE,
                isDecided ? ComplaintFinding.UPHELD : null,
                isDecided ? "属实" : null,
                isDecided ? "整改" : null,
                isDecided ? DAY : null,
                isDecided ? Ids.next() : null,
                isDecided ? NOW : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                status.isOpen() ? null : NOW,
                NOW);
    }

    private static Actor actor(UUID organization, String role, String region) {
        return new Actor(Ids.next(), false, organization, Set.of(role), Set.of(), region);
    }
}
