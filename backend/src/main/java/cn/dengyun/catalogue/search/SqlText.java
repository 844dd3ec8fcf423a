package cn.dengyun.catalogue.search;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** A statement under construction: its text and its parameters. The same choices always make the same text. */
final class SqlText {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    SqlText append(String part) {
        text.append(part);
        return this;
    }

    /** The placeholder of a new parameter; it may stand in the text more than once. */
    String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    /**
     * The placeholder of a tsquery. Inside a subselect the planner cannot see its value: it must not estimate, since it
     * would read the whole table where it believes a term to be common.
     */
    String bindTsquery(String query) {
        return "(SELECT " + bind(query) + "::text::tsquery)";
    }

    String text() {
        return text.toString();
    }

    Tuple parameters() {
        return Tuple.from(parameters);
    }
}
