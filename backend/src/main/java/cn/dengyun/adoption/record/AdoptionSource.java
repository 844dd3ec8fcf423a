package cn.dengyun.adoption.record;

/** How it is known that an enterprise uses a service (code list {@code adoption-sources}). */
public enum AdoptionSource {
    /** It has ordered it on the platform. */
    ORDER,
    /** A provider has said so in bulk. */
    IMPORT
}
