package cn.dengyun.identity.organization.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An organisation's request to be certified, and what became of it.
 *
 * @param facts what it asks to be certified: a copy, taken when it was made and again when it was submitted
 * @param submittedAt null for a draft
 * @param decision what the authority decided last; null before that
 * @param version counts its changes; the entity tag
 */
public record Certification(
        UUID id,
        UUID organizationId,
        CertificationStatus status,
        CertifiedFacts facts,
        Instant submittedAt,
        CertificationDecision decision,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * Whether the actor is an authority that decides on it: that of the region which the applicant named, or above, and
     * nobody of the applicant's own organisation.
     */
    public boolean isDecidedBy(Actor actor) {
        return actor.has(Roles.AUTHORITY)
                && !actor.actsFor(organizationId)
                && VisibleOrganizations.of(actor).isInRegion(facts.regionCode());
    }

    /** Whether the actor sees who stands behind the applicant: itself, those who decide on it, and auditors. */
    public boolean showsRegistrationTo(Actor actor) {
        return actor.actsFor(organizationId) || actor.has(Roles.AUDITOR) || isDecidedBy(actor);
    }

    /**
     * The same certification after a move.
     *
     * <p>Rejects with {@code certification-transition-not-allowed} (409), and on submitting with
     * {@code invalid-request} (400) and every fact that is missing.
     *
     * @param current what the organisation says about itself now, for submitting
     */
    public Certification submit(CertifiedFacts current, Instant now) {
        CertificationStatus next = CertificationTransition.SUBMIT.from(status);
        if (!current.missing().isEmpty()) {
            throw Rejection.invalid(current.missing());
        }
        return new Certification(id, organizationId, next, current, now, decision, version + 1, createdAt, now);
    }

    /** Rejects with {@code certification-transition-not-allowed} (409). */
    public Certification withdraw(Instant now) {
        return moved(CertificationTransition.WITHDRAW, decision, now);
    }

    /** Rejects with {@code certification-transition-not-allowed} (409). */
    public Certification decide(CertificationDecision made, Instant now) {
        return moved(made.outcome().transition(), made, now);
    }

    /** Rejects with {@code certification-transition-not-allowed} (409). */
    public Certification revoke(Instant now) {
        return moved(CertificationTransition.REVOKE, decision, now);
    }

    private Certification moved(CertificationTransition move, CertificationDecision made, Instant now) {
        return new Certification(
                id, organizationId, move.from(status), facts, submittedAt, made, version + 1, createdAt, now);
    }

    /** What this actor may do with it now. */
    public List<String> availableActions(Actor actor) {
        List<String> actions = new ArrayList<>();
        if (actor.actsFor(organizationId) && !actor.isClient()) {
            add(actions, CertificationTransition.SUBMIT);
            add(actions, CertificationTransition.WITHDRAW);
        }
        if (isDecidedBy(actor)) {
            add(actions, CertificationTransition.CERTIFY);
            add(actions, CertificationTransition.RETURN);
            add(actions, CertificationTransition.REJECT);
        }
        return actions;
    }

    private void add(List<String> actions, CertificationTransition move) {
        if (move.isAllowedFrom(status)) {
            actions.add(move.name());
        }
    }
}
