package cn.dengyun.adoption.record;

/** In what an import is written (code list {@code adoption-formats}). */
public enum AdoptionFormat {
    NDJSON,
    CSV
}
