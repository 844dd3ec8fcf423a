package cn.dengyun.trade.complaint;

/** What an authority finds of a complaint (code list {@code complaint-findings}). */
public enum ComplaintFinding {
    UPHELD,
    PARTLY_UPHELD,
    NOT_UPHELD
}
