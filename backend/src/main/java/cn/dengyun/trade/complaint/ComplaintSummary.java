package cn.dengyun.trade.complaint;

/**
 * How many complaints there are about an offering or a provider; those that were taken back do not count.
 *
 * @param answeredInTime before the provider's five working days were over
 * @param upheld by an authority, as a whole or in part
 * @param entities how many legal entities have filed them
 */
record ComplaintSummary(long filed, long answeredInTime, long upheld, long entities) {

    /** Of how many legal entities they have to be before everybody reads the numbers: nobody tells whose they are. */
    static final int MIN_ENTITIES = 5;

    boolean isShown() {
        return entities >= MIN_ENTITIES;
    }
}
