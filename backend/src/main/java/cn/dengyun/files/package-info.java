/** Files that people attach to records: received, kept once, given back to those who may see the record. */
package cn.dengyun.files;
