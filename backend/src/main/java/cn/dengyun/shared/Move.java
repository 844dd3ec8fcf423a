package cn.dengyun.shared;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is done in a lifecycle: the enum of the moves is its whole table, and no status changes otherwise.
 *
 * @param <S> the statuses
 */
public interface Move<S extends Enum<S>> {

    String name();

    Transition<S> transition();

    /** The statuses that it may start from. */
    default Set<S> sources() {
        return transition().sources();
    }

    /** The status that it leads to. */
    default S target() {
        return transition().target();
    }

    /** Code of the refusal (409) to start from another status; it is told the status and the move. */
    default String refusal() {
        return "transition-not-allowed";
    }

    default boolean isAllowedFrom(S status) {
        return sources().contains(status);
    }

    /** The status after this move. Rejects with {@link #refusal} (409) unless it may start from the one before. */
    default S from(S status) {
        if (!isAllowedFrom(status)) {
            throw Rejection.conflict(refusal(), status, this);
        }
        return target();
    }

    /** Names of the moves that are possible now, in the order of the table: {@code availableActions}. */
    static <S extends Enum<S>, M extends Move<S>> List<String> available(M[] moves, S status, Predicate<M> may) {
        return Arrays.stream(moves)
                .filter(move -> move.isAllowedFrom(status) && may.test(move))
                .map(Move::name)
                .toList();
    }
}
