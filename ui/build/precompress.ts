import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const worthwhile = /\.(js|css|svg|html)$/;

/** Lays a .br and a .gz beside each text file of the build; the server sends them as they are. */
export const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  writeBundle({ dir = 'dist' }, bundle) {
    for (const file of Object.keys(bundle).filter((name) => worthwhile.test(name))) {
      const path = join(dir, file);
      const plain = readFileSync(path);
      writeFileSync(`${path}.br`, brotliCompressSync(plain));
      writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
    }
  },
});
