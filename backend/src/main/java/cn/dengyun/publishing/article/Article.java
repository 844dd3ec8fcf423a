package cn.dengyun.publishing.article;

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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An edition of an article, without its text. What it shows to whom follows from its times at that moment
 * ({@link #statusAt}); the status on record comes behind within a round.
 *
 * @param firstEditionId its own id where it is the first
 * @param amendsId the edition that it takes the place of; null for the first
 * @param officeName of the office that has begun it, as it was called then
 * @param makers who has written or submitted something of it; none of them reviews it
 * @param submittedAt null, as who has reviewed it and from when on it is live, before
 * @param supersededAt from when on the next edition is live; null where none is approved
 * @param explanation that everybody reads in the place of what was withdrawn; null else
 * @param reason of the last move; null where none was given
 */
record Article(
        UUID id,
        int version,
        UUID firstEditionId,
        int edition,
        UUID amendsId,
        String regionCode,
        UUID organizationId,
        String officeName,
        ArticleHead says,
        ArticleStatus status,
        List<UUID> makers,
        Instant submittedAt,
        UUID reviewedBy,
        Instant publishAt,
        Instant supersededAt,
        Instant withdrawnAt,
        String explanation,
        String reason,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** What may be shown to everybody, in SQL: at which moment it is says {@link #STATUS_AT}. */
    static final String APPROVED = "status NOT IN ('DRAFT', 'REVIEW')";

    /** {@link #statusAt} in SQL. */
    static final String STATUS_AT = """
            (CASE WHEN status IN ('DRAFT', 'REVIEW', 'WITHDRAWN') THEN status WHEN publish_at > :moment THEN 'SCHEDULED'
                WHEN superseded_at <= :moment AND superseded_at <= coalesce(expires_at, superseded_at) THEN 'SUPERSEDED'
                WHEN expires_at <= :moment THEN 'EXPIRED' ELSE 'LIVE' END)""";

    /** By when it is reviewed. */
    static final Duration TIME_TO_REVIEW = Duration.ofDays(7);

    /** A first draft. */
    static Article drafted(UUID id, Actor by, String officeName, ArticleHead says, Instant now) {
        return new Article(
                id,
                0,
                id,
                1,
                null,
                by.regionCode(),
                by.organizationId(),
                officeName,
                says,
                ArticleStatus.DRAFT,
                List.of(by.id()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                now);
    }

    /** Whom its events are told: everybody once it was live, as it is on record. */
    @Override
    public boolean isPublic() {
        return status.isShown() || status == ArticleStatus.EXPIRED;
    }

    /** Wider than what is shown, see {@link #isShownTo}. */
    @Override
    public boolean isKnownTo(Actor actor) {
        return isPublic() || status == ArticleStatus.SCHEDULED || isOverseenBy(actor);
    }

    /** Whether the actor may look at it now. */
    boolean isShownTo(Actor actor, Instant now) {
        return statusAt(now).isShown() || isOverseenBy(actor);
    }

    /** Whether the actor sees it wherever it stands, with what was withdrawn. */
    boolean isOverseenBy(Actor actor) {
        return isHandledBy(actor) || Aggregate.seesAll(actor);
    }

    /** Where it stands at a moment: it is superseded, or expires, by what comes first. */
    ArticleStatus statusAt(Instant now) {
        if (publishAt == null || status == ArticleStatus.WITHDRAWN) {
            return status;
        }
        if (publishAt.isAfter(now)) {
            return ArticleStatus.SCHEDULED;
        }
        Instant end = says.expiresAt();
        if (supersededAt != null && !supersededAt.isAfter(now) && (end == null || !supersededAt.isAfter(end))) {
            return ArticleStatus.SUPERSEDED;
        }
        return end != null && !end.isAfter(now) ? ArticleStatus.EXPIRED : ArticleStatus.LIVE;
    }

    @Override
    public List<String> actions(Actor actor) {
        return actions(actor, status);
    }

    List<String> actions(Actor actor, ArticleStatus standing) {
        return Move.available(
                ArticleMove.values(),
                standing,
                move -> isOf(actor, move.hand)
                        && !actor.isViewer()
                        && (move.hand != ArticleMove.Hand.REVIEWER || !makers.contains(actor.id())));
    }

    private boolean isOf(Actor actor, ArticleMove.Hand hand) {
        return switch (hand) {
            case OWN -> actor.has(Roles.AUTHORITY) && regionCode.equals(actor.regionCode());
            case OVERSEER, REVIEWER -> actor.has(Roles.AUTHORITY) && isHandledBy(actor);
            case NOBODY -> false;
        };
    }

    /**
     * Rejects with {@code not-yours} (403) whoever is not the one whose move it is, and with {@code four-eyes-required}
     * (403) who reviews what he has written or submitted.
     */
    void requireHand(Actor actor, ArticleMove move) {
        if (!isOf(actor, move.hand)) {
            throw Rejection.forbidden("not-yours");
        }
        if (move.hand == ArticleMove.Hand.REVIEWER) {
            makers.forEach(maker -> FourEyes.require(maker, actor.id()));
        }
    }

    /** By when somebody has to act; null where nobody has to. */
    Instant dueAt() {
        return status == ArticleStatus.REVIEW ? submittedAt.plus(TIME_TO_REVIEW) : null;
    }

    /** The change of what it says. Rejects with {@code transition-not-allowed} (409). */
    Change<Article> edited(Actor by, ArticleHead written, Instant now) {
        ArticleStatus target = ArticleMove.EDIT.from(status);
        return changed(
                with(target, written, with(by.id()), submittedAt, reviewedBy, publishAt, reason, now),
                ArticleMove.EDIT,
                null);
    }

    /** Submits it. Rejects with {@code transition-not-allowed} (409). */
    Change<Article> submitted(Actor by, Instant now) {
        ArticleStatus target = ArticleMove.SUBMIT.from(status);
        return changed(with(target, says, with(by.id()), now, null, null, null, now), ArticleMove.SUBMIT, null);
    }

    /** Makes a draft of it again. Rejects with {@code transition-not-allowed} (409). */
    Change<Article> reopened(ArticleMove move, String why, Instant now) {
        return changed(with(move.from(status), says, makers, null, null, null, why, now), move, why);
    }

    /** Approves it. Rejects with {@code transition-not-allowed} (409). */
    Change<Article> approved(Actor by, Instant from, String why, Instant now) {
        ArticleStatus target = ArticleMove.APPROVE.from(status);
        return changed(with(target, says, makers, submittedAt, by.id(), from, why, now), ArticleMove.APPROVE, why);
    }

    /** Makes it live at once. Rejects with {@code transition-not-allowed} (409). */
    Change<Article> published(String why, Instant now) {
        ArticleStatus target = ArticleMove.PUBLISH.from(status);
        return changed(with(target, says, makers, submittedAt, reviewedBy, now, why, now), ArticleMove.PUBLISH, why);
    }

    /** Takes it back from everybody. Rejects with {@code transition-not-allowed} (409). */
    Change<Article> withdrawn(String why, Instant now) {
        Article after = new Article(
                id,
                version + 1,
                firstEditionId,
                edition,
                amendsId,
                regionCode,
                organizationId,
                officeName,
                says,
                ArticleMove.WITHDRAW.from(status),
                makers,
                submittedAt,
                reviewedBy,
                publishAt,
                supersededAt,
                now,
                why,
                why,
                createdAt,
                now);
        return changed(after, ArticleMove.WITHDRAW, why);
    }

    /** What the clock has decided of it and is not on record yet, if there is something; one step at a time. */
    Optional<Change<Article>> passed(Instant now) {
        ArticleStatus standing = statusAt(now);
        if (standing == status) {
            return Optional.empty();
        }
        ArticleMove move = status == ArticleStatus.SCHEDULED
                ? ArticleMove.BEGIN
                : standing == ArticleStatus.SUPERSEDED ? ArticleMove.SUPERSEDE : ArticleMove.EXPIRE;
        Article after = with(move.from(status), says, makers, submittedAt, reviewedBy, publishAt, reason, now);
        return Optional.of(changed(after, move, null));
    }

    /** A draft of the next edition, which says the same. Rejects with {@code transition-not-allowed} (409). */
    Article amended(UUID draft, Actor by, String changeNote, Instant now) {
        ArticleMove.AMEND.from(status);
        ArticleHead same = new ArticleHead(
                says.kind(),
                says.title(),
                says.summary(),
                says.topics(),
                says.regions(),
                says.industries(),
                says.expiresAt(),
                changeNote,
                says.contentHash());
        return new Article(
                draft,
                0,
                firstEditionId,
                edition + 1,
                id,
                regionCode,
                by.organizationId(),
                officeName,
                same,
                ArticleStatus.DRAFT,
                List.of(by.id()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                now);
    }

    private List<UUID> with(UUID maker) {
        return Stream.concat(makers.stream(), Stream.of(maker)).distinct().toList();
    }

    private Article with(
            ArticleStatus target,
            ArticleHead head,
            List<UUID> writers,
            Instant submitted,
            UUID reviewer,
            Instant from,
            String why,
            Instant now) {
        return new Article(
                id,
                version + 1,
                firstEditionId,
                edition,
                amendsId,
                regionCode,
                organizationId,
                officeName,
                head,
                target,
                writers,
                submitted,
                reviewer,
                from,
                supersededAt,
                withdrawnAt,
                explanation,
                why,
                createdAt,
                now);
    }

    private static Change<Article> changed(Article after, ArticleMove move, String why) {
        return new Change<>(after, after.told(move.event, why), why);
    }

    /** @param said by whoever acted; null where nobody has */
    DomainEvent told(ArticleEvent event, String said) {
        ArticleEvent.Data data = new ArticleEvent.Data(
                id, firstEditionId, edition, says.kind(), says.title(), status, publishAt, says.expiresAt(), said);
        return event.about(this, data, updatedAt);
    }
}
