package cn.dengyun.programme;

import cn.dengyun.programme.domain.BudgetMovement;
import cn.dengyun.programme.domain.MovementDecision;
import cn.dengyun.programme.domain.MovementKind;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeMove;
import cn.dengyun.programme.domain.RuleVersion;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Who may know of a programme and do what with it. */
public final class ProgrammeAccess {

    private ProgrammeAccess() {}

    /** Whether the actor sees programmes of everybody before they are public. */
    static boolean seesAll(Actor actor) {
        return actor.has(Roles.FINANCE) || actor.has(Roles.AUDITOR);
    }

    /** Whether the actor is the authority whose programme it is. */
    static boolean isOwner(Programme programme, Actor actor) {
        return !actor.isClient()
                && actor.has(Roles.AUTHORITY)
                && programme.regionCode().equals(actor.regionCode());
    }

    /** Whether the actor belongs to those who make it, and may see what is not public of it. */
    public static boolean isInside(Programme programme, Actor actor) {
        return seesAll(actor) || isOwner(programme, actor);
    }

    /** Rejects with {@code programme-not-found} (404) what is not there, or not public yet. */
    static Programme requireKnown(Programme programme, Actor actor, Instant now) {
        boolean mayKnow = programme != null && (programme.statusAt(now).isPublic() || isInside(programme, actor));
        if (!mayKnow) {
            throw Rejection.notFound("programme-not-found");
        }
        return programme;
    }

    /** Rejects with {@code programme-not-yours} (403) whoever is not the authority whose programme it is. */
    static void requireOwner(Programme programme, Actor actor) {
        if (!isOwner(programme, actor)) {
            throw Rejection.forbidden("programme-not-yours");
        }
    }

    /** Rejects with {@code programme-not-yours} (403) whoever may not make this move. */
    static void requireMayMove(Programme programme, ProgrammeMove move, Actor actor) {
        if (!mayMove(programme, move, actor)) {
            throw Rejection.forbidden("programme-not-yours");
        }
    }

    private static boolean mayMove(Programme programme, ProgrammeMove move, Actor actor) {
        boolean isFinance = actor.has(Roles.FINANCE) && !actor.isClient();
        return switch (move) {
            case APPROVE -> isFinance || isOwner(programme, actor);
            case ACCOUNT -> isFinance;
            default -> isOwner(programme, actor);
        };
    }

    /**
     * Rejects with {@code programme-not-yours} (403) whoever may not ask for this movement: finance may for all, the
     * authority whose programme it is for all but an appropriation, the authority of a unit between its unit and its
     * counties.
     */
    static void requireMayPropose(Programme programme, MovementKind kind, String from, String to, Actor actor) {
        boolean mayPropose = mayDecide(programme, kind, actor)
                || kind.isOfYearEnd() && isOwner(programme, actor)
                || isInside(kind, from, to, actor);
        if (!mayPropose) {
            throw Rejection.forbidden("programme-not-yours");
        }
    }

    private static boolean isInside(MovementKind kind, String from, String to, Actor actor) {
        boolean isBetweenRegions = kind == MovementKind.ALLOCATION || kind == MovementKind.REALLOCATION;
        return isBetweenRegions
                && !actor.isClient()
                && actor.has(Roles.AUTHORITY)
                && actor.regionCode() != null
                && Oversight.of(actor).covers(from)
                && Oversight.of(actor).covers(to);
    }

    /** Rejects with {@code programme-not-yours} and {@code four-eyes-required} (403). */
    static void requireMayDecide(Programme programme, BudgetMovement movement, MovementDecision decision, Actor actor) {
        boolean isMaker = movement.proposedBy().equals(actor.id());
        if (decision == MovementDecision.REJECT && isMaker) {
            return;
        }
        if (!mayDecide(programme, movement.kind(), actor)) {
            throw Rejection.forbidden("programme-not-yours");
        }
        FourEyes.require(movement.proposedBy(), actor.id());
    }

    private static boolean mayDecide(Programme programme, MovementKind kind, Actor actor) {
        boolean isFinance = actor.has(Roles.FINANCE) && !actor.isClient();
        return isFinance || !kind.isOfFinance() && isOwner(programme, actor);
    }

    /** What the actor may do with the programme now. */
    public static List<String> actions(Programme programme, Actor actor, Instant now) {
        return Move.available(
                ProgrammeMove.values(), programme.statusAt(now), move -> isOffered(programme, move, actor));
    }

    private static boolean isOffered(Programme programme, ProgrammeMove move, Actor actor) {
        boolean isAsked = !move.isByClock() && move != ProgrammeMove.SIMULATE;
        boolean isOwnWork =
                move == ProgrammeMove.APPROVE && programme.createdBy().equals(actor.id());
        return isAsked && !isOwnWork && mayMove(programme, move, actor);
    }

    /** What the actor may do with a version of the rules now. */
    public static List<String> actions(Programme programme, RuleVersion rules, Actor actor, Instant now) {
        boolean mayApprove = !rules.isApproved()
                && mayMove(programme, ProgrammeMove.APPROVE, actor)
                && programme.statusAt(now).isPublic()
                && programme.statusAt(now).takesRules()
                && !rules.createdBy().equals(actor.id());
        return mayApprove ? List.of("APPROVE") : List.of();
    }

    /**
     * What the actor may do with a budget movement now.
     *
     * @param reversalId what undoes it, or is to; null when there is nothing of the kind
     */
    public static List<String> actions(
            Programme programme, BudgetMovement movement, UUID reversalId, Actor actor, Instant now) {
        boolean isMaker = movement.proposedBy().equals(actor.id());
        boolean mayDecide = mayDecide(programme, movement.kind(), actor);
        boolean isPossible = movement.kind().isPossibleIn(programme.statusAt(now));
        List<String> actions = new ArrayList<>();
        if (MovementDecision.APPROVE.isAllowedFrom(movement.status()) && isPossible && mayDecide && !isMaker) {
            actions.add("APPROVE");
        }
        if (MovementDecision.REJECT.isAllowedFrom(movement.status()) && (mayDecide || isMaker)) {
            actions.add("REJECT");
        }
        boolean isReversible = movement.isReversible()
                && reversalId == null
                && MovementKind.REVERSAL.isPossibleIn(programme.statusAt(now));
        if (isReversible && (mayDecide || isOwner(programme, actor))) {
            actions.add("REVERSE");
        }
        return actions;
    }
}
