package cn.dengyun.settlement.claim.domain;

import cn.dengyun.shared.Ids;
import cn.dengyun.shared.WorkingDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A claim that goes any way which the table allows, with freezes at any time, also over moves, and how long it stood
 * where, counted anew: each midnight at which a working day began, at its stage, while it was not frozen.
 */
public final class RandomHistory {

    public static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    private static final int STEPS = 12;

    private final UUID claim = Ids.next();
    private final List<ClaimStep> steps = new ArrayList<>();
    private Instant pausedAt;
    private Instant dueAt;

    private RandomHistory() {}

    /** A stage by the recount; one that a claim has not left ends never. */
    public record Stood(ClaimStatus status, Instant from, Instant until, int workingDays) {}

    public static RandomHistory of(Random random, Instant from) {
        RandomHistory made = new RandomHistory();
        Instant at = from.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 60))).truncatedTo(ChronoUnit.SECONDS);
        made.add(ClaimStep.SUBMIT, ClaimStatus.SUBMITTED, at, random);
        int most = random.nextInt(STEPS);
        for (int i = 0; i < most && !made.isOver(random); i++) {
            at = later(at, random);
            made.step(at, random);
        }
        return made;
    }

    /** One that was withdrawn so many days after it was submitted. */
    public static RandomHistory withdrawn(Instant at, int days) {
        RandomHistory made = new RandomHistory();
        Random random = new Random(days);
        made.add(ClaimStep.SUBMIT, ClaimStatus.SUBMITTED, at, random);
        made.add(ClaimMove.WITHDRAW.name(), ClaimStatus.WITHDRAWN, at.plus(Duration.ofDays(days)), random);
        return made;
    }

    /** What was paid may come back. */
    private boolean isOver(Random random) {
        return status().isGivenUp() || status().isEnd() && random.nextBoolean();
    }

    private static Instant later(Instant at, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> at;
            case 1 ->
                LocalDate.ofInstant(at, ANHUI)
                        .plusDays(1L + random.nextInt(9))
                        .atStartOfDay(ANHUI)
                        .toInstant();
            default -> at.plus(Duration.ofMinutes(random.nextInt(12 * 24 * 60)));
        };
    }

    private void step(Instant at, Random random) {
        int kind = status().isEnd() ? 2 : random.nextInt(6);
        if (kind == 0) {
            add(pausedAt == null ? ClaimStep.PAUSE : ClaimStep.RESUME, status(), at, random);
        } else if (kind == 1) {
            add(random.nextBoolean() ? ClaimStep.OVERDUE : ClaimMove.LOWER.name(), status(), at, random);
        } else {
            List<ClaimMove> possible = Arrays.stream(ClaimMove.values())
                    .filter(move -> move.target() != null && move.isAllowedFrom(status()))
                    .toList();
            ClaimMove move = possible.get(random.nextInt(possible.size()));
            add(move.name(), move.target(), at, random);
        }
    }

    private void add(String move, ClaimStatus status, Instant at, Random random) {
        if (move.equals(ClaimStep.PAUSE)) {
            pausedAt = at;
        } else if (move.equals(ClaimStep.RESUME) || status.isEnd()) {
            pausedAt = null;
        }
        dueAt = status.isEnd() ? null : at.plus(Duration.ofDays(random.nextInt(14)));
        steps.add(new ClaimStep(Ids.next(), claim, move, status, null, at, dueAt, List.of(), null));
    }

    public UUID claim() {
        return claim;
    }

    public List<ClaimStep> steps() {
        return steps;
    }

    public ClaimStatus status() {
        return steps.get(steps.size() - 1).status();
    }

    public Instant since() {
        Instant since = null;
        for (ClaimStep step : steps) {
            since = isEntry(step) ? step.at() : since;
        }
        return since;
    }

    public Instant pausedAt() {
        return pausedAt;
    }

    public Instant dueAt() {
        return dueAt;
    }

    /** Whether a step leads somewhere. */
    public static boolean isEntry(ClaimStep step) {
        return switch (step.move()) {
            case ClaimStep.PAUSE, ClaimStep.RESUME, ClaimStep.OVERDUE, "LOWER" -> false;
            default -> true;
        };
    }

    /** The stages at a moment behind all steps. */
    public List<Stood> recount(WorkingDays days, Instant now) {
        List<Stood> stood = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (!isEntry(steps.get(i))) {
                continue;
            }
            int next = i + 1;
            while (next < steps.size() && !isEntry(steps.get(next))) {
                next++;
            }
            Instant until = next < steps.size() ? steps.get(next).at() : Instant.MAX;
            ClaimStatus status = steps.get(i).status();
            int used = status.isEnd() ? 0 : midnights(i, until.isAfter(now) ? now : until, days);
            stood.add(new Stood(status, steps.get(i).at(), until, used));
        }
        return stood;
    }

    private int midnights(int entry, Instant until, WorkingDays days) {
        Instant from = steps.get(entry).at();
        int count = 0;
        LocalDate day = LocalDate.ofInstant(from, ANHUI);
        while (true) {
            Instant midnight = day.atStartOfDay(ANHUI).toInstant();
            if (!midnight.isBefore(until)) {
                return count;
            }
            if (midnight.isAfter(from) && days.includes(day) && !wasFrozen(midnight)) {
                count++;
            }
            day = day.plusDays(1);
        }
    }

    /** The moment of a freeze is not frozen yet, and the day on which it is lifted counts from the next one on. */
    private boolean wasFrozen(Instant moment) {
        boolean isFrozen = false;
        for (ClaimStep step : steps) {
            boolean isBefore = step.at().isBefore(moment);
            boolean isAt = step.at().equals(moment);
            if (step.move().equals(ClaimStep.PAUSE)) {
                isFrozen = isFrozen || isBefore || isAt;
            } else if ((step.move().equals(ClaimStep.RESUME) || step.status().isEnd()) && isBefore) {
                isFrozen = false;
            }
        }
        return isFrozen;
    }
}
