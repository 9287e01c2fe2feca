const key = 'nodepulse.return';

/** Remembers the address that is open while the browser is away at a provider of identities. */
export function keepReturnPlace(): void {
  const { pathname, search } = window.location;
  const parameters = new URLSearchParams(search);
  parameters.delete('sign_in');
  const query = parameters.toString();
  sessionStorage.setItem(key, query ? `${pathname}?${query}` : pathname);
}

/** The remembered address, once; null where there is none. */
export function takeReturnPlace(): string | null {
  const place = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return place;
}
