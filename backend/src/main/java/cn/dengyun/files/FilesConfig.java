package cn.dengyun.files;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How files are kept. */
@ConfigMapping(prefix = "dengyun.files")
interface FilesConfig {

    /** Where new content goes; what is stored elsewhere stays readable there. */
    @WithDefault("DATABASE")
    ContentStore.Kind store();

    /** What the attachments of one organisation may have together. */
    @WithDefault("2G")
    MemorySize quota();

    /** How long an attachment that no record took is kept. */
    @WithDefault("7D")
    Duration keepUnused();
}
