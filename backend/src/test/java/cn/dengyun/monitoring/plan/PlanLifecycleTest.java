package cn.dengyun.monitoring.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The lifecycles of annual plans and implementation plans, against maps that were written by hand. */
class PlanLifecycleTest {

    private static final Instant NOW = Instant.parse("2018-07-01T00:00:00Z");

    private static final Map<AnnualPlanStatus, Map<AnnualPlanMove, AnnualPlanStatus>> PLANS = Map.of(
            AnnualPlanStatus.DRAFT,
                    Map.of(
                            AnnualPlanMove.EDIT, AnnualPlanStatus.DRAFT,
                            AnnualPlanMove.PROPOSE, AnnualPlanStatus.PROPOSED,
                            AnnualPlanMove.WITHDRAW, AnnualPlanStatus.WITHDRAWN),
            AnnualPlanStatus.PROPOSED,
                    Map.of(
                            AnnualPlanMove.RETURN, AnnualPlanStatus.DRAFT,
                            AnnualPlanMove.WITHDRAW, AnnualPlanStatus.WITHDRAWN,
                            AnnualPlanMove.PUBLISH, AnnualPlanStatus.PUBLISHED),
            AnnualPlanStatus.PUBLISHED,
                    Map.of(
                            AnnualPlanMove.AMEND, AnnualPlanStatus.PUBLISHED,
                            AnnualPlanMove.SUPERSEDE, AnnualPlanStatus.SUPERSEDED),
            AnnualPlanStatus.SUPERSEDED, Map.of(),
            AnnualPlanStatus.WITHDRAWN, Map.of());

    private static final Map<ImplementationPlanStatus, Map<ImplementationPlanMove, ImplementationPlanStatus>> FILED =
            Map.of(
                    ImplementationPlanStatus.DRAFT,
                            Map.of(
                                    ImplementationPlanMove.EDIT, ImplementationPlanStatus.DRAFT,
                                    ImplementationPlanMove.SUBMIT, ImplementationPlanStatus.SUBMITTED,
                                    ImplementationPlanMove.EXTEND, ImplementationPlanStatus.DRAFT,
                                    ImplementationPlanMove.RECODE, ImplementationPlanStatus.DRAFT,
                                    ImplementationPlanMove.FOLLOW, ImplementationPlanStatus.DRAFT),
                    ImplementationPlanStatus.SUBMITTED,
                            Map.of(
                                    ImplementationPlanMove.WITHDRAW, ImplementationPlanStatus.DRAFT,
                                    ImplementationPlanMove.RETURN, ImplementationPlanStatus.RETURNED,
                                    ImplementationPlanMove.ACCEPT, ImplementationPlanStatus.ACCEPTED,
                                    ImplementationPlanMove.RECODE, ImplementationPlanStatus.SUBMITTED,
                                    ImplementationPlanMove.FOLLOW, ImplementationPlanStatus.SUBMITTED,
                                    ImplementationPlanMove.REOPEN, ImplementationPlanStatus.RETURNED),
                    ImplementationPlanStatus.RETURNED,
                            Map.of(
                                    ImplementationPlanMove.EDIT, ImplementationPlanStatus.RETURNED,
                                    ImplementationPlanMove.SUBMIT, ImplementationPlanStatus.SUBMITTED,
                                    ImplementationPlanMove.EXTEND, ImplementationPlanStatus.RETURNED,
                                    ImplementationPlanMove.RECODE, ImplementationPlanStatus.RETURNED,
                                    ImplementationPlanMove.FOLLOW, ImplementationPlanStatus.RETURNED),
                    ImplementationPlanStatus.ACCEPTED,
                            Map.of(
                                    ImplementationPlanMove.PUBLISH, ImplementationPlanStatus.PUBLISHED,
                                    ImplementationPlanMove.RECODE, ImplementationPlanStatus.ACCEPTED,
                                    ImplementationPlanMove.FOLLOW, ImplementationPlanStatus.ACCEPTED,
                                    ImplementationPlanMove.REOPEN, ImplementationPlanStatus.RETURNED),
                    ImplementationPlanStatus.PUBLISHED,
                            Map.of(
                                    ImplementationPlanMove.RECODE, ImplementationPlanStatus.PUBLISHED,
                                    ImplementationPlanMove.AMEND, ImplementationPlanStatus.PUBLISHED,
                                    ImplementationPlanMove.SUPERSEDE, ImplementationPlanStatus.SUPERSEDED),
                    ImplementationPlanStatus.SUPERSEDED, Map.of());

    private final Actor writer = authority("340000", Actor.HANDLER);
    private final Actor second = authority("340000", Actor.HANDLER);
    private final Actor city = authority("340100", Actor.HANDLER);
    private final Actor county = authority("340123", Actor.HANDLER);

    @Test
    void everyMoveIsPossibleFromWhereTheTablesSayAndFromNowhereElse() {
        isTable(PLANS, AnnualPlanStatus.values(), AnnualPlanMove.values());
        isTable(FILED, ImplementationPlanStatus.values(), ImplementationPlanMove.values());
    }

    private static <S extends Enum<S>, M extends Enum<M> & Move<S>> void isTable(
            Map<S, Map<M, S>> table, S[] statuses, M[] moves) {
        for (S status : statuses) {
            for (M move : moves) {
                S target = table.get(status).get(move);
                if (target == null) {
                    assertThatThrownBy(() -> move.from(status))
                            .as("%s of %s", move, status)
                            .isInstanceOf(Rejection.class);
                    continue;
                }
                assertThat(move.from(status)).as("%s of %s", move, status).isEqualTo(target);
            }
        }
    }

    @Test
    void thePicturesShowTheTables() {
        LifecyclePicture.isDrawn("annual-plan.md", """
                # The lifecycle of an annual plan

                Drawn from `AnnualPlanMove` by a test. An edition is superseded when the next one is published.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: drawn up by the province
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(AnnualPlanMove.values(), AnnualPlanStatus.values())));
        LifecyclePicture.isDrawn("implementation-plan.md", """
                # The lifecycle of an implementation plan

                Drawn from `ImplementationPlanMove` by a test. `FOLLOW` and `REOPEN` follow the next edition of the annual plan, `SUPERSEDE` that of
                the implementation plan itself, `RECODE` the codes of regions.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: the annual plan is published
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(ImplementationPlanMove.values(), ImplementationPlanStatus.values())));
    }

    @Test
    void nobodyPublishesWhatHeHasWrittenOrProposed() {
        AnnualPlan proposed = plan(AnnualPlanStatus.PROPOSED);

        assertThat(proposed.actions(writer)).containsExactly("RETURN", "WITHDRAW");
        assertThat(proposed.actions(second)).containsExactly("RETURN", "WITHDRAW", "PUBLISH");
        assertThat(proposed.actions(city)).isEmpty();
        assertThat(proposed.actions(authority("340000", Actor.VIEWER))).isEmpty();
        assertThatThrownBy(() -> proposed.requireHand(writer, AnnualPlanMove.PUBLISH))
                .hasMessage("four-eyes-required");
        assertThatThrownBy(() -> proposed.requireHand(city, AnnualPlanMove.PUBLISH))
                .hasMessage("not-yours");
        assertThat(proposed.isKnownTo(city)).isFalse();
        assertThat(plan(AnnualPlanStatus.PUBLISHED).isKnownTo(Actor.ANONYMOUS)).isTrue();
    }

    @Test
    void aRegionFilesItsOwnAndTheOneAboveAnswers() {
        ImplementationPlan draft = filed(ImplementationPlanStatus.DRAFT);
        ImplementationPlan submitted = filed(ImplementationPlanStatus.SUBMITTED);

        assertThat(draft.actions(county)).containsExactly("EDIT", "SUBMIT");
        assertThat(draft.actions(city)).containsExactly("EXTEND");
        assertThat(submitted.actions(county)).containsExactly("WITHDRAW");
        assertThat(submitted.actions(city)).containsExactly("RETURN", "ACCEPT");
        assertThat(submitted.actions(writer)).containsExactly("RETURN", "ACCEPT");
        assertThat(submitted.actions(authority("340200", Actor.HANDLER))).isEmpty();
        assertThat(submitted.isKnownTo(authority("340200", Actor.HANDLER))).isFalse();
        assertThat(submitted.isKnownTo(authority("340122", Actor.HANDLER))).isFalse();
        assertThat(draft.ownerRegionCode()).isEqualTo("340123");
        assertThat(submitted.ownerRegionCode()).isEqualTo("340100");
        assertThat(draft.isOverdueAt(NOW.plusSeconds(60))).isTrue();
        assertThat(draft.isOverdueAt(NOW.minusSeconds(60))).isFalse();
        assertThat(filed(ImplementationPlanStatus.PUBLISHED).dueAt()).isNull();
    }

    private AnnualPlan plan(AnnualPlanStatus status) {
        boolean isPublished = status == AnnualPlanStatus.PUBLISHED;
        return new AnnualPlan(
                Ids.next(),
                0,
                2018,
                1,
                null,
                "计划",
                "{}",
                writer.organizationId(),
                "340000",
                status,
                LocalDate.parse("2018-07-01"),
                LocalDate.parse("2018-09-30"),
                writer.id(),
                NOW,
                writer.id(),
                NOW,
                isPublished ? second.id() : null,
                isPublished ? NOW : null,
                null,
                null,
                NOW,
                NOW);
    }

    private ImplementationPlan filed(ImplementationPlanStatus status) {
        boolean isPublished = status == ImplementationPlanStatus.PUBLISHED;
        boolean isSubmitted = isPublished || status == ImplementationPlanStatus.SUBMITTED;
        return new ImplementationPlan(
                Ids.next(),
                0,
                Ids.next(),
                2018,
                1,
                null,
                "340123",
                "340100",
                "340100",
                county.organizationId(),
                "{}",
                status,
                NOW,
                isSubmitted ? county.id() : null,
                isSubmitted ? NOW : null,
                isPublished ? city.id() : null,
                isPublished ? NOW : null,
                isPublished ? county.id() : null,
                isPublished ? NOW : null,
                null,
                null,
                NOW,
                NOW);
    }

    private static Actor authority(String region, String role) {
        return new Actor(Ids.next(), false, Ids.next(), Set.of(Roles.AUTHORITY), Set.of(), region, role, null);
    }

    @Test
    void whatTheCatalogueOfMovesOffersIsNotOnlyForNobody() {
        assertThat(List.of(AnnualPlanMove.values()))
                .filteredOn(move -> move.hand == AnnualPlanMove.Hand.NOBODY)
                .containsExactly(AnnualPlanMove.SUPERSEDE);
    }
}
