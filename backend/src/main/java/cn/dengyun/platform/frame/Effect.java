package cn.dengyun.platform.frame;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a use case does, apart from the unit of work that it is done in: looked up first, outside of any connection, and
 * then carried out inside the unit of work of whoever wants it. It knows no key, no dry run and no rendering; an order
 * may hold two vouchers and insert its own row in one unit of work by carrying out their effects in it.
 *
 * <p>An effect is described once and has its effect at most once, though it may be begun several times, see
 * {@link ChangedMeanwhile}. Nothing happens before {@link #prepare} is subscribed to.
 *
 * @param <T> what it results in
 */
@FunctionalInterface
public interface Effect<T> {

    /**
     * Looks up what never changes or may be some seconds old. Whoever holds a connection and waits for another can
     * block everybody, so this comes before the unit of work begins. It judges nothing that may be different when the
     * same request is repeated.
     */
    Uni<Prepared<T>> prepare();

    /** An effect that has looked up what it needs. */
    @FunctionalInterface
    interface Prepared<T> {

        /** Carries it out through the connection of a unit of work that somebody else has begun and will end. */
        Uni<T> in(SqlConnection connection);
    }

    /** An effect that has nothing to look up beforehand. */
    static <T> Effect<T> of(Prepared<T> act) {
        return () -> Uni.createFrom().item(act);
    }

    /** An effect that looks something up beforehand. */
    static <P, T> Effect<T> of(Supplier<Uni<P>> look, BiFunction<SqlConnection, P, Uni<T>> act) {
        return () -> Uni.createFrom().deferred(look::get).map(found -> connection -> act.apply(connection, found));
    }

    /** The effects one after the other in the same unit of work, each looked up before the first is carried out. */
    static <T> Effect<List<T>> all(List<? extends Effect<? extends T>> effects) {
        return () -> Effect.<Effect<? extends T>, Prepared<? extends T>>inTurn(effects, Effect::prepare)
                .map(prepared ->
                        connection -> Effect.<Prepared<? extends T>, T>inTurn(prepared, each -> each.in(connection)));
    }

    /**
     * Carries an effect out through the connection of a unit of work that has begun: one that has nothing to look up
     * beforehand, or nothing that needs another connection.
     */
    static <T> Uni<T> in(SqlConnection connection, Effect<T> effect) {
        return effect.prepare().chain(prepared -> prepared.in(connection));
    }

    private static <A, B> Uni<List<B>> inTurn(List<? extends A> each, Function<A, Uni<? extends B>> step) {
        Uni<List<B>> done = Uni.createFrom().item(ArrayList::new);
        for (A one : each) {
            done = done.chain(results -> step.apply(one).map(result -> {
                results.add(result);
                return results;
            }));
        }
        return done;
    }

    /** The same effect, its result turned into something else. */
    default <R> Effect<R> map(Function<? super T, ? extends R> turn) {
        return () ->
                prepare().map(prepared -> connection -> prepared.in(connection).map(turn));
    }

    /** This effect and then what follows from its result, both in the same unit of work. */
    default <R> Effect<R> then(BiFunction<SqlConnection, ? super T, Uni<R>> next) {
        return () -> prepare()
                .map(prepared -> connection -> prepared.in(connection).chain(result -> next.apply(connection, result)));
    }

    /**
     * The same effect; its result is told once the unit of work that it was carried out in has committed, whoever began
     * that, and before anybody is answered. For what a node keeps in memory; a dry run and a failure tell nothing.
     */
    default Effect<T> afterCommit(Consumer<? super T> told) {
        return () -> prepare()
                .map(prepared -> connection -> prepared.in(connection)
                        .invoke(result -> connection
                                .transaction()
                                .completion()
                                .subscribe()
                                .with(committed -> told.accept(result), takenBack -> {})));
    }
}
