package cn.dengyun.catalogue.search;

import cn.dengyun.platform.search.SearchSource;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.SearchKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Published offerings, for the search over everything. */
@ApplicationScoped
class FoundOfferings implements SearchSource {

    private static final String PATH = "/api/v1/offerings";

    private final OfferingSearch offerings;

    FoundOfferings(OfferingSearch offerings) {
        this.offerings = offerings;
    }

    @Override
    public SearchKind kind() {
        return SearchKind.SERVICE;
    }

    @Override
    public Uni<Found> find(Asked asked) {
        SearchParameters parameters = new SearchParameters(
                List.of(asked.text()),
                asked.region() == null ? Map.of() : Map.of(Facet.REGION, List.of(asked.region())),
                List.of(),
                List.of(String.valueOf(asked.limit())),
                List.of(),
                List.of(),
                Set.of());
        return offerings
                .search(parameters, asked.language())
                .map(page -> new Found(
                        page.data().stream()
                                .map(offering -> hit(offering, asked.language()))
                                .toList(),
                        page.page().hasMore(),
                        asked.list(PATH, Facet.REGION.parameter())));
    }

    private static Hit hit(OfferingSummary offering, Language language) {
        boolean isEnglish = language == Language.EN && offering.nameEn() != null;
        return new Hit(
                offering.id(),
                PATH + "/" + offering.id(),
                isEnglish ? offering.nameEn() : offering.name(),
                offering.providerName());
    }
}
