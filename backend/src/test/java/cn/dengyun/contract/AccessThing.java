package cn.dengyun.contract;

import io.quarkus.arc.Arc;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A kind of thing that paths name: who can own one, and how to make one for the access matrix to be tried on. The tests
 * of a slice bring it along as a bean, e.g. {@code @Singleton}.
 */
public interface AccessThing {

    AccessFamily family();

    /** Makes one by asking the platform; what stands in the path for it. It is still kept by its owner to itself. */
    String make(AccessOwner owner);

    /** Cells that depart from the rule, by operation id and column with a blank between; say why beside them. */
    default Map<String, String> exceptions() {
        return Map.of();
    }

    /** Those of all slices. */
    static Stream<AccessThing> all() {
        return Arc.container().listAll(AccessThing.class).stream().map(bean -> bean.get());
    }
}
