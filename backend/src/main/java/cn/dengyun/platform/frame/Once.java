package cn.dengyun.platform.frame;

import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.operation.CurrentOperation;
import cn.dengyun.platform.operation.Declarations.Header;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.problem.DryRun;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The way from a resource to the effect of a service. What the operation declares is applied here, once for all: its
 * key with fingerprint, replay and the wait for a first request; its dry run; the unit of work; the answer, rendered
 * once so that a repetition gets the same bytes.
 *
 * <p>The fingerprint is made of method, path, query and body; for an agent also of its principal, so that a key used
 * for one enterprise is not taken for a repetition when it comes for another.
 */
@ApplicationScoped
public class Once {

    private final CurrentOperation operation;
    private final CurrentActor caller;
    private final Idempotency idempotency;
    private final UnitsOfWork units;
    private final JsonWriter json;
    private final ObjectMapper mapper;

    Once(
            CurrentOperation operation,
            CurrentActor caller,
            Idempotency idempotency,
            UnitsOfWork units,
            JsonWriter json,
            ObjectMapper mapper) {
        this.operation = operation;
        this.caller = caller;
        this.idempotency = idempotency;
        this.units = units;
        this.json = json;
        this.mapper = mapper;
    }

    /** Carries the effect out and answers 200 with a view of its result. */
    public <T, V> Uni<RestResponse<V>> ok(Effect<T> effect, Function<? super T, V> view) {
        return reply(effect, result -> Reply.ok(view.apply(result)));
    }

    /** Carries the effect out and answers 201 with a view of the thing made, which has no address of its own. */
    public <T, V> Uni<RestResponse<V>> created(Effect<T> effect, Function<? super T, V> view) {
        return reply(effect, result -> Reply.created(view.apply(result), null));
    }

    /** Carries the effect out and answers 201 with a view of the thing made and its address. */
    public <T, V> Uni<RestResponse<V>> created(
            Effect<T> effect, Function<? super T, V> view, Function<? super T, String> address) {
        return reply(effect, result -> Reply.created(view.apply(result), address.apply(result)));
    }

    /** Carries the effect out and answers 204. */
    public <T> Uni<RestResponse<Void>> noContent(Effect<T> effect) {
        return reply(effect, result -> Reply.noContent());
    }

    /**
     * Carries the effect out, once for its key, and answers as its result wants.
     *
     * <p>Rejects as the effect does, and with {@code idempotency-key-missing}, {@code idempotency-key-malformed} (400),
     * {@code idempotency-key-in-use} (409) and {@code idempotency-key-reused} (422) as the operation declares. A dry
     * run needs no key and keeps none.
     */
    public <T, V> Uni<RestResponse<V>> reply(Effect<T> effect, Function<? super T, Reply<V>> reply) {
        return reply(caller::get, effect, reply);
    }

    /**
     * The same for an operation that somebody calls who is nobody yet: its keys belong to {@code keeper} in the place
     * of the caller.
     */
    public <T, V> Uni<RestResponse<V>> reply(Actor keeper, Effect<T> effect, Function<? super T, Reply<V>> reply) {
        return reply(() -> keeper, effect, reply);
    }

    /** The caller is asked for only with a key: without one, a public operation does not mind a token that is over. */
    private <T, V> Uni<RestResponse<V>> reply(
            Supplier<Actor> keeper, Effect<T> effect, Function<? super T, Reply<V>> reply) {
        if (operation.isDryRun()) {
            return dryRun(effect, reply);
        }
        String key = key();
        AtomicReference<Reply<V>> first = new AtomicReference<>();
        Effect<Answer> answered = effect.map(result -> {
            first.set(reply.apply(result));
            return rendered(first.get());
        });
        if (key == null) {
            return units.carryOut(answered).map(answer -> response(answer, first.get()));
        }
        Actor actor = keeper.get();
        List<Object> request = request(actor);
        return UnitsOfWork.begunAnewIfLost(
                        answered.prepare().chain(prepared -> idempotency.once(actor, key, request, prepared::in)))
                .map(answer -> response(answer, first.get()));
    }

    /** The same for an effect that is carried out together with those of other requests; its key is always required. */
    public <T, V> Uni<RestResponse<V>> gathered(GroupedEffect<T> effect, Function<? super T, Reply<V>> reply) {
        if (operation.isDryRun()) {
            return dryRun(effect.alone(), reply);
        }
        Actor actor = caller.get();
        return idempotency
                .shared(
                        actor,
                        key(),
                        request(actor),
                        claim -> effect.carryOut(claim, result -> rendered(reply.apply(result))))
                .map(Answer::toResponse);
    }

    /** What the request says its change is based on. */
    public Precondition precondition() {
        Header declared = operation.declarations().ifMatch();
        if (declared == Header.IGNORED) {
            return Precondition.NONE;
        }
        return new Precondition(operation.header(IfMatch.HEADER), declared == Header.REQUIRED);
    }

    private <T, V> Uni<RestResponse<V>> dryRun(Effect<T> effect, Function<? super T, Reply<V>> reply) {
        UUID before = operation.firstId();
        return units.carryOutAndTakeBack(effect.map(reply::apply))
                .map(would -> withHeaders(
                        Answer.ok(json.write(DryRun.of(withoutNewIds(tree(would.view()), before))), null)
                                .toResponse(),
                        would));
    }

    private JsonNode tree(Object view) {
        try {
            return view == null ? null : mapper.readTree(json.write(view));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view that was written can be read", e);
        }
    }

    /** What is kept of the answer does not have what is shown once, nor what only the first answer tells. */
    private <V> RestResponse<V> response(Answer answer, Reply<V> first) {
        if (answer.isReplay()) {
            return answer.toResponse();
        }
        if (first.shownOnce() == null) {
            return withHeaders(answer.toResponse(), first);
        }
        Answer shown =
                new Answer(answer.status(), json.write(first.shownOnce()), answer.location(), answer.etag(), false);
        return withHeaders(shown.toResponse(), first.with(HttpHeaders.CACHE_CONTROL, "no-store"));
    }

    private static <V> RestResponse<V> withHeaders(RestResponse<V> response, Reply<?> reply) {
        reply.headers().forEach((name, value) -> response.getHeaders().putSingle(name, value));
        return response;
    }

    /** An id made for a dry run names nothing, so nobody is shown it. */
    private static JsonNode withoutNewIds(JsonNode would, UUID before) {
        return would == null ? NullNode.instance : new DryRunIds(before).hide(would);
    }

    /** The key that the operation wants; null when it wants none, or when an optional one was not sent. */
    private String key() {
        Header declared = operation.declarations().key();
        if (declared == Header.IGNORED) {
            return null;
        }
        String key = operation.header(IdempotencyKey.HEADER);
        if (key != null || declared == Header.REQUIRED) {
            Idempotency.requireWellFormed(key);
        }
        return key;
    }

    private List<Object> request(Actor actor) {
        List<Object> request = new ArrayList<>();
        request.add(operation.address());
        request.add(Optional.ofNullable(operation.body()).orElse(NullNode.instance));
        if (actor.mandate() != null) {
            request.add(actor.organizationId());
        }
        return request;
    }

    private <V> Answer rendered(Reply<V> reply) {
        String body = reply.view() == null ? null : json.write(reply.view());
        return new Answer(reply.status(), body, reply.location(), reply.tag(), false);
    }
}
