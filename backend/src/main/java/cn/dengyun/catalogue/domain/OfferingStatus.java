package cn.dengyun.catalogue.domain;

/** Where an offering stands (code list {@code offering-states}). Only a published one is public. */
public enum OfferingStatus {
    DRAFT,
    PUBLISHED,
    SUSPENDED,
    RETIRED
}
