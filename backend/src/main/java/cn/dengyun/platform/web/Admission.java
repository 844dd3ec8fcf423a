package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.Problems;
import cn.dengyun.platform.problem.StandingRefusal;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import cn.dengyun.shared.Rejection;
import io.quarkus.arc.All;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Works on no more requests at once than the platform can answer in time, and lets a few more wait for their turn
 * ({@link Lane}); the rest hear 503 at once, before anything is done for them. What costs much has fewer places of its
 * own.
 *
 * <p>A request with a body takes its place when all of it is there ({@link BodyCap}): who sends slowly, or never to the
 * end, holds a connection and nobody's place. While all places are taken it waits before its body is read, and has its
 * place for {@value #BODY_MILLIS} ms when its turn has come.
 */
@ApplicationScoped
class Admission {

    /** All requests that one node works on at once, streams of progress and results apart. */
    private static final int MAX_REQUESTS = 256;
    /** Exports of much at once; each holds some ten megabytes. */
    private static final int MAX_EXPORTS = 8;
    /** Bulk uploads; each holds a thread. */
    private static final int MAX_UPLOADS = 8;
    /** Uploads of single files; each holds a thread as well. */
    private static final int MAX_ATTACHMENTS = 20;

    /** Right behind the quotas, which know whose a request is: who would be refused has cost nothing by then. */
    static final int BEFORE_ALL = Quotas.ORDER + 1;

    /** Behind all that refuses a request by its head. */
    private static final int ORDER = 5;

    /**
     * Of the length of a body that is read to its end, so that the connection of one who is refused serves the next.
     */
    private static final int MAX_DIGITS = 5;

    private static final String FORM = "application/x-www-form-urlencoded";

    /** In which a body is there that was sent together with its head. */
    private static final int BODY_MILLIS = 100;

    /** Where the place of a request is kept until its body is there; absent when there was no need to wait for one. */
    private static final String GUEST = "dengyun.guest";

    /** Where the cost of a request is kept; absent outside {@code /api}. */
    private static final String COST = "dengyun.cost";

    private final StandingRefusal refusal;
    private final PathTree<Map<String, Cost>> costly = new PathTree<>();
    private final Map<Cost, Lane> lanes = new EnumMap<>(Cost.class);

    @Inject
    Admission(Problems problems, @All List<CostlyOperation> costly) {
        this(problems, costly, System::nanoTime);
    }

    Admission(Problems problems, List<CostlyOperation> costly, LongSupplier nanos) {
        this.refusal = problems.standing(overloaded());
        costly.forEach(each -> this.costly.at(each.path(), HashMap::new).put(each.method(), each.cost()));
        Lane ordinary = new Lane(MAX_REQUESTS, true, nanos);
        lanes.put(Cost.ORDINARY, ordinary);
        lanes.put(Cost.FOLLOW_UP, ordinary);
        lanes.put(Cost.SEARCH, new Lane(MAX_REQUESTS / 2, true, nanos));
        lanes.put(Cost.EXPORT, new Lane(MAX_EXPORTS, true, nanos));
        lanes.put(Cost.BULK_UPLOAD, new Lane(MAX_UPLOADS, false, nanos));
        lanes.put(Cost.FILE_UPLOAD, new Lane(MAX_ATTACHMENTS, false, nanos));
    }

    void register(@Observes Router router) {
        router.route("/api/*").order(BEFORE_ALL).handler(this::beforeAll);
        router.route("/api/*").order(ORDER).handler(this::byHead);
    }

    /**
     * Refuses whoever would be refused further on. A crowd that is told to come again does so at once, and what a
     * refusal costs is taken from those who have their places.
     */
    private void beforeAll(RoutingContext context) {
        Cost cost = costOf(context);
        context.put(COST, cost);
        if (cost == Cost.STREAM
                || !lanes.get(cost).refuses(Quotas.callerOf(context).key(), cost == Cost.FOLLOW_UP)) {
            context.next();
            return;
        }
        if (!isShort(context.request())) {
            // The rest of the body is not worth reading; the connection ends with the answer.
            context.response().putHeader("Connection", "close");
        }
        refusal.send(context);
    }

    private static boolean isShort(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? !request.headers().contains("Transfer-Encoding") : length.length() <= MAX_DIGITS;
    }

    private void byHead(RoutingContext context) {
        Cost cost = context.get(COST, Cost.ORDINARY);
        if (cost == Cost.STREAM) {
            context.next();
        } else if (cost.isStreamed() || !comesWithBody(context)) {
            enter(context, new Guest(lanes.get(cost), context, cost == Cost.FOLLOW_UP, this::refuse));
        } else if (lanes.get(cost).isFull()) {
            // Otherwise what is sent meanwhile would be read by nobody.
            context.request().pause();
            Guest guest = new Guest(lanes.get(cost), context, cost == Cost.FOLLOW_UP, this::refuse);
            context.put(GUEST, guest);
            enter(context, guest);
        } else {
            context.next();
        }
    }

    /** Forms are read by the framework, where nobody can be asked when they are there; they are small. */
    private static boolean comesWithBody(RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        return Boolean.TRUE.equals(context.get(RequestFacts.TAKES_BODY))
                && type != null
                && !type.regionMatches(true, 0, FORM, 0, FORM.length());
    }

    private static void enter(RoutingContext context, Guest guest) {
        switch (guest.lane.enter(guest, guest.isFollowUp)) {
            case ADMITTED -> guest.begin();
            case REFUSED -> guest.refused.accept(context);
            case WAITS -> {}
        }
    }

    private void refuse(RoutingContext context) {
        // What was held back while it waited is read by nobody, and would keep the next from being read.
        context.request().resume();
        refusal.send(context);
    }

    /** Gives a request its place whose body is there. Rejects with {@code overloaded} (503) when there is none. */
    void admitWithBody(RoutingContext context) {
        Cost cost = context.get(COST, Cost.ORDINARY);
        if (cost.isStreamed() || !comesWithBody(context)) {
            return;
        }
        Guest guest = context.get(GUEST);
        if (guest != null && guest.isThere()) {
            return;
        }
        Lane lane = lanes.get(cost);
        boolean isFollowUp = cost == Cost.FOLLOW_UP;
        if (!lane.take(isFollowUp)) {
            throw overloaded();
        }
        leaveAtEnd(context, lane, isFollowUp, new AtomicBoolean());
    }

    /** The response ends or its connection breaks, and sometimes both are reported. */
    private static void leaveAtEnd(RoutingContext context, Lane lane, boolean isFollowUp, AtomicBoolean isOver) {
        context.addEndHandler(end -> {
            if (isOver.compareAndSet(false, true)) {
                lane.leave(isFollowUp);
            }
        });
    }

    private Cost costOf(RoutingContext context) {
        String method = context.request().method().name();
        for (Map<String, Cost> known : costly.find(context.normalizedPath())) {
            Cost cost = known.get(method);
            if (cost != null) {
                return cost;
            }
        }
        return Cost.ORDINARY;
    }

    private static Rejection overloaded() {
        return Rejection.of(Rejection.Kind.UNAVAILABLE, "overloaded");
    }

    /** A request on its own event loop, whoever's place it gets. */
    private static final class Guest implements Lane.Guest {

        private final Lane lane;
        private final RoutingContext request;
        private final boolean isFollowUp;
        private final Consumer<RoutingContext> refused;
        private final Context home = Vertx.currentContext();
        private final AtomicBoolean isOver = new AtomicBoolean();
        private boolean isThere;

        Guest(Lane lane, RoutingContext request, boolean isFollowUp, Consumer<RoutingContext> refused) {
            this.lane = lane;
            this.request = request;
            this.isFollowUp = isFollowUp;
            this.refused = refused;
        }

        @Override
        public String caller() {
            return Quotas.callerOf(request).key();
        }

        @Override
        public boolean isGone() {
            return request.response().closed() || request.response().ended();
        }

        @Override
        public void admit() {
            home.runOnContext(turn -> begin());
        }

        @Override
        public void refuse() {
            home.runOnContext(turn -> refused.accept(request));
        }

        void begin() {
            if (isGone()) {
                lane.leave(isFollowUp);
                return;
            }
            leaveAtEnd(request, lane, isFollowUp, isOver);
            if (request.get(GUEST) == this) {
                home.owner().setTimer(BODY_MILLIS, late -> giveBackIfNotThere());
                request.request().resume();
            }
            request.next();
        }

        /** Whether the place is still there for the body that has come; it stays then until the end. */
        boolean isThere() {
            isThere = true;
            return !isOver.get();
        }

        private void giveBackIfNotThere() {
            if (!isThere && isOver.compareAndSet(false, true)) {
                lane.leave(isFollowUp);
            }
        }
    }
}
