/** Reads what callers send as JSON, records and freer objects, and names every defect at once and in the same words. */
package cn.dengyun.platform.form;
