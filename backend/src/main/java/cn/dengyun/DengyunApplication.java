package cn.dengyun;

import cn.dengyun.platform.database.EmbeddedDatabase;
import cn.dengyun.platform.startup.StartRefusal;
import cn.dengyun.platform.startup.StartSequence;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;

/** Starts the embedded database when none is configured, then the platform. */
@QuarkusMain
public final class DengyunApplication {

    DengyunApplication() {}

    public static void main(String[] arguments) {
        Optional<EmbeddedDatabase> database;
        try {
            database = StartSequence.run(arguments);
        } catch (StartRefusal refusal) {
            System.err.println(refusal.getMessage());
            System.exit(1);
            return;
        }
        try {
            Quarkus.run(arguments);
        } finally {
            // Reached in development mode only; otherwise the process ends inside Quarkus and the database with it.
            database.ifPresent(EmbeddedDatabase::close);
            StartSequence.end();
        }
    }
}
