import styles from './Sparkline.module.css';

interface Props {
  /** Oldest first; null where there was no sample. */
  values: (number | null)[];
  label: string;
}

const width = 96;
const height = 26;

/** Line pieces between gaps, as one SVG path. The scale of all of them starts at 0 and reaches 50. */
export function sparkPath(values: (number | null)[]): string {
  const top = Math.max(50, ...values.map((value) => value ?? 0));
  const step = width / Math.max(1, values.length - 1);
  let path = '';
  let drawing = false;
  values.forEach((value, index) => {
    if (value !== null) {
      const y = height - 1 - (value / top) * (height - 2);
      path += `${drawing ? 'L' : 'M'}${(index * step).toFixed(1)} ${y.toFixed(1)}`;
      // A lone point between two gaps still shows.
      if (!drawing && (values[index + 1] ?? null) === null) path += 'h0.01';
    }
    drawing = value !== null;
  });
  return path;
}

export function Sparkline({ values, label }: Props) {
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path d={sparkPath(values)} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
