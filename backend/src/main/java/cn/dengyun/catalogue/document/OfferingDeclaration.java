package cn.dengyun.catalogue.document;

import cn.dengyun.catalogue.domain.OfferingContent;

/**
 * One offering as a provider declares it, free of defects.
 *
 * @param isDraft the provider wants it to stay invisible
 * @param expectedVersion the version the provider believes is current; null when it does not care
 * @param json canonical JSON of the content: the same content always gives the same text
 * @param hash SHA-256 of that text, lower-case hexadecimal
 */
public record OfferingDeclaration(
        String externalId,
        OfferingContent content,
        boolean isDraft,
        Integer expectedVersion,
        String json,
        String hash) {}
