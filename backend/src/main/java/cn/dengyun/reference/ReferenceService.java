package cn.dengyun.reference;

import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Rejection;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers at once, from memory, whether a code exists and what it means. Fit for checking every line of a bulk push:
 * the checks are single look-ups that allocate nothing, and may run on any thread.
 *
 * <p>Where a vocabulary is asked for, it is {@link #REGIONS}, {@link #INDUSTRIES}, {@link #SERVICE_CATEGORIES} or the
 * name of a code list such as {@code meter-units}. Codes are compared exactly.
 */
@Startup
@ApplicationScoped
public class ReferenceService {

    public static final String REGIONS = "regions";
    public static final String INDUSTRIES = "industries";
    public static final String SERVICE_CATEGORIES = "service-categories";
    public static final String KEY_INDUSTRIES = "key-industries";

    private final ReferenceData data;
    private final Clock clock;

    /** Reads the data while the platform starts: after the migrations, before the first request. */
    ReferenceService(ReferenceStore store, Clock clock) {
        this.data = store.load();
        this.clock = clock;
    }

    /** Whether the code is that of a region, a zone of statistics included, on the given day. */
    public boolean isRegion(String code, LocalDate on) {
        Region region = find(data.regions(), code);
        return region != null && region.validity().covers(on);
    }

    /** Whether the code was ever that of a region: good for what is dated by something else, such as a credit code. */
    public boolean isKnownRegion(String code) {
        return find(data.regions(), code) != null;
    }

    /** Whether the code is a section or division of GB/T 4754-2017. */
    public boolean isIndustry(String code) {
        return find(data.industries(), code) != null;
    }

    public boolean isServiceCategory(String code) {
        return find(data.serviceCategories(), code) != null;
    }

    /** Whether the list has the code and it may be used today; false for an unknown list. */
    public boolean isCode(String list, String code) {
        CodeList known = find(data.codeLists(), list);
        CodeList.Code item = known == null ? null : find(known.byCode(), code);
        return item != null && (isAlways(item.validity()) || item.validity().covers(today()));
    }

    /** The codes that came directly after a region's code; empty when it has none or is unknown. */
    public List<String> successorsOf(String code) {
        Region region = find(data.regions(), code);
        return region == null
                ? List.of()
                : region.successors().stream().map(Region.Successor::code).toList();
    }

    /** The codes that came directly before a region's code, sorted; empty when it has none or is unknown. */
    public List<String> predecessorsOf(String code) {
        return data.regions().values().stream()
                .filter(region -> region.successors().stream()
                        .anyMatch(successor -> successor.code().equals(code)))
                .map(Region::code)
                .sorted()
                .toList();
    }

    /**
     * The codes under which a region is found on the given day: itself while its code is valid, else those of its
     * successors, or theirs, that are valid then. Empty for an unknown region, and on days before the region's code
     * began.
     */
    public Set<String> regionsInForce(String code, LocalDate on) {
        Set<String> inForce = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(code == null ? "" : code);
        while (!open.isEmpty()) {
            Region region = data.regions().get(open.remove());
            if (region == null) {
                continue;
            }
            if (region.validity().covers(on)) {
                inForce.add(region.code());
            } else {
                region.successors().forEach(successor -> open.add(successor.code()));
            }
        }
        return inForce;
    }

    /** The first of the codes under which a region is found today; the code itself when there is none. */
    public String codeInForce(String code) {
        return regionsInForce(code, today()).stream().findFirst().orElse(code);
    }

    /**
     * The reporting unit in which a region counts: Susong and Guangde for themselves, everything else for its city.
     * Empty for the province and for an unknown region.
     *
     * @return a code as old as the one given; two codes of one unit (341822, 341882) are joined by
     *     {@link #regionsInForce}
     */
    public Optional<String> reportingUnitOf(String code) {
        Region region = find(data.regions(), code);
        while (region != null && !region.isReportingUnit()) {
            region = find(data.regions(), region.parent());
        }
        return Optional.ofNullable(region).map(Region::code);
    }

    /**
     * The region above a region, or the section of a division of industries; empty at the top and for an unknown code.
     */
    public Optional<String> parentOf(String vocabulary, String code) {
        if (vocabulary.equals(REGIONS)) {
            return Optional.ofNullable(find(data.regions(), code)).map(Region::parent);
        }
        return Optional.ofNullable(vocabulary.equals(INDUSTRIES) ? find(data.industries(), code) : null)
                .map(Industry::parent);
    }

    /** The code of a region and those of the regions around it, the nearest first; none for null. */
    public List<String> around(String region) {
        List<String> codes = new ArrayList<>();
        for (String code = region; code != null; code = parentOf(REGIONS, code).orElse(null)) {
            codes.add(code);
        }
        return codes;
    }

    /** The name of a code in a vocabulary, also of one that is no longer valid; empty when there is none. */
    public Optional<String> name(String vocabulary, String code, Language language) {
        return Optional.ofNullable((NamedCode) find(data.vocabulary(vocabulary), code))
                .map(named -> named.name(language));
    }

    /**
     * The code of a vocabulary that somebody may have meant by a wrong one, for a hint: the one whose name it is, else
     * the one whose spelling is nearest; for a region that is no longer valid its successor. Empty when none is near.
     */
    public Optional<String> suggestion(String vocabulary, String wrong) {
        if (!vocabulary.equals(REGIONS)) {
            return Optional.ofNullable(
                    CodeSuggestions.nearest(data.vocabulary(vocabulary).values(), wrong));
        }
        LocalDate today = today();
        if (isKnownRegion(wrong)) {
            return regionsInForce(wrong, today).stream().findFirst();
        }
        List<Region> valid = data.regions().values().stream()
                .filter(region -> region.validity().covers(today))
                .toList();
        return Optional.ofNullable(CodeSuggestions.nearest(valid, wrong));
    }

    /** All codes of a vocabulary, also those no longer valid; empty for an unknown one. */
    public Set<String> codes(String vocabulary) {
        return data.vocabulary(vocabulary).keySet();
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    Collection<Region> regions() {
        return data.regions().values();
    }

    /** Rejects with {@code region-not-found}. */
    Region region(String code) {
        return Optional.ofNullable(data.regions().get(code))
                .orElseThrow(() -> Rejection.notFound("region-not-found", code));
    }

    Collection<Industry> industries() {
        return data.industries().values();
    }

    Collection<ServiceCategory> serviceCategories() {
        return data.serviceCategories().values();
    }

    Collection<CodeList> codeLists() {
        return data.codeLists().values();
    }

    /** Rejects with {@code code-list-not-found}. */
    CodeList codeList(String name) {
        return Optional.ofNullable(data.codeLists().get(name))
                .orElseThrow(() -> Rejection.notFound("code-list-not-found", name));
    }

    private static boolean isAlways(ValidityPeriod validity) {
        return validity.from() == null && validity.to() == null;
    }

    private static <T> T find(Map<String, T> map, String key) {
        return key == null ? null : map.get(key);
    }
}
