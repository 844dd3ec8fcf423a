package cn.dengyun.provider.domain;

/**
 * One thing that follows from a sanction.
 *
 * @param count of what the kind names
 * @param amountFen the money that is moved by it, in fen; null where it is about no money
 */
public record Consequence(ConsequenceKind kind, long count, Long amountFen) {

    public static Consequence of(ConsequenceKind kind, long count) {
        return new Consequence(kind, count, null);
    }
}
