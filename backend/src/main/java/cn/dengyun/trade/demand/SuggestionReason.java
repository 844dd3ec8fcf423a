package cn.dengyun.trade.demand;

/** Why an offering may be what is wanted. */
enum SuggestionReason {
    /** It is of the service category. */
    CATEGORY(4),
    /** It is of that sort of service or capability. */
    KIND(2),
    /** Its name or description has a word of the title. */
    WORDS(1),
    /** It can be had where it is wanted. */
    REGION(0);

    final int weight;

    SuggestionReason(int weight) {
        this.weight = weight;
    }
}
