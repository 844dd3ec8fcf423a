package cn.dengyun.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes the views that answers and notes hold as text, with the mapper that writes every other answer. */
@ApplicationScoped
public class JsonWriter {

    private final ObjectMapper mapper;

    JsonWriter(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The view as JSON. A view can always be written: one that cannot is a mistake of the code.
     *
     * @param view null is written as {@code null}
     * @throws IllegalStateException when the mapper cannot write it
     */
    public String write(Object view) {
        try {
            return mapper.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view can be written", e);
        }
    }
}
