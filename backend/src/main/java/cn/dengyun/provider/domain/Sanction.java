package cn.dengyun.provider.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * That the operator of a platform loses its standing as a provider, because of an incident or of an evaluation that was
 * failed: proposed, heard, decided by a second person, ended by the clock.
 *
 * @param organizationId the provider's; {@code regionCode} is its region
 * @param authorityCode the region of the highest authority that has acted on it, whose hands it is in: none below
 *     undoes it
 * @param providerNameZh as it was called when it was proposed: a change of name changes nothing
 * @param incidentId null when an evaluation is the cause, as {@code evaluationId} is otherwise
 * @param causeOn the day of the incident or evaluation in Asia/Shanghai
 * @param policyId the first edition of the published policy whose clause {@code anchor} it rests on; null where it
 *     names none, as the anchor is
 * @param status as recorded: {@code EFFECTIVE} also when its time is over, see {@link #statusAt}
 * @param hearingUntil the first moment at which it can be decided; null before the hearing
 * @param statement what the provider said to it; null where it said nothing
 * @param decision why it was imposed, rejected or withdrawn; null before, as who and when are
 * @param endsAt the first moment at which it is over; null unless it was imposed
 * @param stayedAt since when its effect is suspended by an appeal; null when it is not
 * @param revocationProposedBy null unless somebody wants it taken back
 */
public record Sanction(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        String authorityCode,
        UUID providerId,
        String providerNameZh,
        UUID incidentId,
        UUID evaluationId,
        SanctionBasis basis,
        LocalDate causeOn,
        String legalBasis,
        UUID policyId,
        String anchor,
        String reason,
        SanctionStatus status,
        UUID proposedBy,
        Instant proposedAt,
        Instant hearingUntil,
        String statement,
        Instant statedAt,
        UUID decidedBy,
        Instant decidedAt,
        String decision,
        Instant endsAt,
        Instant stayedAt,
        UUID revocationProposedBy,
        String revocationReason,
        UUID revokedBy,
        Instant revokedAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    public static final String PUBLIC = "status = 'EFFECTIVE'";

    /** Working days that the provider has at least to be heard. */
    public static final int HEARING_WORKING_DAYS = 5;

    /** Everybody knows of what is in force or was. */
    @Override
    public boolean isPublic() {
        return status == SanctionStatus.EFFECTIVE;
    }

    /** The provider has a say too: its statement. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.has(Roles.AUTHORITY) ? Supervision.handles(actor, regionCode) : actor.actsFor(organizationId);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isPublic() || isSeenWhollyBy(actor);
    }

    /** Whether the actor may know more of it than the public. */
    public boolean isSeenWhollyBy(Actor actor) {
        return Supervision.knows(actor, organizationId, regionCode);
    }

    @Override
    public List<String> actions(Actor actor) {
        return List.of();
    }

    /** The same in the database: {@code sanction_status}. */
    public SanctionStatus statusAt(Instant moment) {
        boolean isOver = status == SanctionStatus.EFFECTIVE && !moment.isBefore(endsAt);
        return isOver ? SanctionStatus.ENDED : status;
    }

    /** The moment whose edition of its policy is meant: when it was imposed, or proposed until then. */
    public Instant citedAt() {
        return endsAt == null ? proposedAt : decidedAt;
    }

    /** Whether it disqualifies the provider until it ends. */
    public boolean binds() {
        return status == SanctionStatus.EFFECTIVE && stayedAt == null;
    }

    /** Whether it disqualifies the provider at a moment. */
    public boolean bindsAt(Instant moment) {
        return binds() && moment.isBefore(endsAt);
    }

    /** Rejects with {@code decided-by-superior} (403) whoever may not undo what an authority above has done. */
    public void requireUndoable(Actor actor) {
        Supervision.requireUndoable(actor, authorityCode);
    }

    /** The same change, by the actor: where its authority is the higher one, it is in its hands from now on. */
    public Sanction inHandsOf(Actor actor) {
        return new Changes(this, status, updatedAt)
                .of(version, Supervision.higher(authorityCode, actor))
                .build();
    }

    /** What the actor may do at a moment. */
    public List<String> actions(Actor actor, Instant now) {
        return isHandledBy(actor)
                ? Move.available(SanctionMove.values(), statusAt(now), move -> mayDo(move, actor, now))
                : List.of();
    }

    private boolean mayDo(SanctionMove move, Actor actor, Instant now) {
        boolean isProvider = !actor.has(Roles.AUTHORITY);
        if (move.isUndoing() && !Supervision.handles(actor, authorityCode)) {
            return false;
        }
        return switch (move) {
            case STATE -> isProvider && statement == null;
            case IMPOSE -> !isProvider && !proposedBy.equals(actor.id()) && !now.isBefore(hearingUntil);
            case PROPOSE_REVOCATION -> !isProvider && revocationProposedBy == null;
            case REJECT_REVOCATION -> !isProvider && revocationProposedBy != null;
            // Not done to the sanction, but by what is decided on an appeal.
            case STAY, SHORTEN -> false;
            case REVOKE -> !isProvider && revocationProposedBy != null && !revocationProposedBy.equals(actor.id());
            default -> !isProvider;
        };
    }

    /**
     * The provider is to be heard. Rejects with {@code transition-not-allowed} (409).
     *
     * @param until the first moment at which it can be decided
     */
    public Sanction heard(Instant until, Instant now) {
        return change(SanctionMove.HEAR, now).hearingUntil(until).build();
    }

    /**
     * What the provider says to it. Rejects with {@code transition-not-allowed} and {@code sanction-stated-before}
     * (409).
     */
    public Sanction stated(String text, Instant now) {
        Changes changes = change(SanctionMove.STATE, now);
        if (statement != null) {
            throw Rejection.conflict("sanction-stated-before");
        }
        return changes.statement(text, now).build();
    }

    /**
     * It is in force from now on. Rejects with {@code transition-not-allowed}, {@code sanction-hearing-open} (the day
     * behind which it can be decided) and {@code sanction-term-over} (409), and with {@code four-eyes-required} (403)
     * whoever has proposed it.
     */
    public Sanction imposed(UUID by, String why, Instant now) {
        Changes changes = change(SanctionMove.IMPOSE, now);
        FourEyes.require(proposedBy, by);
        if (now.isBefore(hearingUntil)) {
            throw Rejection.conflict("sanction-hearing-open", SanctionTerm.lastDayBefore(hearingUntil));
        }
        SanctionTerm term = SanctionTerm.of(basis, causeOn, now);
        if (term.isOverAtOnce()) {
            throw Rejection.conflict("sanction-term-over", SanctionTerm.lastDayBefore(term.until()));
        }
        return changes.decided(by, why, now).endsAt(term.until()).build();
    }

    /** It is not imposed. Rejects with {@code transition-not-allowed} (409). */
    public Sanction rejected(UUID by, String why, Instant now) {
        return change(SanctionMove.REJECT, now).decided(by, why, now).build();
    }

    /** It is not wanted any more. Rejects with {@code transition-not-allowed} (409). */
    public Sanction withdrawn(UUID by, String why, Instant now) {
        return change(SanctionMove.WITHDRAW, now).decided(by, why, now).build();
    }

    /**
     * Somebody wants it taken back. Rejects with {@code transition-not-allowed} and {@code sanction-revocation-open}
     * (409).
     */
    public Sanction revocationProposed(UUID by, String why, Instant now) {
        Changes changes = change(SanctionMove.PROPOSE_REVOCATION, now);
        if (revocationProposedBy != null) {
            throw Rejection.conflict("sanction-revocation-open");
        }
        return changes.revocation(by, why).build();
    }

    /**
     * It is not taken back: whoever has proposed that, or another, says so. Rejects with {@code transition-not-allowed}
     * and {@code sanction-revocation-not-proposed} (409).
     */
    public Sanction revocationRejected(Instant now) {
        Changes changes = change(SanctionMove.REJECT_REVOCATION, now);
        requireRevocationProposed();
        return changes.revocation(null, null).build();
    }

    private void requireRevocationProposed() {
        if (revocationProposedBy == null) {
            throw Rejection.conflict("sanction-revocation-not-proposed");
        }
    }

    /**
     * It is taken back as somebody else has proposed. Rejects with {@code transition-not-allowed} and
     * {@code sanction-revocation-not-proposed} (409), and with {@code four-eyes-required} (403) whoever has proposed
     * that.
     */
    public Sanction revoked(UUID by, Instant now) {
        Changes changes = change(SanctionMove.REVOKE, now);
        requireRevocationProposed();
        FourEyes.require(revocationProposedBy, by);
        return changes.revoked(by, now).build();
    }

    /** An appeal suspends its effect; its end stays. Rejects with {@code transition-not-allowed} (409). */
    public Sanction stayed(Instant now) {
        return change(SanctionMove.STAY, now)
                .stayedAt(stayedAt == null ? now : stayedAt)
                .build();
    }

    /** The appeal suspends its effect no more; the same where it did not. */
    public Sanction unstayed(Instant now) {
        return stayedAt == null
                ? this
                : new Changes(this, status, now).stayedAt(null).build();
    }

    /**
     * It is taken back on appeal, whoever has proposed the same besides: that proposal is done with. Rejects with
     * {@code transition-not-allowed} (409).
     */
    public Sanction revokedOnAppeal(UUID by, Instant now) {
        return change(SanctionMove.REVOKE, now)
                .stayedAt(null)
                .revocation(null, null)
                .revoked(by, now)
                .build();
    }

    /**
     * It ends earlier, on appeal, which suspends its effect no more. Rejects with {@code transition-not-allowed} (409).
     *
     * @param end before its present one
     */
    public Sanction shortened(Instant end, Instant now) {
        return change(SanctionMove.SHORTEN, now).stayedAt(null).endsAt(end).build();
    }

    private Changes change(SanctionMove move, Instant now) {
        return new Changes(this, move.from(statusAt(now)), now);
    }

    /** A copy in the making: the record has many members, and a move changes few. */
    private static final class Changes {
        private final Sanction from;
        private final SanctionStatus status;
        private final Instant now;
        private int version;
        private String authorityCode;
        private Instant hearingUntil;
        private String statement;
        private Instant statedAt;
        private UUID decidedBy;
        private Instant decidedAt;
        private String decision;
        private Instant endsAt;
        private Instant stayedAt;
        private UUID revocationProposedBy;
        private String revocationReason;
        private UUID revokedBy;
        private Instant revokedAt;

        Changes(Sanction from, SanctionStatus status, Instant now) {
            this.from = from;
            this.status = status;
            this.now = now;
            this.version = from.version + 1;
            this.authorityCode = from.authorityCode;
            this.hearingUntil = from.hearingUntil;
            this.statement = from.statement;
            this.statedAt = from.statedAt;
            this.decidedBy = from.decidedBy;
            this.decidedAt = from.decidedAt;
            this.decision = from.decision;
            this.endsAt = from.endsAt;
            this.stayedAt = from.stayedAt;
            this.revocationProposedBy = from.revocationProposedBy;
            this.revocationReason = from.revocationReason;
            this.revokedBy = from.revokedBy;
            this.revokedAt = from.revokedAt;
        }

        Changes of(int number, String authority) {
            version = number;
            authorityCode = authority;
            return this;
        }

        Changes hearingUntil(Instant until) {
            hearingUntil = until;
            return this;
        }

        Changes statement(String text, Instant at) {
            statement = text;
            statedAt = at;
            return this;
        }

        Changes decided(UUID by, String why, Instant at) {
            decidedBy = by;
            decision = why;
            decidedAt = at;
            return this;
        }

        Changes endsAt(Instant end) {
            endsAt = end;
            return this;
        }

        Changes stayedAt(Instant at) {
            stayedAt = at;
            return this;
        }

        Changes revocation(UUID by, String why) {
            revocationProposedBy = by;
            revocationReason = why;
            return this;
        }

        Changes revoked(UUID by, Instant at) {
            revokedBy = by;
            revokedAt = at;
            return this;
        }

        Sanction build() {
            return new Sanction(
                    from.id,
                    version,
                    from.organizationId,
                    from.regionCode,
                    authorityCode,
                    from.providerId,
                    from.providerNameZh,
                    from.incidentId,
                    from.evaluationId,
                    from.basis,
                    from.causeOn,
                    from.legalBasis,
                    from.policyId,
                    from.anchor,
                    from.reason,
                    status,
                    from.proposedBy,
                    from.proposedAt,
                    hearingUntil,
                    statement,
                    statedAt,
                    decidedBy,
                    decidedAt,
                    decision,
                    endsAt,
                    stayedAt,
                    revocationProposedBy,
                    revocationReason,
                    revokedBy,
                    revokedAt,
                    now);
        }
    }
}
