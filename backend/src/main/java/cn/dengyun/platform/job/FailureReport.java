package cn.dengyun.platform.job;

import cn.dengyun.platform.problem.OverloadFailures;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * How background work that comes again says that it failed. That the database is away is no fault of the work, and the
 * health check says it: this is for whoever looks closely. Anything else stays wrong until somebody mends it, so it is
 * an error, but once an hour for each cause: the work meets it again at every round.
 */
public final class FailureReport implements Consumer<Throwable> {

    private static final Duration SILENCE = Duration.ofHours(1);
    private static final int MAX_CAUSES = 100;

    /** Another number, id or time in the message makes no other cause. */
    private static final Pattern VARYING = Pattern.compile("\\S*\\d\\S*");

    private final Logger log;
    private final String meanwhile;
    private final Cache<String, Boolean> told;

    /** @param meanwhile what the failure means for those who rely on the work, as a sentence without its full stop */
    public FailureReport(Logger log, String meanwhile) {
        this(log, meanwhile, Ticker.systemTicker());
    }

    FailureReport(Logger log, String meanwhile, Ticker ticker) {
        this.log = log;
        this.meanwhile = meanwhile;
        this.told = Caffeine.newBuilder()
                .maximumSize(MAX_CAUSES)
                .expireAfterWrite(SILENCE)
                .ticker(ticker)
                .build();
    }

    /** What the failure means for those who rely on the work. */
    String meanwhile() {
        return meanwhile;
    }

    @Override
    public void accept(Throwable failure) {
        if (!OverloadFailures.isOverload(failure) && told.asMap().putIfAbsent(cause(failure), true) == null) {
            log.error(meanwhile, failure);
            return;
        }
        log.debug(meanwhile, failure);
    }

    private static String cause(Throwable failure) {
        return failure.getClass().getName()
                + VARYING.matcher(String.valueOf(failure.getMessage())).replaceAll("");
    }
}
