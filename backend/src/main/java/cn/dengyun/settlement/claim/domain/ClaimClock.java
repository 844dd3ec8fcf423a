package cn.dengyun.settlement.claim.domain;

import cn.dengyun.shared.WorkingDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How long a claim has stood where, and because of whom. */
public final class ClaimClock {

    private static final Set<String> STAYING =
            Set.of(ClaimStep.OVERDUE, ClaimStep.PAUSE, ClaimStep.RESUME, ClaimMove.LOWER.name());

    private ClaimClock() {}

    /** Why nothing moves. */
    public enum PauseReason {
        /** One of both sides is frozen. */
        FROZEN
    }

    /**
     * A time in which a claim stood at one place.
     *
     * @param owner whose turn it was; null where nothing more happens
     * @param until null where it still stands there
     * @param dueAt by when what follows has, or had, to be done; null where nothing does
     * @param pause why nothing moves now; null where something may
     * @param workingDaysUsed without those in which it was paused; the day on which it came counts for nothing
     */
    public record Stage(
            ClaimStatus status,
            ClaimOwner owner,
            Instant since,
            Instant until,
            Instant dueAt,
            PauseReason pause,
            int workingDaysUsed,
            boolean isOverdue) {}

    /** The stages of a claim by its steps, the oldest first, at a moment. */
    public static List<Stage> stages(
            SettlementClaim claim, List<ClaimStep> steps, WorkingDays days, ZoneId zone, Instant now) {
        List<Stage> stages = new ArrayList<>();
        boolean isPaused = false;
        int first = 0;
        while (first < steps.size()) {
            int next = first + 1;
            while (next < steps.size()
                    && steps.get(next).status() == steps.get(first).status()
                    && !isEntry(steps.get(next))) {
                next++;
            }
            List<ClaimStep> here = steps.subList(first, next);
            Instant until = next < steps.size() ? steps.get(next).at() : null;
            stages.add(stage(claim, here, until, isPaused, days, zone, now));
            isPaused = isPausedBehind(here, isPaused);
            first = next;
        }
        return List.copyOf(stages);
    }

    /** A freeze outlasts the moves that are possible in it, but for the end. */
    private static boolean isPausedBehind(List<ClaimStep> steps, boolean before) {
        boolean isPaused = before && !steps.get(0).status().isEnd();
        for (ClaimStep step : steps) {
            if (step.move().equals(ClaimStep.PAUSE)) {
                isPaused = true;
            } else if (step.move().equals(ClaimStep.RESUME)) {
                isPaused = false;
            }
        }
        return isPaused;
    }

    /** Whether a claim came to stand somewhere by it, though it may have stood there before. */
    private static boolean isEntry(ClaimStep step) {
        return !STAYING.contains(step.move());
    }

    private static Stage stage(
            SettlementClaim claim,
            List<ClaimStep> steps,
            Instant until,
            boolean wasPaused,
            WorkingDays days,
            ZoneId zone,
            Instant now) {
        ClaimStep entry = steps.get(0);
        Instant end = until == null ? now : until;
        Instant due = steps.get(steps.size() - 1).dueAt();
        boolean isEnd = entry.status().isEnd();
        boolean isPaused = until == null && claim.pausedAt() != null;
        Instant late = isPaused ? claim.pausedAt() : end;
        return new Stage(
                entry.status(),
                entry.status().owner(),
                entry.at(),
                until,
                due,
                isPaused ? PauseReason.FROZEN : null,
                isEnd ? 0 : used(steps, end, wasPaused, days, zone),
                due != null && !late.isBefore(due));
    }

    private static int used(List<ClaimStep> steps, Instant end, boolean wasPaused, WorkingDays days, ZoneId zone) {
        int used = 0;
        Instant running = wasPaused ? null : steps.get(0).at();
        for (ClaimStep step : steps) {
            if (step.move().equals(ClaimStep.PAUSE) && running != null) {
                used += workingDays(running, step.at(), days, zone);
                running = null;
            }
            if (step.move().equals(ClaimStep.RESUME)) {
                running = step.at();
            }
        }
        return running == null ? used : used + workingDays(running, end, days, zone);
    }

    /** How many working days there are behind the day of the first moment, up to the day before the second ends. */
    public static int workingDays(Instant from, Instant until, WorkingDays days, ZoneId zone) {
        LocalDate last = LocalDate.ofInstant(until.minusNanos(1), zone);
        int count = 0;
        for (LocalDate day = LocalDate.ofInstant(from, zone).plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            if (days.includes(day)) {
                count++;
            }
        }
        return count;
    }
}
