/** Evidence files that a machine reads: 数电票 as XML or OFD, and slips of banks in the form of the platform. */
package cn.dengyun.settlement.evidence;
