package cn.dengyun.assessment.standard;

/**
 * What the platform itself knows of an enterprise, to be held against an answer (code list {@code platform-figures}).
 */
public enum PlatformFigure {
    /** How many services that it has ordered here are in force. */
    ORDERED_SERVICES,
    /** Of how many kinds the services in force are that it counts for, ordered here or imported by providers. */
    SERVICE_KINDS,
    /** 1 where it counts as having moved to the cloud (登云), else 0. */
    ADOPTED,
    /** 1 where it counts as deeply connected (深度对接), else 0. */
    DEEPLY_CONNECTED
}
