package cn.dengyun.trade.witness.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.catalogue.domain.Aggregation;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.usage.domain.UsageMeter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every move of appointments, readings and comparisons from every status, against maps that were written by hand. */
class WitnessLifecycleTest {

    private static final UUID ENTERPRISE = Ids.next();
    private static final UUID PROVIDER = Ids.next();
    private static final UUID WITNESS = Ids.next();
    private static final UUID MAKER = Ids.next();
    private static final Instant NOW = Instant.parse("2018-10-11T00:00:00Z");
    private static final LocalDate MONTH = LocalDate.parse("2018-09-01");

    private static final Map<String, UsageWitnessStatus> APPOINTMENTS = Map.of(
            "PROPOSED APPROVE", UsageWitnessStatus.IN_FORCE,
            "PROPOSED REJECT", UsageWitnessStatus.REJECTED,
            "IN_FORCE END", UsageWitnessStatus.ENDED);

    private static final Map<String, ComparisonStatus> COMPARISONS = Map.of(
            "SETTLED AGREE", ComparisonStatus.SETTLED,
            "OPEN AGREE", ComparisonStatus.SETTLED,
            "EXPLAINED AGREE", ComparisonStatus.SETTLED,
            "UPHELD AGREE", ComparisonStatus.SETTLED,
            "SETTLED DOUBT", ComparisonStatus.OPEN,
            "OPEN DOUBT", ComparisonStatus.OPEN,
            "EXPLAINED DOUBT", ComparisonStatus.OPEN,
            "UPHELD DOUBT", ComparisonStatus.OPEN,
            "OPEN EXPLAIN", ComparisonStatus.EXPLAINED,
            "OPEN UPHOLD", ComparisonStatus.UPHELD);

    private static final Map<String, WitnessReadingStatus> READINGS =
            Map.of("COUNTED RETRACT", WitnessReadingStatus.RETRACTED);

    private final Actor maker = authority(MAKER, "340000");
    private final Actor second = authority(Ids.next(), "340000");
    private final Actor city = authority(Ids.next(), "340100");
    private final Actor stranger = authority(Ids.next(), "340200");
    private final Actor witness = provider(WITNESS);
    private final Actor provider = provider(PROVIDER);

    @Test
    void everyMoveIsPossibleFromWhereTheTablesSayAndFromNowhereElse() {
        tried(UsageWitnessStatus.values(), UsageWitnessMove.values(), APPOINTMENTS);
        tried(ComparisonStatus.values(), ComparisonMove.values(), COMPARISONS);
        tried(WitnessReadingStatus.values(), WitnessReadingMove.values(), READINGS);
    }

    private static <S extends Enum<S>, M extends Enum<M> & Move<S>> void tried(
            S[] statuses, M[] moves, Map<String, S> expected) {
        for (S status : statuses) {
            for (M move : moves) {
                S target = expected.get(status.name() + " " + move.name());
                if (target == null) {
                    assertThatThrownBy(() -> move.from(status))
                            .as("%s of %s", move, status)
                            .hasMessage("transition-not-allowed");
                } else {
                    assertThat(move.from(status)).as("%s of %s", move, status).isEqualTo(target);
                }
            }
        }
    }

    @Test
    void nobodyApprovesTheWitnessThatHeHasProposed() {
        UsageWitness proposed = appointment();

        assertThat(proposed.actions(maker)).containsExactly("REJECT");
        assertThat(proposed.actions(second)).containsExactly("APPROVE", "REJECT");
        assertThat(proposed.actions(city)).isEmpty();
        assertThat(proposed.actions(witness)).isEmpty();
        assertThatThrownBy(() -> proposed.requireSide(maker, UsageWitnessMove.APPROVE))
                .hasMessage("four-eyes-required");
        assertThatThrownBy(() -> proposed.requireSide(city, UsageWitnessMove.REJECT))
                .hasMessage("not-yours");
        assertThatThrownBy(() -> proposed.requireSide(witness, UsageWitnessMove.END))
                .hasMessage("not-yours");
        assertThat(proposed.isKnownTo(witness)).isTrue();
        assertThat(proposed.isKnownTo(provider)).isTrue();
        assertThat(proposed.isKnownTo(city)).isFalse();
        assertThat(proposed.isKnownTo(provider(Ids.next()))).isFalse();
    }

    @Test
    void whoApprovedAndWhoEndedItStaysOnRecord() {
        UsageWitness approved = appointment().moved(UsageWitnessMove.APPROVE, second.id(), "同意", NOW);
        UsageWitness ended = approved.moved(UsageWitnessMove.END, MAKER, "期满", NOW.plusSeconds(1));

        assertThat(ended.decidedBy()).isEqualTo(second.id());
        assertThat(ended.decidedAt()).isEqualTo(NOW);
        assertThat(ended.endedBy()).isEqualTo(MAKER);
        assertThat(ended.version()).isEqualTo(2);
        assertThat(ended.actions(second)).isEmpty();
    }

    @Test
    void theWitnessAloneTakesBackWhatItHasSeenAndTheProviderIsNotToldOfIt() {
        UsageWitnessReading reading = reading();

        assertThat(reading.actions(witness)).containsExactly("RETRACT");
        assertThat(reading.actions(city)).isEmpty();
        assertThatThrownBy(() -> reading.requireWitness(city)).hasMessage("not-yours");
        assertThat(reading.isKnownTo(city)).isTrue();
        assertThat(reading.isKnownTo(stranger)).isFalse();
        assertThat(reading.isKnownTo(provider)).isFalse();
        UsageWitnessReading retracted = reading.retracted(witness.id(), "重复", NOW);
        assertThat(retracted.reading()).isEqualTo(reading.reading());
        assertThat(retracted.actions(witness)).isEmpty();
        assertThatThrownBy(() -> retracted.retracted(witness.id(), "重复", NOW)).hasMessage("transition-not-allowed");
    }

    @Test
    void otherFiguresAreAnotherComparison() {
        UsageComparison open = comparison("100", "90");
        UsageComparison explained = open.decided(ComparisonMove.EXPLAIN, city.id(), "口径不同", NOW);

        assertThat(open.status()).isEqualTo(ComparisonStatus.OPEN);
        assertThat(open.isInDoubt()).isTrue();
        assertThat(explained.isInDoubt()).isFalse();
        assertThat(explained.isConfirmed()).isTrue();
        UsageComparison anew = explained.again(figures("100", "80"), NOW.plusSeconds(9));
        assertThat(anew.status()).isEqualTo(ComparisonStatus.OPEN);
        assertThat(anew.decidedBy()).isNull();
        assertThat(anew.reason()).isNull();
        assertThat(anew.since()).isEqualTo(NOW.plusSeconds(9));
        UsageComparison agreed = anew.again(figures("100", "99"), NOW.plusSeconds(10));
        assertThat(agreed.status()).isEqualTo(ComparisonStatus.SETTLED);
        assertThat(agreed.outcome()).isEqualTo(ComparisonOutcome.CONFIRMED);
        UsageComparison upheld = open.decided(ComparisonMove.UPHOLD, city.id(), "不实", NOW);
        assertThat(upheld.isInDoubt()).isTrue();
        assertThat(upheld.isConfirmed()).isFalse();
        assertThat(comparison("100", null).isInDoubt()).isFalse();
        assertThat(comparison("0", "0").outcome()).isEqualTo(ComparisonOutcome.NO_USE);
    }

    @Test
    void theSidesDoNotDecideOnTheirOwnFiguresAndTheWitnessIsNotToldOfThem() {
        UsageComparison open = comparison("100", "90");
        Actor enterprise = new Actor(Ids.next(), false, ENTERPRISE, Set.of(Roles.ENTERPRISE), Set.of(), null);

        assertThat(open.actions(city)).containsExactly("EXPLAIN", "UPHOLD");
        assertThat(open.actions(enterprise)).isEmpty();
        assertThat(open.actions(provider)).isEmpty();
        assertThat(open.isKnownTo(enterprise)).isTrue();
        assertThat(open.isKnownTo(provider)).isTrue();
        assertThat(open.isKnownTo(witness)).isFalse();
        assertThat(open.isKnownTo(stranger)).isFalse();
        assertThatThrownBy(() -> open.requireAuthority(provider)).hasMessage("not-yours");
        assertThatThrownBy(() -> open.requireAuthority(stranger)).hasMessage("not-yours");
        assertThat(comparison("100", "100").actions(city)).isEmpty();
    }

    @Test
    void aMonthIsComparedTenDaysBehindItAndForAHundred() {
        assertThat(UsageComparison.lastMonth(Instant.parse("2018-10-10T15:59:59Z")))
                .isEqualTo("2018-08-01");
        assertThat(UsageComparison.lastMonth(Instant.parse("2018-10-10T16:00:00Z")))
                .isEqualTo("2018-09-01");
        assertThat(UsageComparison.next(MONTH, NOW)).isEqualTo(NOW.plus(UsageComparison.AGAIN));
        Instant end = UsageComparison.endOf(MONTH).plus(UsageComparison.SETTLING);
        assertThat(UsageComparison.next(MONTH, end.minus(UsageComparison.AGAIN)))
                .isNull();
        assertThat(UsageComparison.next(MONTH, end.minus(UsageComparison.AGAIN).minus(Duration.ofSeconds(1))))
                .isNotNull();
    }

    @Test
    void thePicturesShowTheTables() {
        LifecyclePicture.isDrawn("usage-witness.md", """
                # The lifecycle of the appointment of a witness

                Drawn from `UsageWitnessMove` by a test. All of it is done by the province; another person approves than the one who proposed.

                ```mermaid
                stateDiagram-v2
                    [*] --> PROPOSED: propose
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(UsageWitnessMove.values(), UsageWitnessStatus.values())));
        LifecyclePicture.isDrawn("usage-comparison.md", """
                # The lifecycle of a comparison of usage

                Drawn from `ComparisonMove` by a test. `AGREE` and `DOUBT` follow from other figures, the others are an authority's.

                ```mermaid
                stateDiagram-v2
                    [*] --> SETTLED: compare
                    [*] --> OPEN: compare
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(ComparisonMove.values(), ComparisonStatus.values())));
        LifecyclePicture.isDrawn("usage-witness-reading.md", """
                # The lifecycle of what a witness has seen

                Drawn from `WitnessReadingMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> COUNTED: report
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(WitnessReadingMove.values(), WitnessReadingStatus.values())));
    }

    private static UsageWitness appointment() {
        return new UsageWitness(
                Ids.next(),
                0,
                WITNESS,
                "示范通信",
                Ids.next(),
                "340000",
                Ids.next(),
                PROVIDER,
                "服务商",
                null,
                null,
                null,
                MONTH,
                20,
                UsageWitnessStatus.PROPOSED,
                MAKER,
                NOW,
                null,
                null,
                null,
                null,
                null,
                NOW);
    }

    private static UsageWitnessReading reading() {
        return new UsageWitnessReading(
                Ids.next(),
                0,
                Ids.next(),
                WITNESS,
                "340123",
                "e",
                NOW,
                null,
                BigDecimal.ONE,
                null,
                new byte[32],
                Ids.next(),
                1,
                NOW,
                WitnessReadingStatus.COUNTED,
                null,
                null,
                null);
    }

    private static UsageComparison comparison(String reported, String witnessed) {
        UsageMeter meter = new UsageMeter(
                Ids.next(),
                0,
                Ids.next(),
                "D000",
                1,
                "flow",
                "流量",
                PriceModel.METERED,
                "GB",
                Aggregation.SUM,
                ENTERPRISE,
                "企业",
                "340123",
                Ids.next(),
                PROVIDER,
                "服务商",
                Ids.next(),
                "云服务器",
                NOW,
                NOW,
                NOW,
                BigDecimal.TEN);
        return UsageComparison.first(Ids.next(), meter, MONTH, figures(reported, witnessed), NOW);
    }

    private static ComparedFigures figures(String reported, String witnessed) {
        return ComparedFigures.of(
                appointment(), new BigDecimal(reported), witnessed == null ? null : new BigDecimal(witnessed));
    }

    private static Actor authority(UUID id, String region) {
        return new Actor(id, false, Ids.next(), Set.of(Roles.AUTHORITY), Set.of(), region);
    }

    private static Actor provider(UUID organization) {
        return new Actor(Ids.next(), false, organization, Set.of(Roles.PROVIDER), Set.of(), null);
    }
}
