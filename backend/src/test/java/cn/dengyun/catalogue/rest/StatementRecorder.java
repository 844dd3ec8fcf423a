package cn.dengyun.catalogue.rest;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Notes the text of every SQL statement that the reactive client executes, by the hook that tracing uses, and whether
 * an HTTP request asked for it or the platform by itself: a request has a context of its own, and marks it.
 */
@Singleton
public class StatementRecorder implements VertxOptionsCustomizer {

    private static final Object REQUEST = new Object();

    /**
     * What the platform does by itself, some of it because a request has just woken it. It follows the facts with the
     * same statement as everybody else, so that one cannot be counted here.
     */
    private static final Pattern BACKGROUND = Pattern.compile(
            "SELECT position FROM event_head|UPDATE event_head|webhook_|SELECT look\\.head|notification_|position IS NULL|UPDATE job|_revocation|signing_key"
                    + "|FROM mail WHERE|audit_head|audit_chain|audit_checkpoint|FROM audit_pending|e\\.seal|^/\\* later"
                    + "|FROM ledger_pending|ledger_sequencer|UPDATE ledger_head|ledger_total|ledger_balance"
                    + "|v\\.expired_at IS NULL|v\\.accepted_at IS NULL|FROM account WHERE organization_id = \\$1 AND disabled_at|r\\.expires_at <="
                    + "|status = 'RETURNED' AND due_at|SELECT DISTINCT ON \\(budget_id\\)|pg_relation_size|TABLESAMPLE"
                    + "|FROM holiday_arrangement|attachment_content|UPDATE mail");

    /** Far more than a test looks at. Whoever looks begins with {@link #forget}, so what comes later is left out. */
    private static final int MAX_STATEMENTS = 10_000;

    private static final List<Statement> STATEMENTS = new ArrayList<>();

    /** The tag that holds the text, by the names that it has had. */
    private static final Set<String> TEXTS = Set.of("db.statement", "db.query.text");

    /** As it was written: most are never looked at. */
    private record Statement(String written, boolean isOfARequest) {

        String text() {
            return written.replaceAll("\\s+", " ").strip();
        }
    }

    @Override
    public void accept(VertxOptions options) {
        options.setTracingOptions(new TracingOptions().setFactory(new Factory()));
    }

    public static void forget() {
        synchronized (STATEMENTS) {
            STATEMENTS.clear();
        }
    }

    private static void add(Statement statement) {
        synchronized (STATEMENTS) {
            if (STATEMENTS.size() < MAX_STATEMENTS) {
                STATEMENTS.add(statement);
            }
        }
    }

    private static List<Statement> recorded() {
        synchronized (STATEMENTS) {
            return List.copyOf(STATEMENTS);
        }
    }

    /** Statements of HTTP requests since then. Whoever counts them pauses the background, for a request may wake it. */
    public static List<String> statements() {
        return recorded().stream()
                .filter(Statement::isOfARequest)
                .map(Statement::text)
                .filter(StatementRecorder::isAskedFor)
                .toList();
    }

    /** Statements since then, no matter who asked for them, but for those of the background. */
    public static List<String> statementsOfAll() {
        return recorded().stream()
                .map(Statement::text)
                .filter(StatementRecorder::isAskedFor)
                .toList();
    }

    private static boolean isAskedFor(String statement) {
        return !BACKGROUND.matcher(statement).find();
    }

    private static final class Factory implements VertxTracerFactory {
        @Override
        public VertxTracer<Object, Object> tracer(TracingOptions options) {
            return new Recording();
        }
    }

    private static final class Recording implements VertxTracer<Object, Object> {
        @Override
        public <R> Object receiveRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                Iterable<Map.Entry<String, String>> headers,
                TagExtractor<R> tags) {
            context.putLocal(REQUEST, true);
            return null;
        }

        private static boolean isOfARequest(Context context) {
            // Nobody may look into the others.
            return VertxContext.isDuplicatedContext(context) && context.getLocal(REQUEST) != null;
        }

        @Override
        public <R> Object sendRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                BiConsumer<String, String> headers,
                TagExtractor<R> tags) {
            for (int i = 0; i < tags.len(request); i++) {
                if (TEXTS.contains(tags.name(request, i))) {
                    add(new Statement(tags.value(request, i), isOfARequest(context)));
                }
            }
            return null;
        }
    }
}
