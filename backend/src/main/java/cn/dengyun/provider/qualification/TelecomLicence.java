package cn.dengyun.provider.qualification;

/** What a telecommunications licence is for, by the catalogue of services of 2015. */
enum TelecomLicence {
    /** 第一类：基础电信业务 */
    BASIC,
    /** B11 互联网数据中心业务，含互联网资源协作服务 */
    B11,
    /** B12 内容分发网络业务 */
    B12,
    /** B13 国内互联网虚拟专用网业务 */
    B13,
    /** B14 互联网接入服务业务 */
    B14,
    /** B25 信息服务业务 */
    B25
}
