/** People: their accounts, what a password may be, and who they are. */
package cn.dengyun.identity.account;
