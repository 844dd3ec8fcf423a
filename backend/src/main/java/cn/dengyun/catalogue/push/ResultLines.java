package cn.dengyun.catalogue.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Results of a chunk as they are kept: compressed lines of JSON. */
@ApplicationScoped
class ResultLines {

    private final ObjectWriter writer;
    private final ObjectReader reader;

    ResultLines(ObjectMapper json) {
        writer = json.writerFor(LineResult.class);
        reader = json.readerFor(LineResult.class);
    }

    byte[] compress(List<LineResult> results) {
        StringBuilder lines = new StringBuilder(results.size() * 128);
        try {
            for (LineResult result : results) {
                lines.append(writer.writeValueAsString(result)).append('\n');
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result can be written", e);
        }
        return LineChunk.compress(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    List<LineResult> decompress(byte[] compressed) {
        try (MappingIterator<LineResult> results = reader.readValues(LineChunk.decompress(compressed))) {
            return results.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
