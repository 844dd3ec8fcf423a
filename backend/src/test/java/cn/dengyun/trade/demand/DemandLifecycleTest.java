package cn.dengyun.trade.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.shared.Actor;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move of demands and of quotes from every status, against maps that were written by hand. */
class DemandLifecycleTest {

    private static final Instant NOW = Instant.parse("2018-07-01T02:00:00Z");
    private static final Instant DEADLINE = Instant.parse("2018-07-10T02:00:00Z");
    private static final UUID ENTERPRISE = Ids.next();
    private static final UUID PROVIDER = Ids.next();

    private static final Map<DemandMove, DemandStatus> FROM_DRAFT = Map.of(
            DemandMove.EDIT, DemandStatus.DRAFT,
            DemandMove.PUBLISH, DemandStatus.OPEN,
            DemandMove.INVITE, DemandStatus.DRAFT,
            DemandMove.WITHDRAW, DemandStatus.WITHDRAWN);
    private static final Map<DemandMove, DemandStatus> FROM_OPEN = Map.of(
            DemandMove.INVITE, DemandStatus.OPEN,
            DemandMove.PROLONG, DemandStatus.OPEN,
            DemandMove.CLOSE_QUOTING, DemandStatus.OPEN,
            DemandMove.AWARD, DemandStatus.AWARDED,
            DemandMove.CLOSE, DemandStatus.CLOSED,
            DemandMove.WITHDRAW, DemandStatus.WITHDRAWN,
            DemandMove.LAPSE, DemandStatus.LAPSED);
    private static final Map<QuoteMove, QuoteStatus> FROM_SUBMITTED = Map.of(
            QuoteMove.REPLACE, QuoteStatus.REPLACED,
            QuoteMove.WITHDRAW, QuoteStatus.WITHDRAWN,
            QuoteMove.AWARD, QuoteStatus.AWARDED,
            QuoteMove.REJECT, QuoteStatus.REJECTED,
            QuoteMove.LAPSE, QuoteStatus.LAPSED);

    static Stream<Arguments> demands() {
        return Arrays.stream(DemandStatus.values())
                .flatMap(status -> Arrays.stream(DemandMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("demands")
    void eachMoveOfADemandEndsAsTheMapSays(DemandStatus status, DemandMove move) {
        Map<DemandMove, DemandStatus> expected = switch (status) {
            case DRAFT -> FROM_DRAFT;
            case OPEN -> FROM_OPEN;
            case AWARDED -> Map.of(DemandMove.REOPEN, DemandStatus.OPEN);
            default -> Map.of();
        };

        if (expected.containsKey(move)) {
            assertThat(move.from(status)).isEqualTo(expected.get(move));
        } else {
            assertThatThrownBy(() -> move.from(status)).hasMessage("transition-not-allowed");
        }
    }

    static Stream<Arguments> quotes() {
        return Arrays.stream(QuoteStatus.values())
                .flatMap(status -> Arrays.stream(QuoteMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("quotes")
    void eachMoveOfAQuoteEndsAsTheMapSays(QuoteStatus status, QuoteMove move) {
        Map<QuoteMove, QuoteStatus> expected = switch (status) {
            case SUBMITTED -> FROM_SUBMITTED;
            case AWARDED -> Map.of(QuoteMove.DECLINE, QuoteStatus.REJECTED);
            case REJECTED -> Map.of(QuoteMove.REOPEN, QuoteStatus.SUBMITTED);
            default -> Map.of();
        };

        if (expected.containsKey(move)) {
            assertThat(move.from(status)).isEqualTo(expected.get(move));
        } else {
            assertThatThrownBy(() -> move.from(status)).hasMessage("transition-not-allowed");
        }
    }

    @Test
    void whatIsOpenIsQuotedForFirstAndDecidedOnThen() {
        Demand demand = draft().published(NOW).after();
        Actor enterprise = actor(ENTERPRISE, Roles.ENTERPRISE);
        Instant last = DEADLINE.minusNanos(1_000);
        Instant over = DEADLINE.plus(Demand.TIME_TO_DECIDE);

        assertThat(demand.actionsAt(last, enterprise))
                .containsExactly("INVITE", "PROLONG", "CLOSE_QUOTING", "WITHDRAW");
        assertThat(demand.isQuotingAt(last)).isTrue();
        assertThat(demand.actionsAt(DEADLINE, enterprise)).containsExactly("AWARD", "CLOSE");
        assertThat(demand.isQuotingAt(DEADLINE)).isFalse();
        assertThat(demand.actionsAt(over, enterprise)).isEmpty();
        assertThat(demand.statusAt(over)).isEqualTo(DemandStatus.LAPSED);
        assertThat(demand.actionsAt(last, actor(PROVIDER, Roles.PROVIDER))).isEmpty();
        assertThatThrownBy(() -> demand.require(DemandMove.AWARD, last)).hasMessage("demand-quoting-open");
        assertThatThrownBy(() -> demand.prolonged(over, "延期", DEADLINE)).hasMessage("demand-quoting-over");
        assertThat(demand.quotingClosed("提前截止", NOW).after().actionsAt(NOW, enterprise))
                .containsExactly("AWARD", "CLOSE");
    }

    @Test
    void nobodyIsInvitedBeyondTheBound() {
        Demand demand = draft();
        Map<UUID, UUID> many = Stream.generate(Ids::next)
                .limit(Demand.MAX_INVITED)
                .collect(Collectors.toMap(id -> id, id -> Ids.next()));
        Demand full = demand.inviting(many, NOW).after();

        assertThat(full.invited()).hasSize(Demand.MAX_INVITED);
        assertThat(full.inviting(many, NOW).after())
                .as("those that are stay so")
                .isEqualTo(full);
        assertThatThrownBy(() -> full.inviting(Map.of(Ids.next(), Ids.next()), NOW))
                .hasMessage("demand-invitations-too-many");
    }

    @Test
    void whoMayKnowFollowsFromTheVisibility() {
        Actor invited = actor(PROVIDER, Roles.PROVIDER);
        Actor other = actor(Ids.next(), Roles.PROVIDER);
        Demand alone = draft(DemandVisibility.INVITED)
                .inviting(Map.of(Ids.next(), PROVIDER), NOW)
                .after();
        Demand open = alone.published(NOW).after();
        Demand hidden = draft(DemandVisibility.NAME_HIDDEN).published(NOW).after();

        assertThat(alone.isKnownTo(invited)).isFalse();
        assertThat(open.isKnownTo(invited)).isTrue();
        assertThat(open.isKnownTo(other)).isFalse();
        assertThat(open.isKnownTo(Actor.ANONYMOUS)).isFalse();
        assertThat(hidden.isKnownTo(Actor.ANONYMOUS)).isTrue();
        assertThat(hidden.isNamedTo(other)).isFalse();
        assertThat(hidden.isNamedTo(actor(ENTERPRISE, Roles.ENTERPRISE))).isTrue();
    }

    @Test
    void theDeadlineIsNeitherTooSoonNorTooLate() {
        assertThat(DemandForm.deadlineDefect(NOW.plus(DemandForm.SHORTEST), NOW))
                .isEmpty();
        assertThat(DemandForm.deadlineDefect(NOW.plus(DemandForm.LONGEST), NOW)).isEmpty();
        assertThat(DemandForm.deadlineDefect(NOW.plus(DemandForm.SHORTEST).minusNanos(1_000), NOW))
                .isPresent();
        assertThat(DemandForm.deadlineDefect(NOW.plus(DemandForm.LONGEST).plus(Duration.ofSeconds(1)), NOW))
                .isPresent();
    }

    @Test
    void thePicturesShowTheTables() {
        LifecyclePicture.isDrawn("demand.md", """
                # The lifecycle of a demand

                Drawn from `DemandMove` by a test. `INVITE`, `PROLONG`, `CLOSE_QUOTING` and `WITHDRAW` are for the time
                in which what is open takes quotes, `AWARD` and `CLOSE` for the time behind that.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: draw up
                %s
                ```
                """.formatted(Arrays.stream(DemandMove.values())
                .flatMap(move -> Arrays.stream(DemandStatus.values())
                        .filter(move::isAllowedFrom)
                        .map(status -> "    " + status + " --> " + move.from(status) + ": " + move))
                .collect(Collectors.joining("\n"))));
        LifecyclePicture.isDrawn(
                "quote.md", """
                # The lifecycle of a quote

                Drawn from `QuoteMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> SUBMITTED: submit
                %s
                ```
                """.formatted(LifecyclePicture.arrows(QuoteMove.values(), QuoteStatus.values())));
    }

    private static Demand draft() {
        return draft(DemandVisibility.PUBLIC);
    }

    private static Demand draft(DemandVisibility visibility) {
        DemandForm form = new DemandForm(
                "注塑车间数据上云",
                "运行数据采集与看板。",
                OfferingKind.IAAS,
                null,
                "12",
                "月",
                null,
                DEADLINE,
                LocalDate.parse("2018-08-01"),
                "340123",
                visibility);
        return new Demand(
                Ids.next(),
                0,
                "X",
                ENTERPRISE,
                "测试企业",
                "340123",
                form,
                List.of(),
                List.of(),
                DemandStatus.DRAFT,
                Ids.next(),
                NOW,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                NOW,
                null);
    }

    private static Actor actor(UUID organization, String role) {
        return new Actor(Ids.next(), false, organization, Set.of(role), Set.of(), null);
    }
}
