package cn.dengyun.application;

import cn.dengyun.application.ApplicationHolds.Hold;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ApplicationStep;
import cn.dengyun.application.domain.RuleDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.RegionCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A change of an application that is decided and not yet on record. {@code ApplicationChange} has looked up in the
 * table of moves which status it leads to.
 *
 * @param event that applicant and authorities are told
 * @param reason null where none has to be given
 * @param steps by which it came from one status to the other; none when it only changes where it stands
 * @param decisions of the rule engine that it rests on
 * @param note that was prepared while the request was at hand; null: it is written with the change
 */
record ApplicationTransition(
        VoucherApplication before,
        VoucherApplication after,
        ApplicationEvent event,
        String reason,
        List<ApplicationStep> steps,
        List<RuleDecision> decisions,
        AuditTrail.Prepared note) {

    /** A change of what stands in an application, which stays where it is. */
    static ApplicationTransition at(
            ApplicationEvent event, VoucherApplication before, VoucherApplication after, String reason) {
        return new ApplicationTransition(before, after, event, reason, List.of(), List.of(), null);
    }

    /** A move that nobody has made in it. */
    static ApplicationTransition byClock(
            ApplicationMove move,
            ApplicationEvent event,
            VoucherApplication before,
            VoucherApplication after,
            Instant now) {
        return at(event, before, after, null).with(step(after, move, null, null, now));
    }

    /** It is passed over in the line and holds nothing, until its enterprise is certified and not frozen. */
    static ApplicationTransition setAside(VoucherApplication before, Instant now) {
        VoucherApplication after = before.setAside(now);
        return before.status() == after.status()
                ? at(ApplicationEvent.WAITLISTED, before, after, null)
                : byClock(ApplicationMove.SET_ASIDE, ApplicationEvent.WAITLISTED, before, after, now);
    }

    /** A move of the applicant; of the clock when the person is null. */
    static ApplicationTransition by(
            UUID person,
            ApplicationMove move,
            ApplicationEvent event,
            VoucherApplication before,
            VoucherApplication after,
            String reason,
            Instant now) {
        return at(event, before, after, reason).with(step(after, move, person, reason, now));
    }

    /** A move of an authority. */
    static ApplicationTransition by(
            Actor authority,
            ApplicationMove move,
            ApplicationEvent event,
            VoucherApplication before,
            VoucherApplication after,
            String reason,
            Instant now) {
        return at(event, before, after, reason).with(authority, move, reason, now);
    }

    private static ApplicationStep step(
            VoucherApplication after, ApplicationMove move, UUID person, String reason, Instant now) {
        return new ApplicationStep(Ids.next(), after.id(), move, move.target(), person, null, null, reason, now);
    }

    private ApplicationStep step(Actor authority, ApplicationMove move, String why, Instant now) {
        RegionCode turn = before.reviewer();
        boolean isOwnTurn = turn == null || turn.value().equals(authority.regionCode());
        return new ApplicationStep(
                Ids.next(),
                after.id(),
                move,
                move.target(),
                authority.id(),
                authority.regionCode(),
                isOwnTurn ? null : turn.value(),
                why,
                now);
    }

    /** The same leading further than its steps so far. */
    ApplicationTransition onwards(ApplicationEvent to, VoucherApplication further) {
        return new ApplicationTransition(before, further, to, reason, steps, decisions, note);
    }

    /** The same with one more step of an authority. */
    ApplicationTransition with(Actor authority, ApplicationMove move, String why, Instant now) {
        return with(step(authority, move, why, now));
    }

    private ApplicationTransition with(ApplicationStep step) {
        List<ApplicationStep> all = new ArrayList<>(steps);
        all.add(step);
        return new ApplicationTransition(before, after, event, reason, all, decisions, note);
    }

    /** The same, resting on a decision of the rule engine. */
    ApplicationTransition resting(RuleDecision decision) {
        List<RuleDecision> all = new ArrayList<>(decisions);
        all.add(decision);
        return new ApplicationTransition(before, after, event, reason, steps, all, note);
    }

    /** The same with its note in the audit trail. */
    ApplicationTransition noted(AuditTrail.Prepared prepared) {
        return new ApplicationTransition(before, after, event, reason, steps, decisions, prepared);
    }

    /** By how much it changes what the application holds; nothing when that stays. */
    List<Hold> holds() {
        boolean isOne = before.heldFen() == 0 || Objects.equals(before.providerId(), after.providerId());
        Stream<Hold> changes = isOne
                ? Stream.of(Hold.of(after, after.heldFen() - before.heldFen()))
                : Stream.of(Hold.of(before, -before.heldFen()), Hold.of(after, after.heldFen()));
        return changes.filter(hold -> hold.fen() != 0).toList();
    }
}
