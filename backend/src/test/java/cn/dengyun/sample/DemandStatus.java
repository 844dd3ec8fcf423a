package cn.dengyun.sample;

/** Where a demand stands; {@link DemandMove} is the table of what leads there. */
enum DemandStatus {
    DRAFT,
    PUBLISHED,
    CLOSED,
    WITHDRAWN
}
