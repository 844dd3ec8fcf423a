/** What slices tell about the records that documents are put on. */
package cn.dengyun.platform.casefile;
