package cn.dengyun.platform.audit;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How the audit trail is written. */
@ConfigMapping(prefix = "dengyun.audit")
interface AuditConfig {

    /**
     * After how many years entries are moved into files below {@code data-dir/audit}; without it they stay for ever.
     */
    Optional<Integer> keepYears();

    /**
     * Base64 of 32 bytes from which the keys are made that sign the chain and seal entries. Without it they are made at
     * random and kept in the database, where its administrator could read them.
     */
    Optional<String> key();
}
