/** What is owed outside vouchers: made by awards and purchases, claimed once, lapsed by the clock (ADR 0074). */
package cn.dengyun.settlement.entitlement;
