package io.nodepulse.query.servers;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;

import org.springdoc.core.customizers.OpenApiCustomizer;

import java.util.Map;
import java.util.Objects;

/** Adds the figures of hosts to the description of the answers that have them. */
public final class HostFigureSchemas implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI description) {
        describe(description, "ServerSummary", ShownFigures.TABLE.list());
        describe(description, "ServerDetail", ShownFigures.TABLE.list());
        describe(description, "ServerDetail", ShownFigures.TABLE.detail());
    }

    private static void describe(
            OpenAPI description, String name, Map<String, ShownFigure> figures) {
        Schema<?> answer =
                Objects.requireNonNull(description.getComponents().getSchemas().get(name), name);
        figures.forEach(
                (field, figure) -> {
                    Schema<Number> schema = new Schema<>();
                    schema.addType(figure.type().jsonType);
                    schema.addType("null");
                    schema.setFormat(figure.type().format);
                    answer.addProperty(field, schema);
                    answer.addRequiredItem(field);
                });
    }
}
