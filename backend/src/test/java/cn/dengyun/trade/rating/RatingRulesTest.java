package cn.dengyun.trade.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.OrganizationTraits;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What may be done with a rating, who is one side with whom, and what ratings come to. */
class RatingRulesTest {

    private static final UUID ENTERPRISE = Ids.next();
    private static final UUID PROVIDER = Ids.next();
    private static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");
    private static final RatingForm OTHER = new RatingForm(2, "后来不稳定", true);

    @Property(tries = 300)
    void theSummaryIsARecount(@ForAll @Size(max = 60) List<@IntRange(min = 1, max = 5) Integer> stars) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(5, 0L));
        stars.forEach(each -> counts.set(each - 1, counts.get(each - 1) + 1));
        RatingSummary summary = new RatingSummary(counts);

        assertThat(summary.count()).isEqualTo(stars.size());
        if (stars.isEmpty()) {
            assertThat(summary.mean()).isNull();
        } else {
            BigDecimal sum = stars.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(summary.mean())
                    .isEqualTo(sum.divide(BigDecimal.valueOf(stars.size()), 1, RoundingMode.HALF_UP))
                    .isBetween(BigDecimal.ONE, BigDecimal.valueOf(5));
        }
    }

    @Example
    void nothingBecomesOfWhatWasTakenBack() {
        OrderRating gone = rated().withdrawn("误评", NOW).after();

        assertThat(gone.status()).isEqualTo(RatingStatus.WITHDRAWN);
        assertThat(gone.actionsAt(NOW, enterprise())).isEmpty();
        assertThatThrownBy(() -> gone.changed(OTHER, NOW)).hasMessage("transition-not-allowed");
        assertThatThrownBy(() -> gone.withdrawn("再次", NOW)).hasMessage("transition-not-allowed");
        assertThatThrownBy(() -> gone.answered("谢谢", NOW)).hasMessage("transition-not-allowed");
        assertThatThrownBy(() -> gone.concealed("违规", NOW)).hasMessage("transition-not-allowed");
    }

    @Example
    void itIsChangedForFourteenDaysAndTwentyTimes() {
        OrderRating rating = rated();
        Instant end = rating.changeableUntil();

        assertThat(rating.changed(OTHER, end.minusNanos(1_000)).after().stars()).isEqualTo(2);
        assertThatThrownBy(() -> rating.changed(OTHER, end)).hasMessage("rating-change-too-late");
        assertThat(rating.actionsAt(end, enterprise())).containsExactly("WITHDRAW");
        OrderRating changed = rating;
        for (int i = 0; i < OrderRating.MAX_CHANGES; i++) {
            changed = changed.changed(OTHER, NOW).after().answered("谢谢", NOW).after();
        }
        OrderRating often = changed;
        assertThatThrownBy(() -> often.changed(OTHER, NOW)).hasMessage("rating-changed-too-often");
        assertThatThrownBy(() -> often.answered("谢谢", NOW)).hasMessage("rating-changed-too-often");
        assertThat(often.actionsAt(NOW, enterprise())).containsExactly("WITHDRAW");
        assertThat(often.actionsAt(NOW, provider())).isEmpty();
    }

    @Example
    void whatIsConcealedIsReadByItsEnterpriseAndAuthoritiesAndStaysSo() {
        OrderRating concealed = rated().concealed("含有他人联系方式", NOW).after();
        OrderRating changed = concealed.changed(OTHER, NOW).after();

        for (OrderRating each : List.of(concealed, changed)) {
            assertThat(each.isReadBy(enterprise())).isTrue();
            assertThat(each.isReadBy(authority("340100"))).isTrue();
            assertThat(each.isReadBy(authority("340200"))).isTrue();
            assertThat(each.isReadBy(authority("341200"))).isFalse();
            assertThat(each.isReadBy(provider())).isFalse();
            assertThat(each.isReadBy(Actor.ANONYMOUS)).isFalse();
        }
        assertThatThrownBy(() -> concealed.concealed("再次", NOW)).hasMessage("rating-concealed");
        assertThat(concealed.stars()).isEqualTo(4);
    }

    @Example
    void eachSideDoesItsOwn() {
        OrderRating rating = rated();

        assertThat(rating.actionsAt(NOW, enterprise())).containsExactly("CHANGE", "WITHDRAW");
        assertThat(rating.actionsAt(NOW, provider())).containsExactly("ANSWER");
        assertThat(rating.actionsAt(NOW, authority("340123"))).containsExactly("CONCEAL");
        assertThat(rating.actionsAt(NOW, authority("340200"))).containsExactly("CONCEAL");
        assertThat(rating.actionsAt(NOW, authority("341200"))).isEmpty();
        assertThatThrownBy(() -> rating.requireSide(provider(), RatingMove.WITHDRAW))
                .hasMessage("not-yours");
        assertThatThrownBy(() -> rating.requireSide(enterprise(), RatingMove.ANSWER))
                .hasMessage("not-yours");
        assertThatThrownBy(() -> rating.requireSide(provider(), RatingMove.CONCEAL))
                .hasMessage("not-yours");
    }

    @Example
    void aNameAloneMakesNobodyOneWithAnother() {
        CertifiedStanding one = standing("A", "王建国", "李芳", "0551-1", "合肥市长江路 1 号");

        assertThat(RelatedParties.are(one, standing("A", null, null, null, null)))
                .isTrue();
        assertThat(RelatedParties.are(one, standing("B", "王建国", "赵强", "0551-2", "别处")))
                .isFalse();
        assertThat(RelatedParties.are(one, standing("B", "赵强", "钱伟", "0551-1", "合肥市长江路 1 号")))
                .isFalse();
        assertThat(RelatedParties.are(one, standing("B", "王建国", "赵强", "0551-1", "别处")))
                .isTrue();
        assertThat(RelatedParties.are(one, standing("B", "赵强", "王建国", "0551-2", "合肥市 长江路 1 号")))
                .isTrue();
        assertThat(RelatedParties.are(one, standing("B", "李芳", "王建国", "0551-2", "别处")))
                .isTrue();
        assertThat(RelatedParties.are(one, standing("B", null, null, null, null)))
                .isFalse();
    }

    private static CertifiedStanding standing(
            String code, String representative, String controller, String phone, String address) {
        return new CertifiedStanding(
                Ids.next(),
                code,
                "测试企业",
                "340123",
                true,
                false,
                false,
                false,
                "340123",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                new OrganizationTraits(representative, controller, address, null, null, null, phone));
    }

    private static Actor enterprise() {
        return actor(ENTERPRISE, Roles.ENTERPRISE, null);
    }

    private static Actor provider() {
        return actor(PROVIDER, Roles.PROVIDER, null);
    }

    private static Actor authority(String region) {
        return actor(null, Roles.AUTHORITY, region);
    }

    private static Actor actor(UUID organization, String role, String region) {
        return new Actor(Ids.next(), false, organization, Set.of(role), Set.of(), region);
    }

    private static OrderRating rated() {
        return new OrderRating(
                Ids.next(),
                0,
                Ids.next(),
                "D4K7M2P9QXT8V",
                ENTERPRISE,
                "合肥示范制造有限公司",
                "340123",
                "91340123MA2TEST01X",
                Ids.next(),
                PROVIDER,
                "江城示范软件",
                "340200",
                Ids.next(),
                "云服务器",
                4,
                "开通及时",
                false,
                0,
                RatingStatus.STANDING,
                NOW,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                NOW);
    }
}
