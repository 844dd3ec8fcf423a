package cn.dengyun.programme.simulation.domain;

/** Whom rules are tried on. */
public enum PopulationSource {
    /** Certified enterprises of the platform, as they are when the simulation runs. */
    REGISTERED,
    /** Made up by chance. */
    GENERATED,
    /** Sent with the request. */
    UPLOADED
}
