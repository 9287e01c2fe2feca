import { createStore } from './store';

export type Theme = 'system' | 'light' | 'dark';

const key = 'nodepulse.theme';
const themes: readonly string[] = ['system', 'light', 'dark'];

function remembered(): Theme {
  const text = localStorage.getItem(key) ?? '';
  return themes.includes(text) ? (text as Theme) : 'system';
}

export const theme = createStore<Theme>(remembered());

function apply(): void {
  const chosen = theme.get();
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

export function chooseTheme(chosen: Theme): void {
  localStorage.setItem(key, chosen);
  theme.set(chosen);
  apply();
}

/** Puts the remembered theme in force; called once, before the first paint. */
export const startTheme = apply;
