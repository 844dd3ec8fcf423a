package cn.dengyun;

import cn.dengyun.platform.database.DisposableDatabase;
import java.util.Arrays;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * One real PostgreSQL for all tests of a JVM, with no annotation in any test class.
 *
 * <p>The server starts before the first test of a run that holds a {@code @QuarkusTest}, so pure unit tests stay quick,
 * and ends with the run. It listens on a free port, lives in a temporary folder and forgets its promises on a crash
 * ({@code fsync=off}): only the tests of the embedded database need those, and they start servers of their own. As in
 * production the application's role owns nothing, and the owner is no superuser.
 */
public final class TestDatabase implements LauncherSessionListener {

    private static final String QUARKUS_TEST = "io.quarkus.test.junit.QuarkusTest";

    private DisposableDatabase server;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        session.getLauncher().registerTestExecutionListeners(new TestExecutionListener() {
            @Override
            public void testPlanExecutionStarted(TestPlan plan) {
                if (server == null && needsDatabase(plan)) {
                    start();
                }
            }
        });
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (server != null) {
            server.close();
        }
    }

    private static boolean needsDatabase(TestPlan plan) {
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .anyMatch(TestDatabase::isQuarkusTest);
    }

    private static boolean isQuarkusTest(TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        // By name: Quarkus loads its test classes, and with them this annotation, in a class loader of its own.
        return source instanceof ClassSource classSource
                && Arrays.stream(classSource.getJavaClass().getAnnotations())
                        .anyMatch(annotation ->
                                annotation.annotationType().getName().equals(QUARKUS_TEST));
    }

    private void start() {
        server = DisposableDatabase.start();
        server.server().settings().forEach(System::setProperty);
        System.setProperty("dengyun.demo", "true");
    }
}
