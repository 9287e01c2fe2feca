package io.nodepulse.launcher.export;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** The columns of an exported process sample, in order. */
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

    static final MessageType TYPE =
            Types.buildMessage()
                    .required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("server_id")
                    .optional(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("server_name")
                    .required(PrimitiveTypeName.INT64)
                    .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                    .named("scraped_at")
                    .required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("process_name")
                    .required(PrimitiveTypeName.INT32)
                    .named("num_procs")
                    .required(PrimitiveTypeName.DOUBLE)
                    .named("cpu_seconds")
                    .required(PrimitiveTypeName.INT64)
                    .named("resident_bytes")
                    .required(PrimitiveTypeName.INT32)
                    .named("shard")
                    .required(PrimitiveTypeName.INT64)
                    .named("sequence")
                    .named("process_sample");
}
