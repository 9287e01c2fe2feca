/** A number as it is shown: digits and unit apart, so that both can be styled and aligned. */
export interface Quantity {
  text: string;
  unit: string;
}

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

const fixed = (value: number, digits: number) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Percent with one decimal; what would round to nothing is shown as less than 0.1. */
export function percent(value: number): Quantity {
  return { text: value > 0 && value < 0.05 ? '<0.1' : fixed(value, 1), unit: '%' };
}

export const count = (value: number): Quantity => ({ text: grouped.format(value), unit: '' });

/** A plain figure such as a load average. */
export const decimal = (value: number): Quantity => ({ text: fixed(value, 2), unit: '' });

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const byteDigits = [0, 1, 1];

/** Bytes in the largest binary unit that leaves at least 1: 488.3 MiB, 1.25 GiB. */
export function bytes(value: number): Quantity {
  let unit = 0;
  let scaled = value;
  while (Math.abs(scaled) >= 1023.95 && unit < byteUnits.length - 1) {
    scaled /= 1024;
    unit++;
  }
  return { text: fixed(scaled, byteDigits[unit] ?? 2), unit: byteUnits[unit] ?? '' };
}

/** Mebibytes, as the API gives memory. */
export const mebibytes = (value: number): Quantity => bytes(value * 1024 * 1024);

/** What would round to nothing is shown as less than 1 B/s. */
export const bytesPerSecond = (value: number): Quantity => {
  const { text, unit } = bytes(value);
  return { text: value > 0 && value < 0.5 ? '<1' : text, unit: `${unit}/s` };
};

/** A number of things that need not be whole, with the decimals that say something. */
export function amount(value: number): Quantity {
  if (value > 0 && value < 0.005) return { text: '<0.01', unit: '' };
  const digits = Number.isInteger(value) ? 0 : value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return { text: fixed(value, digits), unit: '' };
}

export const perSecond = (value: number): Quantity => ({ ...amount(value), unit: '/s' });

const steps: [number, string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** A duration in its two largest units: "3 d 4 h", "12 min 5 s", "0 s". */
export function duration(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const first = steps.findIndex(([size]) => rest >= size);
  if (first < 0) return '0 s';
  const parts: string[] = [];
  for (const [size, unit] of steps.slice(first, first + 2)) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(`${amount} ${unit}`);
  }
  return parts.join(' ');
}

export const quantity = ({ text, unit }: Quantity): string => (unit ? `${text} ${unit}` : text);

/** A heading's words within a sentence: "disk read", but "CPU" and "RSS". */
export const inSentence = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** What a problem says, as a sentence of its own. */
export const sentence = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');
