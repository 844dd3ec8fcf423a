package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An assessment. Only its enterprise knows of it before it is submitted.
 *
 * @param standardId of the standard that it has begun by, which it goes on by
 * @param answers {@link AssessmentForms.Answers} as a text
 * @param returns how many times it was returned
 * @param submission the last one; null before
 * @param review the last one; null before
 * @param endedAt null while something can happen to it
 * @param reason of the last move; null where none was given
 */
record Assessment(
        UUID id,
        int version,
        AssessedEnterprise enterprise,
        UUID standardId,
        int standardNumber,
        @JsonRawValue String answers,
        AssessmentStatus status,
        int returns,
        AssessmentSubmission submission,
        AssessmentReview review,
        Instant endedAt,
        String reason,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "false";

    static final String PROVINCE = "340000";

    /** {@link #statusAt} in SQL. */
    static final String STATUS =
            "(CASE WHEN status IN ('CONFIRMED', 'DOWNGRADED') AND valid_until <= :moment THEN 'LAPSED' ELSE status END)";

    /** How many times one is returned at the most. */
    static final int MAX_RETURNS = 2;

    /** By when it is reviewed; as in its work view. */
    private static final Duration TIME_TO_REVIEW = Duration.ofDays(20);

    private static final int YEARS_VALID = 2;

    @Override
    public UUID organizationId() {
        return enterprise.organizationId();
    }

    @Override
    public String regionCode() {
        return enterprise.regionCode();
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return Aggregate.seesAll(actor)
                || actor.actsFor(organizationId())
                || submission != null && actor.has(Roles.AUTHORITY) && isHandledBy(actor);
    }

    /** How it stands at a moment; between two rounds the clock has not come to it yet. */
    AssessmentStatus statusAt(Instant now) {
        return status.isInForce() && !now.isBefore(review.validUntil()) ? AssessmentStatus.LAPSED : status;
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                AssessmentMove.values(),
                status,
                move -> isOf(actor, move)
                        && !actor.isViewer()
                        && !(move == AssessmentMove.RETURN && returns == MAX_RETURNS)
                        && !(isReview(move) && actor.id().equals(submission.submittedBy())));
    }

    private static boolean isReview(AssessmentMove move) {
        return move.hand == AssessmentMove.Hand.REVIEWER;
    }

    private boolean isOf(Actor actor, AssessmentMove move) {
        return switch (move.hand) {
            case ENTERPRISE -> actor.has(Roles.ENTERPRISE) && actor.actsFor(organizationId());
            case REVIEWER -> submission != null && Oversight.of(actor).covers(decidingRegion());
            case NOBODY -> false;
        };
    }

    /** The division whose authority finds the level, or has found it. */
    private String decidingRegion() {
        boolean isOfProvince =
                review != null && review.level() != null && review.level().isOfProvince();
        return isOfProvince ? PROVINCE : submission.reviewRegionCode();
    }

    /**
     * Rejects with {@code not-yours} (403) whoever is not the one whose move it is, and with {@code four-eyes-required}
     * (403) who reviews what he has submitted himself.
     */
    void requireHand(Actor actor, AssessmentMove move) {
        if (!isOf(actor, move)) {
            throw Rejection.forbidden("not-yours");
        }
        if (isReview(move)) {
            FourEyes.require(submission.submittedBy(), actor.id());
        }
    }

    /**
     * The division whose authority finds a level: the city, or the province for the highest and where there is none.
     */
    static String reviewRegion(AssessmentLevel level, String regionCode) {
        RegionCode region = new RegionCode(regionCode);
        if (level.isOfProvince() || region.isProvince()) {
            return PROVINCE;
        }
        return region.isCity() || region.isUnderTheProvince()
                ? regionCode
                : region.parent().orElseThrow().toString();
    }

    AssessmentForms.Answers says() {
        return KeptTexts.read(answers, AssessmentForms.Answers.class);
    }

    AssessmentFindings findings() {
        return submission == null ? null : KeptTexts.read(submission.findings(), AssessmentFindings.class);
    }

    /** What has to be mended; empty unless it was returned last. */
    List<AssessmentForms.AssessmentDefect> defects() {
        return review == null || review.defects() == null
                ? List.of()
                : List.of(KeptTexts.read(review.defects(), AssessmentForms.AssessmentDefect[].class));
    }

    /** By when it is to be reviewed; null where it is not. */
    Instant dueAt() {
        return status == AssessmentStatus.SUBMITTED ? submission.submittedAt().plus(TIME_TO_REVIEW) : null;
    }

    /** The division whose authority has to act; null where none has to. */
    String ownerRegionCode() {
        return status == AssessmentStatus.SUBMITTED ? submission.reviewRegionCode() : null;
    }

    /** The change of what is answered. Rejects with {@code transition-not-allowed} (409). */
    Change<Assessment> edited(AssessmentForms.Answers says, Instant now) {
        return changed(
                AssessmentMove.EDIT, enterprise, KeptTexts.write(says), returns, submission, review, reason, now);
    }

    /** The change by a submission. Rejects with {@code transition-not-allowed} (409). */
    Change<Assessment> submitted(AssessedEnterprise as, AssessmentSubmission what, Instant now) {
        return changed(AssessmentMove.SUBMIT, as, answers, returns, what, review, null, now);
    }

    /** The change by a return. Rejects with {@code transition-not-allowed} and {@code assessment-rounds-used} (409). */
    Change<Assessment> returned(Actor by, List<AssessmentForms.AssessmentDefect> defects, String why, Instant now) {
        AssessmentMove.RETURN.from(status);
        if (returns == MAX_RETURNS) {
            throw Rejection.conflict("assessment-rounds-used", MAX_RETURNS);
        }
        AssessmentReview found = new AssessmentReview(null, KeptTexts.write(defects), by.id(), now, null);
        return changed(AssessmentMove.RETURN, enterprise, answers, returns + 1, submission, found, why, now);
    }

    /**
     * The change by a level that was found. Rejects with {@code assessment-level-of-province} (403) where a city finds
     * one of those, and with {@code transition-not-allowed} (409).
     */
    Change<Assessment> confirmed(Actor by, AssessmentLevel level, String why, Instant now) {
        AssessmentMove.APPROVE.from(status);
        if (level.isOfProvince() && !Oversight.of(by).covers(PROVINCE)) {
            throw Rejection.forbidden("assessment-level-of-province", level.name());
        }
        AssessmentReview found = new AssessmentReview(level, null, by.id(), now, validUntil(now));
        return changed(AssessmentMove.APPROVE, enterprise, answers, returns, submission, found, why, now);
    }

    /** The end of the same day two years later. */
    static Instant validUntil(Instant from) {
        return LocalDate.ofInstant(from, ClockProducer.BUSINESS_ZONE)
                .plusYears(YEARS_VALID)
                .plusDays(1)
                .atStartOfDay(ClockProducer.BUSINESS_ZONE)
                .toInstant();
    }

    /** The change by a rejection. Rejects with {@code transition-not-allowed} (409). */
    Change<Assessment> rejected(Actor by, String why, Instant now) {
        AssessmentReview found = new AssessmentReview(null, null, by.id(), now, null);
        return changed(AssessmentMove.REJECT, enterprise, answers, returns, submission, found, why, now);
    }

    /**
     * The change by a lower level, which is valid as long as the one before was. Rejects with
     * {@code transition-not-allowed} and {@code assessment-level-not-lower} (409).
     */
    Change<Assessment> downgraded(Actor by, AssessmentLevel level, String why, Instant now) {
        if (statusAt(now) == AssessmentStatus.LAPSED) {
            throw Rejection.conflict(
                    AssessmentMove.DOWNGRADE.refusal(), AssessmentStatus.LAPSED, AssessmentMove.DOWNGRADE);
        }
        AssessmentMove.DOWNGRADE.from(status);
        if (level.compareTo(review.level()) >= 0) {
            throw Rejection.conflict(
                    "assessment-level-not-lower", review.level().name());
        }
        AssessmentReview found = new AssessmentReview(level, null, by.id(), now, review.validUntil());
        return changed(AssessmentMove.DOWNGRADE, enterprise, answers, returns, submission, found, why, now);
    }

    /** The change by a withdrawal. Rejects with {@code transition-not-allowed} (409). */
    Change<Assessment> withdrawn(String why, Instant now) {
        return changed(AssessmentMove.WITHDRAW, enterprise, answers, returns, submission, review, why, now);
    }

    /** The change by the end of its validity, or by a later one. Rejects with {@code transition-not-allowed} (409). */
    Change<Assessment> lapsed(Instant now) {
        return changed(AssessmentMove.LAPSE, enterprise, answers, returns, submission, review, null, now);
    }

    private Change<Assessment> changed(
            AssessmentMove move,
            AssessedEnterprise of,
            String says,
            int times,
            AssessmentSubmission submitted,
            AssessmentReview found,
            String why,
            Instant now) {
        AssessmentStatus target = move.from(status);
        boolean isOver = !target.isOpen() && !target.isInForce();
        Assessment after = new Assessment(
                id,
                version + 1,
                of,
                standardId,
                standardNumber,
                says,
                target,
                times,
                submitted,
                found,
                isOver ? now : null,
                why,
                createdAt,
                now);
        return new Change<>(after, after.told(move.event), why);
    }

    DomainEvent told(AssessmentEvent event) {
        AssessmentEvent.Data data = new AssessmentEvent.Data(
                id,
                enterprise.enterpriseName(),
                regionCode(),
                status,
                submission == null ? null : submission.ownLevel(),
                review == null ? null : review.level(),
                reason);
        return submission == null ? event.of(organizationId(), data, updatedAt) : event.about(this, data, updatedAt);
    }
}
