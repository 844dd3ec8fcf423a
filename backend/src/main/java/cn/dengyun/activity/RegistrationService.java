package cn.dengyun.activity;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who comes to activities. What is not there for the actor is refused with {@code activity-registration-not-found}
 * (404). Who registers is judged by the moment behind the lock of the seats, in the order of that lock.
 */
@ApplicationScoped
class RegistrationService {

    /** So long before an activity begins those who have a seat are reminded. */
    static final Duration REMINDER = Duration.ofDays(1);

    private final RegistrationStore store;
    private final ActivityStore activities;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final ProviderService providers;
    private final AttendanceCertificates certificates;
    private final CheckInCodes codes;
    private final ChangeNotes notes;
    private final Outbox outbox;
    private final Clock clock;
    private final Pool pool;

    RegistrationService(
            RegistrationStore store,
            ActivityStore activities,
            CertifiedStandings standings,
            ContractParties parties,
            ProviderService providers,
            AttendanceCertificates certificates,
            CheckInCodes codes,
            ChangeNotes notes,
            Outbox outbox,
            Clock clock,
            Pool pool) {
        this.store = store;
        this.activities = activities;
        this.standings = standings;
        this.parties = parties;
        this.providers = providers;
        this.certificates = certificates;
        this.codes = codes;
        this.notes = notes;
        this.outbox = outbox;
        this.clock = clock;
        this.pool = pool;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A registration with its activity. */
    record Known(RegistrationStore.Listed listed, Activity activity) {

        ActivityRegistration registration() {
            return listed.registration();
        }

        /** Whether the actor is told who the person is: its enterprise and the organiser are. */
        boolean isPlainTo(Actor actor) {
            return registration().isOf(actor) || activity.isOrganizedBy(actor);
        }
    }

    /** One of the actor's own, of an activity or a region that it oversees, or any for who sees all. */
    Uni<Known> find(Actor actor, UUID id) {
        return store.find(pool, id).chain(found -> {
            if (found == null) {
                throw Rejection.notFound("activity-registration-not-found");
            }
            return activities.find(pool, found.registration().activityId()).map(activity -> {
                Known known = new Known(found, activity);
                boolean isShown = found.registration().isOf(actor)
                        || activity.isOverseenBy(actor)
                        || Oversight.of(actor).covers(found.registration().regionCode())
                        || Aggregate.seesAll(actor);
                if (!isShown) {
                    throw Rejection.notFound("activity-registration-not-found");
                }
                return known;
            });
        });
    }

    /**
     * Those of an activity: all for the organiser, who oversees it, and who sees everything; else the actor's own.
     * Rejects with {@code cursor-invalid} (400).
     */
    Uni<Page<Known>> page(Actor actor, Activity activity, RegistrationStatus status, String cursor, int limit) {
        boolean isAll = activity.isOverseenBy(actor) || Aggregate.seesAll(actor);
        if (!isAll && actor.organizationId() == null) {
            return Uni.createFrom().item(Page.of(List.of(), limit, none -> null));
        }
        return store.page(activity.id(), isAll ? null : actor.organizationId(), status, cursor, limit)
                .map(page -> page.map(each -> new Known(each, activity)));
    }

    /**
     * The same in the order in which they were made.
     *
     * @param after the turn of the last one that is known; 0 for the first
     */
    Uni<List<Known>> inTurn(Actor actor, Activity activity, int after, int rows) {
        boolean isAll = activity.isOverseenBy(actor) || Aggregate.seesAll(actor);
        if (!isAll && actor.organizationId() == null) {
            return Uni.createFrom().item(List.of());
        }
        return store.inTurn(activity.id(), isAll ? null : actor.organizationId(), after, rows)
                .map(found -> found.stream()
                        .map(each -> new Known(new RegistrationStore.Listed(each, null), activity))
                        .toList());
    }

    /**
     * Registers a person: seated while there are seats and nobody waits, else waiting. Providers come to matchmaking.
     *
     * <p>Rejects with {@code organization-frozen} (403), {@code activity-not-found}, {@code provider-not-found} (404),
     * and with {@code activity-not-for-providers}, {@code activity-organizer-frozen}, {@code provider-not-qualified},
     * {@code activity-not-open}, {@code activity-registration-too-early}, {@code activity-registration-too-late},
     * {@code activity-registrations-too-many} and {@code activity-participant-registered} (409).
     */
    Effect<Known> register(Actor actor, Activity shown, ActivityForms.Participant person) {
        return registerAt(actor, shown, person, null);
    }

    /** @param at null for the moment behind the lock of the seats */
    Effect<Known> registerAt(Actor actor, Activity shown, ActivityForms.Participant person, Instant at) {
        boolean isProvider = !actor.has(Roles.ENTERPRISE);
        if (isProvider && shown.says().kind() != ActivityKind.MATCHMAKING) {
            throw Rejection.conflict("activity-not-for-providers", shown.says().kind());
        }
        return Effect.of(
                () -> registering(actor.organizationId(), isProvider),
                (connection, who) -> requireParties(connection, who.standing().organizationId(), shown)
                        .chain(() -> isProvider
                                ? providers.requireQualified(connection, who.providerId())
                                : Uni.createFrom().voidItem())
                        .chain(() -> store.lockSeats(connection, shown.id()))
                        .chain(seats -> activities
                                .find(connection, shown.id())
                                .chain(activity -> register(
                                        connection,
                                        actor,
                                        who.standing(),
                                        activity,
                                        seats,
                                        person,
                                        at == null ? now() : at))));
    }

    /** @param providerId null of an enterprise that comes as one */
    private record Registering(CertifiedStanding standing, UUID providerId) {}

    private Uni<Registering> registering(UUID organization, boolean isProvider) {
        Uni<CertifiedStanding> standing =
                standings.of(pool, List.of(organization)).map(known -> known.get(organization));
        return isProvider
                ? standing.chain(
                        known -> providers.findOf(organization).map(provider -> new Registering(known, provider.id())))
                : standing.map(known -> new Registering(known, null));
    }

    private Uni<Void> requireParties(SqlConnection connection, UUID enterprise, Activity activity) {
        return parties.held(connection, List.of(enterprise, activity.organizationId()))
                .invoke(held -> {
                    if (held.get(enterprise).isFrozen()) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                    if (held.get(activity.organizationId()).isFrozen()) {
                        throw Rejection.conflict("activity-organizer-frozen");
                    }
                })
                .chain(() -> activity.providerId() == null
                        ? Uni.createFrom().voidItem()
                        : providers.requireQualified(connection, activity.providerId()));
    }

    private Uni<Known> register(
            SqlConnection connection,
            Actor actor,
            CertifiedStanding enterprise,
            Activity activity,
            ActivitySeats seats,
            ActivityForms.Participant person,
            Instant now) {
        requireOpen(activity, now);
        boolean isFree =
                seats.waiting() == 0 && seats.seated() < activity.says().capacity();
        RegistrationStatus status = isFree ? RegistrationStatus.SEATED : RegistrationStatus.WAITING;
        ActivityRegistration made = new ActivityRegistration(
                Ids.next(),
                activity.id(),
                enterprise.organizationId(),
                enterprise.nameZh(),
                enterprise.region(),
                person.name(),
                person.phone(),
                status,
                seats.turns() + 1,
                actor.id(),
                now,
                isFree ? now : null,
                null,
                null,
                null,
                null,
                null,
                !actor.has(Roles.ENTERPRISE));
        int most = activity.says().maxPerEnterprise();
        return store.ofEnterprise(connection, activity.id(), enterprise.organizationId())
                .invoke(own -> {
                    if (own >= most) {
                        throw Rejection.conflict("activity-registrations-too-many", most);
                    }
                })
                .chain(() -> store.insert(connection, made))
                .onFailure(Rows.broken(RegistrationStore.PERSON_ONCE))
                .transform(twice -> Rejection.conflict("activity-participant-registered"))
                .chain(() -> store.update(connection, seats.joined(status)))
                .chain(() -> note(connection, made, RegistrationEvent.REGISTERED, activity, now))
                .replaceWith(() ->
                        new Known(new RegistrationStore.Listed(made, isFree ? null : seats.waiting() + 1L), activity));
    }

    private static void requireOpen(Activity activity, Instant now) {
        if (activity.status() != ActivityStatus.PUBLISHED) {
            throw Rejection.conflict("activity-not-open", activity.status());
        }
        if (now.isBefore(activity.says().registrationOpensAt())) {
            throw Rejection.conflict(
                    "activity-registration-too-early", activity.says().registrationOpensAt());
        }
        if (!now.isBefore(activity.says().registrationClosesAt())) {
            throw Rejection.conflict(
                    "activity-registration-too-late", activity.says().registrationClosesAt());
        }
    }

    private Uni<Void> note(
            SqlConnection connection,
            ActivityRegistration registration,
            RegistrationEvent event,
            Activity activity,
            Instant now) {
        return notes.write(
                connection, registration.told(event, activity, now), null, registration.data(activity), null);
    }

    /**
     * Withdraws one of the actor's own; who waits longest gets the seat.
     *
     * <p>Rejects with {@code transition-not-allowed}, {@code activity-not-open} and, once the activity has begun,
     * {@code activity-started} (409).
     */
    Effect<Known> withdraw(Actor actor, UUID id) {
        return Effect.of(
                () -> find(actor, id).invoke(known -> {
                    if (!known.registration().isOf(actor)) {
                        throw Rejection.forbidden("not-yours");
                    }
                }),
                (connection, known) -> store.lockSeats(
                                connection, known.activity().id())
                        .chain(seats -> activities
                                .find(connection, known.activity().id())
                                .chain(activity -> withdraw(connection, id, activity, seats))));
    }

    private Uni<Known> withdraw(SqlConnection connection, UUID id, Activity activity, ActivitySeats seats) {
        Instant now = now();
        if (activity.status() != ActivityStatus.PUBLISHED) {
            throw Rejection.conflict("activity-not-open", activity.status());
        }
        return store.lock(connection, id).chain(found -> {
            ActivityRegistration after = found.withdrawn(now);
            if (!now.isBefore(activity.says().startsAt()) || found.checkedInAt() != null) {
                throw Rejection.conflict("activity-started", activity.says().startsAt());
            }
            return store.withdraw(connection, id, now)
                    .chain(() -> note(connection, after, RegistrationEvent.WITHDRAWN, activity, now))
                    .chain(() -> store.update(connection, seats.left(found.status())))
                    .chain(() -> seatWaiting(connection, activity, seats.left(found.status()), now))
                    .replaceWith(() -> new Known(new RegistrationStore.Listed(after, null), activity));
        });
    }

    /** Gives those who wait what is free, in their order; the seats are held. */
    Uni<Void> seatWaiting(SqlConnection connection, Activity activity, ActivitySeats seats, Instant now) {
        int free = seats.free(activity.says().capacity());
        if (free == 0 || activity.status() != ActivityStatus.PUBLISHED) {
            return Uni.createFrom().voidItem();
        }
        return store.seatNext(connection, activity.id(), free, now)
                .chain(seated ->
                        InTurn.each(seated, each -> note(connection, each, RegistrationEvent.SEATED, activity, now)))
                .chain(() -> store.update(connection, seats.seated(free)));
    }

    /** Reminds of an activity that begins within a day those who had a seat before; of each registration once. */
    Effect<List<ActivityRegistration>> remind(UUID id) {
        return Effect.of(connection -> store.lockSeats(connection, id)
                .chain(seats -> activities.find(connection, id))
                .chain(activity -> {
                    Instant now = now();
                    Instant from = activity.says().startsAt().minus(REMINDER);
                    boolean isDue = activity.status() == ActivityStatus.PUBLISHED
                            && !now.isBefore(from)
                            && now.isBefore(activity.says().startsAt());
                    if (!isDue) {
                        return Uni.createFrom().item(List.of());
                    }
                    return store.remind(connection, id, now, from)
                            .call(reminded -> outbox.writeAll(
                                    connection,
                                    reminded.stream()
                                            .map(each -> each.told(RegistrationEvent.REMINDED, activity, now))
                                            .toList()));
                }));
    }

    /**
     * What became of an entry.
     *
     * @param registration null where it was refused, as the moment that counts
     * @param refusal null where it was not
     */
    record CheckedIn(
            int index, CheckInOutcome outcome, CheckInRefusal refusal, ActivityRegistration registration, Instant at) {}

    /**
     * Puts on record who has come, as devices say. The same entry, or another of the same person, counts once: the
     * earliest moment. An entry that does not count harms no other.
     *
     * <p>Rejects with {@code not-yours} (403) and {@code activity-not-open} (409).
     */
    Effect<List<CheckedIn>> checkIn(Actor actor, Activity shown, List<ActivityForms.CheckIn> entries) {
        return Effect.of(connection -> store.lockSeats(connection, shown.id())
                .chain(seats -> activities.find(connection, shown.id()))
                .chain(activity -> {
                    activity.requireHand(actor, ActivityMove.CHECK_IN);
                    if (activity.status() != ActivityStatus.PUBLISHED) {
                        throw Rejection.conflict("activity-not-open", activity.status());
                    }
                    TreeSet<Integer> turns = new TreeSet<>();
                    entries.forEach(entry -> CheckInCodes.turnOf(entry.code()).ifPresent(turns::add));
                    return store.lock(connection, activity.id(), turns)
                            .chain(found -> checkIn(connection, actor, activity, entries, found));
                }));
    }

    private Uni<List<CheckedIn>> checkIn(
            SqlConnection connection,
            Actor actor,
            Activity activity,
            List<ActivityForms.CheckIn> entries,
            List<ActivityRegistration> found) {
        Instant now = now();
        Map<Integer, ActivityRegistration> byTurn = new TreeMap<>();
        found.forEach(each -> byTurn.put(each.turn(), each));
        Map<Integer, ActivityForms.CheckIn> earliest = new TreeMap<>();
        List<CheckedIn> results = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            ActivityForms.CheckIn entry = entries.get(i);
            ActivityRegistration registration = registrationOf(entry.code(), byTurn);
            Optional<CheckInRefusal> refusal = refusal(activity, registration, entry, now);
            if (refusal.isPresent()) {
                results.add(new CheckedIn(i, CheckInOutcome.REFUSED, refusal.get(), null, null));
                continue;
            }
            boolean isFirst = registration.checkedInAt() == null && !earliest.containsKey(registration.turn());
            earliest.merge(
                    registration.turn(), entry, (one, other) -> other.at().isBefore(one.at()) ? other : one);
            results.add(new CheckedIn(
                    i, isFirst ? CheckInOutcome.CHECKED_IN : CheckInOutcome.REPEATED, null, registration, null));
        }
        return InTurn.each(
                        earliest.entrySet(),
                        each -> write(connection, actor, activity, byTurn.get(each.getKey()), each.getValue(), now))
                .chain(() -> certificates.begin(
                        connection,
                        earliest.keySet().stream()
                                .map(byTurn::get)
                                .filter(each -> each.checkedInAt() == null)
                                .toList()))
                .replaceWith(() -> results.stream()
                        .map(each -> each.registration() == null ? each : withMoment(each, earliest))
                        .toList());
    }

    private static CheckedIn withMoment(CheckedIn result, Map<Integer, ActivityForms.CheckIn> earliest) {
        Instant before = result.registration().checkedInAt();
        Instant told = earliest.get(result.registration().turn()).at();
        Instant counts = before != null && before.isBefore(told) ? before : told;
        return new CheckedIn(result.index(), result.outcome(), null, result.registration(), counts);
    }

    private ActivityRegistration registrationOf(String code, Map<Integer, ActivityRegistration> byTurn) {
        ActivityRegistration claimed = CheckInCodes.turnOf(code).isPresent()
                ? byTurn.get(CheckInCodes.turnOf(code).getAsInt())
                : null;
        return claimed != null && codes.isOf(code, claimed) ? claimed : null;
    }

    private static Optional<CheckInRefusal> refusal(
            Activity activity, ActivityRegistration registration, ActivityForms.CheckIn entry, Instant now) {
        if (registration == null) {
            return Optional.of(CheckInRefusal.CODE_UNFIT);
        }
        if (registration.status() != RegistrationStatus.SEATED) {
            return Optional.of(CheckInRefusal.NOT_SEATED);
        }
        Instant revokedAt = registration.checkInRevokedAt();
        return revokedAt != null && !entry.at().isAfter(revokedAt)
                ? Optional.of(CheckInRefusal.REVOKED)
                : CheckInRule.refusal(activity.says(), entry.at(), now);
    }

    /**
     * Takes back that the person of a registration has come, of an activity whose seats are held; its certificate ends.
     * Rejects with {@code activity-not-attended} (409).
     */
    Uni<Known> revokeCheckIn(
            SqlConnection connection, Actor actor, Activity activity, UUID id, String explanation, Instant now) {
        return store.lock(connection, id).chain(before -> {
            if (before.checkedInAt() == null) {
                throw Rejection.conflict("activity-not-attended");
            }
            ActivityRegistration after = before.checkInRevoked(now);
            return store.revokeCheckIn(connection, id, now)
                    .chain(() -> certificates.end(connection, id, now))
                    .chain(() -> notes.writeFor(
                            actor,
                            connection,
                            after.told(RegistrationEvent.CHECK_IN_REVOKED, activity, explanation, now),
                            before.data(activity),
                            after.data(activity),
                            explanation))
                    .replaceWith(() -> new Known(new RegistrationStore.Listed(after, null), activity));
        });
    }

    private Uni<Void> write(
            SqlConnection connection,
            Actor actor,
            Activity activity,
            ActivityRegistration before,
            ActivityForms.CheckIn entry,
            Instant now) {
        Instant at = entry.at().truncatedTo(ChronoUnit.MICROS);
        if (before.checkedInAt() != null && !at.isBefore(before.checkedInAt())) {
            return Uni.createFrom().voidItem();
        }
        return store.checkIn(connection, before.id(), at, entry.deviceId())
                .chain(() -> before.checkedInAt() == null
                        ? notes.writeFor(
                                actor,
                                connection,
                                before.told(RegistrationEvent.CHECKED_IN, activity, now),
                                null,
                                before.data(activity),
                                null)
                        : Uni.createFrom().voidItem());
    }
}
