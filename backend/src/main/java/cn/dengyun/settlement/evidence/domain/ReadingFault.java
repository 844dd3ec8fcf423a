package cn.dengyun.settlement.evidence.domain;

/** Why a file was not read by machine. What it proves is then typed and reviewed by people, as with a scan. */
public enum ReadingFault {
    /** More bytes, entries, elements, text or depth than such a document has. */
    TOO_LARGE,
    /** Broken, cut off, or not in the encoding that it says it is in. */
    MALFORMED,
    /** Declares a document type or entities, which no such document needs. */
    NOT_PLAIN,
    /** Neither an invoice nor a slip in a form that is known. */
    UNKNOWN_FORM,
    /** Says something twice: which of both counts is not for a machine to choose. */
    AMBIGUOUS,
    /** A field that has to be there is not. */
    INCOMPLETE,
    /** Its number has not the form that such numbers have. */
    NUMBER_UNFIT,
    /** Its day is none, or is implausible. */
    DAY_UNFIT,
    /** A name or a code of a party is none. */
    PARTY_UNFIT,
    /** An amount is no number, is beyond what is possible, or has fractions of a fen. */
    AMOUNT_UNFIT,
    /** What it comes to without tax, and the tax, do not come to what it comes to altogether. */
    SUM_UNFIT,
    /** A red-letter invoice (红字发票), or an amount below 0: takes something back, and proves no purchase. */
    REVERSAL,
    /** Not in yuan. */
    FOREIGN_CURRENCY,
    /** More files on one claim than are read. */
    TOO_MANY
}
