package cn.dengyun.catalogue.push;

/** How far the lines of a push have arrived. */
public enum UploadState {
    RECEIVING,
    /** The connection broke; nothing is carried out until the rest has arrived. */
    INTERRUPTED,
    COMPLETE
}
