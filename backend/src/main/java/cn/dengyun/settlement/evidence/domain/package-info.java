/** What is read in evidence files. */
package cn.dengyun.settlement.evidence.domain;
