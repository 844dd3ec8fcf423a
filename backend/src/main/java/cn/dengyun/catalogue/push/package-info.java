/**
 * Bulk pushes: a provider sends its catalogue as lines, the platform keeps them first and carries them out afterwards,
 * chunk by chunk, each chunk with its results and its progress in one unit of work.
 */
package cn.dengyun.catalogue.push;
