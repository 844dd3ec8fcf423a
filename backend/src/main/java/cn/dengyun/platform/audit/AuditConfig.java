package cn.dengyun.platform.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How the audit trail is written. */
@ConfigMapping(prefix = "dengyun.audit")
interface AuditConfig {

    /** How many reads and refusals may wait to be written before further ones are only counted. */
    @WithDefault("20000")
    int buffer();

    /** After how many entries the end of the chain is kept as a checkpoint. */
    @WithDefault("1000")
    int checkpointEvery();

    /** After how many years entries are moved into a file; without it they are kept for ever. */
    Optional<Integer> keepYears();

    /** The folder of those files; by default {@code audit} in the data folder. */
    Optional<Path> archiveFolder();

    /**
     * Base64 of 32 bytes from which the keys are made that sign the chain and seal entries. Without it they are made at
     * random and kept in the database, where its administrator could read them.
     */
    Optional<String> key();
}
