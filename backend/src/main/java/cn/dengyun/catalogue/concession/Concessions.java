package cn.dengyun.catalogue.concession;

import cn.dengyun.catalogue.domain.Discount;
import cn.dengyun.catalogue.domain.OfferingContent;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The door of concessions for those who count prices. What it says was so at most five seconds ago, which raises no
 * base: what is published begins a minute later at the earliest, and what is ended holds for the rest of the day.
 */
@ApplicationScoped
public class Concessions {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MAX_REMEMBERED = 10_000;
    /** For so many days behind the last that was agreed one is told of: longer than any base looks back. */
    private static final int DAYS_TOLD = 365;

    private final ConcessionStore store;
    private final Clock clock;
    private final Cache<UUID, List<Waiver>> remembered = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(FRESH)
            .build();

    Concessions(ConcessionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What is or will be waived for everybody of an offering, or was in the last year, the oldest first. Who meets a
     * condition is not known here, so concessions with one are not among them.
     */
    public Uni<List<Waiver>> waived(UUID offeringId) {
        List<Waiver> known = remembered.getIfPresent(offeringId);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return store.waived(offeringId, Concession.dayOf(clock.instant()).minusDays(DAYS_TOLD))
                .map(found -> found.stream().map(Concessions::waiver).toList())
                .invoke(read -> remembered.put(offeringId, read));
    }

    private static Waiver waiver(Concession concession) {
        ConcessionForm form = concession.form();
        return new Waiver(
                concession.code(), form.title(), new BigDecimal(form.rate()), form.fromOn(), concession.lastOn());
    }

    /**
     * The trial that a published concession of a provider gives of an offering at a moment; empty where there is none
     * with this code, it is about something else, or it does not hold. Who meets its condition the provider decides.
     */
    public Uni<Optional<TrialConcession>> trial(
            SqlClient client, UUID provider, UUID offering, String code, Instant now) {
        return store.trial(client, provider, code)
                .map(found -> found.filter(each -> each.statusAt(now) == ConcessionStatus.PUBLISHED)
                        .filter(each ->
                                !Concession.dayOf(now).isBefore(each.form().fromOn()))
                        .filter(each -> each.form().offeringIds().isEmpty()
                                || each.form().offeringIds().contains(offering))
                        .map(each -> new TrialConcession(
                                each.code(), each.form().title(), each.form().trialDays())));
    }

    /** The published concessions of a provider that discounts in these contents name. */
    public Uni<NamedConcessions> named(SqlClient client, UUID provider, Collection<OfferingContent> contents) {
        Set<String> codes = contents.stream()
                .flatMap(content -> content.discounts().stream())
                .map(Discount::concessionCode)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
        if (codes.isEmpty()) {
            return Uni.createFrom().item(NamedConcessions.NONE);
        }
        return store.named(client, provider, codes)
                .map(found -> new NamedConcessions(
                        found.stream().collect(Collectors.toMap(Concession::code, Function.identity()))));
    }
}
