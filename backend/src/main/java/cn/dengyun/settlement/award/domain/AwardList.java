package cn.dengyun.settlement.award.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A list of awards of one programme (奖补名单). Amounts are in fen.
 *
 * @param organizationId the office whose programme it is, whose people alone go on with it
 * @param organizationName then
 * @param regionCode of the office
 * @param title what people read, e.g. the title of those that are chosen
 * @param basis the document that it is based on, with its number
 * @param awards those that are left on it, as amountFen
 * @param grant null before, as notice and finality
 * @param dueAt by when the next step has to be done; null where nothing more happens
 * @param reason of the last step
 */
public record AwardList(
        UUID id,
        int version,
        String number,
        UUID programmeId,
        String programmeName,
        UUID organizationId,
        String organizationName,
        String regionCode,
        String title,
        String basis,
        AwardCondition condition,
        AwardTerms terms,
        AwardListStatus status,
        int awards,
        long amountFen,
        UUID drawnUpBy,
        Instant drawnUpAt,
        Grant grant,
        Notice notice,
        Finality finality,
        Instant dueAt,
        String reason,
        Instant updatedAt)
        implements Aggregate {

    /** The most awards on one. */
    public static final int MAX_AWARDS = 1_000;

    /** That a second person has granted it. */
    public record Grant(UUID grantedBy, Instant grantedAt) {}

    /** When everybody could look at it, and until when. */
    public record Notice(UUID noticedBy, Instant noticedAt, Instant noticeEndsAt) {}

    /** When what is left of it became owed. */
    public record Finality(UUID finalizedBy, Instant finalizedAt) {}

    /** What everybody may know of it from its notice on is less than the whole, and asked for elsewhere. */
    @Override
    public boolean isPublic() {
        return false;
    }

    /** The people of the office whose programme it is, and nobody else. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.has(Roles.AUTHORITY)
                && !actor.isClient()
                && actor.actsFor(organizationId)
                && regionCode.equals(actor.regionCode());
    }

    /** Authorities above look at those of their region, finance and auditors at all. */
    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || Aggregate.super.isHandledBy(actor) || seesAll(actor);
    }

    public static boolean seesAll(Actor actor) {
        return actor.has(Roles.FINANCE) || Aggregate.seesAll(actor);
    }

    /** Rejects with {@code not-yours} (403) whoever does not go on with it: also who may only look at it. */
    public void requireOffice(Actor actor) {
        if (actor.isViewer() || !isHandledBy(actor)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /**
     * Rejects with {@code four-eyes-required} (403) whoever did what this move checks. Nobody grants what he has drawn
     * up, and nobody makes final alone what he has put on notice.
     */
    public void requireOther(Actor actor, AwardListMove move) {
        if (move == AwardListMove.GRANT) {
            FourEyes.require(drawnUpBy, actor.id());
        }
        if (move == AwardListMove.FINALIZE && notice != null) {
            FourEyes.require(notice.noticedBy(), actor.id());
        }
    }

    /** By what is on record alone; {@link #actionsAt} knows of the clock. */
    @Override
    public List<String> actions(Actor actor) {
        return actionsAt(actor, updatedAt);
    }

    /** What the actor may do with it at a moment. */
    public List<String> actionsAt(Actor actor, Instant now) {
        boolean isTheirs = isHandledBy(actor) && !actor.isViewer();
        return Move.available(AwardListMove.values(), status, move -> isTheirs && may(actor, move, now));
    }

    private boolean may(Actor actor, AwardListMove move, Instant now) {
        return switch (move) {
            case GRANT -> awards > 0 && !actor.id().equals(drawnUpBy);
            case NOTICE, STRIKE -> awards > 0;
            case FINALIZE -> awards > 0 && isNoticeOverAt(now) && !actor.id().equals(notice.noticedBy());
            case CANCEL -> true;
        };
    }

    public boolean isNoticeOverAt(Instant now) {
        return notice != null && !now.isBefore(notice.noticeEndsAt());
    }

    /** It when it is granted. Rejects with {@code transition-not-allowed} and {@code award-list-empty} (409). */
    public AwardList granted(UUID by, Instant due, String why, Instant now) {
        return changed(AwardListMove.GRANT, why, now, change -> {
            change.grant = new Grant(by, now);
            change.dueAt = due;
        });
    }

    /** It when everybody may look at it. Rejects as {@link #granted} does. */
    public AwardList noticed(UUID by, Instant ends, Instant due, String why, Instant now) {
        return changed(AwardListMove.NOTICE, why, now, change -> {
            change.notice = new Notice(by, now, ends);
            change.dueAt = due;
        });
    }

    /** It without one award. Rejects with {@code transition-not-allowed} (409). */
    public AwardList without(Award struck, String why, Instant now) {
        AwardListMove.STRIKE.from(status);
        Change change = new Change();
        change.awards = awards - 1;
        change.amountFen = amountFen - struck.amountFen();
        return change.made(why, now);
    }

    /**
     * It when what is left is owed. Rejects as {@link #granted} does, and with {@code award-notice-still-running} (409;
     * until when).
     */
    public AwardList finalized(UUID by, String why, Instant now) {
        AwardListMove.FINALIZE.from(status);
        if (!isNoticeOverAt(now)) {
            throw Rejection.conflict(
                    "award-notice-still-running", notice.noticeEndsAt().toString());
        }
        return changed(AwardListMove.FINALIZE, why, now, change -> {
            change.finality = new Finality(by, now);
            change.dueAt = null;
        });
    }

    /** It when it is given up. Rejects with {@code transition-not-allowed} (409). */
    public AwardList cancelled(String why, Instant now) {
        AwardListStatus after = AwardListMove.CANCEL.from(status);
        Change change = new Change();
        change.status = after;
        change.dueAt = null;
        return change.made(why, now);
    }

    private AwardList changed(AwardListMove move, String why, Instant now, Consumer<Change> what) {
        AwardListStatus after = move.from(status);
        if (awards == 0) {
            throw Rejection.conflict("award-list-empty");
        }
        Change change = new Change();
        change.status = after;
        what.accept(change);
        return change.made(why, now);
    }

    /** A copy in the making: what may change of a list. */
    private final class Change {
        private AwardListStatus status = AwardList.this.status;
        private int awards = AwardList.this.awards;
        private long amountFen = AwardList.this.amountFen;
        private Grant grant = AwardList.this.grant;
        private Notice notice = AwardList.this.notice;
        private Finality finality = AwardList.this.finality;
        private Instant dueAt = AwardList.this.dueAt;

        AwardList made(String why, Instant now) {
            return new AwardList(
                    id,
                    version + 1,
                    number,
                    programmeId,
                    programmeName,
                    organizationId,
                    organizationName,
                    regionCode,
                    title,
                    basis,
                    condition,
                    terms,
                    status,
                    awards,
                    amountFen,
                    drawnUpBy,
                    drawnUpAt,
                    grant,
                    notice,
                    finality,
                    dueAt,
                    why,
                    now);
        }
    }
}
