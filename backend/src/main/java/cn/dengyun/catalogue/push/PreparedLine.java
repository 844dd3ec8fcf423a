package cn.dengyun.catalogue.push;

import cn.dengyun.catalogue.document.OfferingReading;

/**
 * A line that is read and checked.
 *
 * @param line its number in the push, from 1
 */
record PreparedLine(long line, OfferingReading reading) {}
