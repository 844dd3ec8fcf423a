package cn.dengyun.catalogue.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a provider declares about one offering; every version is one of these. Codes were checked against the code lists
 * when it was read, texts are plain text and stay as the provider wrote them.
 *
 * @param name Chinese name, without blanks at its ends
 * @param categoryCode service category of the plan's annex 2; null when the provider gives none
 * @param deployment code list {@code deployment-models}
 * @param industries GB/T 4754-2017 sections or divisions it is made for; empty for any
 * @param regions GB/T 2260 codes it is offered in; empty for the whole province
 * @param availability promised share of time it works, such as 0.9995
 * @param attributes whatever else the provider wants to say, by its own names
 */
public record OfferingContent(
        OfferingKind kind,
        String name,
        String nameEn,
        String description,
        String categoryCode,
        String deployment,
        List<String> industries,
        List<String> regions,
        List<Plan> plans,
        FreeTrial trial,
        List<Discount> discounts,
        List<Certificate> certificates,
        boolean voucherEligible,
        String homepage,
        String documentation,
        BigDecimal availability,
        List<String> dataLocations,
        Map<String, String> attributes) {

    /** Stored texts leave out what is empty, so an absent list reads as an empty one. */
    public OfferingContent {
        industries = industries == null ? List.of() : industries;
        regions = regions == null ? List.of() : regions;
        plans = plans == null ? List.of() : plans;
        discounts = discounts == null ? List.of() : discounts;
        certificates = certificates == null ? List.of() : certificates;
        dataLocations = dataLocations == null ? List.of() : dataLocations;
        attributes = attributes == null ? Map.of() : attributes;
    }

    /** The same with more discounts. */
    OfferingContent with(List<Discount> more) {
        return discounted(Stream.concat(discounts.stream(), more.stream()).toList());
    }

    /** The same with no discounts but these. */
    OfferingContent discounted(List<Discount> only) {
        return new OfferingContent(
                kind,
                name,
                nameEn,
                description,
                categoryCode,
                deployment,
                industries,
                regions,
                plans,
                trial,
                only,
                certificates,
                voucherEligible,
                homepage,
                documentation,
                availability,
                dataLocations,
                attributes);
    }

    /** The least sum with which it can be begun, in fen; null when no plan says one. */
    public Long priceFromFen() {
        return plans.stream()
                .map(Plan::entryPriceFen)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .min(Long::compareTo)
                .orElse(null);
    }
}
