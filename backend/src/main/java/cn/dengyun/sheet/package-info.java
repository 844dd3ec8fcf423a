/**
 * Files of rows that people send and get back, whatever they are about: each kind is declared by the slice that knows
 * it ({@link cn.dengyun.platform.sheet.SheetKind}).
 */
package cn.dengyun.sheet;
