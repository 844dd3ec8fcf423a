package cn.dengyun.adoption.enterprise;

/**
 * What the platform knows of the services that an enterprise uses.
 *
 * @param orderedServices that it has ordered here and that are in force
 * @param serviceKinds of all that it counts for and that are in force
 * @param isDeep whether it counts as deeply connected
 */
public record KnownUse(long orderedServices, long serviceKinds, boolean isAdopted, boolean isDeep) {}
