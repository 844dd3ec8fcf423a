/**
 * Facts that every other slice checks its input against: regions, industries, service categories and code lists.
 *
 * <p>They change with migrations only, so they are read once at start and served from memory.
 * {@link cn.dengyun.reference.ReferenceService} is the only door. Depends on no other slice.
 */
package cn.dengyun.reference;
