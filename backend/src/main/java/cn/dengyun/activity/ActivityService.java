package cn.dengyun.activity;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Activities. What the actor may not know of is refused with {@code activity-not-found} (404), and with
 * {@code not-yours} (403) whoever is not the one whose move it is.
 */
@ApplicationScoped
class ActivityService {

    /** For so long what is over stays in calendars. */
    private static final Duration CALENDAR_BACK = Duration.ofDays(31);

    private final AggregateStore<Activity> activities;
    private final ActivityStore store;
    private final RegistrationStore registrations;
    private final RegistrationService seating;
    private final AttendanceCertificates certificates;
    private final ActivityFeedbackStore feedback;
    private final CertifiedStandings standings;
    private final ProviderService providers;
    private final ReferenceService reference;
    private final MergePatch patches;
    private final Outbox outbox;
    private final Clock clock;
    private final Pool pool;

    ActivityService(
            Aggregates aggregates,
            ActivityStore store,
            RegistrationStore registrations,
            RegistrationService seating,
            AttendanceCertificates certificates,
            ActivityFeedbackStore feedback,
            CertifiedStandings standings,
            ProviderService providers,
            ReferenceService reference,
            MergePatch patches,
            Outbox outbox,
            Clock clock,
            Pool pool) {
        this.activities = aggregates.of(Activity.class, Activity.PUBLIC);
        this.store = store;
        this.registrations = registrations;
        this.seating = seating;
        this.certificates = certificates;
        this.feedback = feedback;
        this.standings = standings;
        this.providers = providers;
        this.reference = reference;
        this.patches = patches;
        this.outbox = outbox;
        this.clock = clock;
        this.pool = pool;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** An activity with what is counted of it. */
    record Shown(Activity activity, ActivitySeats seats, ActivityFeedbackCount feedback, boolean isOrganizerFrozen) {}

    /** One as it is shown: of a provider that may not offer anything, not to everybody. */
    Uni<Shown> find(Actor actor, UUID id) {
        return activities.find(actor, id).chain(found -> {
            if (providers.hiddenFrom(actor).contains(found.organizationId())) {
                throw Rejection.notFound("activity-not-found");
            }
            return shown(pool, found);
        });
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<Shown>> list(Actor actor, Filter filter, String cursor, int limit) {
        return activities
                .page(actor, filter.isNone("organization_id", providers.hiddenFrom(actor)), cursor, limit)
                .chain(page -> shown(pool, page.data()).map(all -> new Page<>(all, page.page())));
    }

    /**
     * What a public calendar has: published activities to come and of the last month.
     *
     * @param region only those in it; null for all
     */
    Uni<List<Activity>> calendar(String region, int rows) {
        Instant now = now();
        return store.calendar(now.minus(CALENDAR_BACK), now, providers.hiddenFrom(Actor.ANONYMOUS), region, rows);
    }

    /** The same effect, with what is counted. */
    Effect<Shown> shown(Effect<Activity> effect) {
        return effect.then(this::shown);
    }

    private Uni<Shown> shown(SqlClient client, Activity activity) {
        return shown(client, List.of(activity)).map(all -> all.get(0));
    }

    private Uni<List<Shown>> shown(SqlClient client, List<Activity> found) {
        List<UUID> ids = found.stream().map(Activity::id).toList();
        List<UUID> organizers =
                found.stream().map(Activity::organizationId).distinct().toList();
        return registrations
                .seats(client, ids)
                .chain(seats -> feedback.count(client, ids)
                        .chain(answers -> standings
                                .of(client, organizers)
                                .map(known -> found.stream()
                                        .map(each -> new Shown(
                                                each,
                                                seats.getOrDefault(each.id(), ActivitySeats.none(each.id())),
                                                answers.getOrDefault(each.id(), ActivityFeedbackCount.none(each.id())),
                                                isFrozen(known.get(each.organizationId()))))
                                        .toList())));
    }

    private static boolean isFrozen(CertifiedStanding organizer) {
        return organizer != null && organizer.isFrozen();
    }

    /**
     * Begins an activity. Rejects with {@code not-yours} (403), {@code provider-not-found} (404) and
     * {@code invalid-request} (400; all defects).
     */
    Effect<Activity> draft(Actor actor, ActivityForm form) {
        return Effect.of(
                () -> {
                    requireFit(form, actor.regionCode());
                    return provider(actor);
                },
                (connection, provider) -> standings
                        .of(connection, List.of(actor.organizationId()))
                        .chain(known -> {
                            String name = known.get(actor.organizationId()).nameZh();
                            Activity made = Activity.drafted(Ids.next(), actor, name, provider, form, now());
                            return in(connection, activities.create(actor, made, made.told(ActivityEvent.DRAFTED)))
                                    .call(() -> registrations.insert(connection, ActivitySeats.none(made.id())));
                        }));
    }

    /** The provider that the actor acts for; null where it is an office. */
    private Uni<UUID> provider(Actor actor) {
        if (actor.has(Roles.AUTHORITY)) {
            if (actor.regionCode() == null) {
                throw Rejection.forbidden("not-yours");
            }
            return Uni.createFrom().nullItem();
        }
        return providers.findOf(actor.organizationId()).map(Provider::id);
    }

    /** @param ownRegion of the office; null of a provider, which goes anywhere */
    private void requireFit(ActivityForm form, String ownRegion) {
        List<Defect> defects = new ArrayList<>();
        boolean isOwn = ownRegion == null || Oversight.of(ownRegion).covers(form.regionCode());
        if (!isOwn || !reference.isRegion(form.regionCode(), LocalDate.now(clock))) {
            defects.add(Defect.at("/regionCode", "activity-region-unfit", form.regionCode()));
        }
        if (form.venue() == null && form.onlineUrl() == null) {
            defects.add(Defect.at("/venue", "activity-place-missing"));
        }
        if (!form.endsAt().isAfter(form.startsAt())) {
            defects.add(Defect.at("/endsAt", "activity-ends-before-start", form.startsAt()));
        }
        if (!form.registrationClosesAt().isAfter(form.registrationOpensAt())
                || form.registrationClosesAt().isAfter(form.endsAt())) {
            defects.add(Defect.at("/registrationClosesAt", "activity-window-unfit"));
        }
        for (int i = 0; i < form.industries().size(); i++) {
            String industry = form.industries().get(i);
            if (!reference.isIndustry(industry)) {
                defects.add(Defect.at("/industries/" + i, "activity-industry-unknown", industry));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /**
     * Changes a draft or a published one; whoever has registered is told of another time or place, and more seats are
     * given to those who wait, in their order.
     *
     * <p>Rejects with {@code invalid-request} (400; all defects), {@code not-yours} (403),
     * {@code transition-not-allowed}, {@code activity-over}, {@code activity-capacity-taken} (409) and as the
     * precondition does.
     */
    Effect<Activity> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return Effect.of(connection -> lock(connection, actor, id, ActivityMove.EDIT)
                .invoke(found -> precondition.check(String.valueOf(found.version())))
                .chain(found -> {
                    ActivityForm says = patches.valid(found.says(), patch, ActivityForm.class);
                    if (says.equals(found.says())) {
                        return Uni.createFrom().item(found);
                    }
                    requireFit(says, found.organizerRegion());
                    return registrations.lockSeats(connection, id).chain(seats -> edit(connection, found, says, seats));
                }));
    }

    private Uni<Activity> edit(SqlConnection connection, Activity found, ActivityForm says, ActivitySeats seats) {
        Instant now = now();
        Change<Activity> change = found.edited(says, now);
        boolean isMoved = found.isPublic() && says.isMovedFrom(found.says());
        if (says.capacity() < seats.seated()) {
            throw Rejection.conflict("activity-capacity-taken", seats.seated());
        }
        if (found.isPublic()
                && !says.startsAt().equals(found.says().startsAt())
                && !says.startsAt().isAfter(now)) {
            throw Rejection.conflict("activity-started", says.startsAt());
        }
        return activities
                .carryOut(connection, found, change)
                .call(after -> seating.seatWaiting(connection, after, seats, now))
                .call(after -> isMoved
                        ? tell(connection, after, RegistrationEvent.MOVED, now)
                        : Uni.createFrom().voidItem());
    }

    /** Tells each enterprise of each registration that stands. */
    private Uni<Void> tell(SqlConnection connection, Activity activity, RegistrationEvent event, Instant now) {
        return registrations
                .living(connection, activity.id())
                .chain(living -> outbox.writeAll(
                        connection,
                        living.stream()
                                .map(each -> each.told(event, activity, now))
                                .toList()));
    }

    /**
     * Publishes it. Rejects with {@code not-yours} (403), {@code transition-not-allowed}, {@code activity-started} and
     * {@code provider-not-qualified} (409).
     */
    Effect<Activity> publish(Actor actor, UUID id) {
        return publishAt(actor, id, null);
    }

    /** @param at null for the moment behind the lock of the activity */
    Effect<Activity> publishAt(Actor actor, UUID id, Instant at) {
        return Effect.of(
                () -> activities.find(actor, id),
                (connection, known) -> (known.providerId() == null
                                ? Uni.createFrom().voidItem()
                                : providers.requireQualified(connection, known.providerId()))
                        .chain(() -> lock(connection, actor, id, ActivityMove.PUBLISH))
                        .chain(found ->
                                activities.carryOut(connection, found, found.published(at == null ? now() : at))));
    }

    /**
     * Cancels it; whoever has registered is told, and nobody was there. Rejects with {@code not-yours},
     * {@code transition-not-allowed}.
     */
    Effect<Activity> cancel(Actor actor, UUID id, String explanation) {
        return Effect.of(connection -> lock(connection, actor, id, ActivityMove.CANCEL)
                .call(() -> registrations.lockSeats(connection, id))
                .chain(found -> activities.carryOut(connection, found, found.cancelled(explanation, now())))
                .call(after -> certificates.endAll(connection, id, after.updatedAt()))
                .call(after -> tell(connection, after, RegistrationEvent.CANCELLED, after.updatedAt())));
    }

    /**
     * Tells what came of it; how many were there is counted. Rejects with {@code not-yours} (403),
     * {@code transition-not-allowed} and {@code activity-not-over} (409).
     */
    Effect<Activity> report(Actor actor, UUID id, ActivityForms.Outcome outcome) {
        return Effect.of(connection -> lock(connection, actor, id, ActivityMove.REPORT_OUTCOME)
                .call(() -> registrations.lockSeats(connection, id))
                .chain(found -> registrations
                        .attended(connection, id)
                        .chain(people -> activities.carryOut(
                                connection, found, found.held(outcome, Math.toIntExact(people), now())))));
    }

    /** An activity whose check-ins the actor may put on record. Rejects with {@code not-yours} (403). */
    Uni<Activity> findForCheckIns(Actor actor, UUID id) {
        return find(actor, id).map(Shown::activity).invoke(found -> found.requireHand(actor, ActivityMove.CHECK_IN));
    }

    /**
     * The same, held with its seats until the unit of work ends, for whoever puts check-ins on record and takes others
     * back in one: the one holds seats alone, the other the activity before them.
     */
    Uni<Activity> holdForCheckIns(SqlConnection connection, Actor actor, UUID id) {
        return activities
                .lock(connection, actor, id)
                .invoke(found -> found.requireHand(actor, ActivityMove.CHECK_IN))
                .call(found -> registrations.lockSeats(connection, id));
    }

    /**
     * Takes back that the person of a registration has come: its certificate lapses, and how many were there is counted
     * anew where that was told.
     *
     * <p>Rejects with {@code activity-registration-not-found} (404), {@code not-yours} (403),
     * {@code transition-not-allowed} and {@code activity-not-attended} (409).
     */
    Effect<RegistrationService.Known> revokeCheckIn(Actor actor, UUID registration, String explanation) {
        return Effect.of(
                () -> seating.find(actor, registration),
                (connection, known) ->
                        revokeCheckIn(connection, actor, known.activity().id(), registration, explanation));
    }

    /** The same of a registration for an activity that is known. Rejects as the other does. */
    Uni<RegistrationService.Known> revokeCheckIn(
            SqlConnection connection, Actor actor, UUID id, UUID registration, String explanation) {
        return lock(connection, actor, id, ActivityMove.REVOKE_CHECK_IN)
                .call(found -> registrations.lockSeats(connection, found.id()))
                .chain(found -> revokeCheckIn(connection, actor, found, registration, explanation));
    }

    private Uni<RegistrationService.Known> revokeCheckIn(
            SqlConnection connection, Actor actor, Activity found, UUID registration, String explanation) {
        Instant now = now();
        return seating.revokeCheckIn(connection, actor, found, registration, explanation, now)
                .call(() -> registrations
                        .attended(connection, found.id())
                        .chain(people -> activities.carryOutFor(
                                actor, connection, found, found.recounted(Math.toIntExact(people), explanation, now))));
    }

    private Uni<Activity> lock(SqlConnection connection, Actor actor, UUID id, ActivityMove move) {
        return activities
                .lock(connection, actor, id)
                .invoke(found -> found.requireHand(actor, move))
                .invoke(found -> move.from(found.status()));
    }
}
