package cn.dengyun.provider;

import cn.dengyun.platform.database.CallersContext;
import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Providers as they were at most five seconds ago. Those asked for at the same moment are read once, together. */
@ApplicationScoped
class ProviderCache {

    private static final Duration STALENESS = Duration.ofSeconds(5);
    private static final int MAX_REMEMBERED = 10_000;

    private final ProviderStore store;
    private final AsyncLoadingCache<UUID, Optional<Provider>> providers;

    ProviderCache(ProviderStore store) {
        this.store = store;
        this.providers = Caffeine.newBuilder()
                .expireAfterWrite(STALENESS)
                .maximumSize(MAX_REMEMBERED)
                .buildAsync(AsyncCacheLoader.<UUID, Optional<Provider>>bulk(this::load));
    }

    Uni<Optional<Provider>> find(UUID id) {
        return onCallersContext(() -> providers.get(id));
    }

    /** Those of the providers that exist. */
    Uni<Map<UUID, Provider>> findAll(Set<UUID> ids) {
        return onCallersContext(() -> providers.getAll(ids))
                .map(found -> found.values().stream()
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableMap(Provider::id, Function.identity())));
    }

    void forget(UUID id) {
        providers.synchronous().invalidate(id);
    }

    private CompletableFuture<Map<UUID, Optional<Provider>>> load(Set<? extends UUID> ids, Executor executor) {
        return store.byIds(Set.copyOf(ids)).map(found -> withAbsent(ids, found)).subscribeAsCompletionStage();
    }

    /** Absence is remembered too, else every request for an unknown provider would reach the database. */
    private static Map<UUID, Optional<Provider>> withAbsent(Set<? extends UUID> ids, List<Provider> found) {
        Map<UUID, Provider> byId = found.stream().collect(Collectors.toMap(Provider::id, Function.identity()));
        return ids.stream().collect(Collectors.toMap(id -> id, id -> Optional.ofNullable(byId.get(id))));
    }

    /** What is there already is told at once; else somebody else's request may be loading it. */
    private static <T> Uni<T> onCallersContext(Supplier<CompletableFuture<T>> future) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<T> value = future.get();
            Uni<T> uni = Uni.createFrom().completionStage(value);
            return value.isDone() ? uni : CallersContext.goOn(uni);
        });
    }
}
