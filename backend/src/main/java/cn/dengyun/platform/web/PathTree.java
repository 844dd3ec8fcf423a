package cn.dengyun.platform.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Things by the templates of their paths, as in {@code jakarta.ws.rs.Path}; a tree whose branches are the parts between
 * slashes. A part may be a parameter with a suffix, {@code {id}.ics}. A look-up costs as much as the path has parts,
 * however many things there are. Filled before it is read.
 */
public final class PathTree<T> {

    private final Map<String, PathTree<T>> named = new HashMap<>();
    /** By what stands behind the parameter. */
    private final Map<String, PathTree<T>> suffixed = new HashMap<>(0);

    private PathTree<T> parameter;
    private T here;

    /** What stands at a template; it is made when there is nothing yet. */
    public T at(String template, Supplier<T> made) {
        if (template.length() <= 1) {
            if (here == null) {
                here = made.get();
            }
            return here;
        }
        int slash = template.indexOf('/', 1);
        int end = slash < 0 ? template.length() : slash;
        return below(template.substring(1, end)).at(template.substring(end), made);
    }

    /**
     * All that the path of a request may mean, with or without a slash at its end; what names it most exactly is first.
     * What has a suffix that is known there is no value of the parameter without one.
     */
    public List<T> find(String path) {
        List<T> found = new ArrayList<>(2);
        find(path, 1, found);
        return found;
    }

    private PathTree<T> below(String part) {
        if (!part.startsWith("{")) {
            return named.computeIfAbsent(part, key -> new PathTree<>());
        }
        String suffix = part.substring(part.indexOf('}') + 1);
        if (!suffix.isEmpty()) {
            return suffixed.computeIfAbsent(suffix, key -> new PathTree<>());
        }
        if (parameter == null) {
            parameter = new PathTree<>();
        }
        return parameter;
    }

    private void find(String path, int start, List<T> found) {
        if (start >= path.length()) {
            if (here != null) {
                found.add(here);
            }
            return;
        }
        int slash = path.indexOf('/', start);
        int end = slash < 0 ? path.length() : slash;
        String part = path.substring(start, end);
        PathTree<T> next = named.get(part);
        if (next != null) {
            next.find(path, end + 1, found);
        }
        int before = found.size();
        suffixed.forEach((suffix, tree) -> {
            if (part.length() > suffix.length() && part.endsWith(suffix)) {
                tree.find(path, end + 1, found);
            }
        });
        if (parameter != null && end > start && found.size() == before) {
            parameter.find(path, end + 1, found);
        }
    }
}
