package cn.dengyun.catalogue.search;

import cn.dengyun.catalogue.search.FacetCounter.Count;
import cn.dengyun.catalogue.search.OfferingFinder.Hit;
import cn.dengyun.catalogue.search.OfferingPage.FacetValue;
import cn.dengyun.catalogue.search.OfferingSort.Position;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.Language;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The door of the search. */
@ApplicationScoped
public class OfferingSearch {

    private final SearchParameterReader reader;
    private final OfferingFinder finder;
    private final FacetCounter counter;
    private final ProviderService providers;
    private final ReferenceService reference;
    private final Cursors cursors;

    OfferingSearch(
            SearchParameterReader reader,
            OfferingFinder finder,
            FacetCounter counter,
            ProviderService providers,
            ReferenceService reference,
            Cursors cursors) {
        this.reader = reader;
        this.finder = finder;
        this.counter = counter;
        this.providers = providers;
        this.reference = reference;
        this.cursors = cursors;
    }

    /**
     * One page of the published offerings of providers that are fit whose names or description contain the text asked
     * for, and the counts asked for.
     *
     * <p>Rejects with {@code invalid-request}, {@code cursor-invalid}, or {@code overloaded} (503) when too many counts
     * of facets are being made.
     */
    public Uni<OfferingPage> search(SearchParameters parameters, Language language) {
        OfferingQuery query = reader.read(parameters).without(providers.unfit());
        Position after = query.cursor() == null
                ? query.sort().start(0)
                : position(query, cursors.open(query.list(), query.cursor()));
        return finder.find(query, after, query.limit() + 1)
                .chain(hits -> page(query, hits, language))
                .chain(page ->
                        counts(query, language).map(counts -> new OfferingPage(page.data(), page.page(), counts)));
    }

    private static Position position(OfferingQuery query, List<String> keys) {
        try {
            return new Position(
                    Integer.parseInt(keys.get(0)), query.sort().key(keys.get(1)), UUID.fromString(keys.get(2)));
        } catch (IllegalArgumentException | DateTimeParseException | IndexOutOfBoundsException e) {
            throw Rejection.invalid("cursor-invalid");
        }
    }

    private String cursor(OfferingQuery query, Position position) {
        return cursors.seal(
                query.list(),
                List.of(
                        String.valueOf(position.part()),
                        position.key().toString(),
                        position.id().toString()));
    }

    private Uni<Page<OfferingSummary>> page(OfferingQuery query, List<Hit> hits, Language language) {
        Page<Hit> page = Page.of(hits, query.limit(), hit -> cursor(query, hit.position()));
        Set<UUID> ids = page.data().stream()
                .map(hit -> hit.row().getUUID("provider_id"))
                .collect(Collectors.toSet());
        return names(ids, language)
                .map(names -> page.map(hit -> OfferingSummary.of(
                        hit.row(), names.getOrDefault(hit.row().getUUID("provider_id"), ""))));
    }

    private Uni<Map<UUID, String>> names(Set<UUID> ids, Language language) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return providers.findAll(ids).map(found -> {
            Map<UUID, String> names = new LinkedHashMap<>();
            found.forEach((id, provider) -> names.put(id, name(provider, language)));
            return names;
        });
    }

    private static String name(Provider provider, Language language) {
        return language == Language.EN ? provider.nameEnOrZh() : provider.nameZh();
    }

    private Uni<Map<String, List<FacetValue>>> counts(OfferingQuery query, Language language) {
        if (query.facets().isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        return counter.count(query).chain(counts -> {
            Set<UUID> ids = counts.getOrDefault(Facet.PROVIDER, List.of()).stream()
                    .map(count -> UUID.fromString(count.value()))
                    .collect(Collectors.toSet());
            return names(ids, language).map(names -> named(counts, names, language));
        });
    }

    private Map<String, List<FacetValue>> named(
            Map<Facet, List<Count>> counts, Map<UUID, String> providerNames, Language language) {
        Map<String, List<FacetValue>> facets = new LinkedHashMap<>();
        counts.forEach((facet, values) -> facets.put(
                facet.parameter(),
                values.stream()
                        .map(count -> new FacetValue(
                                count.value(), name(facet, count.value(), providerNames, language), count.offerings()))
                        .toList()));
        return facets;
    }

    private String name(Facet facet, String value, Map<UUID, String> providerNames, Language language) {
        if (facet == Facet.PROVIDER) {
            return providerNames.get(UUID.fromString(value));
        }
        return facet.vocabulary()
                .flatMap(vocabulary -> reference.name(vocabulary, value, language))
                .orElse(null);
    }
}
