package cn.dengyun.monitoring.bulletin;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A bulletin of the province, without its figures, which never change. What is published stays as it is: the database
 * refuses anything else.
 *
 * @param year of its months
 * @param fromMonth its first month, as its first day; {@code toMonth} likewise
 * @param asOf the recount that its figures are of
 * @param figuresHash SHA-256 of its figures as they are told
 * @param makers who has written or submitted something of it; none of them approves it
 * @param approvers who has approved what was submitted last
 * @param submittedAt null, as who has published it and when, before
 * @param reason of the last move; null where none was given
 */
record Bulletin(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        BulletinPeriod period,
        int year,
        LocalDate fromMonth,
        LocalDate toMonth,
        Instant asOf,
        String figuresHash,
        BulletinSays says,
        BulletinStatus status,
        List<UUID> makers,
        List<UUID> approvers,
        Instant submittedAt,
        UUID publishedBy,
        Instant publishedAt,
        String reason,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "status = 'PUBLISHED'";

    static final String PROVINCE = "340000";

    /** By when it is approved, and then published. */
    static final Duration TIME_TO_DECIDE = Duration.ofDays(7);

    /** By when a draft is submitted. */
    static final Duration TIME_TO_WRITE = Duration.ofDays(30);

    @Override
    public boolean isPublic() {
        return status == BulletinStatus.PUBLISHED;
    }

    /** Only the province has a say. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.has(Roles.AUTHORITY) && Aggregate.super.isHandledBy(actor);
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                BulletinMove.values(),
                status,
                move -> isHandledBy(actor)
                        && !actor.isViewer()
                        && (!move.isApproval()
                                || move == nextApproval()
                                        && !makers.contains(actor.id())
                                        && !approvers.contains(actor.id())));
    }

    private BulletinMove nextApproval() {
        return approvers.isEmpty() ? BulletinMove.APPROVE : BulletinMove.APPROVE_FINALLY;
    }

    YearMonth from() {
        return YearMonth.from(fromMonth);
    }

    YearMonth to() {
        return YearMonth.from(toMonth);
    }

    /** By when somebody has to act; null where nobody has to. */
    Instant dueAt() {
        return switch (status) {
            case DRAFT -> updatedAt.plus(TIME_TO_WRITE);
            case SUBMITTED -> submittedAt.plus(TIME_TO_DECIDE);
            case APPROVED -> updatedAt.plus(TIME_TO_DECIDE);
            case PUBLISHED, DISCARDED -> null;
        };
    }

    /** The change of what people write. Rejects with {@code transition-not-allowed} (409). */
    Change<Bulletin> edited(Actor by, BulletinSays written, Instant now) {
        BulletinStatus target = BulletinMove.EDIT.from(status);
        return changed(with(target, written, with(makers, by), List.of(), null, null, now), BulletinMove.EDIT, null);
    }

    /** Submits it. Rejects with {@code transition-not-allowed} (409). */
    Change<Bulletin> submitted(Actor by, Instant now) {
        BulletinStatus target = BulletinMove.SUBMIT.from(status);
        return changed(with(target, says, with(makers, by), List.of(), now, null, now), BulletinMove.SUBMIT, null);
    }

    /**
     * Approves it, for the first time or the second. Rejects with {@code four-eyes-required} (403) who has written or
     * approved it, and with {@code transition-not-allowed} (409).
     */
    Change<Bulletin> approved(Actor by, String why, Instant now) {
        BulletinMove move = nextApproval();
        BulletinStatus target = move.from(status);
        Stream.concat(makers.stream(), approvers.stream()).forEach(other -> FourEyes.require(other, by.id()));
        return changed(with(target, says, makers, with(approvers, by), submittedAt, why, now), move, why);
    }

    /** Makes a draft of it again. Rejects with {@code transition-not-allowed} (409). */
    Change<Bulletin> returned(String why, Instant now) {
        BulletinStatus target = BulletinMove.RETURN.from(status);
        return changed(with(target, says, makers, List.of(), null, why, now), BulletinMove.RETURN, why);
    }

    /** Gives a draft up. Rejects with {@code transition-not-allowed} (409). */
    Change<Bulletin> discarded(String why, Instant now) {
        BulletinStatus target = BulletinMove.DISCARD.from(status);
        return changed(with(target, says, makers, List.of(), null, why, now), BulletinMove.DISCARD, why);
    }

    /** Publishes it, once and for all. Rejects with {@code transition-not-allowed} (409). */
    Change<Bulletin> published(Actor by, String why, Instant now) {
        BulletinStatus target = BulletinMove.PUBLISH.from(status);
        Bulletin after = new Bulletin(
                id,
                version + 1,
                organizationId,
                regionCode,
                period,
                year,
                fromMonth,
                toMonth,
                asOf,
                figuresHash,
                says,
                target,
                makers,
                approvers,
                submittedAt,
                by.id(),
                now,
                why,
                createdAt,
                now);
        return changed(after, BulletinMove.PUBLISH, why);
    }

    /** Rejects with {@code not-yours} (403) whoever is not of the province, {@code transition-not-allowed} (409). */
    void requireCorrectable(Actor actor) {
        if (!isHandledBy(actor)) {
            throw Rejection.forbidden("not-yours");
        }
        BulletinMove.CORRECT.from(status);
    }

    private static List<UUID> with(List<UUID> people, Actor another) {
        return Stream.concat(people.stream(), Stream.of(another.id()))
                .distinct()
                .toList();
    }

    private Bulletin with(
            BulletinStatus target,
            BulletinSays written,
            List<UUID> writers,
            List<UUID> approving,
            Instant submitted,
            String why,
            Instant now) {
        return new Bulletin(
                id,
                version + 1,
                organizationId,
                regionCode,
                period,
                year,
                fromMonth,
                toMonth,
                asOf,
                figuresHash,
                written,
                target,
                writers,
                approving,
                submitted,
                publishedBy,
                publishedAt,
                why,
                createdAt,
                now);
    }

    private static Change<Bulletin> changed(Bulletin after, BulletinMove move, String why) {
        return new Change<>(after, after.told(move.event), why);
    }

    DomainEvent told(BulletinEvent event) {
        return event.about(this, data(null), updatedAt);
    }

    /** @param erratum null where it is told of the bulletin itself */
    BulletinEvent.Data data(BulletinErratum erratum) {
        return new BulletinEvent.Data(
                id,
                from().toString(),
                to().toString(),
                says.title(),
                status,
                erratum == null ? null : erratum.id(),
                erratum == null ? null : erratum.number());
    }
}
