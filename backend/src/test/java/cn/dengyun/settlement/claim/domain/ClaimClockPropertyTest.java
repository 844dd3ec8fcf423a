package cn.dengyun.settlement.claim.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.WorkingDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever becomes of a claim, its clock says what a recount of the midnights says. */
class ClaimClockPropertyTest {

    private static final Instant START = Instant.parse("2019-01-31T16:00:00Z");

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void theClockIsARecount(@ForAll Random random) {
        RandomHistory history = RandomHistory.of(random, START);
        WorkingDays days = someDays(random);
        Instant last = history.steps().get(history.steps().size() - 1).at();
        Instant now = last.plus(Duration.ofMinutes(random.nextInt(20 * 24 * 60)));

        SettlementClaim claim = ClaimLifecycleTest.aClaim();
        SettlementClaim standing = history.pausedAt() == null ? claim : claim.paused(history.pausedAt());

        List<ClaimClock.Stage> stages = ClaimClock.stages(standing, history.steps(), days, RandomHistory.ANHUI, now);

        assertThat(stages.stream().map(stage -> stage.status() + " " + stage.workingDaysUsed()))
                .containsExactlyElementsOf(history.recount(days, now).stream()
                        .map(stood -> stood.status() + " " + stood.workingDays())
                        .toList());
    }

    private static WorkingDays someDays(Random random) {
        Set<LocalDate> off = new HashSet<>();
        Set<LocalDate> makeUp = new HashSet<>();
        LocalDate first = LocalDate.ofInstant(START, RandomHistory.ANHUI);
        for (int day = 0; day < 300; day++) {
            LocalDate some = first.plusDays(day);
            if (random.nextInt(12) == 0) {
                (WorkingDays.isWeekend(some) ? makeUp : off).add(some);
            }
        }
        return new WorkingDays(off, makeUp);
    }
}
