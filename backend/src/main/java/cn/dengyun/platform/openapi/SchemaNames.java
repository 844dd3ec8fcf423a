package cn.dengyun.platform.openapi;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Names in the contract. Pages get the name of what they hold: the page of {@code RegionView} is {@code RegionPage}.
 */
final class SchemaNames {

    private static final Pattern PAGE = Pattern.compile("Page([A-Z][A-Za-z]+?)(View)?");
    private static final String INFO = "PageInfo";

    private SchemaNames() {}

    /** {@code VoucherIssued} of {@code voucher.issued}, {@code voucher-issued} or {@code voucher_issued}. */
    static String ofParts(String name) {
        return Pattern.compile("(?:^|[._-])(\\w)")
                .matcher(name)
                .replaceAll(first -> first.group(1).toUpperCase(Locale.ROOT));
    }

    static void shorten(OpenAPI contract) {
        Map<String, String> names = new TreeMap<>();
        Map<String, Schema> renamed = new TreeMap<>();
        contract.getComponents().getSchemas().forEach((name, schema) -> {
            names.put(name, shortened(name));
            if (renamed.put(shortened(name), schema) != null) {
                throw new IllegalStateException("two schemas would be called " + shortened(name));
            }
        });
        SchemaWalk.everywhere(contract, schema -> {
            String target = SchemaWalk.target(schema);
            if (target != null) {
                schema.setRef(names.get(target));
            }
        });
        contract.getComponents().setSchemas(renamed);
    }

    private static String shortened(String name) {
        Matcher page = PAGE.matcher(name);
        return page.matches() && !name.equals(INFO) ? page.group(1) + "Page" : name;
    }
}
