import { generate } from 'lean-qr';
import styles from './session.module.css';

/** Modules around it that stay light, so that cameras find it. */
const quiet = 4;

/** A text for a camera to read. */
export function QrCode({ label, text }: { label: string; text: string }) {
  const code = generate(text);
  const side = code.size + 2 * quiet;
  return (
    <svg
      className={styles.qr}
      viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={darkModules(code)} />
    </svg>
  );
}

function darkModules(code: ReturnType<typeof generate>): string {
  const range = Array.from({ length: code.size }, (_, index) => index);
  return range
    .flatMap((y) => range.filter((x) => code.get(x, y)).map((x) => `M${x} ${y}h1v1h-1z`))
    .join('');
}
