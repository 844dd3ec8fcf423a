package cn.dengyun.activity.contest;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A contest, or the selection of CIOs, of an office for the enterprises of its region.
 *
 * @param organizationId the office that holds it, as it was called then
 * @param regionCode of the office, whose people are the organiser
 * @param form {@link ContestForm} as a text
 * @param jurors accounts; the number of a juror is its place, from 1
 * @param announcedBy null before, as the other persons and moments
 * @param firstScoredAt from when on the jury stays as it is
 * @param notice null before
 * @param openObjections how many are not decided
 * @param endedAt when it was concluded or cancelled
 * @param explanation why it was cancelled; null where it was not
 */
record Contest(
        UUID id,
        int version,
        UUID organizationId,
        String organizerName,
        String regionCode,
        ContestKind kind,
        String title,
        Instant nominationsFrom,
        Instant nominationsUntil,
        ContestStatus status,
        @JsonRawValue String form,
        List<UUID> jurors,
        UUID announcedBy,
        Instant announcedAt,
        Instant judgingAt,
        Instant firstScoredAt,
        ContestNotice notice,
        int openObjections,
        Instant endedAt,
        String explanation,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** What everybody may know of, in SQL. */
    static final String PUBLIC = "announced_at IS NOT NULL";

    static Contest drafted(UUID id, Actor by, String organizerName, ContestForm says, Instant now) {
        return new Contest(
                id,
                0,
                by.organizationId(),
                organizerName,
                by.regionCode(),
                says.kind(),
                says.title(),
                says.nominationsFrom(),
                says.nominationsUntil(),
                ContestStatus.DRAFT,
                KeptTexts.write(says),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                now,
                now);
    }

    ContestForm says() {
        return KeptTexts.read(form, ContestForm.class);
    }

    @Override
    public boolean isPublic() {
        return announcedAt != null;
    }

    /** Whether everybody reads the entries and their scores. */
    boolean isShown() {
        return status == ContestStatus.NOTICE || status == ContestStatus.CONCLUDED;
    }

    /** Whether the actor is of the office that holds it. */
    boolean isOrganizedBy(Actor actor) {
        return actor.has(Roles.AUTHORITY) && regionCode.equals(actor.regionCode());
    }

    /** Whether the actor is the organiser, or an authority above it. */
    boolean isOverseenBy(Actor actor) {
        return Oversight.of(actor).covers(regionCode);
    }

    boolean isJudgedBy(Actor actor) {
        return actor.id() != null && jurors.contains(actor.id());
    }

    /** The number of a juror, from 1; 0 for whoever is none. */
    int numberOf(UUID account) {
        return jurors.indexOf(account) + 1;
    }

    boolean takesNominationsAt(Instant now) {
        return status == ContestStatus.ANNOUNCED && !now.isBefore(nominationsFrom) && now.isBefore(nominationsUntil);
    }

    /**
     * Rejects with {@code contest-not-open}, {@code contest-nominations-too-early} and {@code contest-nominations-over}
     * (409) unless enterprises nominate themselves at this moment.
     */
    void requireNominationsAt(Instant now) {
        if (status != ContestStatus.ANNOUNCED) {
            throw Rejection.conflict("contest-not-open", status);
        }
        if (now.isBefore(nominationsFrom)) {
            throw Rejection.conflict("contest-nominations-too-early", nominationsFrom);
        }
        if (!now.isBefore(nominationsUntil)) {
            throw Rejection.conflict("contest-nominations-over", nominationsUntil);
        }
    }

    private boolean isOf(Actor actor, ContestMove.Hand hand) {
        return switch (hand) {
            case ORGANIZER -> isOrganizedBy(actor);
            case OVERSEER, OTHER_OVERSEER -> isOverseenBy(actor);
            case JUROR -> isJudgedBy(actor);
            case ORGANIZER_OR_JUROR -> isOrganizedBy(actor) || isJudgedBy(actor);
            case ENTRANT ->
                actor.has(Roles.ENTERPRISE) && notice != null && notice.shown().hasEntrant(actor.organizationId());
        };
    }

    private boolean isBarred(Actor actor) {
        return actor.id().equals(announcedBy)
                || notice != null && actor.id().equals(notice.noticedBy())
                || isJudgedBy(actor);
    }

    /** What could be done but for the moment, see {@link #actionsAt}. */
    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                ContestMove.values(),
                status,
                move -> isOf(actor, move.hand)
                        && !actor.isViewer()
                        && (move.hand != ContestMove.Hand.OTHER_OVERSEER || !isBarred(actor)));
    }

    List<String> actionsAt(Actor actor, Instant now) {
        return actions(actor).stream()
                .filter(action -> isTime(ContestMove.valueOf(action), now))
                .toList();
    }

    private boolean isTime(ContestMove move, Instant now) {
        return switch (move) {
            case ANNOUNCE -> now.isBefore(nominationsUntil);
            case REPLACE_JURY -> firstScoredAt == null;
            case START_JUDGING -> !now.isBefore(nominationsUntil) && jurors.size() >= ContestForms.MIN_JURORS;
            case OBJECT -> now.isBefore(notice.noticeUntil());
            case ANSWER -> openObjections > 0;
            case CONCLUDE -> !now.isBefore(notice.noticeUntil()) && openObjections == 0;
            case POST_NOTICE -> firstScoredAt != null;
            case EDIT, STATE_CONFLICT, SCORE, CANCEL -> true;
        };
    }

    /**
     * Rejects with {@code not-yours} (403) whoever is not the one whose move it is, with {@code transition-not-allowed}
     * (409) where it is not possible now, and with {@code four-eyes-required} (403) who decides an objection to what he
     * has announced, posted or judged.
     */
    void requireMove(Actor actor, ContestMove move) {
        if (!isOf(actor, move.hand) && (move.hand != ContestMove.Hand.ENTRANT || !actor.has(Roles.ENTERPRISE))) {
            throw Rejection.forbidden("not-yours");
        }
        move.from(status);
        if (!isOf(actor, move.hand)) {
            throw Rejection.forbidden("not-yours");
        }
        if (move.hand == ContestMove.Hand.OTHER_OVERSEER) {
            FourEyes.require(announcedBy, actor.id());
            FourEyes.require(notice.noticedBy(), actor.id());
            jurors.forEach(juror -> FourEyes.require(juror, actor.id()));
        }
    }

    /** Rejects with {@code transition-not-allowed} (409). */
    Change<Contest> edited(ContestForm says, Instant now) {
        ContestStatus target = ContestMove.EDIT.from(status);
        return changed(
                new Contest(
                        id,
                        version + 1,
                        organizationId,
                        organizerName,
                        regionCode,
                        says.kind(),
                        says.title(),
                        says.nominationsFrom(),
                        says.nominationsUntil(),
                        target,
                        KeptTexts.write(says),
                        jurors,
                        null,
                        null,
                        null,
                        null,
                        null,
                        0,
                        null,
                        null,
                        createdAt,
                        now),
                ContestMove.EDIT,
                null);
    }

    /**
     * Rejects with {@code transition-not-allowed} and, once it would be over, {@code contest-nominations-over} (409).
     */
    Change<Contest> announced(Actor by, Instant now) {
        ContestStatus target = ContestMove.ANNOUNCE.from(status);
        if (!now.isBefore(nominationsUntil)) {
            throw Rejection.conflict("contest-nominations-over", nominationsUntil);
        }
        return changed(
                with(target, jurors, by.id(), now, null, null, null, 0, null, null, now), ContestMove.ANNOUNCE, null);
    }

    /** Rejects with {@code transition-not-allowed} and, once somebody has scored, {@code contest-scored} (409). */
    Change<Contest> judgedBy(List<UUID> accounts, String why, Instant now) {
        ContestStatus target = ContestMove.REPLACE_JURY.from(status);
        if (firstScoredAt != null) {
            throw Rejection.conflict("contest-scored", firstScoredAt);
        }
        return changed(
                with(target, accounts, announcedBy, announcedAt, judgingAt, null, null, 0, null, null, now),
                ContestMove.REPLACE_JURY,
                why);
    }

    /**
     * Rejects with {@code transition-not-allowed}, {@code contest-nominations-open}, {@code contest-jury-missing} and
     * {@code contest-entries-missing} (409).
     */
    Change<Contest> judgingStarted(int entries, Instant now) {
        ContestStatus target = ContestMove.START_JUDGING.from(status);
        if (now.isBefore(nominationsUntil)) {
            throw Rejection.conflict("contest-nominations-open", nominationsUntil);
        }
        if (jurors.size() < ContestForms.MIN_JURORS) {
            throw Rejection.conflict("contest-jury-missing", ContestForms.MIN_JURORS);
        }
        if (entries == 0) {
            throw Rejection.conflict("contest-entries-missing");
        }
        return changed(
                with(target, jurors, announcedBy, announcedAt, now, null, null, 0, null, null, now),
                ContestMove.START_JUDGING,
                null);
    }

    /** The change by a score: the first is told, others change nothing. */
    Change<Contest> scored(Instant now) {
        ContestStatus target = ContestMove.SCORE.from(status);
        if (firstScoredAt != null) {
            return Change.none(this);
        }
        return changed(
                with(target, jurors, announcedBy, announcedAt, judgingAt, now, null, 0, null, null, now),
                ContestMove.SCORE,
                null);
    }

    /** Locks the scores. Rejects with {@code transition-not-allowed} (409). */
    Change<Contest> noticed(Actor by, ContestSheet sheet, Instant until, Instant now) {
        ContestStatus target = ContestMove.POST_NOTICE.from(status);
        ContestNotice posted = ContestNotice.posted(by.id(), sheet, now, until);
        return changed(
                with(target, jurors, announcedBy, announcedAt, judgingAt, firstScoredAt, posted, 0, null, null, now),
                ContestMove.POST_NOTICE,
                null);
    }

    /** Rejects with {@code transition-not-allowed} and {@code contest-notice-over} (409). */
    Change<Contest> objectedTo(Instant now) {
        ContestStatus target = ContestMove.OBJECT.from(status);
        if (!now.isBefore(notice.noticeUntil())) {
            throw Rejection.conflict("contest-notice-over", notice.noticeUntil());
        }
        return changed(inNotice(target, notice, openObjections + 1, now), ContestMove.OBJECT, null);
    }

    /**
     * The change by the decision of an objection. Rejects with {@code transition-not-allowed} (409).
     *
     * @param correction null where it is dismissed
     */
    Change<Contest> answered(ContestSheet.Correction correction, String why, Instant now) {
        ContestStatus target = ContestMove.ANSWER.from(status);
        ContestNotice after = correction == null ? notice : notice.with(correction);
        return changed(inNotice(target, after, openObjections - 1, now), ContestMove.ANSWER, why);
    }

    /**
     * Rejects with {@code transition-not-allowed}, {@code contest-notice-open} and {@code contest-objections-undecided}
     * (409).
     */
    Change<Contest> concluded(Instant now) {
        ContestStatus target = ContestMove.CONCLUDE.from(status);
        if (now.isBefore(notice.noticeUntil())) {
            throw Rejection.conflict("contest-notice-open", notice.noticeUntil());
        }
        if (openObjections > 0) {
            throw Rejection.conflict("contest-objections-undecided", openObjections);
        }
        return changed(
                with(target, jurors, announcedBy, announcedAt, judgingAt, firstScoredAt, notice, 0, now, null, now),
                ContestMove.CONCLUDE,
                null);
    }

    /** Rejects with {@code transition-not-allowed} (409). */
    Change<Contest> cancelled(String why, Instant now) {
        ContestStatus target = ContestMove.CANCEL.from(status);
        return changed(
                with(
                        target,
                        jurors,
                        announcedBy,
                        announcedAt,
                        judgingAt,
                        firstScoredAt,
                        notice,
                        openObjections,
                        now,
                        why,
                        now),
                ContestMove.CANCEL,
                why);
    }

    /** By what everybody computes; empty unless that is shown. */
    List<ContestScoring.Ranked> ranking() {
        return isShown() ? ContestScoring.of(says(), notice.shown(), notice.corrected()) : List.of();
    }

    private Contest inNotice(ContestStatus target, ContestNotice shown, int open, Instant now) {
        return with(target, jurors, announcedBy, announcedAt, judgingAt, firstScoredAt, shown, open, null, null, now);
    }

    private Contest with(
            ContestStatus target,
            List<UUID> jury,
            UUID announcer,
            Instant announced,
            Instant judging,
            Instant scored,
            ContestNotice posted,
            int open,
            Instant end,
            String why,
            Instant now) {
        return new Contest(
                id,
                version + 1,
                organizationId,
                organizerName,
                regionCode,
                kind,
                title,
                nominationsFrom,
                nominationsUntil,
                target,
                form,
                jury,
                announcer,
                announced,
                judging,
                scored,
                posted,
                open,
                end,
                why,
                createdAt,
                now);
    }

    private static Change<Contest> changed(Contest after, ContestMove move, String why) {
        return new Change<>(after, after.told(move.event), why);
    }

    DomainEvent told(ContestEvent event) {
        ContestEvent.Data data = new ContestEvent.Data(
                id,
                kind,
                title,
                organizationId,
                regionCode,
                status,
                notice == null ? null : notice.noticeUntil(),
                openObjections,
                explanation);
        return event.about(this, data, updatedAt);
    }
}
