package cn.dengyun.platform.contract;

import java.util.List;
import java.util.Map;

/**
 * What the contract says of one operation, as far as a request is held to it.
 *
 * @param takes media types of its body; empty when it has none
 * @param gives media types of its answers; JSON when they have no body, as its problems have one
 * @param notices headers that its answers carry because it will go away: {@code Deprecation} (RFC 9745) and
 *     {@code Sunset} (RFC 8594); mostly empty
 */
record ContractOperation(List<String> takes, List<String> gives, Map<String, String> notices) {}
