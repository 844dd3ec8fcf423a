package cn.dengyun.catalogue.concession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.catalogue.domain.Discount;
import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lifecycle of a concession, its days, and who makes which move. */
class ConcessionTest {

    private static final UUID PROVINCE = Ids.next();
    private static final UUID PROVIDER = Ids.next();
    private static final LocalDate FIRST = LocalDate.parse("2018-10-01");
    private static final LocalDate LAST = LocalDate.parse("2018-12-31");
    private static final Instant BEFORE = Instant.parse("2018-09-01T00:00:00Z");
    private static final Instant DURING = Instant.parse("2018-11-01T00:00:00Z");

    /** Written by hand: what is not here is refused. */
    private static final Map<ConcessionStatus, Map<ConcessionMove, ConcessionStatus>> TABLE = Map.of(
            ConcessionStatus.DRAFT,
            Map.of(
                    ConcessionMove.EDIT, ConcessionStatus.DRAFT,
                    ConcessionMove.CONFIRM, ConcessionStatus.AGREED,
                    ConcessionMove.WITHDRAW, ConcessionStatus.WITHDRAWN),
            ConcessionStatus.AGREED,
            Map.of(
                    ConcessionMove.WITHDRAW, ConcessionStatus.WITHDRAWN,
                    ConcessionMove.PUBLISH, ConcessionStatus.PUBLISHED),
            ConcessionStatus.PUBLISHED,
            Map.of(ConcessionMove.END, ConcessionStatus.ENDED),
            ConcessionStatus.ENDED,
            Map.of(),
            ConcessionStatus.WITHDRAWN,
            Map.of());

    private final Actor maker = authority("340000");
    private final Actor second = authority("340000");
    private final Actor city = authority("340100");
    private final Actor owner = provider(Actor.OWNER);
    private final Actor handler = provider(Actor.HANDLER);

    @Test
    void everyMoveIsPossibleFromWhereTheTableSaysAndFromNowhereElse() {
        for (ConcessionStatus status : ConcessionStatus.values()) {
            for (ConcessionMove move : ConcessionMove.values()) {
                ConcessionStatus target = TABLE.get(status).get(move);
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
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("concession.md", """
                # The lifecycle of a concession

                Drawn from `ConcessionMove` by a test. What the clock does is read and not carried out: behind its last day it is `ENDED`. One that is
                ended by decision holds until the end of a day; a sanction of its provider ends it at once.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: drawn up by the province
                %s
                    PUBLISHED --> ENDED: (clock)
                ```
                """.formatted(
                        LifecyclePicture.arrows(ConcessionMove.values(), ConcessionStatus.values())));
    }

    @Test
    void nobodyAgreesWithHimselfWhicheverSideHeWasOnBefore() {
        Actor movedToTheProvider =
                new Actor(maker.id(), false, PROVIDER, Set.of("PROVIDER"), Set.of(), null, Actor.OWNER, null);
        Actor movedToTheProvince = new Actor(owner.id(), false, PROVINCE, Set.of("AUTHORITY"), Set.of(), "340000");

        assertThat(draft().actionsAt(movedToTheProvider, BEFORE)).isEmpty();
        assertThatThrownBy(() -> draft().requireSide(movedToTheProvider, ConcessionMove.CONFIRM))
                .hasMessageContaining("four-eyes-required");
        assertThat(agreed().actionsAt(movedToTheProvince, BEFORE)).containsExactly("WITHDRAW");
        assertThatThrownBy(() -> agreed().requireSide(movedToTheProvince, ConcessionMove.PUBLISH))
                .hasMessageContaining("four-eyes-required");
    }

    @Test
    void whoOnlyLooksIsOfferedNothing() {
        Actor viewer =
                new Actor(Ids.next(), false, PROVINCE, Set.of("AUTHORITY"), Set.of(), "340000", Actor.VIEWER, null);

        assertThat(draft().actionsAt(viewer, BEFORE)).isEmpty();
        assertThat(draft().actionsAt(Actor.ANONYMOUS, BEFORE)).isEmpty();
    }

    @Test
    void itBeginsTomorrowAtTheEarliestAndInTheLastMinuteOfADayTheDayAfter() {
        assertThat(Concession.firstDayAt(Instant.parse("2018-09-01T15:58:59.999999Z")))
                .isEqualTo("2018-09-02");
        assertThat(Concession.firstDayAt(Instant.parse("2018-09-01T15:59:00Z"))).isEqualTo("2018-09-03");
        assertThat(Concession.firstDayAt(Instant.parse("2018-09-01T16:00:00Z"))).isEqualTo("2018-09-03");
    }

    @Test
    void aConditionOfBlanksIsNone() {
        assertThat(conditional(" \t\u3000").condition()).isNull();
        assertThat(conditional(" 首次上云的企业 ").condition()).isEqualTo("首次上云的企业");
    }

    private static ConcessionForm conditional(String condition) {
        return new ConcessionForm(PROVIDER, "优惠", ConcessionKind.DISCOUNT, "0.2", null, null, condition, FIRST, LAST);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "C7SK-WAG3-E55M, 0.2, 2018-10-01, 2018-12-31, true",
                "C7SK-WAG3-E55M, 0.20, 2018-11-01, 2018-11-01, true",
                "C7SK-WAG3-E55N, 0.2, 2018-10-01, 2018-12-31, false",
                "C7SK-WAG3-E55M, 0.21, 2018-10-01, 2018-12-31, false",
                "C7SK-WAG3-E55M, 0.2, 2018-09-30, 2018-12-31, false",
                "C7SK-WAG3-E55M, 0.2, 2018-10-01, 2019-01-01, false",
                "C7SK-WAG3-E55M, 0.2, -, 2018-12-31, false",
                "C7SK-WAG3-E55M, 0.2, 2018-10-01, -, false",
                "-, 0.9, -, -, true"
            })
    void aDiscountFitsTheConcessionThatItNames(
            String code, BigDecimal rate, LocalDate from, LocalDate until, boolean isFit) {
        NamedConcessions named = new NamedConcessions(Map.of("C7SK-WAG3-E55M", published()));
        Discount discount = new Discount("优惠", rate, from, until, null, code);

        assertThat(named.defects(null, offering(discount)))
                .extracting(Defect::pointer)
                .isEqualTo(isFit ? List.of() : List.of("/discounts/0/concessionCode"));
    }

    @Test
    void aDiscountOfAnotherOfferingThanTheConcessionIsAboutDoesNotFit() {
        UUID one = Ids.next();
        Concession about = draft().edited(form(FIRST, LAST, List.of(one)), maker.id(), BEFORE)
                .after();
        NamedConcessions named = new NamedConcessions(Map.of(about.code(), about));
        Discount discount = new Discount("优惠", new BigDecimal("0.2"), FIRST, LAST, null, about.code());

        assertThat(named.defects(one, offering(discount))).isEmpty();
        assertThat(named.defects(Ids.next(), offering(discount))).hasSize(1);
        assertThat(named.defects(null, offering(discount))).hasSize(1);
    }

    private static OfferingContent offering(Discount discount) {
        return new OfferingContent(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(discount),
                null,
                true,
                null,
                null,
                null,
                null,
                Map.of());
    }

    @Test
    void eachMoveIsOfItsSide() {
        Concession draft = draft();
        Concession agreed = agreed();
        Concession published = published();

        assertThat(draft.actionsAt(maker, BEFORE)).containsExactly("EDIT", "WITHDRAW");
        assertThat(draft.actionsAt(owner, BEFORE)).containsExactly("CONFIRM");
        assertThat(draft.actionsAt(handler, BEFORE)).isEmpty();
        assertThat(draft.actionsAt(city, BEFORE)).isEmpty();
        assertThat(agreed.actionsAt(maker, BEFORE)).containsExactly("WITHDRAW");
        assertThat(agreed.actionsAt(second, BEFORE)).containsExactly("WITHDRAW", "PUBLISH");
        assertThat(published.actionsAt(maker, DURING)).containsExactly("END");
        assertThat(published.actionsAt(owner, DURING)).isEmpty();
        assertThatThrownBy(() -> agreed.requireSide(maker, ConcessionMove.PUBLISH))
                .hasMessageContaining("four-eyes-required");
        assertThatThrownBy(() -> agreed.requireSide(city, ConcessionMove.PUBLISH))
                .hasMessageContaining("not-yours");
        assertThatThrownBy(() -> draft.requireSide(handler, ConcessionMove.CONFIRM))
                .hasMessageContaining("not-yours");
    }

    @Test
    void whoChangesADraftAnswersForIt() {
        Concession edited = draft().edited(form(FIRST, LAST, List.of()), second.id(), BEFORE)
                .after();

        assertThat(edited.proposedBy()).isEqualTo(second.id());
        assertThat(edited.version()).isEqualTo(1);
    }

    @Test
    void itEndsWithItsLastDayAndNotASecondLater() {
        Concession published = published();

        assertThat(published.statusAt(Instant.parse("2018-12-31T15:59:59.999999Z")))
                .isEqualTo(ConcessionStatus.PUBLISHED);
        assertThat(published.statusAt(Instant.parse("2018-12-31T16:00:00Z"))).isEqualTo(ConcessionStatus.ENDED);
        assertThatThrownBy(() -> published.moved(
                        ConcessionMove.END, maker.id(), "太晚", DURING, Instant.parse("2018-12-31T16:00:00Z")))
                .hasMessageContaining("transition-not-allowed");
    }

    @Test
    void whatIsEndedHoldsForTheRestOfTheDay() {
        Instant end = Concession.endOf(Concession.dayOf(DURING));
        Concession ended = published()
                .moved(ConcessionMove.END, maker.id(), "提前结束", end, DURING)
                .after();

        assertThat(ended.lastOn()).isEqualTo("2018-11-01");
        assertThat(ended.statusAt(DURING)).isEqualTo(ConcessionStatus.PUBLISHED);
        assertThat(ended.statusAt(end)).isEqualTo(ConcessionStatus.ENDED);
        assertThat(ended.actionsAt(maker, end)).isEmpty();
    }

    @Test
    void whatIsEndedBeforeItBeganNeverHeld() {
        Concession ended = published()
                .moved(ConcessionMove.END, maker.id(), "不再实施", Concession.endOf(Concession.dayOf(BEFORE)), BEFORE)
                .after();

        assertThat(ended.lastOn()).isBefore(FIRST);
    }

    @Test
    void whatContradictsItselfIsNamedAtItsPlace() {
        LocalDate today = LocalDate.parse("2018-09-01");
        ConcessionForm discount = new ConcessionForm(
                PROVIDER, "优惠", ConcessionKind.DISCOUNT, "0.0", 30, null, null, today, today.minusDays(1));
        ConcessionForm trial = new ConcessionForm(
                PROVIDER, "试用", ConcessionKind.TRIAL, "0.2", null, null, null, today.plusDays(1), today.plusDays(1));

        assertThat(discount.defects(today.plusDays(1)))
                .extracting(Defect::pointer, Defect::code)
                .containsExactly(
                        tuple("/rate", "rate-required"),
                        tuple("/trialDays", "concession-member-unfit"),
                        tuple("/fromOn", "concession-begins-too-early"),
                        tuple("/untilOn", "ends-before-it-begins"));
        assertThat(trial.defects(today.plusDays(1)))
                .extracting(Defect::pointer, Defect::code)
                .containsExactly(tuple("/trialDays", "required"), tuple("/rate", "concession-member-unfit"));
    }

    @Test
    void twoOverlapWhereBothConcedeTheSameOfOneOfferingOnOneDay() {
        UUID one = Ids.next();
        UUID other = Ids.next();
        ConcessionForm all = form(FIRST, LAST, List.of());

        assertThat(form(FIRST, LAST, List.of(one)).overlaps(form(FIRST, LAST, List.of(other)), LAST))
                .isFalse();
        assertThat(form(FIRST, LAST, List.of(one)).overlaps(all, LAST)).isTrue();
        assertThat(form(LAST, LAST, List.of(one)).overlaps(form(FIRST, LAST, List.of(one)), LAST))
                .isTrue();
        assertThat(form(LAST, LAST, List.of(one)).overlaps(form(FIRST, LAST, List.of(one)), LAST.minusDays(1)))
                .isFalse();
        assertThat(all.overlaps(
                        new ConcessionForm(PROVIDER, "试用", ConcessionKind.TRIAL, null, 30, null, null, FIRST, LAST),
                        LAST))
                .isFalse();
    }

    private Concession draft() {
        return new Concession(
                Ids.next(),
                0,
                "C7SK-WAG3-E55M",
                PROVINCE,
                "340000",
                PROVIDER,
                "测试云",
                form(FIRST, LAST, List.of()),
                ConcessionStatus.DRAFT,
                maker.id(),
                BEFORE,
                null,
                null,
                null,
                null,
                null,
                null,
                BEFORE);
    }

    private Concession agreed() {
        return draft().moved(ConcessionMove.CONFIRM, owner.id(), "同意", null, BEFORE)
                .after();
    }

    private Concession published() {
        return agreed().moved(ConcessionMove.PUBLISH, second.id(), "同意", null, BEFORE)
                .after();
    }

    private static ConcessionForm form(LocalDate from, LocalDate until, List<UUID> offerings) {
        return new ConcessionForm(PROVIDER, "优惠", ConcessionKind.DISCOUNT, "0.2", null, offerings, null, from, until);
    }

    private static Actor authority(String region) {
        return new Actor(Ids.next(), false, PROVINCE, Set.of("AUTHORITY"), Set.of(), region);
    }

    private static Actor provider(String role) {
        return new Actor(Ids.next(), false, PROVIDER, Set.of("PROVIDER"), Set.of(), null, role, null);
    }
}
