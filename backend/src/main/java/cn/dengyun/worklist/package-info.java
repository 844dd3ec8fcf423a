/**
 * What waits for whoever asks. Flat: it reads the views of {@code platform.work}, which the slices make, and writes
 * nothing.
 */
package cn.dengyun.worklist;
