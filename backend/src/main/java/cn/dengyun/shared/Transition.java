package cn.dengyun.shared;

import java.util.Set;

/** From where to where a {@link Move} leads. */
public record Transition<S extends Enum<S>>(Set<S> sources, S target) {

    @SafeVarargs
    public static <S extends Enum<S>> Transition<S> of(S target, S... sources) {
        return new Transition<>(Set.of(sources), target);
    }
}
