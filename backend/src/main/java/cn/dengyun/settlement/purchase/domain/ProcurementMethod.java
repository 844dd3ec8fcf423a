package cn.dengyun.settlement.purchase.domain;

/** How the provider of a purchase was found (Government Procurement Law, article 26). */
public enum ProcurementMethod {
    /** 公开招标. */
    OPEN_TENDER,
    /** 邀请招标. */
    INVITED_TENDER,
    /** 竞争性谈判. */
    COMPETITIVE_NEGOTIATION,
    /** 竞争性磋商. */
    COMPETITIVE_CONSULTATION,
    /** 询价. */
    INQUIRY,
    /** 单一来源采购. */
    SINGLE_SOURCE
}
