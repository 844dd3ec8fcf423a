package cn.dengyun.reference;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.clock.Deadlines;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.WorkingDays;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * The days that are worked on, from memory: Monday to Friday, as amended by the arrangements of public holidays that
 * came with the product or that an administrator has put on record. A node knows of one that another has taken within
 * half a minute; a refresh that fails leaves what is known. That the holidays of a year are missing is said in the log
 * and by {@link HolidayHealth} before deadlines reach that year, and in the log where one does.
 */
@ApplicationScoped
public class WorkingCalendar implements Deadlines {

    private static final Logger LOG = Logger.getLogger(WorkingCalendar.class);
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final int BEFORE_THE_FIRST_REQUEST = 150;
    /** As far as deadlines usually reach. The State Council announces a year in the November before it. */
    private static final int DAYS_AHEAD = 30;

    private final HolidayStore store;
    private final AuditTrail trail;
    private final Vertx vertx;
    private final Clock clock;
    private final FailureReport failures = new FailureReport(LOG, "the public holidays that are known stay");
    private final Set<Integer> told = ConcurrentHashMap.newKeySet();
    private volatile Known known = Known.of(List.of());

    WorkingCalendar(HolidayStore store, AuditTrail trail, Vertx vertx, Clock clock) {
        this.store = store;
        this.trail = trail;
        this.vertx = vertx;
        this.clock = clock;
    }

    private record Known(Map<Integer, HolidayArrangement> byYear, WorkingDays days) {

        static Known of(List<HolidayArrangement> newest) {
            Map<Integer, HolidayArrangement> byYear = new TreeMap<>();
            newest.forEach(each -> byYear.put(each.year(), each));
            return new Known(byYear, HolidayArrangement.together(newest));
        }
    }

    void start(@Observes @Priority(BEFORE_THE_FIRST_REQUEST) StartupEvent event) {
        refresh();
        vertx.setPeriodic(
                REFRESH.toMillis(), timer -> refreshAside().subscribe().with(ignored -> {}, failures));
    }

    public WorkingDays days() {
        return known.days();
    }

    @Override
    public Instant after(Instant moment, int days) {
        Instant end = days().after(moment, days);
        missing(
                        LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE),
                        LocalDate.ofInstant(end.minusNanos(1), ClockProducer.BUSINESS_ZONE))
                .forEach(this::tell);
        return end;
    }

    /** The years that usual deadlines reach by now, and whose holidays are not on record. */
    List<Integer> missing() {
        return missing(LocalDate.now(clock));
    }

    List<Integer> missing(LocalDate today) {
        return missing(today, today.plusDays(DAYS_AHEAD));
    }

    private List<Integer> missing(LocalDate first, LocalDate last) {
        return IntStream.rangeClosed(first.getYear(), last.getYear())
                .filter(year -> !known.byYear().containsKey(year))
                .boxed()
                .toList();
    }

    /** Once for each year and node: it stays so until somebody mends it. */
    private void tell(int year) {
        if (told.add(year)) {
            LOG.warnf(
                    "The public holidays of %d are not on record: deadlines count every Monday to Friday of it as worked"
                            + " on. A system administrator puts them on record at POST %s.",
                    year, HolidayArrangementResource.PATH);
        }
    }

    /** Rejects with {@code holiday-arrangement-not-found}. */
    HolidayArrangement of(int year) {
        HolidayArrangement found = known.byYear().get(year);
        if (found == null) {
            throw Rejection.notFound("holiday-arrangement-not-found", year);
        }
        return found;
    }

    /**
     * Puts the holidays of a year on record; they supersede what was on record for it. Deadlines that were given stay.
     *
     * <p>Rejects with {@code invalid-request} (400; all defects).
     */
    Effect<HolidayArrangement> announce(Actor actor, NewHolidayArrangement wanted) {
        requireSound(wanted);
        HolidayArrangement arrangement = new HolidayArrangement(
                wanted.year(),
                wanted.daysOff(),
                wanted.makeUpDays(),
                wanted.document(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return Effect.<HolidayArrangement>of(connection -> store.insert(connection, Ids.next(), arrangement, actor.id())
                        .chain(() -> trail.write(connection, note(arrangement)))
                        .replaceWith(arrangement))
                .afterCommit(this::learn);
    }

    /** On this node it holds at once. */
    private synchronized void learn(HolidayArrangement arrangement) {
        List<HolidayArrangement> newest = new ArrayList<>(known.byYear().values());
        newest.removeIf(each -> each.year() == arrangement.year());
        newest.add(arrangement);
        known = Known.of(newest);
    }

    private static void requireSound(NewHolidayArrangement wanted) {
        List<Defect> defects = new ArrayList<>();
        requireInYear(wanted.daysOff(), "/daysOff/", wanted.year(), defects);
        requireInYear(wanted.makeUpDays(), "/makeUpDays/", wanted.year(), defects);
        for (int i = 0; i < wanted.makeUpDays().size(); i++) {
            LocalDate day = wanted.makeUpDays().get(i);
            if (!WorkingDays.isWeekend(day)) {
                defects.add(Defect.at("/makeUpDays/" + i, "holiday-make-up-no-weekend", day));
            }
            if (wanted.daysOff().contains(day)) {
                defects.add(Defect.at("/makeUpDays/" + i, "holiday-day-twice", day));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /** New Year's holidays may begin in the December before. */
    private static void requireInYear(List<LocalDate> days, String place, int year, List<Defect> defects) {
        LocalDate first = LocalDate.of(year - 1, Month.DECEMBER, 1);
        LocalDate last = LocalDate.of(year, Month.DECEMBER, 31);
        for (int i = 0; i < days.size(); i++) {
            if (days.get(i).isBefore(first) || days.get(i).isAfter(last)) {
                defects.add(Defect.at(place + i, "holiday-day-outside-year", first, last));
            }
        }
    }

    private static AuditNote note(HolidayArrangement arrangement) {
        String after = new JsonObject()
                .put("year", arrangement.year())
                .put("daysOff", texts(arrangement.daysOff()))
                .put("makeUpDays", texts(arrangement.makeUpDays()))
                .encode();
        return new AuditNote(
                "holiday-arrangement.recorded",
                HolidayArrangementResource.PATH + "/" + arrangement.year(),
                null,
                null,
                after,
                arrangement.document());
    }

    private static JsonArray texts(List<LocalDate> days) {
        JsonArray texts = new JsonArray();
        days.forEach(day -> texts.add(day.toString()));
        return texts;
    }

    private void refresh() {
        known = Known.of(store.newest());
        missing().forEach(this::tell);
    }

    private Uni<Void> refreshAside() {
        return vertx.executeBlocking(
                () -> {
                    refresh();
                    return null;
                },
                false);
    }
}
