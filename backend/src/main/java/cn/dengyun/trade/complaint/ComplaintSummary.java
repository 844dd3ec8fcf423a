package cn.dengyun.trade.complaint;

/**
 * How many complaints there are about an offering or a provider, as it was when a month began; those that were taken
 * back do not count, nor do those whose provider had time to answer then.
 *
 * @param answeredInTime before the provider's five working days were over
 * @param upheld by an authority, as a whole or in part
 * @param entities how many legal entities have filed them
 * @param hiddenEntities how many have filed those about the provider's offerings that too few complain about; zero of a
 *     provider
 */
record ComplaintSummary(long filed, long answeredInTime, long upheld, long entities, long hiddenEntities) {

    /** Of how many legal entities they have to be before everybody reads the numbers: nobody tells whose they are. */
    static final int MIN_ENTITIES = 5;

    /**
     * Also what is left, when all that is shown of a provider's offerings is taken off what is shown of the provider,
     * is that of as many, or of nobody.
     */
    boolean isShown() {
        return entities >= MIN_ENTITIES && (hiddenEntities == 0 || hiddenEntities >= MIN_ENTITIES);
    }
}
