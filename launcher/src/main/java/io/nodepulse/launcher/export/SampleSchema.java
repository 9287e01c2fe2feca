package io.nodepulse.launcher.export;

import io.nodepulse.events.Figure;
import io.nodepulse.events.ProcessMetric;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * The columns of an exported process sample, in order; those of {@link ProcessMetric} come behind
 * them.
 */
enum SampleSchema {
    SERVER_ID,
    /** Optional: segments may not say it. */
    SERVER_NAME,
    SCRAPED_AT,
    PROCESS_NAME,
    NUM_PROCS,
    CPU_SECONDS,
    RESIDENT_BYTES,
    SHARD,
    SEQUENCE;

    static final MessageType TYPE = type();

    private static MessageType type() {
        Types.MessageTypeBuilder type = Types.buildMessage();
        type.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named("server_id");
        type.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named("server_name");
        type.required(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                .named("scraped_at");
        type.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named("process_name");
        type.required(PrimitiveTypeName.INT32).named("num_procs");
        type.required(PrimitiveTypeName.DOUBLE).named("cpu_seconds");
        type.required(PrimitiveTypeName.INT64).named("resident_bytes");
        type.required(PrimitiveTypeName.INT32).named("shard");
        type.required(PrimitiveTypeName.INT64).named("sequence");
        for (ProcessMetric metric : ProcessMetric.values()) {
            type.optional(isWhole(metric) ? PrimitiveTypeName.INT64 : PrimitiveTypeName.DOUBLE)
                    .named(metric.field());
        }
        return type.named("process_sample");
    }

    static boolean isWhole(ProcessMetric metric) {
        return metric.figure().type() == Figure.Type.WHOLE;
    }

    /** Where the column of that figure is. */
    static int columnOf(ProcessMetric metric) {
        return values().length + metric.ordinal();
    }
}
