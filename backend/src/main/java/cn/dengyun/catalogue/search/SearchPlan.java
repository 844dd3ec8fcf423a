package cn.dengyun.catalogue.search;

/**
 * Which parts of an order are walked and which are gathered, by what a sample of the catalogue lets expect.
 *
 * @param parts roughly how many offerings of each part there are
 * @param offerings roughly how many offerings there are at all
 */
record SearchPlan(OfferingQuery query, boolean isFiltered, double[] parts, double offerings) {

    /** Entries of an index alone, then rows of the table: what can be walked in some tens of milliseconds. */
    static final int MAX_ENTRIES = 100_000;

    static final int MAX_ROWS = 10_000;

    /** How many entries cost as much as one row, which is on a page of its own. */
    private static final int ENTRIES_PER_ROW = 20;

    static SearchPlan of(OfferingQuery query, GramQuery question, CatalogueSample sample) {
        if (query.text().isEmpty() && question.filters().isEmpty()) {
            // Everything is walked; there is nothing to find out.
            return new SearchPlan(query, false, new double[query.sort().parts()], sample.offerings());
        }
        String text = query.text();
        String line = "\n" + text;
        double[] parts = sample.count(
                query.sort().parts(),
                question.filters(),
                query.sort() == OfferingSort.RELEVANCE
                        ? (name, description) -> Relevance.partOf(text, line, name, description)
                        : (name, description) -> name.contains(text) || description.contains(text) ? 0 : -1);
        return new SearchPlan(query, !question.filters().isEmpty(), parts, sample.offerings());
    }

    /** Most steps of a walk along a part. */
    static int maxSteps(OfferingQuery query, boolean isFiltered, int part) {
        return isOfNames(query, part) && !isFiltered ? MAX_ENTRIES : MAX_ROWS;
    }

    /**
     * Whether a part is about names only: those are in the index that is walked, and have an inverted index of their
     * own.
     */
    static boolean isOfNames(OfferingQuery query, int part) {
        return query.sort() == OfferingSort.RELEVANCE && part <= Relevance.NAMED;
    }

    /** Whether anything behind a part is worth a walk; else all of it is gathered at once. */
    boolean isAnyWalked(int part, int count) {
        if (query.text().isEmpty() && !isFiltered) {
            return true;
        }
        return isSooner(sum(0, parts.length), sum(0, parts.length), MAX_ROWS, count)
                || (isOfNames(query, part) && !areNamesGathered(part, count));
    }

    /** Whether the names that match are too few to walk for, so that their parts are gathered at once. */
    boolean areNamesGathered(int part, int count) {
        double names = isOfNames(query, part) ? sum(0, Relevance.NAMED + 1) : 0;
        return isOfNames(query, part) && !isSooner(names, names, maxSteps(query, isFiltered, part), count);
    }

    /** Whether a part is walked; what cannot be gathered, or is a range of the index, always is. */
    boolean isWalked(int part, int count) {
        boolean isRange = query.sort() == OfferingSort.RELEVANCE && part == Relevance.BEGINS;
        if (isRange || (query.text().isEmpty() && !isFiltered)) {
            return true;
        }
        if (query.sort() != OfferingSort.RELEVANCE) {
            return isSooner(parts[0], parts[0], MAX_ROWS, count);
        }
        double gathered = switch (part) {
            case Relevance.ENGLISH_BEGINS -> parts[part];
            case Relevance.NAMED -> sum(0, part + 1);
            default -> sum(0, parts.length);
        };
        return isSooner(parts[part], gathered, maxSteps(query, isFiltered, part), count);
    }

    /** Whether to meet {@code count} offerings on a walk costs less than to read all that would be gathered. */
    private boolean isSooner(double walked, double gathered, int maxSteps, int count) {
        double steps = count * Math.max(1, offerings) / Math.max(1e-9, walked);
        double cost = maxSteps == MAX_ENTRIES ? steps / ENTRIES_PER_ROW : steps;
        return 2 * steps <= maxSteps && cost <= gathered;
    }

    private double sum(int from, int to) {
        double sum = 0;
        for (int part = from; part < to; part++) {
            sum += parts[part];
        }
        return sum;
    }
}
