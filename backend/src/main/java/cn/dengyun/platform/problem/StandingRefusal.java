package cn.dengyun.platform.problem;

import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A refusal that says the same each time, but for where and in which request it came about: written once in each
 * language, so that whoever is refused because too many ask costs next to nothing. The answer is that of
 * {@link Problems#send}, byte by byte.
 */
public final class StandingRefusal {

    /** Stand in the problem for what is open. */
    static final String INSTANCE = "/instance";

    static final String TRACE_ID = "trace-id";

    private final Map<Language, Text> texts = new EnumMap<>(Language.class);
    private final int status;
    private final boolean isRetryable;

    /** The parts of a problem around its instance and its trace id. */
    private record Text(String before, String between, String after) {

        static Text of(String problem) {
            int instance = place(problem, INSTANCE);
            int traceId = place(problem, TRACE_ID);
            return new Text(
                    problem.substring(0, instance),
                    problem.substring(instance + INSTANCE.length(), traceId),
                    problem.substring(traceId + TRACE_ID.length()));
        }

        /** Between the quotes around it. */
        private static int place(String problem, String open) {
            int quote = problem.indexOf("\"" + open + "\"");
            if (quote < 0) {
                throw new IllegalStateException("a problem without " + open + ": " + problem);
            }
            return quote + 1;
        }

        /** A path is whatever a caller sends; a trace id has nothing in it that JSON would escape. */
        String of(String path, String traceId) {
            StringBuilder problem =
                    new StringBuilder(before.length() + path.length() + between.length() + 64 + after.length());
            problem.append(before);
            JsonStringEncoder.getInstance().quoteAsString(path, problem);
            return problem.append(between).append(traceId).append(after).toString();
        }
    }

    /** @param written the problem as JSON, with {@link #INSTANCE} and {@link #TRACE_ID} for what is open */
    StandingRefusal(int status, boolean isRetryable, Function<Language, String> written) {
        this.status = status;
        this.isRetryable = isRetryable;
        for (Language language : Language.values()) {
            texts.put(language, Text.of(written.apply(language)));
        }
    }

    /** Answers a request with it and ends it. */
    public void send(RoutingContext context) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        Problems.nameForMetrics(context);
        Text text = texts.get(RequestFacts.language(context));
        Problems.answer(context, status, isRetryable, text.of(context.request().path(), RequestFacts.traceId(context)));
    }

    /** The same with the seconds after which to come again. */
    public void send(RoutingContext context, long retryAfterSeconds) {
        Problems.tellWhen(context, retryAfterSeconds);
        send(context);
    }
}
