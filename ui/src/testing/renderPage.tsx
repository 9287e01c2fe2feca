import { render } from '@testing-library/react';
import { App } from '../app/App';

/** Shows the whole page at an address, as a reader would find it. */
export function renderPage(address: string) {
  window.history.replaceState(null, '', address);
  return render(<App />);
}
