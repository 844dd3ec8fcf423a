package cn.dengyun.contract;

import groovy.lang.DelegatingMetaClass;
import groovy.lang.GroovyShell;
import groovy.lang.GroovySystem;
import groovy.lang.Script;
import java.util.LinkedHashMap;
import java.util.Map;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Compiles each path into a body once, such as {@code items[0].id}. RestAssured hands every path to a new shell of
 * Groovy, which compiles it as a script: that took longer than the exchange whose answer was looked into.
 *
 * <p>What a path means stays Groovy's affair; only {@link GroovyShell#evaluate(String)}, as RestAssured calls it, finds
 * the class that it made for the same text before.
 */
final class CompiledPaths extends DelegatingMetaClass {

    /** Most paths are the same few hundred; those with an id in them are used once. */
    private static final int MAX_KEPT = 1_000;

    private final Map<String, Class<?>> scripts = new LinkedHashMap<>(MAX_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Class<?>> eldest) {
            return size() > MAX_KEPT;
        }
    };

    private CompiledPaths() {
        super(GroovyShell.class);
        initialize();
    }

    static void use() {
        GroovySystem.getMetaClassRegistry().setMetaClass(GroovyShell.class, new CompiledPaths());
    }

    @Override
    public Object invokeMethod(Object shell, String method, Object[] arguments) {
        if (method.equals("evaluate") && arguments.length == 1 && arguments[0] instanceof CharSequence text) {
            Script script = InvokerHelper.createScript(script(text.toString()), ((GroovyShell) shell).getContext());
            return script.run();
        }
        return super.invokeMethod(shell, method, arguments);
    }

    /** The class is of a shell of its own, so that it can be unloaded when it is no longer kept. */
    private synchronized Class<?> script(String text) {
        return scripts.computeIfAbsent(
                text, source -> new GroovyShell().parse(source).getClass());
    }
}
