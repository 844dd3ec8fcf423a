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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An assessment. Only its enterprise knows of it before it is submitted.
 *
 * @param standardId of the standard that it has begun by, which it goes on by
 * @param answers {@link AssessmentForms.Answers} as a text
 * @param returns how many times it was returned
 * @param submission the last one; null before
 * @param review the last one; null before
 * @param reviewers everybody who has decided anything of it
 * @param noticeUntil the first moment at which nobody can object to its level any more; null before one was found
 * @param appealUntil the first moment at which its enterprise cannot appeal any more; null where there is nothing to
 *     appeal, or it has
 * @param term null unless its level holds, or has
 * @param actsAt when the clock makes a difference next; null where it makes none
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
        List<UUID> reviewers,
        Instant noticeUntil,
        Instant appealUntil,
        AssessmentTerm term,
        Instant actsAt,
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
            "(CASE WHEN status IN ('CONFIRMED', 'DOWNGRADED') AND lapses_at <= :moment THEN 'LAPSED' ELSE status END)";

    /** How many times one is returned at the most. */
    static final int MAX_RETURNS = 2;

    /** By when it is reviewed; as in its work view. */
    private static final Duration TIME_TO_REVIEW = Duration.ofDays(20);

    /** How long a rejection, or a lower level, can be appealed, in working days. */
    static final int APPEAL_WORKING_DAYS = 15;

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

    /** The level that was found, or that by its own answers before; null of a draft. */
    AssessmentLevel comparedLevel() {
        if (review != null && review.level() != null) {
            return review.level();
        }
        return submission == null ? null : submission.ownLevel();
    }

    /** How it stands at a moment; between two rounds the clock has not come to it yet. */
    AssessmentStatus statusAt(Instant now) {
        return status.isInForce() && !now.isBefore(term.lapsesAt()) ? AssessmentStatus.LAPSED : status;
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

    /** What the actor may do with it at a moment: nobody confirms what has long to go, or appeals too late. */
    List<String> actionsAt(Actor actor, Instant now) {
        boolean mayConfirm = status.isInForce() && term.isConfirmableAt(now);
        boolean isLapsed = statusAt(now) == AssessmentStatus.LAPSED;
        return actions(actor).stream()
                .filter(each -> mayConfirm || !each.equals(AssessmentMove.RECONFIRM.name()))
                .filter(each -> isAppealableAt(now) || !each.equals(AssessmentMove.APPEAL.name()))
                .filter(each -> !isLapsed)
                .toList();
    }

    private boolean isAppealableAt(Instant now) {
        return appealUntil != null && now.isBefore(appealUntil);
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
    String decidingRegion() {
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
        Draft next = new Draft();
        next.answers = KeptTexts.write(says);
        return changed(AssessmentMove.EDIT, next, reason, now);
    }

    /** The change by a submission. Rejects with {@code transition-not-allowed} (409). */
    Change<Assessment> submitted(AssessedEnterprise as, AssessmentSubmission what, Instant now) {
        Draft next = new Draft();
        next.enterprise = as;
        next.submission = what;
        return changed(AssessmentMove.SUBMIT, next, null, now);
    }

    /** The change by a return. Rejects with {@code transition-not-allowed} and {@code assessment-rounds-used} (409). */
    Change<Assessment> returned(Actor by, List<AssessmentForms.AssessmentDefect> defects, String why, Instant now) {
        AssessmentMove.RETURN.from(status);
        if (returns == MAX_RETURNS) {
            throw Rejection.conflict("assessment-rounds-used", MAX_RETURNS);
        }
        Draft next = new Draft().by(by);
        next.returns = returns + 1;
        next.review = AssessmentReview.none(KeptTexts.write(defects), by.id(), now);
        return changed(AssessmentMove.RETURN, next, why, now);
    }

    /**
     * The change by a level that was found, and that everybody may object to from now on. Rejects with
     * {@code assessment-level-of-province} (403) where a city finds one of those, and with
     * {@code transition-not-allowed} (409).
     *
     * @param until the first moment at which nobody can object any more
     */
    Change<Assessment> announced(Actor by, AssessmentLevel level, Instant until, String why, Instant now) {
        AssessmentMove.APPROVE.from(status);
        if (level.isOfProvince() && !Oversight.of(by).covers(PROVINCE)) {
            throw Rejection.forbidden("assessment-level-of-province", level.name());
        }
        Draft next = new Draft().by(by);
        next.review = AssessmentReview.found(level, by.id(), now);
        next.noticeUntil = until;
        next.appealUntil = level.compareTo(submission.ownLevel()) < 0 ? until : null;
        return changed(AssessmentMove.APPROVE, next, why, now);
    }

    /** Whether everybody may object to its level at a moment. */
    boolean isInNoticeAt(Instant now) {
        return status == AssessmentStatus.PUBLIC_NOTICE && now.isBefore(noticeUntil);
    }

    /** The change by the end of the notice. Rejects with {@code transition-not-allowed} (409). */
    Change<Assessment> tookEffect(Instant now) {
        Draft next = new Draft();
        next.term = AssessmentTerm.from(now);
        next.review = review.valid(validUntil(now));
        next.appealUntil = null;
        return changed(AssessmentMove.TAKE_EFFECT, next, reason, now);
    }

    /** The end of the same day two years later. */
    static Instant validUntil(Instant from) {
        return AssessmentTerm.endOfDay(from, AssessmentTerm.YEARS_VALID);
    }

    /**
     * The change by a rejection. Rejects with {@code transition-not-allowed} (409).
     *
     * @param until the first moment at which nobody can appeal any more
     */
    Change<Assessment> rejected(Actor by, Instant until, String why, Instant now) {
        return rejected(AssessmentMove.REJECT, by, until, why, now);
    }

    /** The same by an objection against its level that was right. */
    Change<Assessment> struck(Actor by, Instant until, String why, Instant now) {
        return rejected(AssessmentMove.STRIKE, by, until, why, now);
    }

    private Change<Assessment> rejected(AssessmentMove move, Actor by, Instant until, String why, Instant now) {
        Draft next = new Draft().by(by);
        next.review = AssessmentReview.none(null, by.id(), now);
        next.appealUntil = until;
        return changed(move, next, why, now);
    }

    /**
     * The change by a lower level, which is valid as long as the one before was. Rejects with
     * {@code transition-not-allowed} and {@code assessment-level-not-lower} (409).
     *
     * @param proposedBy who has found that in a spot check; null without one
     * @param until the first moment at which nobody can appeal any more
     */
    Change<Assessment> downgraded(
            Actor by, UUID proposedBy, AssessmentLevel level, Instant until, String why, Instant now) {
        requireInForce(AssessmentMove.DOWNGRADE, now);
        if (level.compareTo(review.level()) >= 0) {
            throw Rejection.conflict(
                    "assessment-level-not-lower", review.level().name());
        }
        Draft next = new Draft().by(by);
        if (proposedBy != null) {
            next.reviewers.add(proposedBy);
        }
        AssessmentLevel before = review.loweredFrom() == null ? review.level() : review.loweredFrom();
        next.review = new AssessmentReview(level, before, null, by.id(), now, review.validUntil());
        next.appealUntil = until;
        return changed(AssessmentMove.DOWNGRADE, next, why, now);
    }

    /** What has lapsed by the clock has, whether or not that was carried out. */
    private void requireInForce(AssessmentMove move, Instant now) {
        if (statusAt(now) == AssessmentStatus.LAPSED) {
            throw Rejection.conflict(move.refusal(), AssessmentStatus.LAPSED, move);
        }
        move.from(status);
    }

    /** The change by a withdrawal. Rejects with {@code transition-not-allowed} (409). */
    Change<Assessment> withdrawn(String why, Instant now) {
        Draft next = new Draft();
        next.review = review == null ? null : review.withoutLevel();
        next.appealUntil = null;
        return changed(AssessmentMove.WITHDRAW, next, why, now);
    }

    /**
     * The change by the confirmation that nothing has changed. Rejects with {@code transition-not-allowed} and
     * {@code assessment-confirmation-early} (409; from when on).
     */
    Change<Assessment> reconfirmed(Instant now) {
        requireInForce(AssessmentMove.RECONFIRM, now);
        if (!term.isConfirmableAt(now)) {
            throw Rejection.conflict(
                    "assessment-confirmation-early",
                    LocalDate.ofInstant(term.confirmableFrom(), ClockProducer.BUSINESS_ZONE));
        }
        Draft next = new Draft();
        next.term = term.confirmed(review.validUntil());
        return changed(AssessmentMove.RECONFIRM, next, null, now);
    }

    /** The change by a reminder. */
    Change<Assessment> reminded(Instant now) {
        Draft next = new Draft();
        next.term = term.reminded();
        return changed(AssessmentMove.REMIND, next, null, now);
    }

    /**
     * The change by an appeal, one for each decision. Rejects with {@code assessment-appeal-late} and
     * {@code transition-not-allowed} (409).
     */
    Change<Assessment> appealed(String why, Instant now) {
        requireInForce(AssessmentMove.APPEAL, now);
        if (!isAppealableAt(now)) {
            throw Rejection.conflict("assessment-appeal-late");
        }
        Draft next = new Draft();
        next.appealUntil = null;
        return changed(AssessmentMove.APPEAL, next, why, now);
    }

    /**
     * The change by an appeal that was right: a level that was lowered holds again, another one is shown to everybody
     * first. Rejects with {@code assessment-appeal-level-unfit} (409; above which and up to which level) and
     * {@code transition-not-allowed} (409).
     *
     * @param until the first moment at which nobody can object to it any more
     */
    Change<Assessment> changedByAppeal(Actor by, AssessmentLevel level, Instant until, String why, Instant now) {
        AssessmentMove move = switch (status) {
            case REJECTED -> AssessmentMove.REINSTATE;
            case PUBLIC_NOTICE -> AssessmentMove.RAISE;
            default -> AssessmentMove.RESTORE;
        };
        requireInForce(move, now);
        AssessmentLevel above = review.level() == null ? AssessmentLevel.UNRATED : review.level();
        AssessmentLevel atMost = move == AssessmentMove.RESTORE ? review.loweredFrom() : AssessmentLevel.L5;
        if (level.compareTo(above) <= 0 || level.compareTo(atMost) > 0) {
            throw Rejection.conflict("assessment-appeal-level-unfit", above.name(), atMost.name());
        }
        Draft next = new Draft().by(by);
        next.appealUntil = null;
        if (move == AssessmentMove.RESTORE) {
            next.review = new AssessmentReview(level, null, null, by.id(), now, review.validUntil());
        } else {
            next.review = AssessmentReview.found(level, by.id(), now);
            next.noticeUntil = until;
        }
        return changed(move, next, why, now);
    }

    /** The change by the end of its validity, or by a later one. Rejects with {@code transition-not-allowed} (409). */
    Change<Assessment> lapsed(Instant now) {
        Draft next = new Draft();
        next.appealUntil = null;
        return changed(AssessmentMove.LAPSE, next, null, now);
    }

    private Change<Assessment> changed(AssessmentMove move, Draft next, String why, Instant now) {
        AssessmentStatus target = move.from(status);
        boolean isOver = !target.isOpen() && !target.isInForce();
        Instant acts = switch (target) {
            case PUBLIC_NOTICE -> next.noticeUntil;
            case CONFIRMED, DOWNGRADED -> next.term.actsAt();
            default -> null;
        };
        Assessment after = new Assessment(
                id,
                version + 1,
                next.enterprise,
                standardId,
                standardNumber,
                next.answers,
                target,
                next.returns,
                next.submission,
                next.review,
                List.copyOf(next.reviewers),
                next.noticeUntil,
                next.appealUntil,
                next.term,
                acts,
                isOver ? endedAt == null ? now : endedAt : null,
                why,
                createdAt,
                now);
        return new Change<>(after, after.told(move.event), why);
    }

    /** What the next version says, which is as this one until somebody says otherwise. */
    private final class Draft {
        private AssessedEnterprise enterprise = Assessment.this.enterprise;
        private String answers = Assessment.this.answers;
        private int returns = Assessment.this.returns;
        private AssessmentSubmission submission = Assessment.this.submission;
        private AssessmentReview review = Assessment.this.review;
        private final Set<UUID> reviewers = new LinkedHashSet<>(Assessment.this.reviewers);
        private Instant noticeUntil = Assessment.this.noticeUntil;
        private Instant appealUntil = Assessment.this.appealUntil;
        private AssessmentTerm term = Assessment.this.term;

        private Draft by(Actor reviewer) {
            reviewers.add(reviewer.id());
            return this;
        }
    }

    DomainEvent told(AssessmentEvent event) {
        AssessmentEvent.Data data = new AssessmentEvent.Data(
                id,
                enterprise.enterpriseName(),
                regionCode(),
                status,
                submission == null ? null : submission.ownLevel(),
                review == null ? null : review.level(),
                noticeUntil,
                term == null ? null : term.confirmedUntil(),
                reason);
        return submission == null ? event.of(organizationId(), data, updatedAt) : event.about(this, data, updatedAt);
    }
}
