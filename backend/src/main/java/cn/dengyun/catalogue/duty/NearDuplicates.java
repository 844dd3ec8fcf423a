package cn.dengyun.catalogue.duty;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.commons.text.similarity.IntersectionResult;
import org.apache.commons.text.similarity.IntersectionSimilarity;

/**
 * Finds which of many texts are nearly the same as one that was there before: their Jaccard index is at least the
 * threshold. Two such texts share one of their rarest pieces, so only texts that do are compared.
 */
final class NearDuplicates {

    private final Function<String, Set<String>> pieces;
    private final IntersectionSimilarity<String> similarity;
    private final double threshold;
    private final Comparator<String> rarestFirst;
    private final Map<String, List<Integer>> byRarePiece = new HashMap<>();
    /** What was added, one after the other. */
    private final List<AppVersion> added = new ArrayList<>();

    private final List<String> texts = new ArrayList<>();
    /** What was cut once. */
    private final Map<String, Set<String>> cut = new HashMap<>();

    /** @param all texts that will be added, of which the rarity of pieces follows */
    NearDuplicates(Function<String, Set<String>> pieces, double threshold, Collection<String> all) {
        this.pieces = text -> cut.computeIfAbsent(text, pieces);
        this.similarity = new IntersectionSimilarity<>(text -> this.pieces.apply(text.toString()));
        this.threshold = threshold;
        Map<String, Integer> frequencies = new HashMap<>();
        all.forEach(text -> this.pieces.apply(text).forEach(piece -> frequencies.merge(piece, 1, Integer::sum)));
        this.rarestFirst = Comparator.<String>comparingInt(piece -> frequencies.getOrDefault(piece, 0))
                .thenComparing(Comparator.naturalOrder());
    }

    /** One of those that come into question that was added with nearly the same text. */
    Optional<AppVersion> of(String text, Predicate<AppVersion> question) {
        BitSet compared = new BitSet();
        for (String piece : rare(text)) {
            for (int place : byRarePiece.getOrDefault(piece, List.of())) {
                if (!compared.get(place) && question.test(added.get(place)) && isNearly(text, texts.get(place))) {
                    return Optional.of(added.get(place));
                }
                compared.set(place);
            }
        }
        return Optional.empty();
    }

    /** Texts of which one is much longer have too little in common, whatever it is. */
    private boolean isNearly(String one, String other) {
        int size = pieces.apply(one).size();
        int otherSize = pieces.apply(other).size();
        return Math.min(size, otherSize) >= threshold * Math.max(size, otherSize) && jaccard(one, other) >= threshold;
    }

    void add(AppVersion app, String text) {
        int place = added.size();
        added.add(app);
        texts.add(text);
        rare(text)
                .forEach(piece -> byRarePiece
                        .computeIfAbsent(piece, any -> new ArrayList<>())
                        .add(place));
    }

    /** The share of the pieces of both that both have; 0 of texts without any. */
    private double jaccard(String one, String other) {
        IntersectionResult result = similarity.apply(one, other);
        int all = result.getSizeA() + result.getSizeB() - result.getIntersection();
        return all == 0 ? 0 : (double) result.getIntersection() / all;
    }

    /** So many that who shares none of them shares too few of all. */
    private List<String> rare(String text) {
        List<String> sorted = new ArrayList<>(pieces.apply(text));
        sorted.sort(rarestFirst);
        int shared = (int) Math.ceil(threshold * sorted.size());
        return sorted.subList(0, sorted.isEmpty() ? 0 : sorted.size() - shared + 1);
    }
}
