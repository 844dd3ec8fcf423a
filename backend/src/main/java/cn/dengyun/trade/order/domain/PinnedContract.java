package cn.dengyun.trade.order.domain;

import java.util.UUID;

/**
 * A document that a side of an order says is the contract.
 *
 * @param number as the document has it; null where it says none
 * @param sha256 of its bytes
 */
public record PinnedContract(UUID documentId, String number, String sha256) {}
