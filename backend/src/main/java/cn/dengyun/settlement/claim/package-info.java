/** Settlement claims (核销申请): what a payee is owed of one capture, with what proves that it may be paid. */
package cn.dengyun.settlement.claim;
