/**
 * The Excel door: tables that people keep in spreadsheets, read and written as streams. A slice declares a
 * {@link cn.dengyun.platform.sheet.SheetKind}; files, jobs and addresses are the business of the sheet slice.
 */
package cn.dengyun.platform.sheet;
