package cn.dengyun.assessment.level;

import java.util.UUID;

/**
 * Whose level it is, as it was certified when the assessment was begun or submitted last.
 *
 * @param industryCode null where none is certified
 */
record AssessedEnterprise(
        UUID organizationId, String enterpriseName, String creditCode, String regionCode, String industryCode) {}
