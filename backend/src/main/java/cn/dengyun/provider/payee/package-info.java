/**
 * The bank accounts that organisations are paid to. Whoever pays asks
 * {@link cn.dengyun.provider.payee.PayeeAccountService} which one was in force at a moment.
 */
package cn.dengyun.provider.payee;
