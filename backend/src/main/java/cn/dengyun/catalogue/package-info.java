/**
 * What providers offer: single upserts and bulk pushes by the provider's own keys, immutable numbered versions, search,
 * and a complete feed of changes for mirrors.
 *
 * <p>A slice with a lifecycle: {@code domain} holds the rules, {@code store} the SQL, {@code rest} the addresses. Reads
 * and writes go through the Vert.x client only.
 */
package cn.dengyun.catalogue;
