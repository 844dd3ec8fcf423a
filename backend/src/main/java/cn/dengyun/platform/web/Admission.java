package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.Problems;
import cn.dengyun.shared.Rejection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Admits no more requests at once than the platform can answer in time; the rest hear 503 at once instead of waiting
 * for nothing. What costs much gives way first: of all places, uploads may take a few, searches half, everything else
 * all.
 */
@ApplicationScoped
class Admission {

    /** All requests that one node works on at once, streams of progress and results apart. */
    private static final int MOST_REQUESTS = 256;
    /** Bulk uploads; each holds a thread. */
    private static final int MOST_UPLOADS = 8;
    /** Uploads of single files; each holds a thread as well. */
    private static final int MOST_ATTACHMENTS = 20;

    private static final int ORDER = -5;
    private static final Pattern UPLOAD = Pattern.compile(".*/catalogue-pushes/?");
    private static final Pattern ATTACHMENT = Pattern.compile("/api/v1/attachments/?");
    /** They are counted where they are served, and cost nothing while they wait. */
    private static final Pattern WATCHERS = Pattern.compile("/api/v1/vouchers/[^/]+/events/?");

    private static final Pattern SEARCH = Pattern.compile("/api/v1/offerings/?");

    private final Problems problems;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger searches = new AtomicInteger();
    private final AtomicInteger uploads = new AtomicInteger();
    private final AtomicInteger attachments = new AtomicInteger();

    Admission(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route("/api/*").order(ORDER).handler(this::admit);
    }

    private void admit(RoutingContext context) {
        String path = context.normalizedPath();
        boolean isGet = context.request().method().name().equals("GET");
        boolean isStream = path.endsWith("/progress")
                || path.endsWith("/results")
                || WATCHERS.matcher(path).matches();
        if (isGet && isStream) {
            context.next();
            return;
        }
        if (isGet && SEARCH.matcher(path).matches()) {
            admit(context, searches, MOST_REQUESTS / 2);
            return;
        }
        if (!isGet && UPLOAD.matcher(path).matches()) {
            admit(context, uploads, MOST_UPLOADS);
            return;
        }
        if (!isGet && ATTACHMENT.matcher(path).matches()) {
            admit(context, attachments, MOST_ATTACHMENTS);
            return;
        }
        admit(context, requests, MOST_REQUESTS);
    }

    private void admit(RoutingContext context, AtomicInteger taken, int places) {
        if (taken.incrementAndGet() > places) {
            taken.decrementAndGet();
            problems.send(context, Rejection.of(Rejection.Kind.UNAVAILABLE, "overloaded"));
            return;
        }
        // The response ends or its connection breaks, and sometimes both are reported.
        AtomicBoolean isReleased = new AtomicBoolean();
        context.addEndHandler(end -> {
            if (isReleased.compareAndSet(false, true)) {
                taken.decrementAndGet();
            }
        });
        context.next();
    }
}
