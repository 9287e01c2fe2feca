import type { Session } from '../../api/session';
import button from '../../components/Button.module.css';
import { keepReturnPlace } from '../../lib/returnPlace';

/** Where one can sign in instead; the browser leaves the page for it. */
export const Providers = ({ providers }: { providers: Session['sign_in']['oidc'] }) =>
  providers.map(({ name, href }) => (
    <a key={href} className={button.button} href={href} onClick={keepReturnPlace}>
      Sign in with {name}
    </a>
  ));
