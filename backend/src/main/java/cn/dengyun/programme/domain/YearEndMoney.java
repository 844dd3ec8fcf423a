package cn.dengyun.programme.domain;

/**
 * What was left at the end of years and moved, as the ledger of a programme has it between two of its positions; what
 * was undone is taken off. In fen; below 0 where more was undone than done in between.
 *
 * @param carriedInFen came from programmes of earlier years
 * @param carriedOutFen went to programmes of later years
 * @param givenBackFen went back to finance
 */
public record YearEndMoney(long carriedInFen, long carriedOutFen, long givenBackFen) {

    public static final YearEndMoney NONE = new YearEndMoney(0, 0, 0);

    public YearEndMoney plus(YearEndMoney other) {
        return new YearEndMoney(
                Math.addExact(carriedInFen, other.carriedInFen),
                Math.addExact(carriedOutFen, other.carriedOutFen),
                Math.addExact(givenBackFen, other.givenBackFen));
    }
}
