package cn.dengyun.platform.database;

import cn.dengyun.platform.startup.StartRefusal;
import java.nio.file.Path;
import java.util.Map;

/** A process of its own that holds an embedded database until it is killed; the tests' stand-in for the platform. */
final class EmbeddedDatabaseProcess {

    static final String READY = "ready ";

    private EmbeddedDatabaseProcess() {}

    /** The arguments are the data folder and the folder of the programs. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            EmbeddedDatabase database =
                    EmbeddedDatabase.start(Path.of(arguments[0]), Path.of(arguments[1]), Map.of(), System.out::println);
            System.out.println(READY + database.address() + " " + database.password());
            Thread.currentThread().join();
        } catch (StartRefusal refusal) {
            System.out.println(refusal.getMessage());
            System.exit(1);
        }
    }
}
