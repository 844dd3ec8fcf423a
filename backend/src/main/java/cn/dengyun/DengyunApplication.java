package cn.dengyun;

import cn.dengyun.platform.database.EmbeddedDatabase;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the embedded database when none is configured, then the platform. */
@QuarkusMain
public final class DengyunApplication {

    private DengyunApplication() {}

    public static void main(String[] arguments) {
        EmbeddedDatabase.startUnlessConfigured();
        Quarkus.run(arguments);
    }
}
