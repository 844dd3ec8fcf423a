package cn.dengyun.files;

/** Who may see a document, beside the organisation that put it on its record. */
public enum DocumentVisibility {
    /** Whoever may know of the record. */
    RECORD,
    /** Only those who decide on the record, and auditors. */
    REVIEW
}
