package cn.dengyun.settlement.batch;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.programme.CarriedMoney;
import cn.dengyun.programme.ProgrammeService;
import cn.dengyun.programme.domain.YearEndMoney;
import cn.dengyun.settlement.batch.domain.YearEnd;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What programmes owe at the end of years, by their ledgers. */
@ApplicationScoped
public class YearEnds {

    private final ProgrammeService programmes;
    private final LedgerService ledger;
    private final CarriedMoney carried;
    private final Clock clock;

    YearEnds(ProgrammeService programmes, LedgerService ledger, CarriedMoney carried, Clock clock) {
        this.programmes = programmes;
        this.ledger = ledger;
        this.carried = carried;
        this.clock = clock;
    }

    /**
     * The year of a programme, with what was left of budgets and moved.
     *
     * @param inYear in that year
     * @param until until its end, from the beginning
     */
    public record Account(YearEnd owed, YearEndMoney inYear, YearEndMoney until) {}

    /**
     * That of a year, or how it stands where that is not over. Rejects with {@code programme-not-found} and
     * {@code ledger-not-found} (404).
     *
     * @param year null: the last one that is over
     */
    public Uni<Account> of(Actor actor, UUID programmeId, Integer year) {
        int present = LocalDate.ofInstant(clock.instant(), ClockProducer.BUSINESS_ZONE)
                .getYear();
        int wanted = year == null ? present - 1 : year;
        return programmes
                .find(actor, programmeId)
                .chain(() -> isOver(programmeId, wanted, present))
                .chain(isOver -> ledger.conservationAt(programmeId, before(wanted))
                        .chain(opening -> ledger.conservationAt(programmeId, before(wanted + 1))
                                .chain(closing -> ledger.flows(programmeId, opening.position(), closing.position())
                                        .map(moved -> YearEnd.of(wanted, isOver, opening, closing, moved))
                                        .chain(found -> account(found, opening, closing)))));
    }

    private Uni<Account> account(YearEnd owed, ConservationStatement opening, ConservationStatement closing) {
        UUID programmeId = closing.programmeId();
        return carried.between(programmeId, opening.position(), closing.position())
                .chain(inYear -> carried.between(programmeId, 0, closing.position())
                        .map(until -> new Account(owed, inYear, until)));
    }

    /** A year is over once all that occurred in it has its position; looked at before what it closes with is. */
    private Uni<Boolean> isOver(UUID programmeId, int wanted, int present) {
        return wanted < present
                ? ledger.isPendingBefore(programmeId, before(wanted + 1)).map(isPending -> !isPending)
                : Uni.createFrom().item(false);
    }

    /** The last moment before a year. */
    private static Instant before(int year) {
        return LocalDate.of(year, 1, 1)
                .atStartOfDay(ClockProducer.BUSINESS_ZONE)
                .toInstant()
                .minus(1, ChronoUnit.MICROS);
    }
}
