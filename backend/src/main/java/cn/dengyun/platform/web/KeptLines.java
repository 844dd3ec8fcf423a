package cn.dengyun.platform.web;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Lines that are kept in pieces, told a piece at a time as the reader takes them. */
public final class KeptLines {

    /** Ends the stream; no lines read like this. A repeated Uni passes over null, and would ask for ever. */
    private static final String NO_MORE = "\u0000";

    private KeptLines() {}

    /**
     * The pieces that there are.
     *
     * @param behind the next piece behind a place, 0 for the first; null behind the last
     * @param place of a piece
     * @param text of a piece, put together on a thread of its own; empty where nothing of it is wanted
     */
    public static <P> Multi<byte[]> of(IntFunction<Uni<P>> behind, ToIntFunction<P> place, Function<P, String> text) {
        AtomicInteger last = new AtomicInteger();
        return Multi.createBy()
                .repeating()
                .uni(() -> behind.apply(last.get()).chain(piece -> {
                    if (piece == null) {
                        return Uni.createFrom().item(NO_MORE);
                    }
                    last.set(place.applyAsInt(piece));
                    return Uni.createFrom()
                            .item(() -> text.apply(piece))
                            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
                }))
                .whilst(lines -> !lines.equals(NO_MORE))
                .filter(lines -> !lines.isEmpty() && !lines.equals(NO_MORE))
                .map(lines -> lines.getBytes(StandardCharsets.UTF_8));
    }
}
