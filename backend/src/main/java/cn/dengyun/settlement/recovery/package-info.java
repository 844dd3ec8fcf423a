/** Money that vouchers have paid and that is asked back: demanded, received, paid in instalments, written off. */
package cn.dengyun.settlement.recovery;
