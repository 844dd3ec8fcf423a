package cn.dengyun.application;

import cn.dengyun.application.Holds.Hold;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.Decided;
import cn.dengyun.application.domain.Step;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
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
record Transition(
        VoucherApplication before,
        VoucherApplication after,
        ApplicationEvent event,
        String reason,
        List<Step> steps,
        List<Decided> decisions,
        AuditTrail.Prepared note) {

    /** A change of what stands in an application, which stays where it is. */
    static Transition at(ApplicationEvent event, VoucherApplication before, VoucherApplication after, String reason) {
        return new Transition(before, after, event, reason, List.of(), List.of(), null);
    }

    /** A move of nobody but the clock. */
    static Transition byClock(
            ApplicationMove move,
            ApplicationEvent event,
            VoucherApplication before,
            VoucherApplication after,
            Instant now) {
        return at(event, before, after, null).with(step(after, move, null, null, null, now));
    }

    /** A move of the applicant; of the clock when the person is null. */
    static Transition by(
            UUID person,
            ApplicationMove move,
            ApplicationEvent event,
            VoucherApplication before,
            VoucherApplication after,
            String reason,
            Instant now) {
        return at(event, before, after, reason).with(step(after, move, person, null, reason, now));
    }

    /** A move of an authority. */
    static Transition by(
            Actor authority,
            ApplicationMove move,
            ApplicationEvent event,
            VoucherApplication before,
            VoucherApplication after,
            String reason,
            Instant now) {
        return at(event, before, after, reason).with(authority, move, reason, now);
    }

    private static Step step(
            VoucherApplication after, ApplicationMove move, UUID person, String region, String reason, Instant now) {
        return new Step(Ids.next(), after.id(), move, move.target(), person, region, reason, now);
    }

    /** The same leading further than its steps so far. */
    Transition onwards(ApplicationEvent to, VoucherApplication further) {
        return new Transition(before, further, to, reason, steps, decisions, note);
    }

    /** The same with one more step of an authority. */
    Transition with(Actor authority, ApplicationMove move, String why, Instant now) {
        return with(step(after, move, authority.id(), authority.regionCode(), why, now));
    }

    private Transition with(Step step) {
        List<Step> all = new ArrayList<>(steps);
        all.add(step);
        return new Transition(before, after, event, reason, all, decisions, note);
    }

    /** The same, resting on a decision of the rule engine. */
    Transition resting(Decided decision) {
        List<Decided> all = new ArrayList<>(decisions);
        all.add(decision);
        return new Transition(before, after, event, reason, steps, all, note);
    }

    /** The same with its note in the audit trail. */
    Transition noted(AuditTrail.Prepared prepared) {
        return new Transition(before, after, event, reason, steps, decisions, prepared);
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
