package cn.dengyun.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** Results as they are kept: lines of JSON. */
@ApplicationScoped
class ResultLines {

    private final ObjectWriter writer;
    private final ObjectReader reader;

    ResultLines(ObjectMapper json) {
        writer = json.writerFor(ResultLine.class);
        reader = json.readerFor(ResultLine.class);
    }

    String write(List<ResultLine> results) {
        return results.stream().map(this::write).collect(Collectors.joining("\n"));
    }

    List<ResultLine> read(String lines) {
        return lines.lines().map(this::readLine).toList();
    }

    private String write(ResultLine result) {
        try {
            return writer.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result can be written", e);
        }
    }

    private ResultLine readLine(String line) {
        try {
            return reader.readValue(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result that was written can be read", e);
        }
    }
}
