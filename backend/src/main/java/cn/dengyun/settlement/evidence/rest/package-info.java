/** What is read in evidence files, over HTTP. */
package cn.dengyun.settlement.evidence.rest;
