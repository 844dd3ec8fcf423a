package cn.dengyun.trade.demand;

import cn.dengyun.catalogue.search.Facet;
import cn.dengyun.catalogue.search.OfferingSearch;
import cn.dengyun.catalogue.search.OfferingSummary;
import cn.dengyun.catalogue.search.SearchParameters;
import cn.dengyun.platform.web.Language;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Offerings of the catalogue that may be what a demand wants, in an order that depends on nothing but what they and the
 * demand say. Nobody is told that he is suggested: the enterprise invites whom it likes.
 */
@ApplicationScoped
class DemandSuggestions {

    static final int MAX = 20;

    /** How many words of a title are looked for. */
    private static final int MAX_WORDS = 3;

    private static final int SHORTEST_WORD = 2;
    private static final int LONGEST_WORD = 100;
    private static final String LIMIT = "50";

    private final DemandService demands;
    private final OfferingSearch search;
    private final ProviderService providers;

    DemandSuggestions(DemandService demands, OfferingSearch search, ProviderService providers) {
        this.demands = demands;
        this.search = search;
        this.providers = providers;
    }

    /** An offering with why it is suggested. */
    private record Found(OfferingSummary offering, Set<SuggestionReason> reasons) {

        int weight() {
            return reasons.stream().mapToInt(reason -> reason.weight).sum();
        }
    }

    /**
     * Those for a demand, the best first, at most {@link #MAX}. Rejects with {@code demand-not-found} (404), and with
     * {@code not-yours} (403) whoever is neither the enterprise nor oversees it.
     */
    Uni<List<SuggestionView>> of(Actor actor, UUID demandId, Language language) {
        return demands.known(actor, demandId)
                .invoke(demand -> {
                    if (!demand.isSeenWhollyBy(actor)) {
                        throw Rejection.forbidden("not-yours");
                    }
                })
                .chain(demand -> Multi.createFrom()
                        .iterable(questions(demand.form()))
                        .onItem()
                        .transformToUniAndConcatenate(question -> search.search(question, language))
                        .collect()
                        .asList()
                        .chain(pages -> ranked(
                                demand,
                                pages.stream()
                                        .flatMap(page -> page.data().stream())
                                        .toList())));
    }

    private Uni<List<SuggestionView>> ranked(Demand demand, List<OfferingSummary> found) {
        Map<UUID, OfferingSummary> byId = new LinkedHashMap<>();
        found.forEach(each -> byId.putIfAbsent(each.id(), each));
        Set<UUID> sellers =
                byId.values().stream().map(OfferingSummary::providerId).collect(Collectors.toSet());
        return providers
                .findAll(sellers)
                .map(known -> byId.values().stream()
                        .filter(each -> known.containsKey(each.providerId())
                                && !known.get(each.providerId())
                                        .organizationId()
                                        .equals(demand.organizationId()))
                        .map(each -> new Found(each, reasons(demand.form(), each)))
                        .sorted(Comparator.comparingInt((ToIntFunction<Found>) Found::weight)
                                .reversed()
                                .thenComparing(each -> each.offering().id()))
                        .limit(MAX)
                        .map(each -> SuggestionView.of(
                                each.offering(),
                                List.copyOf(each.reasons()),
                                demand.invitedProviderIds()
                                        .contains(each.offering().providerId())))
                        .toList());
    }

    /** What was found by words alone has neither kind nor category in common. */
    private static Set<SuggestionReason> reasons(DemandForm form, OfferingSummary offering) {
        Set<SuggestionReason> reasons = EnumSet.of(SuggestionReason.REGION);
        if (form.categoryCode() != null && form.categoryCode().equals(offering.categoryCode())) {
            reasons.add(SuggestionReason.CATEGORY);
        }
        if (form.kind() == offering.kind()) {
            reasons.add(SuggestionReason.KIND);
        }
        boolean isNamed = words(form).stream().anyMatch(word -> offering.name().contains(word));
        if (isNamed || reasons.size() == 1) {
            reasons.add(SuggestionReason.WORDS);
        }
        return reasons;
    }

    /** By category, by kind, and by each word of the title; always of what can be had where it is wanted. */
    private static List<SearchParameters> questions(DemandForm form) {
        List<SearchParameters> questions = new ArrayList<>();
        if (form.categoryCode() != null) {
            questions.add(question(form, List.of(), Map.of(Facet.CATEGORY, List.of(form.categoryCode()))));
        }
        questions.add(
                question(form, List.of(), Map.of(Facet.KIND, List.of(form.kind().name()))));
        words(form).forEach(word -> questions.add(question(form, List.of(word), Map.of())));
        return questions;
    }

    private static SearchParameters question(DemandForm form, List<String> text, Map<Facet, List<String>> filters) {
        Map<Facet, List<String>> all = new LinkedHashMap<>(filters);
        all.put(Facet.REGION, List.of(form.serviceRegionCode()));
        return new SearchParameters(text, all, List.of(), List.of(LIMIT), List.of(), List.of(), Set.of());
    }

    private static List<String> words(DemandForm form) {
        return Stream.of(form.title().split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= SHORTEST_WORD && word.length() <= LONGEST_WORD)
                .distinct()
                .limit(MAX_WORDS)
                .toList();
    }
}
