package cn.dengyun.platform.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The settings of the platform as a whole; each slice has its own below the same prefix. */
@ConfigMapping(prefix = "dengyun")
public interface DengyunConfig {

    /** Whether demo data and demo accounts are loaded; true by default with the embedded database, else false. */
    @WithDefault("false")
    boolean demo();

    /** The folder of the embedded database; unused when an external one is configured. */
    @WithDefault("data")
    Path dataDir();

    /** Whether this process runs its own database. Set by the start sequence, never by hand. */
    @WithDefault("false")
    boolean embeddedDatabase();
}
