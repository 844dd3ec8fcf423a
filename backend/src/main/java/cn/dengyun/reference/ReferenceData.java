package cn.dengyun.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All reference data at one moment, immutable, in code order where the facts have no order of their own. */
record ReferenceData(
        Map<String, Region> regions,
        Map<String, Industry> industries,
        Map<String, ServiceCategory> serviceCategories,
        Map<String, CodeList> codeLists) {

    static ReferenceData of(
            List<Region> regions,
            List<Industry> industries,
            List<ServiceCategory> serviceCategories,
            List<CodeList> codeLists) {
        return new ReferenceData(
                byKey(regions, Region::code),
                byKey(industries, Industry::code),
                byKey(serviceCategories, ServiceCategory::code),
                byKey(codeLists, CodeList::name));
    }

    /**
     * Everything with a code in the vocabulary: one of the three big ones, or a code list; empty for an unknown one.
     */
    Map<String, ? extends NamedCode> vocabulary(String name) {
        return switch (name) {
            case ReferenceService.REGIONS -> regions;
            case ReferenceService.INDUSTRIES -> industries;
            case ReferenceService.SERVICE_CATEGORIES -> serviceCategories;
            default -> codeLists.containsKey(name) ? codeLists.get(name).byCode() : Map.of();
        };
    }

    /** Keeps the order of the rows. */
    static <T> Map<String, T> byKey(List<T> rows, Function<T, String> key) {
        Map<String, T> map = new LinkedHashMap<>();
        rows.forEach(row -> map.put(key.apply(row), row));
        return Collections.unmodifiableMap(map);
    }
}
