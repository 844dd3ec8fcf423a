package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.Problems;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import cn.dengyun.shared.Rejection;
import io.quarkus.arc.All;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Admits no more requests at once than the platform can answer in time; the rest hear 503 at once instead of waiting
 * for nothing. What costs much gives way first: of all places, uploads may take a few, searches half, everything else
 * all.
 *
 * <p>A request with a body is admitted when all of it is there ({@link BodyCap}): who sends slowly, or never to the
 * end, holds a connection and nobody's place.
 */
@ApplicationScoped
class Admission {

    /** All requests that one node works on at once, streams of progress and results apart. */
    private static final int MAX_REQUESTS = 256;
    /** Bulk uploads; each holds a thread. */
    private static final int MAX_UPLOADS = 8;
    /** Uploads of single files; each holds a thread as well. */
    private static final int MAX_ATTACHMENTS = 20;

    /** Behind all that refuses a request by its head. */
    private static final int ORDER = 5;

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Problems problems;
    private final List<Known> costly;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger searches = new AtomicInteger();
    private final AtomicInteger uploads = new AtomicInteger();
    private final AtomicInteger attachments = new AtomicInteger();

    Admission(Problems problems, @All List<CostlyOperation> costly) {
        this.problems = problems;
        this.costly = costly.stream()
                .map(each -> new Known(each.cost(), each.method(), each.paths()))
                .toList();
    }

    private record Known(Cost cost, String method, Pattern paths) {}

    void register(@Observes Router router) {
        router.route("/api/*").order(ORDER).handler(this::admit);
    }

    private void admit(RoutingContext context) {
        Optional<Cost> cost = costOf(context.request().method().name(), context.normalizedPath());
        if (cost.isEmpty()) {
            if (comesWithBody(context)) {
                context.next();
            } else {
                admit(context, requests, MAX_REQUESTS);
            }
            return;
        }
        switch (cost.get()) {
            case STREAM -> context.next();
            case SEARCH -> admit(context, searches, MAX_REQUESTS / 2);
            case BULK_UPLOAD -> admit(context, uploads, MAX_UPLOADS);
            case FILE_UPLOAD -> admit(context, attachments, MAX_ATTACHMENTS);
        }
    }

    private Optional<Cost> costOf(String method, String path) {
        return costly.stream()
                .filter(each -> each.method().equals(method)
                        && each.paths().matcher(path).matches())
                .map(Known::cost)
                .findFirst();
    }

    /** Forms are read by the framework, where nobody can be asked when they are there; they are small. */
    private static boolean comesWithBody(RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        return Boolean.TRUE.equals(context.get(RequestFacts.TAKES_BODY))
                && type != null
                && !type.regionMatches(true, 0, FORM, 0, FORM.length());
    }

    /** Admits a request whose body is there. Rejects with {@code overloaded} (503) when all places are taken. */
    void admitWithBody(RoutingContext context) {
        boolean isOther = costOf(context.request().method().name(), context.normalizedPath())
                .isEmpty();
        if (isOther && comesWithBody(context) && !take(context, requests, MAX_REQUESTS)) {
            throw Rejection.of(Rejection.Kind.UNAVAILABLE, "overloaded");
        }
    }

    private void admit(RoutingContext context, AtomicInteger taken, int places) {
        if (take(context, taken, places)) {
            context.next();
        } else {
            problems.send(context, Rejection.of(Rejection.Kind.UNAVAILABLE, "overloaded"));
        }
    }

    private static boolean take(RoutingContext context, AtomicInteger taken, int places) {
        if (taken.incrementAndGet() > places) {
            taken.decrementAndGet();
            return false;
        }
        // The response ends or its connection breaks, and sometimes both are reported.
        AtomicBoolean isReleased = new AtomicBoolean();
        context.addEndHandler(end -> {
            if (isReleased.compareAndSet(false, true)) {
                taken.decrementAndGet();
            }
        });
        return true;
    }
}
