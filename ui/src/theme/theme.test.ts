import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const theme = 'src/theme/theme.css';
const styles = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css'))
  .map((file) => join('src', file))
  .filter((file) => file !== theme);

/** Declarations of a file without comments and without the conditions of media queries. */
const declarations = (file: string) =>
  readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@(media|container)[^{]*/g, '');

test.each(styles)('%s takes every colour and distance from the theme', (file) => {
  const text = declarations(file);
  expect(text.match(/#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(/gi) ?? []).toEqual([]);
  expect(text.match(/\b\d*\.?\d+(px|rem|em)\b/g) ?? []).toEqual([]);
});

test.each(styles)('%s uses only names that the theme or the file defines', (file) => {
  const known = readFileSync(theme, 'utf8') + declarations(file);
  const used = [...declarations(file).matchAll(/var\((--[\w-]+)\)/g)].map((match) => match[1]);
  expect(used.filter((name) => !known.includes(`${name ?? ''}:`))).toEqual([]);
});
