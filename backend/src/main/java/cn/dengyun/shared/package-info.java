/** Plain values that several slices share. No framework imports: a test keeps it so. */
package cn.dengyun.shared;
