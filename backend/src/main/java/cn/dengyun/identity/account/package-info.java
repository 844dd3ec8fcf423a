/** People: their accounts, their passwords, and who they are. */
package cn.dengyun.identity.account;
