/** Services that an office buys itself (政府购买服务): contracts whose stages are delivered, accepted and owed (ADR 0074). */
package cn.dengyun.settlement.purchase;
