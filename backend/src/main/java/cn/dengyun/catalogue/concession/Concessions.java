package cn.dengyun.catalogue.concession;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The door of concessions for those who count prices. What it says was so at most five seconds ago, which raises no
 * base: what is published begins a minute later at the earliest, and what is ended holds for the rest of the day.
 */
@ApplicationScoped
public class Concessions {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MAX_REMEMBERED = 10_000;

    private final ConcessionStore store;
    private final Cache<UUID, List<Waiver>> remembered = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(FRESH)
            .build();

    Concessions(ConcessionStore store) {
        this.store = store;
    }

    /**
     * What was, is or will be waived for everybody of an offering, the oldest first. Who meets a condition is not known
     * here, so concessions with one are not among them.
     */
    public Uni<List<Waiver>> waived(UUID offeringId) {
        List<Waiver> known = remembered.getIfPresent(offeringId);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return store.discountsOf(offeringId)
                .map(found -> found.stream()
                        .filter(each -> each.form().condition() == null)
                        .filter(each -> !each.lastOn().isBefore(each.form().fromOn()))
                        .map(Concessions::waiver)
                        .toList())
                .invoke(read -> remembered.put(offeringId, read));
    }

    private static Waiver waiver(Concession concession) {
        ConcessionForm form = concession.form();
        return new Waiver(
                concession.code(), form.title(), new BigDecimal(form.rate()), form.fromOn(), concession.lastOn());
    }
}
