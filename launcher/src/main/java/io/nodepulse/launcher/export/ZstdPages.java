package io.nodepulse.launcher.export;

import com.github.luben.zstd.ZstdCompressCtx;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

import java.io.IOException;

/** Compresses pages as zstd frames. What Parquet brings for it wants classes of Hadoop. */
final class ZstdPages implements BytesInputCompressor {

    private final ZstdCompressCtx context = new ZstdCompressCtx();

    ZstdPages(int level) {
        context.setLevel(level);
    }

    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        return BytesInput.from(context.compress(page.toInputStream().readAllBytes()));
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        context.close();
    }
}
