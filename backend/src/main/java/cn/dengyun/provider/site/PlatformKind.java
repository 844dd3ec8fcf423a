package cn.dengyun.provider.site;

/** What sort of platform it is, as the action plan distinguishes them. */
enum PlatformKind {
    /** 工业云平台 */
    INDUSTRIAL_CLOUD,
    /** 园区云平台 */
    PARK,
    /** 双创平台: for those who innovate and found. */
    INNOVATION
}
