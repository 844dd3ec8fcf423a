/**
 * An offering as JSON: reading what providers declare, naming every defect at once, and the one canonical form of it.
 */
package cn.dengyun.catalogue.document;
