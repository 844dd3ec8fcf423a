package cn.dengyun.publishing.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every move of an article from every status, against a map that was written by hand, and where it stands when. */
class ArticleLifecycleTest {

    private static final Instant NOON = Instant.parse("2018-06-20T04:00:00Z");

    private static final Map<ArticleStatus, Map<ArticleMove, ArticleStatus>> TABLE = Map.of(
            ArticleStatus.DRAFT,
                    Map.of(ArticleMove.EDIT, ArticleStatus.DRAFT, ArticleMove.SUBMIT, ArticleStatus.REVIEW),
            ArticleStatus.REVIEW,
                    Map.of(
                            ArticleMove.RECALL, ArticleStatus.DRAFT,
                            ArticleMove.RETURN, ArticleStatus.DRAFT,
                            ArticleMove.APPROVE, ArticleStatus.SCHEDULED),
            ArticleStatus.SCHEDULED,
                    Map.of(
                            ArticleMove.RECALL, ArticleStatus.DRAFT,
                            ArticleMove.PUBLISH, ArticleStatus.LIVE,
                            ArticleMove.BEGIN, ArticleStatus.LIVE),
            ArticleStatus.LIVE,
                    Map.of(
                            ArticleMove.AMEND, ArticleStatus.LIVE,
                            ArticleMove.SUPERSEDE, ArticleStatus.SUPERSEDED,
                            ArticleMove.EXPIRE, ArticleStatus.EXPIRED,
                            ArticleMove.WITHDRAW, ArticleStatus.WITHDRAWN),
            ArticleStatus.SUPERSEDED, Map.of(ArticleMove.WITHDRAW, ArticleStatus.WITHDRAWN),
            ArticleStatus.WITHDRAWN, Map.of(),
            ArticleStatus.EXPIRED, Map.of());

    @Test
    void everyMoveIsPossibleFromWhereTheTableSaysAndFromNowhereElse() {
        for (ArticleStatus status : ArticleStatus.values()) {
            for (ArticleMove move : ArticleMove.values()) {
                ArticleStatus target = TABLE.get(status).get(move);
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
        LifecyclePicture.isDrawn(
                "article.md", """
                # The lifecycle of an article

                Drawn from `ArticleMove` by a test. Each edition has its own.
                The clock makes `BEGIN`, `SUPERSEDE` and `EXPIRE`.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: begin
                %s
                ```
                """.formatted(LifecyclePicture.arrows(ArticleMove.values(), ArticleStatus.values())));
    }

    @Test
    void whereItStandsFollowsFromItsTimesToTheInstant() {
        Instant end = NOON.plusSeconds(60);
        Article article = scheduled(NOON, end);

        assertThat(article.statusAt(NOON.minusNanos(1_000))).isEqualTo(ArticleStatus.SCHEDULED);
        assertThat(article.statusAt(NOON)).isEqualTo(ArticleStatus.LIVE);
        assertThat(article.statusAt(end.minusNanos(1_000))).isEqualTo(ArticleStatus.LIVE);
        assertThat(article.statusAt(end)).isEqualTo(ArticleStatus.EXPIRED);
        assertThat(article.isShownTo(Actor.ANONYMOUS, NOON)).isTrue();
        assertThat(article.isShownTo(Actor.ANONYMOUS, end)).isFalse();
    }

    @Test
    void theClockPutsOneStepBehindTheOtherOnRecord() {
        Instant end = NOON.plusSeconds(60);
        Article article = scheduled(NOON, end);

        Article live = article.passed(end).orElseThrow().after();
        Article over = live.passed(end).orElseThrow().after();

        assertThat(live.status()).isEqualTo(ArticleStatus.LIVE);
        assertThat(over.status()).isEqualTo(ArticleStatus.EXPIRED);
        assertThat(over.passed(end)).isEmpty();
        assertThat(article.passed(NOON.minusSeconds(1))).isEmpty();
    }

    @Test
    void whoeverHasWrittenItDoesNotReviewIt() {
        Actor writer = person("340100");
        Actor other = person("340100");
        Article submitted = drafted(writer, null).submitted(writer, NOON).after();

        assertThat(submitted.actions(writer)).containsExactly("RECALL");
        assertThat(submitted.actions(other)).containsExactly("RECALL", "RETURN", "APPROVE");
        assertThat(submitted.actions(person("340000"))).containsExactly("RETURN", "APPROVE");
        assertThat(submitted.actions(person("340123"))).isEmpty();
        assertThat(submitted.isKnownTo(person("340200"))).isFalse();
        assertThatThrownBy(() -> submitted.requireHand(writer, ArticleMove.APPROVE))
                .hasMessageContaining("four-eyes-required");
    }

    private static Actor person(String region) {
        return new Actor(Ids.next(), false, Ids.next(), Set.of(Roles.AUTHORITY), Set.of(), region);
    }

    private static Article drafted(Actor by, Instant end) {
        ArticleHead says = new ArticleHead(
                ArticleKind.NOTICE, "通知", "摘要", List.of(), List.of("340100"), List.of(), end, null, "hash");
        return Article.drafted(UUID.randomUUID(), by, "办公室", says, NOON.minusSeconds(600));
    }

    private static Article scheduled(Instant from, Instant end) {
        Actor writer = person("340100");
        return drafted(writer, end)
                .submitted(writer, NOON.minusSeconds(300))
                .after()
                .approved(person("340100"), from, "同意", NOON.minusSeconds(200))
                .after();
    }
}
