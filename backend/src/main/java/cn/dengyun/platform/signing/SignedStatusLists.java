package cn.dengyun.platform.signing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Status lists of one use, signed. Each says when it was made; one that is not too old yet is given out again, so that
 * all who verify together cost a statement now and then.
 *
 * @param <K> what a list is of
 */
public final class SignedStatusLists<K> {

    private final Function<K, Uni<SignedStatusList>> making;
    private final Clock clock;
    private final Map<K, Uni<SignedStatusList>> underway = new ConcurrentHashMap<>();
    private final Cache<K, SignedStatusList> lists;

    /** @param most how many lists are kept */
    public SignedStatusLists(int most, Clock clock, Function<K, Uni<SignedStatusList>> making) {
        this.making = making;
        this.clock = clock;
        this.lists = Caffeine.newBuilder().maximumSize(most).build();
    }

    /** Rejects as making it does. Those who ask while it is made get the same. */
    public Uni<SignedStatusList> of(K key) {
        SignedStatusList known = lists.getIfPresent(key);
        return known != null && known.isFreshAt(clock.instant())
                ? Uni.createFrom().item(known)
                : underway.computeIfAbsent(key, this::renewed);
    }

    /** Nobody who is shown what has this place is told of a list that this node has made before there was one. */
    public void forgetWithout(K key, int place) {
        lists.asMap().computeIfPresent(key, (same, known) -> known.size() <= place ? null : known);
    }

    private Uni<SignedStatusList> renewed(K key) {
        return Uni.createFrom()
                .deferred(() -> making.apply(key))
                .invoke(made -> lists.put(key, made))
                .onTermination()
                .invoke(() -> underway.remove(key))
                .memoize()
                .indefinitely();
    }
}
