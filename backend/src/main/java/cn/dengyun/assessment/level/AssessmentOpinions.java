package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What opinions of experts mean for what is decided on an assessment, and what that means for them. */
@ApplicationScoped
class AssessmentOpinions {

    private final AggregateStore<AssessmentOpinion> opinions;
    private final AssessmentExpertStore store;

    AssessmentOpinions(Aggregates aggregates, AssessmentExpertStore store) {
        this.opinions = aggregates.of(AssessmentOpinion.class, "false");
        this.store = store;
    }

    /**
     * What is to be decided of an assessment that experts can be asked about: its review by the province, or an appeal
     * after which it can get another level; empty where there is neither.
     */
    Uni<Optional<AssessmentMatter>> of(SqlConnection connection, Assessment found) {
        return switch (found.status()) {
            case SUBMITTED -> {
                Optional<AssessmentMatter> review =
                        Optional.of(AssessmentMatter.review(found)).filter(of -> isOfProvince(found));
                yield Uni.createFrom().item(review);
            }
            case REJECTED, PUBLIC_NOTICE ->
                store.pendingAppeal(connection, found.id())
                        .map(appeal -> appeal.map(id -> AssessmentMatter.appeal(found, id)));
            default -> Uni.createFrom().item(Optional.<AssessmentMatter>empty());
        };
    }

    private static boolean isOfProvince(Assessment found) {
        return Assessment.PROVINCE.equals(found.decidingRegion());
    }

    /**
     * Sees that a level is granted only as experts have found who were asked about that; those below L4 need none.
     * Rejects with {@code expert-opinions-missing} and {@code expert-level-exceeded} (409).
     */
    Uni<Void> requireFor(SqlConnection connection, Assessment found, AssessmentMatter matter, AssessmentLevel level) {
        if (!level.isOfProvince()) {
            return Uni.createFrom().voidItem();
        }
        return store.ofSubmission(connection, found.id(), matter.submittedAt())
                .invoke(all -> {
                    List<AssessmentOpinion> stated = all.stream()
                            .filter(each -> each.isStated() && each.matter().equals(matter))
                            .toList();
                    if (stated.size() < AssessmentExpertDraw.EXPERTS) {
                        throw Rejection.conflict("expert-opinions-missing", stated.size());
                    }
                    AssessmentLevel highest = stated.stream()
                            .map(AssessmentOpinion::level)
                            .max(Comparator.naturalOrder())
                            .orElseThrow();
                    if (level.compareTo(highest) > 0) {
                        throw Rejection.conflict("expert-level-exceeded", highest.name());
                    }
                })
                .replaceWithVoid();
    }

    /** What follows from a change of the assessment, which is held: once decided on, nothing more is awaited. */
    Uni<Void> follow(SqlConnection connection, Assessment before, Assessment after) {
        boolean isReviewed =
                before.status() == AssessmentStatus.SUBMITTED && after.status() != AssessmentStatus.SUBMITTED;
        boolean isOver =
                isReviewed || after.status() == AssessmentStatus.WITHDRAWN && before.status() != after.status();
        if (!isOver) {
            return Uni.createFrom().voidItem();
        }
        boolean isDecided = isReviewed
                && (after.status() == AssessmentStatus.PUBLIC_NOTICE || after.status() == AssessmentStatus.REJECTED);
        return close(connection, after.id(), isDecided, after.updatedAt());
    }

    /**
     * Ends what is awaited of an assessment.
     *
     * @param isDecided whether its enterprise reads the opinions from now on; one that has withdrawn it does not, so
     *     that nobody tries until he likes them
     */
    Uni<Void> close(SqlConnection connection, UUID assessment, boolean isDecided, Instant now) {
        return store.lockAsked(connection, assessment)
                .chain(asked -> InTurn.each(
                        asked,
                        each -> opinions.carryOut(connection, each, each.closed(now))
                                .replaceWithVoid()))
                .chain(() -> isDecided
                        ? store.show(connection, assessment, now)
                        : Uni.createFrom().voidItem());
    }
}
