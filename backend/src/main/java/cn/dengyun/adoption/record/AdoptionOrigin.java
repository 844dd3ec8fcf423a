package cn.dengyun.adoption.record;

import java.util.UUID;

/**
 * Whose service is used, and by what that is known.
 *
 * @param providerCode the credit code of the provider
 * @param reference the number of the contract, or of the order
 * @param importId null for an order, as {@code line} is, and {@code batchId} before the import has ended
 * @param line of the import, from 1
 * @param orderId null for an import
 */
record AdoptionOrigin(
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        String providerCode,
        String reference,
        UUID importId,
        Long line,
        UUID batchId,
        UUID orderId) {

    AdoptionOrigin in(UUID newImport, long newLine) {
        return new AdoptionOrigin(
                providerId,
                providerOrganizationId,
                providerName,
                providerCode,
                reference,
                newImport,
                newLine,
                null,
                orderId);
    }
}
