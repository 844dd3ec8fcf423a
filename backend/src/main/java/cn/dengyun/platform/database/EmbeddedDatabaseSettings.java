package cn.dengyun.platform.database;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the embedded server is configured; written anew at every start, so that an upgrade brings its settings. */
final class EmbeddedDatabaseSettings {

    /** What makes an acknowledged write survive a crash. Read back from the running server before anyone uses it. */
    static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            // Nobody else: this machine only, by password only, and no socket file, whose path may be too long.
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("max_connections", "60"),
            // Small machines with fast disks.
            Map.entry("shared_buffers", "256MB"),
            Map.entry("effective_cache_size", "1GB"),
            Map.entry("work_mem", "8MB"),
            Map.entry("maintenance_work_mem", "128MB"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("jit", "off"),
            // Bulk loads: rare, spread checkpoints, and less to write for each page changed.
            Map.entry("wal_compression", "on"),
            Map.entry("max_wal_size", "4GB"),
            Map.entry("min_wal_size", "256MB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("checkpoint_completion_target", "0.9"),
            // A forgotten open unit of work slows everyone down within minutes.
            Map.entry("idle_in_transaction_session_timeout", "10s"),
            Map.entry("TimeZone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("lc_messages", "C"),
            // A week of logs, each day overwriting its namesake.
            Map.entry("logging_collector", "on"),
            Map.entry("log_directory", "log"),
            Map.entry("log_filename", "postgresql-%a.log"),
            Map.entry("log_rotation_age", "1d"),
            Map.entry("log_truncate_on_rotation", "on"));

    private EmbeddedDatabaseSettings() {}

    /** The text of a configuration file; {@code overrides} win. */
    static String file(int port, Map<String, String> overrides) {
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.put("port", Integer.toString(port));
        settings.putAll(overrides);
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue() + "'\n")
                .collect(Collectors.joining("", "# Written by Dengyun at every start.\n", ""));
    }
}
