package cn.dengyun.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads YAML of the size of the contract: SnakeYAML takes three million code points where it is not told otherwise. */
public final class YamlTrees {

    private static final int CODE_POINTS = 32_000_000;
    private static final ObjectMapper YAML =
            new ObjectMapper(YAMLFactory.builder().loaderOptions(options()).build());

    private YamlTrees() {}

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CODE_POINTS);
        return options;
    }

    public static JsonNode read(String text) throws JsonProcessingException {
        return YAML.readTree(text);
    }
}
