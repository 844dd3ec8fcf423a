package cn.dengyun.trade.capacity;

/** What says that a laboratory may test for others. */
public enum LaboratoryMark {
    /** 检验检测机构资质认定: the approval by the market regulator. */
    CMA,
    /** 中国合格评定国家认可委员会: the accreditation by the national board. */
    CNAS
}
