/**
 * Facts that every other slice checks its input against: regions, industries, service categories and code lists.
 *
 * <p>They change with migrations only, so they are read once at start and served from memory by
 * {@link cn.dengyun.reference.ReferenceService}. Public holidays are announced year by year and kept up by an
 * administrator; {@link cn.dengyun.reference.WorkingCalendar} counts by them. These two are the only doors. Depends on
 * no other slice.
 */
package cn.dengyun.reference;
