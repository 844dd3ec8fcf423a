package cn.dengyun.trade.rating;

/** Where a rating stands. */
public enum RatingStatus {
    /** It counts. */
    STANDING,
    /** The enterprise took it back: it neither counts nor is shown. */
    WITHDRAWN
}
