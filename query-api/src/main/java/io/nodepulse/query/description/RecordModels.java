package io.nodepulse.query.description;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Objects;

/**
 * Describes records as they are written: in snake case, with every field present, and null only
 * where the component is {@link Nullable}.
 */
final class RecordModels extends ModelResolver {

    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    RecordModels() {
        super(Json31.mapper().copy().setPropertyNamingStrategy(SNAKE_CASE));
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        Schema<?> schema = super.resolve(type, context, next);
        JavaType javaType = _mapper.constructType(type.getType());
        if (schema != null && javaType.isRecordType()) {
            complete(definition(schema, context), javaType.getRawClass());
        }
        return schema;
    }

    private static Schema<?> definition(Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        if (reference == null) {
            return schema;
        }
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return Objects.requireNonNull(context.getDefinedModels().get(name), name);
    }

    private static void complete(Schema<?> model, Class<?> record) {
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                if (component.getType().isRecord()) {
                    complete(model, component.getType());
                }
                continue;
            }
            String name = name(component);
            Schema<?> property = Objects.requireNonNull(model.getProperties().get(name), name);
            model.addRequiredItem(name);
            if (isNullable(component.getAnnotatedType())) {
                model.addProperty(name, orNull(property));
            }
            if (component.getAnnotatedType() instanceof AnnotatedParameterizedType list
                    && isNullable(list.getAnnotatedActualTypeArguments()[0])) {
                property.setItems(orNull(property.getItems()));
            }
        }
    }

    private static String name(RecordComponent component) {
        JsonProperty explicit = component.getAccessor().getAnnotation(JsonProperty.class);
        return explicit == null ? SNAKE_CASE.translate(component.getName()) : explicit.value();
    }

    private static boolean isNullable(java.lang.reflect.AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            Schema<Object> nothing = new Schema<>();
            nothing.addType("null");
            return new Schema<>().addAnyOfItem(schema).addAnyOfItem(nothing);
        }
        schema.addType("null");
        return schema;
    }
}
