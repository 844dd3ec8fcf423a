package cn.dengyun.catalogue;

import cn.dengyun.catalogue.concession.Concessions;
import cn.dengyun.catalogue.concession.Waiver;
import cn.dengyun.catalogue.domain.PriceHistory;
import cn.dengyun.catalogue.domain.Sibling;
import cn.dengyun.catalogue.store.OfferingStore;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * What public offerings cost, by version, and what is waived of it by concessions. Neither a version nor what came
 * before it ever changes, so they are kept in memory.
 */
@ApplicationScoped
public class OfferingPrices {

    /** How many plans, tiers and windows of all versions are kept. */
    private static final int MAX_REMEMBERED_PARTS = 100_000;

    private final OfferingStore offerings;
    private final Concessions concessions;
    private final Clock clock;
    private final Cache<Key, PriceHistory> remembered = Caffeine.newBuilder()
            .maximumWeight(MAX_REMEMBERED_PARTS)
            .weigher((Key key, PriceHistory history) -> weight(history))
            .build();

    OfferingPrices(OfferingStore offerings, Concessions concessions, Clock clock) {
        this.offerings = offerings;
        this.concessions = concessions;
        this.clock = clock;
    }

    private static int weight(PriceHistory history) {
        return 1
                + history.periods().stream()
                        .flatMap(period -> period.content().plans().stream())
                        .mapToInt(
                                plan -> 1 + plan.tiers().size() + plan.windows().size())
                        .sum();
    }

    private record Key(UUID offeringId, int version) {}

    /** The prices of an offering up to a version that is public or was; those of a draft may still change. */
    public Uni<PriceHistory> of(UUID offeringId, int version) {
        return Uni.combine()
                .all()
                .unis(listed(offeringId, version), concessions.waived(offeringId))
                .with((listed, waived) ->
                        listed.with(waived.stream().map(Waiver::discount).toList()));
    }

    /**
     * What an order is counted by: the same, with what those have cost in the place of which the offering came. They
     * are of its provider and kind, have its name ({@link Sibling}), and were taken away or made dearer in the last 90
     * days. Only what is younger than that itself came in the place of something.
     */
    public Uni<PriceHistory> counted(UUID offeringId, int version) {
        Instant now = clock.instant();
        return of(offeringId, version)
                .chain(own -> own.isYoungAt(now)
                        ? offerings
                                .siblings(offeringId, now.minus(PriceHistory.BASELINE))
                                .chain(siblings -> pasts(siblings, now, this::of))
                                .map(own::inPlaceOf)
                        : Uni.createFrom().item(own));
    }

    /**
     * The list prices of a version that was ordered at a past moment, without any discount, with those in the place of
     * which the offering came, as {@link #counted} has them.
     */
    public Uni<PriceHistory> atListPrices(UUID offeringId, int version, Instant ordered) {
        return plain(offeringId, version)
                .chain(own -> own.isYoungAt(ordered)
                        ? offerings
                                .siblings(offeringId, ordered.minus(PriceHistory.BASELINE))
                                .chain(found -> pasts(found, ordered, this::plain))
                                .map(own::inPlaceOf)
                        : Uni.createFrom().item(own));
    }

    private Uni<PriceHistory> plain(UUID offeringId, int version) {
        return listed(offeringId, version).map(PriceHistory::atListPrices);
    }

    private static Uni<List<PriceHistory>> pasts(
            List<Sibling> siblings, Instant at, BiFunction<UUID, Integer, Uni<PriceHistory>> prices) {
        return Multi.createFrom()
                .iterable(siblings)
                .onItem()
                .transformToUniAndConcatenate(each -> prices.apply(each.id(), each.version())
                        .map(found -> each.wasOfferedAt(at)
                                ? found.asOf(at).past(at)
                                : found.asOf(at).until(each.updatedAt())))
                .collect()
                .asList();
    }

    /** Of an offering alone, without what is waived by concessions. */
    public Uni<PriceHistory> listed(UUID offeringId, int version) {
        Key key = new Key(offeringId, version);
        PriceHistory known = remembered.getIfPresent(key);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return offerings.prices(offeringId, version).map(PriceHistory::new).invoke(read -> remembered.put(key, read));
    }
}
