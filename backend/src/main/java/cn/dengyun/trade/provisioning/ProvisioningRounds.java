package cn.dengyun.trade.provisioning;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.OrderActivation;
import cn.dengyun.trade.order.OrderService;
import cn.dengyun.trade.provisioning.ProvisioningCaller.Due;
import cn.dengyun.trade.provisioning.ProvisioningSecrets.Secrets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Calls the endpoints for which something is due. A call is written with a lease in one unit of work, made outside of
 * any, and its answer written in another: whoever stops between leaves something that the next round, of any node, goes
 * on with. A round does not wait for its calls, so that an endpoint that hangs holds nobody up.
 */
@ApplicationScoped
class ProvisioningRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(ProvisioningRounds.class);
    private static final FailureReport FAILURES = new FailureReport(LOG, "what endpoints have answered is asked again");
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofMillis(5);

    /** How long an endpoint is left alone of which the platform itself cannot take calls. */
    private static final Duration PAUSE_OF_FAILED = Duration.ofSeconds(30);

    private static final int LOOK_MILLIS = 20;
    private static final int ENDPOINTS_AT_ONCE = 50;
    private static final int ACTIVATIONS_AT_ONCE = 50;

    /** Calls of this node under way. */
    private static final int MAX_UNDER_WAY = 64;

    private final ProvisioningStore store;
    private final ProvisioningSecrets secrets;
    private final ProvisioningCaller caller;
    private final OrderService orders;
    private final CertifiedStandings standings;
    private final UnitsOfWork units;
    private final Pool pool;
    private final Clock clock;
    private final Rounds rounds;
    private final Vertx vertx;
    private final AtomicInteger underWay = new AtomicInteger();

    /** Calls of this node that were ever made. */
    private final AtomicLong begun = new AtomicLong();

    /** How many of them are over, with what followed from them. */
    private final AtomicLong settled = new AtomicLong();

    ProvisioningRounds(
            ProvisioningStore store,
            ProvisioningSecrets secrets,
            ProvisioningCaller caller,
            OrderService orders,
            CertifiedStandings standings,
            UnitsOfWork units,
            Pool pool,
            Clock clock,
            Vertx vertx) {
        this.store = store;
        this.secrets = secrets;
        this.caller = caller;
        this.orders = orders;
        this.standings = standings;
        this.units = units;
        this.pool = pool;
        this.clock = clock;
        this.vertx = vertx;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "services at the endpoints of providers begin and end later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /** Time goes on behind the calls that are under way: they would be taken for lost within milliseconds of theirs. */
    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return settle().chain(() -> store.nextDue(now));
    }

    /** What follows from answers at once is done as well. */
    private Uni<Void> settle() {
        long known = begun.get();
        return known == settled.get()
                ? Uni.createFrom().voidItem()
                : idle().chain(this::round).invoke(() -> settled.set(known)).chain(this::settle);
    }

    private Uni<Void> idle() {
        return underWay.get() == 0
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                        .<Void>emitter(later -> vertx.setTimer(LOOK_MILLIS, tick -> later.complete(null)))
                        .chain(this::idle);
    }

    private Uni<Void> round() {
        return take(due -> carryOut(due).subscribe().with(done -> rounds.soon(SOON), FAILURES))
                .chain(this::activateAll);
    }

    /**
     * Writes the calls that are due and may be made now. Those of an endpoint are handed over as soon as they are
     * written: whatever fails behind them, they are made.
     */
    Uni<Void> take(Consumer<Due> written) {
        return store.endpointsDue(now(), ENDPOINTS_AT_ONCE)
                .chain(endpoints -> InTurn.each(
                        endpoints,
                        endpoint -> underWay.get() >= MAX_UNDER_WAY
                                ? Uni.createFrom().voidItem()
                                : take(endpoint, written)));
    }

    /**
     * What fails for one endpoint is looked at again behind all others. Where not even that can be written, all fails.
     */
    private Uni<Void> take(UUID endpoint, Consumer<Due> written) {
        return pool.withTransaction(connection -> take(connection, endpoint))
                .onFailure()
                .recoverWithUni(failure -> {
                    FAILURES.accept(failure);
                    return store.pause(endpoint, now().plus(PAUSE_OF_FAILED)).replaceWith(List.<Due>of());
                })
                .invoke(due -> due.forEach(written))
                .replaceWithVoid();
    }

    private Uni<List<Due>> take(SqlConnection connection, UUID endpointId) {
        Instant now = now();
        return store.takePace(connection, endpointId)
                .chain(pace -> pace == null
                        ? Uni.createFrom().item(List.<Due>of())
                        : store.underWay(connection, endpointId, now)
                                .map(calling -> pace.room(calling, now))
                                .chain(room -> take(connection, pace, room, now)));
    }

    private Uni<List<Due>> take(SqlConnection connection, ProvisioningPace pace, int room, Instant now) {
        if (room == 0) {
            return Uni.createFrom().item(List.<Due>of());
        }
        return store.lockDue(connection, pace.endpointId(), now, room)
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(List.<Due>of())
                        : known(connection, pace.endpointId(), due).chain(known -> taken(connection, due, known, now)))
                .call(taken -> taken.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : store.update(connection, pace.called(taken.size(), now)));
    }

    /**
     * What a call takes.
     *
     * @param mayBeCalled whether the endpoint is known to be the provider's where it is now
     * @param frozen organisations for which nothing begins
     */
    private record Known(String url, boolean mayBeCalled, Secrets secrets, Set<UUID> frozen) {}

    private Uni<Known> known(SqlConnection connection, UUID endpointId, List<Provisioning> due) {
        return ProvisioningEndpointService.get(connection, endpointId)
                .chain(endpoint -> secrets.get(connection, endpointId)
                        .chain(kept -> frozen(connection, due)
                                .map(frozen -> new Known(endpoint.url(), endpoint.mayBeCalled(), kept, frozen))));
    }

    private Uni<Set<UUID>> frozen(SqlConnection connection, List<Provisioning> due) {
        Set<UUID> sides = due.stream()
                .flatMap(each -> Stream.of(each.organizationId(), each.providerOrganizationId()))
                .collect(Collectors.toSet());
        return standings
                .of(connection, sides)
                .map(Map::values)
                .map(found -> found.stream()
                        .filter(CertifiedStanding::isFrozen)
                        .map(CertifiedStanding::organizationId)
                        .collect(Collectors.toSet()));
    }

    private Uni<List<Due>> taken(SqlConnection connection, List<Provisioning> due, Known known, Instant now) {
        List<Due> taken = new ArrayList<>();
        return InTurn.each(
                        due,
                        each -> taken(connection, each, known, now)
                                .invoke(call -> {
                                    if (call != null) {
                                        taken.add(call);
                                    }
                                })
                                .replaceWithVoid())
                .replaceWith(taken);
    }

    /** The call that is written for one; null where the clock alone has changed it, or nothing begins for now. */
    private Uni<Due> taken(SqlConnection connection, Provisioning found, Known known, Instant now) {
        Uni<Void> lost = found.callId() == null ? Uni.createFrom().voidItem() : store.lose(connection, found.callId());
        Provisioning passed = found.passed(now);
        if (passed.nextCall() == null || !passed.isDueAt(now)) {
            return lost.chain(() -> store.write(connection, found, passed)).replaceWith((Due) null);
        }
        boolean isHeld = passed.status() == ProvisioningStatus.PENDING
                && (known.frozen().contains(found.organizationId())
                        || known.frozen().contains(found.providerOrganizationId()));
        if (isHeld || !known.mayBeCalled()) {
            return lost.chain(() -> store.write(connection, found, passed.waiting(now)))
                    .replaceWith((Due) null);
        }
        UUID callId = Ids.next();
        Provisioning asked = passed.asked(callId, now);
        ProvisioningCallKind kind = asked.nextCall();
        ProvisioningCall call =
                new ProvisioningCall(callId, found.id(), kind, asked.tries(), now, null, null, null, null, known.url());
        return lost.chain(() -> store.write(connection, found, asked))
                .chain(() -> store.insert(connection, call))
                .replaceWith(new Due(
                        callId,
                        found.id(),
                        found.endpointId(),
                        kind,
                        asked.tries(),
                        asked.operation(),
                        kind == ProvisioningCallKind.PROVISION ? found.request() : null,
                        known.url(),
                        known.secrets(),
                        System.nanoTime()));
    }

    /** Makes a call that is written, and writes its answer. */
    Uni<Void> carryOut(Due due) {
        underWay.incrementAndGet();
        begun.incrementAndGet();
        return Uni.createFrom()
                .deferred(() -> caller.make(due))
                .chain(answer -> record(due, answer))
                .onTermination()
                .invoke(underWay::decrementAndGet);
    }

    /** Writes an answer, whoever waits for it. */
    Uni<Void> record(Due due, ProvisioningAnswer answer) {
        Instant now = now();
        return pool.withTransaction(connection -> store.lockPace(connection, due.endpointId())
                .chain(pace -> store.update(
                        connection,
                        answer.isTried() ? pace.answered(answer.outcome().isWorking(), now) : pace))
                .chain(() -> store.lock(connection, due.provisioningId()))
                .chain(found -> store.write(connection, found, found.answered(due.callId(), due.kind(), answer, now)))
                .chain(() -> store.end(connection, due.callId(), answer)));
    }

    /** Lets the orders begin whose services are there, each in a unit of work of its own. */
    Uni<Void> activateAll() {
        return store.toActivate(now(), ACTIVATIONS_AT_ONCE).chain(found -> InTurn.each(found, this::activate));
    }

    /**
     * As the provider's system would. Where the order does not begin for now, whatever the reason, it is tried again
     * until the order has begun or ended by itself, and those behind it have their turn.
     */
    private Uni<Void> activate(Provisioning found) {
        Actor system = new Actor(
                found.endpointId(),
                true,
                found.providerOrganizationId(),
                Set.of(Roles.PROVIDER),
                Set.of(ClientScope.ORDERS_WRITE.text()),
                null);
        OrderActivation wanted = new OrderActivation(found.serviceReference(), null);
        return standings
                .of(pool, Set.of(found.organizationId(), found.providerOrganizationId()))
                .chain(sides -> sides.values().stream().anyMatch(CertifiedStanding::isFrozen)
                        ? postpone(found)
                        : units.carryOut(orders.activate(system, found.orderId(), wanted))
                                .replaceWithVoid())
                .onFailure()
                .recoverWithUni(failure -> {
                    if (!(failure instanceof Rejection)) {
                        FAILURES.accept(failure);
                    }
                    return postpone(found);
                });
    }

    private Uni<Void> postpone(Provisioning found) {
        return pool.withTransaction(connection -> store.lock(connection, found.id())
                .chain(locked -> locked.isToActivate()
                        ? store.write(connection, locked, locked.waiting(now())).replaceWithVoid()
                        : Uni.createFrom().voidItem()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
