package cn.dengyun.catalogue.domain;

import java.time.LocalDate;

/**
 * A security or quality certificate that the provider claims.
 *
 * @param type code list {@code certificate-types}
 * @param validUntil last day of validity; null when it has none
 */
public record Certificate(String type, String number, String issuer, LocalDate validUntil) {}
