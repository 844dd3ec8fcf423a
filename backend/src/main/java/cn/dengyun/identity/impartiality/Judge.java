package cn.dengyun.identity.impartiality;

import java.util.UUID;

/**
 * Who judges others, for what of it links him with them.
 *
 * @param organizationId null where he acts for none
 * @param mobile null where nobody stated one
 */
public record Judge(UUID accountId, UUID organizationId, String mobile) {}
