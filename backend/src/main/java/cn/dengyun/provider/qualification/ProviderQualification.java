package cn.dengyun.provider.qualification;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A qualification of an organisation as a provider of one kind for one calendar year: applied for by itself, reviewed
 * level by level, shown to the public, granted. Who has decided once on an application decides no second time.
 *
 * @param organizationName as it is certified when it is submitted
 * @param regionCode where it is, likewise
 * @param renewsId the one of the year before; null unless it is a renewal
 * @param providerId null before the first one of the organisation was granted
 * @param dossier a {@link QualificationDossier} as JSON
 * @param status as recorded: the clock makes of it what {@link #statusAt} says
 * @param stage whose turn it is; null unless it is submitted, as {@code dueAt} is
 * @param reviewers who has passed it since it was submitted, from below to above
 * @param noticeUntil the first moment at which it can be granted; null before the notice
 * @param decision of who returned, rejected, granted, withdrew or revoked it last; null before
 * @param remarks all that was to be corrected when it was returned last
 * @param grantedAt null unless it was ever granted, as {@code validFrom} is
 * @param grantedBy null likewise, and where it was carried over
 * @param validUntil the end of its year
 */
record ProviderQualification(
        UUID id,
        int version,
        UUID organizationId,
        String organizationName,
        String regionCode,
        ProviderKind kind,
        int year,
        QualificationOrigin origin,
        UUID renewsId,
        UUID providerId,
        @JsonRawValue String dossier,
        QualificationStatus status,
        QualificationStage stage,
        Instant dueAt,
        UUID createdBy,
        UUID submittedBy,
        Instant submittedAt,
        List<UUID> reviewers,
        Instant noticeUntil,
        String decision,
        List<String> remarks,
        UUID grantedBy,
        Instant grantedAt,
        Instant validFrom,
        Instant validUntil,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "(granted_at IS NOT NULL OR status = 'PUBLIC_NOTICE')";

    /** Working days in which everybody may object. */
    static final int NOTICE_WORKING_DAYS = 5;

    /** Working days that each level has. */
    static final int REVIEW_WORKING_DAYS = 10;

    /** Everybody knows of what is shown to the public, and of what was ever granted. */
    @Override
    public boolean isPublic() {
        return grantedAt != null || status == QualificationStatus.PUBLIC_NOTICE;
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isPublic() || isSeenWhollyBy(actor);
    }

    /** Whether the actor sees the dossier too. */
    boolean isSeenWhollyBy(Actor actor) {
        return isHandledBy(actor) || Aggregate.seesAll(actor);
    }

    @Override
    public List<String> actions(Actor actor) {
        return List.of();
    }

    /** The same in the database: {@code qualification_status}. */
    QualificationStatus statusAt(Instant moment) {
        return status.isOpen() && !moment.isBefore(validUntil) ? QualificationStatus.EXPIRED : status;
    }

    /** Whether the provider may offer because of it, if nothing else speaks against that. */
    boolean isInForceAt(Instant moment) {
        return statusAt(moment) == QualificationStatus.QUALIFIED && !moment.isBefore(validFrom);
    }

    RegionCode region() {
        return new RegionCode(regionCode);
    }

    /** What the actor may do at a moment. */
    List<String> actions(Actor actor, Instant now, QualificationFacts facts) {
        return isHandledBy(actor) && !actor.isViewer()
                ? Move.available(QualificationMove.values(), statusAt(now), move -> mayDo(move, actor, now, facts))
                : List.of();
    }

    private boolean mayDo(QualificationMove move, Actor actor, Instant now, QualificationFacts facts) {
        boolean isApplicant = !actor.has(Roles.AUTHORITY);
        return switch (move) {
            case EDIT, CORRECT, WITHDRAW -> isApplicant;
            case SUBMIT -> isApplicant && facts.isBaseStanding();
            case RENEW ->
                isApplicant
                        && wasReviewed()
                        && !facts.hasNext()
                        && !now.isBefore(QualificationTerm.renewableFrom(year));
            case PASS -> mayReview(actor, now) && nextStage() != null;
            case ANNOUNCE -> mayReview(actor, now) && isLastStage() && origin != QualificationOrigin.RENEWAL;
            case CONFIRM ->
                mayReview(actor, now)
                        && isLastStage()
                        && origin == QualificationOrigin.RENEWAL
                        && facts.isBaseStanding();
            case RETURN ->
                status == QualificationStatus.PUBLIC_NOTICE
                        ? isProvincial(actor) && !isOf(actor)
                        : mayReview(actor, now);
            // What is shown to the public is rejected by deciding on an objection.
            case REJECT -> status == QualificationStatus.SUBMITTED && mayReview(actor, now);
            case GRANT ->
                isProvincial(actor)
                        && !isOf(actor)
                        && !hasReviewed(actor)
                        && !facts.hasPending()
                        && !now.isBefore(noticeUntil);
            case REVOKE -> isProvincial(actor) && !isOf(actor) && !actor.id().equals(grantedBy) && !facts.isRenewed();
        };
    }

    private boolean mayReview(Actor actor, Instant now) {
        return actor.has(Roles.AUTHORITY) && isTurnOf(actor, now) && !hasReviewed(actor) && !isOf(actor);
    }

    /** Whether the actor has begun or submitted it himself. */
    boolean isOf(Actor actor) {
        return actor.id().equals(createdBy) || actor.id().equals(submittedBy);
    }

    /** What was carried over from before there were qualifications was looked at by nobody. */
    private boolean wasReviewed() {
        return origin != QualificationOrigin.CARRIED_OVER;
    }

    private QualificationStage nextStage() {
        return stage == null ? null : stage.next(region(), origin).orElse(null);
    }

    private boolean isLastStage() {
        return stage != null && nextStage() == null;
    }

    boolean hasReviewed(Actor actor) {
        return reviewers.contains(actor.id());
    }

    static boolean isProvincial(Actor actor) {
        return actor.has(Roles.AUTHORITY)
                && actor.regionCode() != null
                && new RegionCode(actor.regionCode()).isProvince();
    }

    /** The authority itself, and once it is late those above it: never one below. */
    private boolean isTurnOf(Actor actor, Instant now) {
        if (stage == null) {
            return false;
        }
        String authority = stage.authority(region()).value();
        Oversight oversight = Oversight.of(actor);
        return oversight.covers(regionCode)
                && oversight.covers(authority)
                && (authority.equals(actor.regionCode()) || !now.isBefore(dueAt));
    }

    /**
     * Rejects with {@code review-not-overdue} (409) unless it is the actor's turn, and with {@code four-eyes-required}
     * (403) whoever has passed it at another level.
     */
    void requireTurn(Actor actor, Instant now) {
        if (stage != null && !isTurnOf(actor, now)) {
            throw Rejection.conflict(
                    "review-not-overdue", stage.authority(region()).value(), dueAt.toString());
        }
        requireFresh(actor);
    }

    /** Rejects with {@code four-eyes-required} (403) whoever has passed it. */
    void requireFresh(Actor actor) {
        reviewers.forEach(reviewer -> FourEyes.require(reviewer, actor.id()));
    }

    /** Rejects with {@code province-only} (403) whoever is not of the province. */
    static void requireProvincial(Actor actor) {
        if (!isProvincial(actor)) {
            throw Rejection.forbidden("province-only");
        }
    }

    /** What it says now. Rejects with {@code transition-not-allowed} (409). */
    ProviderQualification says(String newDossier, Instant now) {
        QualificationMove move =
                status == QualificationStatus.RETURNED ? QualificationMove.CORRECT : QualificationMove.EDIT;
        return change(move, now).dossier(newDossier).build();
    }

    /**
     * Its first level looks at it. Rejects with {@code transition-not-allowed} (409).
     *
     * @param name of the organisation, and {@code place} where it is, as they are certified now
     */
    ProviderQualification submitted(UUID by, String name, String place, Instant due, Instant now) {
        Changes changes = change(QualificationMove.SUBMIT, now);
        changes.organizationName = name;
        changes.regionCode = place;
        changes.stage = QualificationStage.path(new RegionCode(place), origin).get(0);
        changes.dueAt = due;
        changes.submittedBy = by;
        changes.submittedAt = now;
        changes.reviewers = List.of();
        return changes.build();
    }

    /** The move by which its present stage passes it. */
    QualificationMove passing() {
        if (nextStage() != null) {
            return QualificationMove.PASS;
        }
        return origin == QualificationOrigin.RENEWAL ? QualificationMove.CONFIRM : QualificationMove.ANNOUNCE;
    }

    /** The next level looks at it. */
    ProviderQualification passed(UUID by, String why, Instant due, Instant now) {
        Changes changes = change(QualificationMove.PASS, now).decided(why).reviewed(by);
        changes.stage = nextStage();
        changes.dueAt = due;
        return changes.build();
    }

    /** Everybody may object. */
    ProviderQualification announced(UUID by, String why, Instant until, Instant now) {
        Changes changes = change(QualificationMove.ANNOUNCE, now)
                .decided(why)
                .reviewed(by)
                .off();
        changes.noticeUntil = until;
        return changes.build();
    }

    ProviderQualification returned(String why, List<String> all, Instant now) {
        Changes changes = change(QualificationMove.RETURN, now).decided(why).off();
        changes.remarks = all;
        return changes.build();
    }

    ProviderQualification rejected(String why, Instant now) {
        return change(QualificationMove.REJECT, now).decided(why).off().build();
    }

    ProviderQualification withdrawn(String why, Instant now) {
        return change(QualificationMove.WITHDRAW, now).decided(why).off().build();
    }

    /** Rejects with {@code four-eyes-required} (403) whoever has granted it. */
    ProviderQualification revoked(UUID by, String why, Instant now) {
        Changes changes = change(QualificationMove.REVOKE, now).decided(why);
        if (grantedBy != null) {
            FourEyes.require(grantedBy, by);
        }
        return changes.build();
    }

    /**
     * It is in force from now on, or from the first day of its year.
     *
     * @param move GRANT or CONFIRM
     */
    ProviderQualification granted(QualificationMove move, UUID by, UUID provider, String why, Instant now) {
        Changes changes = change(move, now).decided(why).off();
        changes.providerId = provider;
        changes.grantedBy = by;
        changes.grantedAt = now;
        changes.validFrom = QualificationTerm.of(year).validFrom(now);
        return changes.build();
    }

    /**
     * What those concerned are told, and everybody of one that is or was public: that it is so no more, too. Why stands
     * on it, and the public does not see that.
     *
     * @param before null when it has just been made
     */
    DomainEvent told(ProviderQualification before, QualificationEvent event, Instant until, String reason) {
        boolean isForAll = isPublic() || before != null && before.isPublic();
        return event.about(
                        this,
                        new QualificationEvent.Data(
                                id,
                                providerId,
                                organizationName,
                                kind,
                                year,
                                status,
                                until,
                                isForAll ? null : reason,
                                null),
                        updatedAt)
                .publicIf(isForAll);
    }

    /**
     * The draft that confirms it for the next year, with the same dossier. Rejects with {@code transition-not-allowed},
     * {@code qualification-not-renewable} and {@code qualification-renewal-early} (409; from when on).
     */
    ProviderQualification renewed(UUID draft, UUID by, Instant now) {
        QualificationMove.RENEW.from(statusAt(now));
        if (!wasReviewed()) {
            throw Rejection.conflict("qualification-not-renewable");
        }
        Instant from = QualificationTerm.renewableFrom(year);
        if (now.isBefore(from)) {
            throw Rejection.conflict("qualification-renewal-early", QualificationTerm.dayOf(from));
        }
        return new ProviderQualification(
                draft,
                0,
                organizationId,
                organizationName,
                regionCode,
                kind,
                year + 1,
                QualificationOrigin.RENEWAL,
                id,
                providerId,
                dossier,
                QualificationStatus.DRAFT,
                null,
                null,
                by,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                QualificationTerm.of(year + 1).end(),
                now,
                now);
    }

    private Changes change(QualificationMove move, Instant now) {
        return new Changes(this, move.from(statusAt(now)), now);
    }

    /** A copy in the making: the record has many members, and a move changes few. */
    private static final class Changes {
        private final ProviderQualification from;
        private final QualificationStatus status;
        private final Instant now;
        private String organizationName;
        private String regionCode;
        private UUID providerId;
        private String dossier;
        private QualificationStage stage;
        private Instant dueAt;
        private UUID submittedBy;
        private Instant submittedAt;
        private List<UUID> reviewers;
        private Instant noticeUntil;
        private String decision;
        private List<String> remarks;
        private UUID grantedBy;
        private Instant grantedAt;
        private Instant validFrom;

        Changes(ProviderQualification from, QualificationStatus status, Instant now) {
            this.from = from;
            this.status = status;
            this.now = now;
            organizationName = from.organizationName;
            regionCode = from.regionCode;
            providerId = from.providerId;
            dossier = from.dossier;
            stage = from.stage;
            dueAt = from.dueAt;
            submittedBy = from.submittedBy;
            submittedAt = from.submittedAt;
            reviewers = from.reviewers;
            noticeUntil = from.noticeUntil;
            decision = from.decision;
            remarks = from.remarks;
            grantedBy = from.grantedBy;
            grantedAt = from.grantedAt;
            validFrom = from.validFrom;
        }

        Changes dossier(String text) {
            dossier = text;
            return this;
        }

        Changes decided(String why) {
            decision = why;
            return this;
        }

        Changes reviewed(UUID by) {
            reviewers = Stream.concat(reviewers.stream(), Stream.of(by)).toList();
            return this;
        }

        /** It is no level's turn. */
        Changes off() {
            stage = null;
            dueAt = null;
            return this;
        }

        ProviderQualification build() {
            return new ProviderQualification(
                    from.id,
                    from.version + 1,
                    from.organizationId,
                    organizationName,
                    regionCode,
                    from.kind,
                    from.year,
                    from.origin,
                    from.renewsId,
                    providerId,
                    dossier,
                    status,
                    stage,
                    dueAt,
                    from.createdBy,
                    submittedBy,
                    submittedAt,
                    reviewers,
                    noticeUntil,
                    decision,
                    remarks,
                    grantedBy,
                    grantedAt,
                    validFrom,
                    from.validUntil,
                    from.createdAt,
                    now);
        }
    }
}
